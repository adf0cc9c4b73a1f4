"""Growth rates against the two figures that they compare (12件，上年8件，增长50%)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from linter.checks.prose.prose_patterns import percent
from linter.report.prose.prose_tokens import Passage
from linter.report.values.quantity import Quantity


class Growth(NamedTuple):
    """A rate of growth and whether its figures bear it out: the places of the rate and of the newer
    figure in the shape, the older figure, what the rate would be, and the places of all operands."""

    holds: bool
    at: int
    now_at: int
    before: Decimal
    right: str
    operands: tuple[int, ...]


def growths(passage: Passage, patterns: Iterable[re.Pattern[str]], down: re.Pattern[str]) -> Iterator[Growth]:
    """The rates of growth in a passage that stand beside the figures they compare.

    A pattern holds the newer figure {x}, the rate {p}, and either the older figure {y} or the
    difference {d}; a match that has a word of `down` tells of a decline.
    """
    seen = set[int]()
    for pattern in patterns:
        for match in pattern.finditer(passage.shape):
            groups = match.groupdict()
            at = match.start("p")
            if at in seen:
                continue
            seen.add(at)
            falls = down.search(match[0]) is not None
            now = passage.quantity(match.start("x"))
            other_at = match.start("y" if groups.get("y") else "d")
            other = passage.quantity(other_at)
            if groups.get("y") and _is_later(passage, match.start("x"), other_at):
                now, other = other, now  # 2023年20件，2024年13件，下降35%
            before = other if groups.get("y") else _earlier(now, other, falls)
            rate = passage.quantity(at)
            if now.unit != other.unit or not rate.exact or before.low <= 0:
                continue
            change = (now.value - before.value) * 100 / before.value
            words = f"{'下降' if change < 0 else '增长'}{percent(abs(change), rate)}"
            operands = (match.start("x"), other_at)
            yield Growth(_grew(now, before, rate, falls), at, match.start("x"), before.value, words, operands)


def _is_later(passage: Passage, first: int, second: int) -> bool:
    """Whether the year before the second place in the shape is later than the one before the first."""
    before = [token.year for _, token in passage.tokens_in(0, first) if token.year]
    between = [token.year for _, token in passage.tokens_in(first, second) if token.year]
    return bool(before and between) and between[-1] > before[-1]


def _earlier(now: Quantity, difference: Quantity, falls: bool) -> Quantity:
    """The older figure, by the newer one and their difference."""
    if falls:
        return now._replace(
            value=now.value + difference.value, low=now.low + difference.low, high=now.high + difference.high
        )
    return now._replace(
        value=now.value - difference.value, low=now.low - difference.high, high=now.high - difference.low
    )


def _grew(now: Quantity, before: Quantity, rate: Quantity, falls: bool) -> bool:
    """Whether the change may be the stated rate, rounded or cut."""
    changes = [(a - b) * 100 / b for a in (now.low, now.high) for b in (before.low, before.high)]
    if falls:
        changes = [-change for change in changes]
    return max(changes) >= rate.value - rate.step / 2 and min(changes) <= rate.value + rate.step
