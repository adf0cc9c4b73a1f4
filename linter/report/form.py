"""The cells of a table as its official form prints them, head and merged cells included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from linter.report.template import BlockTemplate, ColumnTemplate, Layout, RowTemplate, TableTemplate
from linter.report.text_match import split_numeral
from linter.text.normalize import normalize


class FormCell(NamedTuple):
    """A cell at its place, rows and columns from 1, with how many of each it covers. `figure` are the keys of
    the row and the column whose figure it is for; it has no words then."""

    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    words: str = ""
    figure: tuple[str, str] | None = None


class TableForm(NamedTuple):
    """A table's cells in the order of rows, then columns; `head` rows above those with figures, the last
    `label_columns` columns before the figures hold names of rows."""

    key: str
    rows: int
    columns: int
    head: int
    label_columns: int
    cells: tuple[FormCell, ...]


def table_form(table: TableTemplate) -> TableForm:
    """The form that a template prescribes."""
    if table.layout is Layout.LINE:
        return _line_form(table)
    depth = max(_depth(block.rows) for block in table.blocks)
    width = max(len(block.columns) for block in table.blocks)
    cells: list[FormCell] = []
    row, head = 1, 0
    for block in table.blocks:
        if block.label:
            cells.append(FormCell(row, 1, 1, depth + width, block.label))
            row += 1
        above = list(_head(table, block, row, depth, width))
        cells += above
        row = max(cell.row + cell.rowspan for cell in above)
        head = head or row - 1
        cells += _body(block, row, depth, width)
        row += _height(block.rows)
    return TableForm(table.key, row - 1, depth + width, head, depth, _in_order(cells))


def _in_order(cells: Sequence[FormCell]) -> tuple[FormCell, ...]:
    return tuple(sorted(cells, key=lambda cell: cell[:2]))


def _head(table: TableTemplate, block: BlockTemplate, row: int, depth: int, width: int) -> Iterator[FormCell]:
    """The head of a block: what stands in the corner, above the columns, and their names."""
    grouped = any(column.group for column in block.columns)
    height = bool(table.columns_heading) + grouped + 1
    yield FormCell(row, 1, height, depth, table.corner or "")
    if table.columns_heading:
        yield FormCell(row, depth + 1, 1, width, table.columns_heading)
        row += 1
    places = list(_columns(block.columns, depth, width))
    for group, members in groupby(places, key=lambda place: place[0].group):
        of_group = list(members)
        start, last = of_group[0][1], of_group[-1]
        if group:
            yield FormCell(row, start, 1, last[1] + last[2] - start, group)
        for column, at, wide in of_group:
            if group:
                yield FormCell(row + 1, at, 1, wide, column.label)
            else:
                yield FormCell(row, at, 1 + grouped, wide, column.label)


def _columns(
    columns: Sequence[ColumnTemplate], depth: int, width: int
) -> Iterator[tuple[ColumnTemplate, int, int]]:
    """Each column with its place and width; the last one takes what is left of the table."""
    each = width // len(columns)
    for index, column in enumerate(columns):
        at = depth + 1 + index * each
        yield column, at, each if index < len(columns) - 1 else depth + width + 1 - at


def _body(block: BlockTemplate, row: int, depth: int, width: int) -> Iterator[FormCell]:
    """The rows of a block: names on the left, those of groups beside the rows that they hold."""
    rows = block.rows
    columns = list(_columns(block.columns, depth, width))
    for index, one in enumerate(rows):
        at, level = row + _height(rows[:index]), _level(rows, index)
        if one.key is None:
            yield FormCell(at, level, _height(_rows_of_group(rows, index)), 1, one.label)
            continue
        yield FormCell(at, level, 1, depth + 1 - level, one.label)
        for column, place, wide in columns:
            yield FormCell(at, place, 1, wide, figure=(one.key, column.key))


def _line_form(table: TableTemplate) -> TableForm:
    """A form whose rows stand side by side above one line of figures."""
    grouped = any(row.group for _, row in table.rows())
    cells: list[FormCell] = []
    at = 1
    for group, members in groupby(table.rows(), key=lambda place: place[1].group):
        start = at
        for block, row in members:
            wide = len(block.columns)
            cells.append(FormCell(2 if group else 1, at, 1 if group else 1 + grouped, wide, row.label))
            for column in block.columns:
                cells.append(FormCell(2 + grouped, at, words=column.label))
                cells.append(FormCell(3 + grouped, at, figure=(row.key or "", column.key)))
                at += 1
        if group:
            cells.append(FormCell(1, start, 1, at - start, group))
    return TableForm(table.key, 3 + grouped, at - 1, 2 + grouped, 0, _in_order(cells))


def _height(rows: Sequence[RowTemplate]) -> int:
    """How many rows have figures: a group's name stands beside its rows."""
    return sum(row.key is not None for row in rows)


def _rows_of_group(rows: Sequence[RowTemplate], index: int) -> Sequence[RowTemplate]:
    """The rows that a group holds: those behind it whose numerals are of lower levels."""
    level = _numeral_level(rows[index])
    end = index + 1
    while end < len(rows) and _numeral_level(rows[end]) > level:
        end += 1
    return rows[index + 1 : end]


def _level(rows: Sequence[RowTemplate], index: int) -> int:
    """In which column of names a row's name stands: behind those of the groups that hold it."""
    holders = [
        at for at in range(index) if rows[at].key is None and at + 1 + len(_rows_of_group(rows, at)) > index
    ]
    return 1 + len(holders)


def _depth(rows: Sequence[RowTemplate]) -> int:
    return max((_level(rows, index) for index in range(len(rows))), default=1)


def _numeral_level(row: RowTemplate) -> int:
    return split_numeral(normalize(row.label))[0]
