"""The paragraphs of a report in which a pattern can match, found by one search through all of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from msgspec import Struct

from linter.checks.base import Context
from linter.report.prose.prose_tokens import Passage

_JOINT = "\n"  # stands in no shape
_FEW = 6  # literals


class JoinedShapes(Struct, frozen=True):
    """The shapes of a report's passages as one text, and where each begins in it."""

    text: str
    starts: tuple[int, ...]


def joined_shapes(context: Context) -> JoinedShapes:
    """The shapes of a report's passages, joined."""
    return context.fact(_joined_shapes)


def _joined_shapes(context: Context) -> JoinedShapes:
    shapes = [passage.shape for passage in context.passages]
    lengths = [len(shape) + len(_JOINT) for shape in shapes]
    return JoinedShapes(_JOINT.join(shapes), (0, *accumulate(lengths)))


def passages_with(context: Context, literals: re.Pattern[str] | None) -> tuple[Passage, ...]:
    """The passages whose shapes hold one of the literals that a pattern is made of, in order; all where there
    is no pattern."""
    return context.passages if literals is None else context.fact(_passages_with, literals)


def _passages_with(context: Context, literals: re.Pattern[str]) -> tuple[Passage, ...]:
    joined, passages = joined_shapes(context), context.passages
    words = literals.pattern.split("|")
    is_plain = len(words) <= _FEW and "\\" not in literals.pattern
    found = _places_of(words, joined) if is_plain else _places_by(literals, joined)
    return tuple([passages[at] for at in found])


def _places_of(words: list[str], joined: JoinedShapes) -> list[int]:
    """Which shapes hold one of some words: to look for each of a few is faster than their pattern."""
    found: set[int] = set()
    for word in words:
        at = joined.text.find(word)
        while at >= 0:
            behind = bisect_right(joined.starts, at)
            found.add(behind - 1)
            at = joined.text.find(word, joined.starts[behind])
    return sorted(found)


def _places_by(literals: re.Pattern[str], joined: JoinedShapes) -> list[int]:
    """Which shapes hold one of a pattern's literals."""
    found: list[int] = []
    match = literals.search(joined.text)
    while match is not None:
        behind = bisect_right(joined.starts, match.start())
        found.append(behind - 1)
        match = literals.search(joined.text, joined.starts[behind])
    return found
