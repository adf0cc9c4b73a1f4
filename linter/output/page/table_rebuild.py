"""Tables whose text has only cells, one after another, shown in the rows and columns that were read."""

from __future__ import annotations

from collections.abc import Iterator

from linter.output.page.table_view import CellKind, TableView, ViewCell, tokens
from linter.report.tables.table import Row, Table
from linter.report.template import BlockTemplate, Layout
from linter.text.source import Source, Span


def rebuild_table(source: Source, table: Table, span: Span) -> TableView:
    """The table in `span`, which covers whole lines.

    If rows and text disagree it lacks words or changes their order, which the caller checks.
    """
    return TableView(tuple(_rows(source, table, span)), read=True)


def is_placed(table: Table) -> bool:
    """Whether the column of each figure is known."""
    return all(cell.column_key is not None for cell in table.cells)


def _rows(source: Source, table: Table, span: Span) -> Iterator[tuple[ViewCell, ...]]:
    in_line = table.template.layout is Layout.LINE
    width = max((len(row.block.columns) for row in table.rows if row.key), default=1)
    at = span.start
    block: BlockTemplate | None = None
    for row in table.rows:
        figures = [cell.span for cell in row.cells if cell.span != row.span or in_line]
        first = min((one.start for one in figures), default=row.span.end)
        labelled = not in_line and at <= row.span.start and row.span.end <= first
        yield from _wide(tokens(source, Span(at, row.span.start if labelled else max(at, first))), width)
        if row.key and row.block is not block:
            block = row.block
            yield _columns(block, width)
        yield (
            ViewCell(CellKind.ROW, tokens(source, row.span)) if labelled else _made_label(table, row),
            *_figures(row, width, in_line=in_line),
        )
        at = max([at, row.span.end, *(one.end for one in figures)])
    yield from _wide(tokens(source, Span(at, span.end)), width)


def _wide(spans: tuple[Span, ...], width: int) -> Iterator[tuple[ViewCell, ...]]:
    """Words of the head, or of a group of rows: their columns are unknown."""
    if spans:
        yield (ViewCell(CellKind.HEAD, spans, colspan=width + 1),)


def _columns(block: BlockTemplate, width: int) -> tuple[ViewCell, ...]:
    names = [ViewCell(CellKind.HEAD, made=column.label) for column in block.columns]
    names[-1] = names[-1]._replace(colspan=width - len(names) + 1)
    return (ViewCell(CellKind.HEAD, made="读作"), *names)


def _made_label(table: Table, row: Row) -> ViewCell:
    return ViewCell(CellKind.ROW, made=table.row_label(row.key) if row.key else "行名不明")


def _figures(row: Row, width: int, *, in_line: bool) -> Iterator[ViewCell]:
    """The cells of a row, each in its column, or all in one where a column is not known."""
    own = [None if cell.span == row.span and not in_line else cell.span for cell in row.cells]
    if row.cells and all(cell.column_key is not None for cell in row.cells):
        rest = width - len(own)
        for number, span in enumerate(own):
            last = number == len(own) - 1
            yield ViewCell(CellKind.FIGURE, () if span is None else (span,), colspan=1 + rest * last)
        return
    spans = tuple(sorted({span for span in own if span is not None}))
    yield ViewCell(CellKind.FIGURE, spans, colspan=width, made="列不明")
