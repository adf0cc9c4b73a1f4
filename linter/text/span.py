"""Stretches of a text, and positions in it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import Struct


class Span(NamedTuple):
    """A stretch of text: `start` inclusive, `end` exclusive, both code point offsets.

    A tuple, for there is one for every figure: making one must cost nothing.
    """

    start: int
    end: int


new_tuple: Final = tuple.__new__
"""Makes a named tuple of its values in half the time: `new_tuple(Span, (start, end))`, where thousands are
made."""


def occurrences(text: str, word: str, start: int, end: int) -> Iterator[int]:
    """The offsets between two others at which a word stands, in order and disjoint."""
    at = text.find(word, start, end)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word), end)


def covers(spans: Sequence[Span], offset: int) -> bool:
    """Whether one of the spans, which are in order and disjoint, holds an offset."""
    before = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return before >= 0 and offset < spans[before].end


class Position(Struct, frozen=True):
    """A place as people name it: both numbers count from 1, columns in code points."""

    row: int
    column: int
