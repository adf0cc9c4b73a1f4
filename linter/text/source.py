"""The text of one document, and places in it.

Offsets count code points of the decoded text; rows and columns count from 1. A row ends at LF,
CRLF or a lone CR, as in every editor and in LSP; form feeds and Unicode separators do not end one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from linter.frozen import frozen
from linter.regex_cache import compiled
from linter.text.normalize import normalize

_LINE_END = compiled(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A stretch of text: `start` inclusive, `end` exclusive, both code point offsets.

    A tuple, for there is one for every figure: making one must cost nothing.
    """

    start: int
    end: int


def covers(spans: Sequence[Span], offset: int) -> bool:
    """Whether one of the spans, which are in order and disjoint, holds an offset."""
    before = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return before >= 0 and offset < spans[before].end


class Position(NamedTuple):
    """A place as people name it: both numbers count from 1, columns in code points."""

    row: int
    column: int


class Origin(NamedTuple):
    """Where a row of the text came from in a document that has no lines of its own.

    `label` is what a reader of that document understands (第12段, 第4页).
    """

    label: str


class GridCell(NamedTuple):
    """A cell of a table that a file holds as a table: its row and column in the table's grid, both from 1,
    how many of each it covers, and where its text stands."""

    row: int
    column: int
    rowspan: int
    colspan: int
    span: Span


class Grid(NamedTuple):
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


class Segment(NamedTuple):
    """A stretch of an extracted text, and where it stands in the text it was taken from. Both have the
    same length, or the stretch is one character that is written there in other words (`&nbsp;`)."""

    span: Span
    place: Span


@frozen
class SourceMap:
    """The file's own text, where `Source.text` was taken out of it (a page's markup), and the pieces that
    were taken, in the order of the extracted text."""

    source: Source
    pieces: tuple[Segment, ...]

    def start(self, offset: int) -> int:
        """Where in the file a stretch stands that begins at `offset` of the extracted text."""
        at = max(0, bisect_right(self.pieces, offset, key=lambda piece: piece.span.start) - 1)
        if at + 1 < len(self.pieces) and offset >= self.pieces[at].span.end > self.pieces[at].span.start:
            at += 1  # what was put between two pieces belongs to the one behind it
        return self._inside(at, offset)

    def end(self, offset: int) -> int:
        """Where in the file a stretch ends that ends at `offset` of the extracted text."""
        at = bisect_left(self.pieces, offset, key=lambda piece: piece.span.start) - 1
        return self._inside(max(0, at), offset)

    @cached_property
    def _by_place(self) -> tuple[Segment, ...]:
        return tuple(sorted(self.pieces, key=lambda piece: piece.place))

    def from_file(self, offset: int) -> int | None:
        """Where in the extracted text the character of the file at `offset` stands, or the place behind a
        stretch that ends there; None where nothing was taken (markup)."""
        at = bisect_right(self._by_place, offset, key=lambda piece: piece.place.start) - 1
        if at < 0 or offset > self._by_place[at].place.end:
            return None
        span, place = self._by_place[at]
        if offset == place.end:
            return span.end
        return min(span.start + offset - place.start, span.end - 1)

    def _inside(self, index: int, offset: int) -> int:
        if index >= len(self.pieces):
            return 0
        span, place = self.pieces[index]
        if offset >= span.end:
            return place.end
        return place.start + max(0, offset - span.start)


@frozen
class Source:
    """One document as text.

    `name` is what messages call it; `encoding` is the codec the bytes were read with and `bom`
    whether they began with a byte order mark (a writer puts both back); `lossy` tells that some
    bytes could not be decoded. For text taken out of another format, `original` is the file's own text
    where it has one (HTML); `origins` holds an entry a row where it has none (docx, PDF); `grids` are
    its tables, in order. All three are empty for plain text.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    lossy: bool = False
    origins: Sequence[Origin | None] = ()
    grids: tuple[Grid, ...] = ()
    original: SourceMap | None = None

    @cached_property
    def normalized(self) -> str:
        """The normalized view: same length as `text`, so offsets are shared (see linter.text.normalize)."""
        return normalize(self.text)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset at which each row begins; row `n` begins at `line_starts[n - 1]`."""
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    @property
    def rows(self) -> int:
        """How many rows the text has; a text that ends in a line end has an empty last row."""
        return len(self.line_starts)

    def row(self, offset: int) -> int:
        """The row that holds `offset`."""
        return bisect_right(self.line_starts, offset)

    def position(self, offset: int) -> Position:
        """The row and column of `offset`."""
        row = self.row(offset)
        return Position(row, offset - self.line_starts[row - 1] + 1)

    def line_span(self, row: int) -> Span:
        """The span of a row without its line end.

        Raises IndexError for a row that the text does not have.
        """
        if not 1 <= row <= self.rows:
            raise IndexError(f"no row {row} in {self.name}")
        start = self.line_starts[row - 1]
        stop = self.line_starts[row] if row < self.rows else len(self.text)
        while stop > start and self.text[stop - 1] in "\r\n":
            stop -= 1
        return Span(start, stop)

    def line(self, row: int) -> str:
        """The text of a row, without its line end."""
        return self.slice(self.line_span(row))

    def slice(self, span: Span) -> str:
        """The text that a span covers."""
        return self.text[span.start : span.end]

    @property
    def has_lines(self) -> bool:
        """Whether the file has lines of its own, so that a row and a column lead to a place in it."""
        return not self.origins

    def grid(self, offset: int) -> Grid | None:
        """The table of the file that an offset lies in."""
        at = bisect_right(self.grids, offset, key=lambda grid: grid.span.start) - 1
        return self.grids[at] if at >= 0 and offset < self.grids[at].span.end else None

    def origin(self, offset: int) -> str | None:
        """Where an offset lies in a document, in words (表2第5行第3列, 第4页); None where rows tell it."""
        row = self.row(offset)
        label = origin.label if row <= len(self.origins) and (origin := self.origins[row - 1]) else ""
        grid = self.grid(offset)
        cell = grid.cell(offset) if grid is not None else None
        if grid is not None and cell is not None:
            label += f"表{grid.number}第{cell.row}行第{cell.column}列"
        return label or None

    def where(self, offset: int) -> str:
        """A place in the fewest words that lead to it: 第34行, or its origin where there are no lines."""
        label = None if self.has_lines else self.origin(offset)
        return label or f"第{self.place(offset).row}行"

    def place(self, offset: int) -> Position:
        """The row and column of the file itself at which what begins at `offset` stands."""
        own, span = self.to_file(Span(offset, offset))
        return own.position(span.start)

    def to_file(self, span: Span) -> tuple[Source, Span]:
        """Where a span stands in the file itself: the file's own text, and the span there. Where text was
        not taken out of other text, that is this text."""
        if self.original is None:
            return self, span
        start = self.original.start(span.start)
        return self.original.source, Span(start, max(start, self.original.end(span.end)))

    @property
    def file(self) -> Source:
        """The file's own text, which is this one where it was not taken out of another."""
        return self if self.original is None else self.original.source

    def from_file(self, offset: int) -> int | None:
        """The other way from `to_file`: where in this text stands what is at an offset of the file's own
        text; None for markup."""
        return offset if self.original is None else self.original.from_file(offset)
