"""Formatting: all safe fixes of a document, or those in a range."""

from __future__ import annotations

from lsprotocol import types

from linter.app.editor.fixes import all_safe_fixes, file_text
from linter.lsp.conversion.workspace_edits import text_edits
from linter.lsp.server import Server


async def formatting(server: Server, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """All safe fixes of a document."""
    return await _safe_fixes(server, params.text_document.uri, None)


async def range_formatting(
    server: Server, params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit] | None:
    """The safe fixes of the findings in a range."""
    return await _safe_fixes(server, params.text_document.uri, params.range)


async def _safe_fixes(server: Server, uri: str, within: types.Range | None) -> list[types.TextEdit] | None:
    found = await server.analysis(uri)
    if found is None:
        return None
    _, analysis = found
    if analysis.failure is not None:
        return None
    file = file_text(analysis)
    span = server.position_codec.span(file, within) if within is not None else None
    edits = await server.documents.run(all_safe_fixes, analysis, span)
    return list(text_edits(file, edits, server.position_codec))
