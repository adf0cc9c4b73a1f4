"""Joins the parts of a table on several pages: common columns, joined rows and labels, one head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from linter.documents.pdf.page_layout import Cell, Ruled
from linter.documents.pdf.table_detection import Box
from linter.regex_cache import compiled

_SAME_PLACE = 4.0  # points
_SPARE = 1.6  # sizes: a line that leaves less free in its cell than this was wrapped
_ITEM = compiled(r"[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]")
_FIGURE = compiled(r"[-+]?\d[\d,]*(?:\.\d+)?[^\d.．、)）]{0,3}")


class Part(NamedTuple):
    """A table on a page."""

    table: Ruled
    page: int


class Whole(NamedTuple):
    """A table over all its pages: its cells by row and column, and the page that each row begins on."""

    cells: tuple[Cell, ...]
    pages: tuple[int, ...]


def continues(before: Ruled, after: Ruled) -> bool:
    """Whether a table at the top of a page has the outer sides of the last one on the page before."""
    return abs(before.xs[0] - after.xs[0]) <= _SAME_PLACE and abs(before.xs[-1] - after.xs[-1]) <= _SAME_PLACE


def united(parts: Sequence[Part]) -> Whole:
    """The parts of a table, in order, as one."""
    edges = _edges(x for part in parts for x in part.table.xs)
    cells: list[Cell] = []
    pages: list[int] = []
    for part in parts:
        more = [_on(edges, cell, part.table.xs) for cell in part.table.cells]
        rows = part.table.rows
        if cells:
            more, rows = _without_head(cells, more, rows)
            cells, more, rows = _mended(cells, len(pages), more, rows)
        cells += [cell._replace(box=_down(cell.box, len(pages))) for cell in more]
        pages += [part.page] * rows
    ordered = sorted(cells, key=lambda cell: (cell.box.row, cell.box.column))
    return Whole(tuple(ordered), tuple(pages))


def _edges(xs: Iterable[float]) -> list[float]:
    """The columns' edges of all parts together."""
    edges: list[float] = []
    for x in sorted(xs):
        if not edges or x - edges[-1] > _SAME_PLACE:
            edges.append(x)
    return edges


def _on(edges: Sequence[float], cell: Cell, xs: Sequence[float]) -> Cell:
    """A cell on the common columns."""
    box = cell.box
    first = _nearest(edges, xs[box.column])
    last = _nearest(edges, xs[box.column + box.colspan])
    return cell._replace(box=Box(box.row, first, box.rowspan, max(1, last - first)))


def _nearest(edges: Sequence[float], x: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - x))


def _down(box: Box, rows: int) -> Box:
    return box._replace(row=box.row + rows)


def _without_head(above: Sequence[Cell], cells: list[Cell], rows: int) -> tuple[list[Cell], int]:
    """The cells without the rows that repeat the table's first ones; a repeated head ends above a row that
    no cell of it reaches into."""
    old = _by_row(above)
    new = _by_row(cells)
    same = 0
    while same < rows - 1 and same in new and new[same] == old.get(same):
        same += 1
    while same and any(cell.box.row < same < cell.box.row + cell.box.rowspan for cell in cells):
        same -= 1
    head = [cell for cell in cells if cell.box.row < same]
    if not any(cell.text and not _FIGURE.fullmatch(cell.text) for cell in head):
        return cells, rows
    return [cell._replace(box=_down(cell.box, -same)) for cell in cells if cell.box.row >= same], rows - same


def _by_row(cells: Iterable[Cell]) -> dict[int, list[tuple[int, int, str]]]:
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for cell in cells:
        rows.setdefault(cell.box.row, []).append((cell.box.column, cell.box.colspan, cell.text))
    return rows


def _mended(
    above: list[Cell], height: int, below: list[Cell], rows: int
) -> tuple[list[Cell], list[Cell], int]:
    """Both parts, what the page break cut put into the upper one."""
    last = {cell.box.column: cell for cell in above if cell.box.row + cell.box.rowspan == height}
    first = {cell.box.column: cell for cell in below if cell.box.row == 0}
    cut = _is_cut_row(last, first)
    deeper = not cut and _is_under(last, first)
    changed: dict[Box, Cell] = {}
    joined: set[Box] = set()
    for column, lower in first.items():
        upper = last.get(column)
        if upper is None or upper.box.colspan != lower.box.colspan:
            continue
        short = lower.box.rowspan == 1
        if (cut and short) or (deeper and _is_left(upper, lower)) or _goes_on(upper, lower, first):
            rowspan = upper.box.rowspan + lower.box.rowspan - cut
            changed[upper.box] = upper._replace(
                box=upper.box._replace(rowspan=rowspan), lines=(*upper.lines, *lower.lines)
            )
            joined.add(lower.box)
    if cut:
        below = [
            cell._replace(box=_down(cell.box, -1)) if cell.box.row else cell
            for cell in below
            if cell.box not in joined
        ]
        rows -= 1
    else:
        below = [cell for cell in below if cell.box not in joined]
    return [changed.get(cell.box, cell) for cell in above], below, rows


def _is_under(last: dict[int, Cell], first: dict[int, Cell]) -> bool:
    """Whether cells of a row stand in parts of the columns of a label above: it is a row of the head, and
    labels beside that one span both."""
    return len(last) > 1 and any(
        upper.text
        and upper.box.colspan > 1
        and (lower := first.get(column)) is not None
        and 1 <= lower.box.colspan < upper.box.colspan
        for column, upper in last.items()
    )


def _is_left(upper: Cell, lower: Cell) -> bool:
    """Whether nothing, or the rest of its words, stands below a label of the head."""
    if not upper.text or _FIGURE.fullmatch(upper.text):
        return False
    return not lower.text or _is_rest(upper, lower)


def _goes_on(upper: Cell, lower: Cell, row: dict[int, Cell]) -> bool:
    """Whether a label that spans rows goes on below the break: nothing, or the rest of its words, stands in
    its place, and the words of the row's own label beside it."""
    if max(upper.box.rowspan, lower.box.rowspan) == 1 and lower.text:
        return False
    if not upper.text or _FIGURE.fullmatch(upper.text):
        return False
    if lower.text and (upper.box.rowspan == 1 or not _is_rest(upper, lower)):
        return False
    beside = row.get(lower.box.column + lower.box.colspan)
    return beside is not None and bool(beside.text) and not _FIGURE.fullmatch(beside.text)


def _is_cut_row(last: dict[int, Cell], first: dict[int, Cell]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before: alike in columns,
    not full by itself, and with words only where those above broke off."""
    upper = {column: cell for column, cell in last.items() if cell.box.rowspan == 1}
    lower = {column: cell for column, cell in first.items() if cell.box.rowspan == 1}
    shared = upper.keys() & lower.keys()
    if len(shared) < 2 or lower.keys() - last.keys() or upper.keys() - first.keys():
        return False
    if any(last[column].box.colspan != first[column].box.colspan for column in shared):
        return False
    both = [column for column in shared if upper[column].text and lower[column].text]
    one = [column for column in shared if bool(upper[column].text) != bool(lower[column].text)]
    if not both or not one:
        return False
    if all(_is_rest(upper[column], lower[column]) for column in both):
        return True
    return len(both) > 1 and not any(
        _FIGURE.fullmatch(cell.text) or _ITEM.match(cell.text)
        for column in both
        for cell in (upper[column], lower[column])
    )


def _is_rest(upper: Cell, lower: Cell) -> bool:
    """Whether the words of one cell can be the rest of another's: no figure and no new item of a list, and
    the line above is full, or began an item, or nothing but a character is left."""
    if _ITEM.match(lower.text) or _FIGURE.fullmatch(lower.text) or _FIGURE.fullmatch(upper.text):
        return False
    return len(lower.text) == 1 or _ITEM.match(upper.text) is not None or _is_full(upper)


def _is_full(cell: Cell) -> bool:
    """Whether the last line of a cell has no room for another character."""
    line = cell.lines[-1]
    before, behind = line.x0 - cell.left, cell.right - line.x1
    return min(behind, before + behind - 2 * min(before, behind)) < _SPARE * line.size and (
        behind + before < (_SPARE + 1) * line.size
    )
