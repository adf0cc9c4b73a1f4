"""A grid as the sheet of cells it is on paper, headers and merged cells included."""

from __future__ import annotations

from typing import Final, NamedTuple

from tests.corpus.grid import Cell, Grid, GridBlock
from tests.corpus.templates import NOTE, TABLE_SECTIONS

HEAD: Final = "head"
LABEL: Final = "label"
FIGURE: Final = "figure"
BESIDE: Final = "beside"  # continues a cell that spans columns
BELOW: Final = "below"  # continues a cell that spans rows
PAD: Final = "pad"  # fills a row up to the table's width


class Box(NamedTuple):
    """One place on the sheet: what is printed there, or for BESIDE and BELOW what it continues."""

    text: str
    role: str = HEAD
    cell: Cell | None = None


class Line(NamedTuple):
    """A row of the sheet; `key` is the figure row's key, empty for a header."""

    key: str
    boxes: tuple[Box, ...]


def sheet(grid: Grid, note: bool = True) -> list[Line]:
    """The rows of `grid` from top to bottom; `note` prints the note of table 三."""
    if grid.key not in TABLE_SECTIONS:
        raise ValueError(f"no such table: {grid.key}")
    if grid.key == "proactive":
        return [line for block in grid.blocks for line in _block(block)]
    if grid.key == "requests":
        return _requests(grid.blocks[0], NOTE if note else "")
    return _review(grid.blocks[0])


def _pads(count: int) -> tuple[Box, ...]:
    return (Box("", PAD),) * max(0, count)


def _besides(text: str, count: int) -> tuple[Box, ...]:
    return (Box(text, BESIDE),) * count


def _block(block: GridBlock) -> list[Line]:
    width = 4
    lines = [
        Line("", (Box(block.title), *_besides(block.title, width - 1))),
        Line(
            "",
            (
                Box("信息内容"),
                *(Box(column.label) for column in block.columns),
                *_pads(width - 1 - len(block.columns)),
            ),
        ),
    ]
    for row, cells in block.rows:
        boxes = (Box(row.label, LABEL), *(Box("", FIGURE, cell) for cell in cells))
        lines.append(Line(row.key, (*boxes, *_pads(width - len(boxes)))))
    return lines


def _requests(block: GridBlock, note: str) -> list[Line]:
    columns = [column.label for column in block.columns]
    corner = (Box(note), *_besides(note, 2)) if note else _pads(3)
    under = tuple(Box(note, BELOW) for _ in range(3)) if note else _pads(3)
    entity = "法人或其他组织"
    lines = [
        Line("", (*corner, Box("申请人情况"), *_besides("申请人情况", 6))),
        Line("", (*under, Box(columns[0]), Box(entity), *_besides(entity, 4), Box(columns[6]))),
        Line(
            "",
            (*under, Box(columns[0], BELOW), *(Box(name) for name in columns[1:6]), Box(columns[6], BELOW)),
        ),
    ]
    above: tuple[str, ...] = ()
    for row, cells in block.rows:
        labels: list[Box] = []
        for depth, group in enumerate(row.groups):
            seen = above[: depth + 1] == row.groups[: depth + 1]
            labels.append(Box(group, BELOW if seen else LABEL))
        above = row.groups
        labels.append(Box(row.label, LABEL))
        labels += _besides(row.label, 3 - len(labels))
        lines.append(Line(row.key, (*labels, *(Box("", FIGURE, cell) for cell in cells))))
    return lines


def _review(block: GridBlock) -> list[Line]:
    names = [column.label for column in block.columns]
    first = names[:5]
    head = "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"
    lines = [
        Line("", (Box(head[0]), *_besides(head[0], 4), Box(head[1]), *_besides(head[1], 9))),
        Line(
            "",
            (
                *(Box(name) for name in first),
                Box(head[2]),
                *_besides(head[2], 4),
                Box(head[3]),
                *_besides(head[3], 4),
            ),
        ),
        Line("", (*(Box(name, BELOW) for name in first), *(Box(name) for name in names[5:]))),
    ]
    for row, cells in block.rows:
        lines.append(Line(row.key, tuple(Box("", FIGURE, cell) for cell in cells)))
    return lines
