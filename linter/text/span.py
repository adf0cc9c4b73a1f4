"""Stretches of a text, and positions in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


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
