"""Hovers: findings, figures, documents, periods and headings under the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from linter.app.editor.analysis import Analysis
from linter.lsp.conversion.position import PositionCodec
from linter.lsp.requests.hover.document import documents
from linter.lsp.requests.hover.figure import figures
from linter.lsp.requests.hover.finding import findings
from linter.lsp.requests.hover.markup import Cursor, HoverEntry, markdown, plain
from linter.lsp.requests.hover.statement import headings, periods
from linter.lsp.server import Server


async def hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    """The hover at a position; None if nothing is known there."""
    found = await server.analysis(params.text_document.uri)
    if found is None:
        return None
    return hover_at(
        found[1],
        params.position,
        server.position_codec,
        server.client_support.hover_formats,
        without_message=server.hover_without_message,
    )


def hover_at(
    analysis: Analysis,
    position: types.Position,
    codec: PositionCodec,
    formats: Sequence[types.MarkupKind],
    *,
    without_message: bool = False,
) -> types.Hover | None:
    """The hover at a position of the file's own text, in the format that the client prefers.

    `without_message` leaves out the messages of findings, for a client that adds them itself.
    """
    offset = codec.offset(analysis.source.file, position)
    entries = hover_entries(analysis, offset, without_message=without_message)
    if not entries:
        return None
    preferred = next(iter(formats), types.MarkupKind.PlainText)
    text = markdown(entries) if preferred == types.MarkupKind.Markdown else plain(entries)
    narrowest = min((entry.span for entry in entries), key=lambda span: span.end - span.start)
    return types.Hover(types.MarkupContent(preferred, text), codec.range(analysis.source, narrowest))


def hover_entries(analysis: Analysis, offset: int, *, without_message: bool = False) -> list[HoverEntry]:
    """The entries at an offset of the file's own text; those that end there if none contains it."""
    at = analysis.source.from_file(offset)
    if at is None:
        return []
    return list(_entries(analysis, Cursor(at), without_message)) or list(
        _entries(analysis, Cursor(at, include_end=True), without_message)
    )


def _entries(analysis: Analysis, cursor: Cursor, without_message: bool) -> Iterator[HoverEntry]:
    yield from findings(analysis, cursor, without_message=without_message)
    for report in analysis.reports:
        if cursor.is_in(report.span):
            yield from figures(analysis, report, cursor)
            yield from documents(analysis, report, cursor)
            yield from periods(analysis, report, cursor)
            yield from headings(analysis, report, cursor)
