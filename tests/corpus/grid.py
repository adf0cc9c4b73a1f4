"""A filled table: the official blocks with a cell for every figure, and edits that return new grids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from tests.corpus.templates import Column, Row, Table

Number = int | Decimal
Figures = Mapping[tuple[str, str], Number]
"""Values of one table by (row key, column key)."""


class Cell(NamedTuple):
    """One figure: its keys as `extract` names them, its value (None: no number can be read there)
    and, where the style must not choose the writing, the text that stands in the cell."""

    row: str
    column: str
    value: Number | None
    raw: str | None = None


class GridRow(NamedTuple):
    """A row as it is printed: its template and its cells, in the order of the columns."""

    row: Row
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GridBlock:
    """A block of the template, filled."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of one report."""

    key: str
    blocks: tuple[GridBlock, ...]

    def value(self, row: str, column: str) -> Number:
        """The figure at `row`, `column`; raises KeyError when there is no such number."""
        for block in self.blocks:
            for line in block.rows:
                for cell in line.cells:
                    if cell.row == row and cell.column == column and cell.value is not None:
                        return cell.value
        raise KeyError((self.key, row, column))

    def figures(self) -> dict[tuple[str, str], Number]:
        """Every figure by its keys."""
        return {
            (cell.row, cell.column): cell.value
            for block in self.blocks
            for line in block.rows
            for cell in line.cells
            if cell.value is not None
        }

    def edit(self, change: Callable[[GridRow], GridRow | None]) -> Grid:
        """The grid with each row passed through `change`; None drops the row."""
        return replace(
            self,
            blocks=tuple(
                replace(block, rows=tuple(new for line in block.rows if (new := change(line)) is not None))
                for block in self.blocks
            ),
        )

    def put(self, row: str, column: str, value: Number | None, raw: str | None = None) -> Grid:
        """The grid with another figure at `row`, `column`."""
        return self.put_all(((row, column),), value, raw)

    def put_all(
        self, places: Collection[tuple[str, str]], value: Number | None, raw: str | None = None
    ) -> Grid:
        """The grid with the same figure at each of `places`, (row key, column key)."""

        def change(line: GridRow) -> GridRow:
            return line._replace(
                cells=tuple(
                    cell._replace(value=value, raw=raw) if (cell.row, cell.column) in places else cell
                    for cell in line.cells
                )
            )

        return self.edit(change)

    def add(self, row: str, column: str, amount: int) -> Grid:
        """The grid with `amount` added to one figure."""
        return self.put(row, column, self.value(row, column) + amount)

    def drop(self, row: str) -> Grid:
        """The grid without the row `row`."""
        return self.edit(lambda line: None if line.row.key == row else line)

    def relabel(self, old: str, new: str) -> Grid:
        """The grid with a row or column label reworded."""
        blocks = tuple(
            GridBlock(
                block.title,
                tuple(
                    column._replace(label=new) if column.label == old else column for column in block.columns
                ),
                tuple(
                    line._replace(row=line.row._replace(label=new)) if line.row.label == old else line
                    for line in block.rows
                ),
            )
            for block in self.blocks
        )
        return replace(self, blocks=blocks)


def fill(table: Table, figures: Figures) -> Grid:
    """The official `table` with `figures` in it; raises KeyError where a figure is missing.

    A column key of the form proceeding.outcome (table 四) is a cell of row `proceeding`.
    """
    blocks = []
    for block in table.blocks:
        rows = []
        for row in block.rows:
            keys = [(row.key, column.key) if row.label else _split(column.key) for column in block.columns]
            rows.append(GridRow(row, tuple(Cell(*key, figures[key]) for key in keys)))
        blocks.append(GridBlock(block.title, block.columns, tuple(rows)))
    return Grid(table.key, tuple(blocks))


def _split(key: str) -> tuple[str, str]:
    row, _, column = key.partition(".")
    return row, column
