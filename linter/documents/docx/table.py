"""Tables of a document, with cells at their true places, whichever program made the grid."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from lxml.etree import _Element

from linter.documents.document_model import Block, Table, TableCell
from linter.documents.docx.namespaces import attribute, child, is_on, kind, number, value

_WIDEST = 10_000  # grid columns; what stands to the right of them is not read
_LONGEST_SPAN = 1000  # grid columns; greater numbers are no spans
_HAIR = 20  # twips: LibreOffice leaves columns as narrow as one, which nobody sees
_THROUGH = frozenset({"ins", "moveTo", "customXml", "sdt", "sdtContent"})


class _Cell(NamedTuple):
    """A cell as a row has it: the grid columns from `left` up to `right`, counted from 0."""

    element: _Element
    left: int
    right: int
    continues: bool


class _Merged(NamedTuple):
    """A cell with the number of rows that it covers; `row` counts from 1."""

    cell: _Cell
    row: int
    rows: int


class Placed(NamedTuple):
    """A cell that is seen: its element, its row and column from 1, and how many of each it covers."""

    element: _Element
    row: int
    column: int
    rowspan: int
    colspan: int


def read_table(table: _Element, read: Callable[[_Element], tuple[Block, ...]]) -> Table | None:
    """The table in a `w:tbl`, deleted rows and cells left out; `read` gives what stands in a cell, and is
    called for the cells that are seen, in order. None for a table without cells."""
    cells = tuple(
        TableCell(one.row, one.column, one.rowspan, one.colspan, read(one.element)) for one in placed(table)
    )
    return Table(cells) if cells else None


def placed(table: _Element) -> list[Placed]:
    """The cells of a `w:tbl` that are seen, at their places, by row, then column."""
    rows = [cells for row in _within(table, "tr") if not _is_gone(row) if (cells := list(_cells(row)))]
    if not rows:
        return []
    column = _columns(list(chain.from_iterable(rows)), _widths(table))
    seen = [
        [cell._replace(left=column[cell.left], right=column[cell.right]) for cell in cells] for cells in rows
    ]
    return [
        Placed(cell.element, row, cell.left + 1, rows, max(1, cell.right - cell.left))
        for cell, row, rows in _merged(seen)
    ]


def _within(parent: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for element in parent:
        what = kind(element)
        if what == name:
            yield element
        elif what in _THROUGH:
            yield from _within(element, name)


def _is_gone(row: _Element) -> bool:
    properties = child(row, "trPr")
    return properties is not None and (
        child(properties, "del") is not None or bool(is_on(child(properties, "hidden")))
    )


def _cells(row: _Element) -> Iterator[_Cell]:
    properties = child(row, "trPr")
    at = _span(value(properties, "gridBefore"), 0) if properties is not None else 0
    last: _Cell | None = None
    for element in _within(row, "tc"):
        if at >= _WIDEST:
            break
        properties = child(element, "tcPr")
        left, at = at, at + (_span(value(properties, "gridSpan"), 1) if properties is not None else 1)
        at = min(at, _WIDEST)
        if properties is None:
            cell = _Cell(element, left, at, continues=False)
        elif child(properties, "cellDel") is not None:
            continue
        elif last is not None and _continues(properties, "hMerge"):
            last = last._replace(right=at)
            continue
        else:
            cell = _Cell(element, left, at, _continues(properties, "vMerge"))
        if last is not None:
            yield last
        last = cell
    if last is not None:
        yield last


def _span(text: str | None, least: int) -> int:
    span = number(text)
    return span if span is not None and least <= span <= _LONGEST_SPAN else least


def _continues(properties: _Element, name: str) -> bool:
    merge = child(properties, name)
    return merge is not None and attribute(merge, "val") in (None, "continue")


def _merged(rows: Sequence[Sequence[_Cell]]) -> Iterator[_Merged]:
    """The cells that are seen, by row, then column. A cell that continues one above it is no cell; what
    it holds is not shown."""
    merged: list[_Merged] = []
    above: dict[tuple[int, int], int] = {}
    for row, cells in enumerate(rows, 1):
        here: dict[tuple[int, int], int] = {}
        for cell in cells:
            place = (cell.left, cell.right)
            at = above.get(place) if cell.continues else None
            if at is None:
                at = len(merged)
                merged.append(_Merged(cell, row, 1))
            else:
                merged[at] = merged[at]._replace(rows=merged[at].rows + 1)
            here[place] = at
        above = here
    yield from merged


def _columns(cells: Sequence[_Cell], widths: Sequence[int]) -> Sequence[int]:
    """For each edge of the grid the column that begins there for one who sees the table, from 0. Edges a
    hair apart are one, unless a cell lies between them; edges that no cell has are none, and neither are
    columns that no cell covers."""
    last = max(cell.right for cell in cells)
    merged = list(range(last + 1))
    places = [0, *accumulate(widths)]
    between = {(cell.left, cell.right) for cell in cells}
    for at, width in enumerate(widths[:last]):
        first = merged[at]
        if 0 < width <= places[at + 1] - places[first] <= _HAIR and not any(
            (left, at + 1) in between for left in range(first, at + 1)
        ):
            merged[at + 1] = first
    starts = sorted({merged[edge] for cell in cells for edge in (cell.left, cell.right)})
    depth = [0] * (last + 1)  # how many more cells cover a column than the one before it
    for cell in cells:
        depth[merged[cell.left]] += 1
        depth[merged[cell.right]] -= 1
    covering = list(accumulate(depth))
    begun = [start for start in starts if covering[start]]
    return [bisect_left(begun, edge) for edge in merged]


def _widths(table: _Element) -> Sequence[int]:
    """The widths of the grid's columns in twips, as far as the table tells them."""
    grid = child(table, "tblGrid")
    columns = [element for element in grid if kind(element) == "gridCol"] if grid is not None else []
    return [number(attribute(column, "w")) or 0 for column in columns]
