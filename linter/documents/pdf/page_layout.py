"""What stands on one page: lines of running text, and tables of cells with theirs."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from linter.documents.pdf.lines import TextLine, text_lines
from linter.documents.pdf.page_content import Glyph, Page
from linter.documents.pdf.table_detection import Box, Frame, find_frames


class Cell(NamedTuple):
    """A cell: its place (from 0), its lines, and the distance of its right side from the page's left."""

    box: Box
    lines: tuple[TextLine, ...]
    left: float
    right: float

    @property
    def text(self) -> str:
        """Its lines as one word, blanks left out: what it says, for comparing."""
        return "".join(line.text for line in self.lines).replace(" ", "")


class Ruled(NamedTuple):
    """A ruled table on one page: its column edges, its height on the page, its cells by row and column."""

    xs: tuple[float, ...]
    rows: int
    top: float
    bottom: float
    cells: tuple[Cell, ...]


class Sheet(NamedTuple):
    """One page: lines outside tables and tables, each from top to bottom."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    tables: tuple[Ruled, ...]


def sheet_of(page: Page) -> Sheet:
    """The lines and tables of a page. Turned text outside tables (a watermark, the edge of a binding)
    is no part of the text."""
    frames = find_frames(page.rules)
    inside: list[dict[Box, list[Glyph]]] = [{} for _ in frames]
    outside: list[Glyph] = []
    places = [_boxes_by_place(frame) for frame in frames]
    for glyph in page.glyphs:
        for frame, cells, boxes in zip(frames, inside, places, strict=True):
            row, column = bisect_right(frame.ys, glyph.y) - 1, bisect_right(frame.xs, glyph.x) - 1
            box = boxes.get((row, column))
            if box is not None:
                cells.setdefault(box, []).append(glyph)
                break
        else:
            if glyph.upright:
                outside.append(glyph)
    tables = [_ruled(frame, cells) for frame, cells in zip(frames, inside, strict=True)]
    return Sheet(
        page.number,
        page.width,
        page.height,
        tuple(text_lines(outside)),
        tuple(table for table in tables if any(cell.lines for cell in table.cells)),
    )


def _boxes_by_place(frame: Frame) -> dict[tuple[int, int], Box]:
    """The cell at each place of a grid."""
    return {
        (row, column): box
        for box in frame.boxes
        for row in range(box.row, box.row + box.rowspan)
        for column in range(box.column, box.column + box.colspan)
    }


def _ruled(frame: Frame, glyphs: dict[Box, list[Glyph]]) -> Ruled:
    cells = tuple(
        Cell(
            box,
            tuple(text_lines(glyphs.get(box, ()))),
            frame.xs[box.column],
            frame.xs[box.column + box.colspan],
        )
        for box in frame.boxes
    )
    return Ruled(frame.xs, len(frame.ys) - 1, frame.ys[0], frame.ys[-1], cells)
