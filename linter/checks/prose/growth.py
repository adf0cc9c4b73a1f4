"""Growth rates against the two figures that they compare (12件，上年8件，增长50%)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from linter.checks.prose.compared_figures import compared_at, other_readings
from linter.checks.prose.phrases import Phrase
from linter.checks.prose.prose_patterns import percent
from linter.report.prose.prose_tokens import Passage
from linter.report.values.quantity import Quantity


class Growth(Struct, frozen=True):
    """A rate of growth and whether its figures bear it out: the places of the rate and of the newer
    figure in the shape, the older figure, what the rate would be, and the places of all operands; `change`
    is the difference that is named, with its sign, and `has_before` tells that the older figure is named."""

    holds: bool
    at: int
    now_at: int
    before: Decimal
    right: str
    operands: tuple[int, ...]
    falls: bool = False
    change: Decimal | None = None
    has_before: bool = True

    def blames(self, meant: Decimal | None, rate: Quantity) -> bool:
        """Whether the rate is right where the newer figure, which is not, is what is `meant` (None: what
        the named difference makes it)."""
        before = self.before
        if meant is None:
            if self.change is None or not self.has_before:
                return False
            meant = before + self.change
        elif not self.has_before and self.change is not None:
            before = meant - self.change
        return (meant < before) == self.falls and may_have_grown(meant, before, rate)


def growths(passage: Passage, patterns: Iterable[Phrase], down: re.Pattern[str]) -> Iterator[Growth]:
    """The rates of growth in a passage that stand beside the figures they compare.

    A pattern holds the newer figure {x}, the rate {p}, and either the older figure {y} or the
    difference {d}; a match that has a word of `down` tells of a decline.
    """
    seen = set[int]()
    for pattern in patterns:
        for match in pattern.occurrences(passage.shape):
            groups = match.groupdict()
            at = match.start("p")
            if at in seen:
                continue
            seen.add(at)
            falls = down.search(match[0]) is not None
            now_at = compared_at(passage, match.start("x"))
            now = passage.quantity(now_at)
            other_at = match.start("y" if groups.get("y") else "d")
            other = passage.quantity(other_at)
            rate = passage.quantity(at)
            if groups.get("y") and is_later(passage, now_at, other_at):
                turned = _grew(other, now, rate, falls) or not _grew(now, other, rate, falls)
                now, other = (other, now) if turned else (now, other)  # 2023年20件，2024年13件，下降35%
            before = other if groups.get("y") else _earlier(now, other, falls)
            if now.unit != other.unit or not rate.exact or before.low <= 0:
                continue
            change = (now.value - before.value) * 100 / before.value
            words = f"{'下降' if change < 0 else '增长'}{percent(abs(change), rate)}"
            operands = (now_at, other_at)
            named = passage.quantity(match.start("d")).value if groups.get("d") else None
            signed = -named if named is not None and falls else named
            holds = _grew(now, before, rate, falls)
            if not holds:
                older = other if groups.get("y") else None
                holds = any(
                    _grew(one, older or _earlier(one, other, falls), rate, falls)
                    for one in other_readings(passage, now_at)
                )
            yield Growth(
                holds, at, now_at, before.value, words, operands, falls, signed, bool(groups.get("y"))
            )


def is_later(passage: Passage, first: int, second: int, reported: int | None = None) -> bool:
    """Whether the year before the second place in the shape is later than the one before the first in its
    sentence; where none stands there, whether it is the year `reported` or later."""
    start = passage.sentence(first).start
    before = [token.year for _, token in passage.tokens_in(start, first) if token.year]
    between = [token.year for _, token in passage.tokens_in(first, second) if token.year]
    if not before:
        return bool(between and reported) and between[-1] >= (reported or 0)
    return bool(between) and between[-1] > before[-1]


def may_have_grown(now: Decimal, before: Decimal, rate: Quantity) -> bool:
    """Whether the change from `before` to `now` may be a rate, up or down, rounded or cut."""
    if before <= 0:
        return False
    change = abs(now - before) * 100 / before
    return rate.value - rate.step / 2 <= change <= rate.value + rate.step


def _earlier(now: Quantity, difference: Quantity, falls: bool) -> Quantity:
    """The older figure, by the newer one and their difference."""
    if falls:
        return replace(
            now,
            value=now.value + difference.value,
            low=now.low + difference.low,
            high=now.high + difference.high,
        )
    return replace(
        now, value=now.value - difference.value, low=now.low - difference.high, high=now.high - difference.low
    )


def _grew(now: Quantity, before: Quantity, rate: Quantity, falls: bool) -> bool:
    """Whether the change may be the stated rate, rounded or cut."""
    if before.low <= 0:
        return False
    changes = [(a - b) * 100 / b for a in (now.low, now.high) for b in (before.low, before.high)]
    if falls:
        changes = [-change for change in changes]
    return max(changes) >= rate.value - rate.step / 2 and min(changes) <= rate.value + rate.step
