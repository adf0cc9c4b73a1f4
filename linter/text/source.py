"""The text of one document, and places in it.

Offsets count code points of the decoded text; rows and columns count from 1. A row ends at LF,
CRLF or a lone CR, as in every editor and in LSP; form feeds and Unicode separators do not end one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, chain

from msgspec import Struct

from linter.regex_cache import compiled
from linter.text.addresses import find_addresses
from linter.text.grid import Grid, GridCell
from linter.text.normalize import is_traditional, view
from linter.text.source_map import Segment, SourceMap
from linter.text.span import Position, Span, covers

__all__ = ["Grid", "GridCell", "Origin", "Position", "Segment", "Source", "SourceMap", "Span", "covers"]

_ONE = 1  # for the line end itself
_LINE_END = compiled(r"\r\n|\n|\r")
_WIDE = compiled("[\U00010000-\U0010ffff]")
_STRETCH = 1024  # characters
_LONG = 1_000_000  # characters


class Origin(Struct, frozen=True):
    """Where a row of the text came from in a document that has no lines of its own.

    `label` is what a reader of that document understands (第12段, 第4页).
    """

    label: str


class UnreadPart(Struct, frozen=True):
    """A part of a file that could not be read: at which offset of the text it would stand, where it is in the
    file (第3页), and what it is (图片)."""

    at: int
    where: str
    what: str


class Source(Struct, frozen=True, dict=True):
    """One document as text.

    `name` is what messages call it; `encoding` is the codec the bytes were read with and `bom`
    whether they began with a byte order mark (a writer puts both back); `lossy` tells that some
    bytes could not be decoded. For text extracted from another format, `original` is the file's own text
    where it has one (HTML), and `source_map` leads there; `origins` holds an entry a row where it has none
    (docx, PDF); `grids` are its tables, in order. All four are empty for plain text. `unread` are
    the parts of the file that could not be read, in order.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    lossy: bool = False
    origins: Sequence[Origin | None] = ()
    grids: tuple[Grid, ...] = ()
    original: Source | None = None
    source_map: SourceMap | None = None
    unread: tuple[UnreadPart, ...] = ()

    @cached_property
    def normalized(self) -> str:
        """The normalized view: same length as `text`, so offsets are shared (see linter.text.normalize)."""
        return self._view[0]

    @property
    def may_be_traditional(self) -> bool:
        """Whether some of the commonest traditional characters occur."""
        return self._view[1]

    @cached_property
    def _view(self) -> tuple[str, bool]:
        return view(self.text)

    @cached_property
    def addresses(self) -> tuple[Span, ...]:
        """Where addresses, code and names of files stand, in order: no fix may change them."""
        return find_addresses(self.text)

    @cached_property
    def is_traditional(self) -> bool:
        """Whether the text is in traditional characters, not only a name or a slip."""
        return self.may_be_traditional and is_traditional(self.text, self.normalized)

    @cached_property
    def line_starts(self) -> Sequence[int]:
        """Offset at which each row begins; row `n` begins at `line_starts[n - 1]`."""
        if len(self.text) > _LONG or self.text.count("\r") > self.text.count("\r\n"):
            from array import array  # an object for each row would take more than a long text itself

            return array("I", chain((0,), (match.end() for match in _LINE_END.finditer(self.text))))
        lengths = map(len, self.text.split("\n"))
        return (0, *accumulate(map(_ONE.__add__, lengths)))[:-1]

    @cached_property
    def wide(self) -> Sequence[int]:
        """The offsets of characters above U+FFFF, which take two units of UTF-16."""
        return [match.start() for match in _WIDE.finditer(self.text)]

    @cached_property
    def _bytes(self) -> Sequence[int]:
        """How many bytes of UTF-8 stand before every `_STRETCH`th character."""
        parts = range(0, len(self.text), _STRETCH)
        return [0, *accumulate(_utf8_length(self.text[at : at + _STRETCH]) for at in parts)]

    def utf8_offset(self, offset: int) -> int:
        """An offset counted in bytes of UTF-8."""
        stretch = offset // _STRETCH
        return self._bytes[stretch] + _utf8_length(self.text[stretch * _STRETCH : offset])

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

    def quote(self, span: Span) -> str:
        """The same for a message: as the file has it, but for blanks and line ends."""
        return "".join(self.slice(span).split())

    @property
    def has_lines(self) -> bool:
        """Whether the file has lines of its own, so that a row and a column lead to a place in it."""
        return not self.origins

    def grid(self, offset: int) -> Grid | None:
        """The table of the file that an offset lies in."""
        at = bisect_right(self.grids, offset, key=lambda grid: grid.span.start) - 1
        return self.grids[at] if at >= 0 and offset < self.grids[at].span.end else None

    def origin(self, offset: int) -> str | None:
        """The place of an offset in words (第2个表格第5行第3列, 第4页); None where its row is enough. Tables
        are counted through the file, which the words say: a report's 表二 may be another."""
        row = self.row(offset)
        label = origin.label if row <= len(self.origins) and (origin := self.origins[row - 1]) else ""
        grid = self.grid(offset)
        cell = grid.cell(offset) if grid is not None else None
        if grid is not None and cell is not None:
            place = f"第{grid.number}个表格第{cell.row}行第{cell.column}列"
            label = f"{label}（全文{place}）" if label else place
        return label or None

    def where(self, offset: int) -> str:
        """A place in the fewest words that lead to it: 第34行, or its origin where there are no lines."""
        label = None if self.has_lines else self.origin(offset)
        return label or f"第{self.place(offset).row}行"

    def place(self, offset: int) -> Position:
        """The row and column in the file itself of an offset."""
        file, span = self.to_file(Span(offset, offset))
        return file.position(span.start)

    @property
    def file(self) -> Source:
        """The file's own text: `original`, or this text where that is the file's."""
        return self.original or self

    def to_file(self, span: Span) -> tuple[Source, Span]:
        """The file's own text, and the place of a span in it."""
        return self.file, self.source_map.to_file(span) if self.source_map is not None else span

    def from_file(self, offset: int) -> int | None:
        """The offset in this text of an offset in the file's own; None for markup."""
        return self.source_map.from_file(offset) if self.source_map is not None else offset


def _utf8_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
