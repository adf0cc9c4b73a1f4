"""The result of a reader: lines and tables, each character with its holder.

A reader knows its format; `linter.documents.flatten` makes one plain text of whatever it read, so that
merged cells, tables that only lay out a page and cells of several lines are treated in one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.text.source import Origin

_WIDEST = 256  # columns, and as many that one cell may cover: more is no table of figures
_TALLEST = 4096


class Run(NamedTuple):
    """A stretch of words. `holder` is the index, in the reader's order, of the element that contains them.

    `at` is the offset of the words there, in code points; without a holder the words are nowhere in the file
    (a number that the word processor makes).

    `words` has the length that the words have in their place, or is one character that is written there
    in `length` of them (an entity of HTML).
    """

    words: str
    holder: int | None = None
    at: int = 0
    length: int = 0


class Line(NamedTuple):
    """A paragraph; line ends within its runs are blanks."""

    runs: tuple[Run, ...]
    origin: Origin | None = None

    @property
    def words(self) -> str:
        """The line's text."""
        return "".join(run.words for run in self.runs)


class TableCell(NamedTuple):
    """A cell at its place in the grid, rows and columns from 1, and how many of each it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int
    blocks: tuple[Block, ...]


class Table(NamedTuple):
    """A table with resolved cells, in the order of rows, then columns; no two cover the same place.
    `row_origins`, where rows come from several places (pages), has an entry for each row."""

    cells: tuple[TableCell, ...]
    origin: Origin | None = None
    row_origins: tuple[Origin | None, ...] = ()

    def row_origin(self, row: int) -> Origin | None:
        """Where a row, counted from 1, came from."""
        return self.row_origins[row - 1] if row <= len(self.row_origins) else self.origin


class Aside(NamedTuple):
    """Blocks beside the text at their anchor (a footnote, a text box); no part of a cell's words."""

    blocks: tuple[Block, ...]


Block = Line | Table | Aside


def inner_blocks(block: Table | Aside) -> tuple[Block, ...]:
    """The blocks in a table's cells, or in an aside."""
    if isinstance(block, Aside):
        return block.blocks
    return tuple(inner for cell in block.cells for inner in cell.blocks)


class SpanCell(NamedTuple):
    """A cell as markup has it, with the rows and columns that it claims (0 rows: all that follow)."""

    rowspan: int
    colspan: int
    blocks: tuple[Block, ...]


def place_cells(rows: Sequence[Sequence[SpanCell]]) -> tuple[TableCell, ...]:
    """The cells of rows at their places in the grid, by the algorithm of HTML (HTML Standard 4.9.12.1).

    Spans are cut to the table and to a sensible size."""
    return tuple(_place_cells(rows))


def _place_cells(rows: Sequence[Sequence[SpanCell]]) -> Iterator[TableCell]:
    covered_until: dict[int, int] = {}  # column -> last row that a cell from above covers
    for row, cells in enumerate(rows, 1):
        column = 1
        for cell in cells:
            while covered_until.get(column, 0) >= row:
                column += 1
            if column > _WIDEST:
                break
            colspan = max(1, min(cell.colspan, _WIDEST - column + 1))
            free = 1
            while free < colspan and covered_until.get(column + free, 0) < row:
                free += 1
            left = len(rows) - row + 1
            rowspan = min(cell.rowspan or left, left, _TALLEST)
            for covered in range(column, column + free):
                covered_until[covered] = row + rowspan - 1
            yield TableCell(row, column, max(1, rowspan), free, cell.blocks)
            column += free
