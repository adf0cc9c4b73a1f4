"""Formatting: headings, brackets and whatever else has a safe fix."""

from __future__ import annotations

from lsprotocol import types

from linter.lsp.edits import text_edits
from linter.lsp.fix_edits import all_safe, own_text
from linter.lsp.server import Server


async def formatting(server: Server, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """All safe fixes of a document."""
    return await _fixed(server, params.text_document.uri, None)


async def range_formatting(
    server: Server, params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit] | None:
    """The safe fixes of the findings in a range."""
    return await _fixed(server, params.text_document.uri, params.range)


async def _fixed(server: Server, uri: str, place: types.Range | None) -> list[types.TextEdit] | None:
    found = await server.checked(uri)
    if found is None or found[1].failure is not None:
        return None
    own = own_text(found[1])
    within = server.ruler.span(own, place) if place is not None else None
    edits = await server.documents.run(all_safe, found[1], within)
    return list(text_edits(own, edits, server.ruler))
