"""Tables that a file holds as tables: which cell is at an offset of the text."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from linter.text.span import Span


class GridCell(Struct, frozen=True):
    """A cell of a table that a file holds as a table: its row and column in the table's grid, both from 1,
    how many of each it covers, and where its text stands."""

    row: int
    column: int
    rowspan: int
    colspan: int
    span: Span


class Grid(Struct, frozen=True):
    """Rows of a table that a file holds as a table: the number of the table in the file, from 1; the stretch
    of text; the size of the whole table; and the cells, by row, then column, as in the text. Rows that
    only lay out the page are no part of a grid, so that one table may be several of the same number."""

    number: int
    span: Span
    rows: int
    columns: int
    cells: tuple[GridCell, ...]

    def cell(self, offset: int) -> GridCell | None:
        """The cell whose text holds or borders on an offset."""
        at = bisect_right(self.cells, offset, key=lambda cell: cell.span.start) - 1
        return self.cells[at] if at >= 0 and offset <= self.cells[at].span.end else None
