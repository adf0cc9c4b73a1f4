"""The text of one document, and places in it.

Offsets count code points of the decoded text; rows and columns count from 1. A row ends at LF,
CRLF or a lone CR, as in every editor and in LSP; form feeds and Unicode separators do not end one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from linter.compiled import compiled
from linter.fold import fold

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

    `label` is what a reader of that document understands (表2 第5行第3列, 第4页).
    """

    label: str


@dataclass(frozen=True)
class Source:
    """One decoded document.

    `name` is what messages call it; `encoding` is the codec the bytes were read with and `bom`
    whether they began with a byte order mark (a writer puts both back); `lossy` tells that some
    bytes could not be decoded; `origins` holds one entry a row where the text was extracted from
    a format without lines, and is empty for plain text.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    lossy: bool = False
    origins: Sequence[Origin | None] = ()

    @cached_property
    def folded(self) -> str:
        """The normalised view: same length as `text`, so offsets are shared (see linter.fold)."""
        return fold(self.text)

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

    def origin(self, row: int) -> Origin | None:
        """Where a row came from; None for plain text."""
        return self.origins[row - 1] if row <= len(self.origins) else None
