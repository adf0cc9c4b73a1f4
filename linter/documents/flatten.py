"""Flattens the lines and tables of a document into one text, with the grids of its tables.

A row of a table becomes a row of text with bars between its cells; a merged cell occurs once, where it
begins. Rows that only lay out the page become their contents; an aside of a cell follows its table. A
`TextSegment` says for each character of the file which holder it came from, for edits and comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from linter.documents.document_model import Aside, Block, Line, Run, Table, TableCell, inner_blocks
from linter.regex_cache import compiled
from linter.text.source import Grid, GridCell, Origin, Span

_LINE_ENDS = compiled(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_IN_CELL = compiled(r"[\t|]")
_LONGEST_CELL = 200  # characters in all: what holds more is no label or figure, and its table lays out a page
_LONGEST_CAPTION = 20
_DEEPEST = 40
_MOST_SPACED = 3


class TextSegment(NamedTuple):
    """A stretch of the text that comes from the file: its span, its holder, its start and length there."""

    span: Span
    holder: int
    at: int
    length: int


class Flat(NamedTuple):
    """A document as one text: the parts of a Source, and the segments that come from the file, in order."""

    text: str
    origins: tuple[Origin | None, ...]
    grids: tuple[Grid, ...]
    segments: tuple[TextSegment, ...]


def flatten(blocks: Iterable[Block]) -> Flat:
    """The text of `blocks` from top to bottom; each of its rows ends with a line feed."""
    writer = _Writer()
    writer.blocks(blocks, 0)
    return Flat("".join(writer.parts), tuple(writer.origins), tuple(writer.grids), tuple(writer.segments))


class _Writer:
    """The text so far."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.origins: list[Origin | None] = []
        self.grids: list[Grid] = []
        self.segments: list[TextSegment] = []
        self._at = 0
        self._tables = 0

    def blocks(self, blocks: Iterable[Block], depth: int) -> None:
        for block in blocks:
            if isinstance(block, Line):
                self._runs(block.runs)
                self._end(block.origin)
            elif depth >= _DEEPEST:
                continue
            elif isinstance(block, Aside):
                self.blocks(block.blocks, depth + 1)
            else:
                self._table(block, depth)

    def _table(self, table: Table, depth: int) -> None:
        rows = [list(row) for _, row in groupby(table.cells, key=lambda cell: cell.row)]
        has_rows = any(map(_is_row, rows)) and not _is_frame(rows)
        number = 0
        for figures, part in groupby(rows, key=lambda row: has_rows and (_is_row(row) or _is_caption(row))):
            part_rows = list(part)
            if figures:
                if not number:  # a table counts where its first row of figures stands
                    self._tables += 1
                    number = self._tables
                self._grid(part_rows, table, number)
            for cell in chain.from_iterable(part_rows):
                beside = [block for block in cell.blocks if isinstance(block, Aside)]
                self.blocks(beside if figures else cell.blocks, depth + 1)

    def _grid(self, rows: Sequence[Sequence[TableCell]], table: Table, number: int) -> None:
        begin = self._at
        cells = tuple(cell for row in rows for cell in self._row(row, table.row_origin(row[0].row)))
        height = max(cell.row + cell.rowspan - 1 for cell in table.cells)
        width = max(cell.column + cell.colspan - 1 for cell in table.cells)
        self.grids.append(Grid(number, Span(begin, self._at), height, width, cells))

    def _row(self, row: Sequence[TableCell], origin: Origin | None) -> list[GridCell]:
        """A row of text for a row of a grid, a caption among them without bars."""
        cells: list[GridCell] = []
        bars = len(row) > 1
        self._put("| " if bars else "")
        for cell in row:
            begin = self._at
            self._runs(_joined(cell), in_cell=True)
            cells.append(GridCell(cell.row, cell.column, cell.rowspan, cell.colspan, Span(begin, self._at)))
            self._put(" | " if bars else "")
        self._end(origin)
        return cells

    def _runs(self, runs: Iterable[Run], *, in_cell: bool = False) -> None:
        for run in runs:
            words = run.words
            if not words.isprintable():
                words = _LINE_ENDS.sub(" ", words)
            if in_cell and _IN_CELL.search(words):
                words = _IN_CELL.sub(lambda match: "¦" if match[0] == "|" else " ", words)
            if run.holder is not None and (words or in_cell):
                span = Span(self._at, self._at + len(words))
                self.segments.append(TextSegment(span, run.holder, run.at, run.length or len(words)))
            self._put(words)

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self._at += len(words)

    def _end(self, origin: Origin | None) -> None:
        self._put("\n")
        self.origins.append(origin)


def _is_caption(row: Sequence[TableCell]) -> bool:
    """Whether a row that is one cell has the few words of a caption among rows of figures."""
    words = "".join(block.words for block in row[0].blocks if isinstance(block, Line)).strip()
    plain = all(isinstance(block, Line) for block in row[0].blocks)
    return len(row) == 1 and row[0].colspan > 1 and plain and 0 < len(words) <= _LONGEST_CAPTION


def _is_row(row: Sequence[TableCell]) -> bool:
    """Whether a row of a table is one of labels and figures. One that is a single cell (a frame around a
    page), or holds tables or long texts, only arranges what stands in it."""
    return len(row) > 1 and not any(
        any(isinstance(block, Table) for block in cell.blocks)
        or sum(len(block.words) for block in cell.blocks if isinstance(block, Line)) > _LONGEST_CELL
        for cell in row
    )


def _is_frame(rows: Sequence[Sequence[TableCell]]) -> bool:
    """Whether a table only keeps what stands in it off the edges: several lines or tables, in one column."""
    lines = sum(_has_words(block) for row in rows for cell in row for block in cell.blocks)
    return lines > 1 and all(map(_is_spaced, rows))


def _is_spaced(row: Sequence[TableCell]) -> bool:
    """Whether a row is one cell with words, kept off the edges by others without."""
    empty, *others = row
    return (
        0 < len(others) < _MOST_SPACED
        and not any(map(_has_words, empty.blocks))
        and sum(any(map(_has_words, cell.blocks)) for cell in others) <= 1
    )


def _has_words(block: Block) -> bool:
    if isinstance(block, Line):
        return any(run.words and not run.words.isspace() for run in block.runs)
    return any(map(_has_words, inner_blocks(block)))


def _joined(cell: TableCell) -> Iterable[Run]:
    """The lines of a cell as one; of an empty cell, the place where its text would stand. Words of other
    scripts and figures, which a line end parts, stay parted; Chinese runs on."""
    last = ""
    for block in cell.blocks:
        if isinstance(block, Line) and (words := block.words.strip()):
            if last.isascii() and last.isalnum() and words[0].isascii() and words[0].isalnum():
                yield Run(" ")
            yield from block.runs
            last = words[-1]
    if not last:
        runs = [run for block in cell.blocks if isinstance(block, Line) for run in block.runs]
        hollow = [run for run in runs if not run.words]
        blank = [run for run in runs if run.holder is not None]
        yield from hollow or (_behind(run) for run in blank[-1:])


def _behind(run: Run) -> Run:
    """The empty place after a run."""
    return Run("", run.holder, run.at + (run.length or len(run.words)))
