"""Offsets of an extracted text and of the file that it was extracted from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from msgspec import Struct

from linter.text.span import Span


class Segment(Struct, frozen=True):
    """A stretch of an extracted text, and its place in the file's own text.

    Both have the same length, or the stretch is one character that the file writes in other words (`&nbsp;`).
    """

    span: Span
    place: Span


class SourceMap(Struct, frozen=True, dict=True):
    """The segments of an extracted text, in its order."""

    segments: tuple[Segment, ...]

    def to_file(self, span: Span) -> Span:
        """The span in the file's own text of a span of the extracted text."""
        start = self._start(span.start)
        return Span(start, max(start, self._end(span.end)))

    def from_file(self, offset: int) -> int | None:
        """The offset in the extracted text of an offset of the file; None where nothing was extracted.

        The end of a segment counts as a part of it.
        """
        at = bisect_right(self._by_place, offset, key=lambda segment: segment.place.start) - 1
        if at < 0 or offset > self._by_place[at].place.end:
            return None
        span, place = self._by_place[at].span, self._by_place[at].place
        if offset == place.end:
            return span.end
        return min(span.start + offset - place.start, span.end - 1)

    def _start(self, offset: int) -> int:
        """The place of a start; what is between two segments belongs to the second."""
        at = max(0, bisect_right(self.segments, offset, key=lambda segment: segment.span.start) - 1)
        if (
            at + 1 < len(self.segments)
            and offset >= self.segments[at].span.end > self.segments[at].span.start
        ):
            at += 1
        return self._inside(at, offset)

    def _end(self, offset: int) -> int:
        """The place of an end."""
        at = bisect_left(self.segments, offset, key=lambda segment: segment.span.start) - 1
        return self._inside(max(0, at), offset)

    def _inside(self, index: int, offset: int) -> int:
        if index >= len(self.segments):
            return 0
        span, place = self.segments[index].span, self.segments[index].place
        if offset >= span.end:
            return place.end
        return place.start + max(0, offset - span.start)

    @cached_property
    def _by_place(self) -> tuple[Segment, ...]:
        return tuple(sorted(self.segments, key=lambda segment: segment.place))
