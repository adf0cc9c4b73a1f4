"""Figures that are known within bounds: sums, multiples, extremes and three-valued comparison.

Tables and prose share this arithmetic: a blank cell may be any count, 近百件 is between two figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from msgspec import Struct

Amount: TypeAlias = int | Decimal
Operator: TypeAlias = Literal["==", "!=", "<=", "<", ">=", ">"]
Function: TypeAlias = Literal["min", "max"]


class Outcome(Struct, frozen=True):
    """What can be said of a comparison: whether it may hold, and whether it must."""

    possible: bool
    certain: bool


class Interval(Struct, frozen=True):
    """All values from `low` to `high`, both included; None where there is no limit."""

    low: Amount | None
    high: Amount | None

    def plus(self, other: Interval) -> Interval:
        """The sums of a value here and one of `other`."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
        )

    def times(self, factor: Amount) -> Interval:
        """The values multiplied by a factor, which may be negative."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high) if factor > 0 else Interval(high, low) if factor < 0 else NOTHING

    def minus(self, other: Interval) -> Interval:
        """The differences of a value here and one of `other`."""
        return self.plus(other.times(-1))

    @property
    def exact(self) -> bool:
        """Whether there is but one value."""
        return self.low is not None and self.low == self.high


NOTHING: Final = Interval(0, 0)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of all."""
    result = NOTHING
    for each in intervals:
        result = result.plus(each)
    return result


def extreme(function: Function, intervals: Iterable[Interval]) -> Interval:
    """The bounds of the least or the greatest of some values, one from each interval."""
    all_ = tuple(intervals)
    lows = [each.low for each in all_ if each.low is not None]
    highs = [each.high for each in all_ if each.high is not None]
    if function == "min":
        return Interval(min(lows) if len(lows) == len(all_) else None, min(highs, default=None))
    return Interval(max(lows, default=None), max(highs) if len(highs) == len(all_) else None)


def compare(left: Interval, operator: Operator, right: Interval, within: Amount = 0) -> Outcome:
    """Whether values of `left` and `right` compare so, give or take `within`.

    That much more is still equal, and not yet different; it is added to the side that must be greater.
    """
    return compare_with_zero(left.minus(right), operator, within)


def compare_with_zero(difference: Interval, operator: Operator, within: Amount = 0) -> Outcome:
    """The same of the left side less the right one."""
    low, high = difference.low, difference.high
    if operator in ("==", "!="):
        meets = (low is None or low <= within) and (high is None or high >= -within)
        inside = low is not None and high is not None and -within <= low and high <= within
        return Outcome(meets, inside) if operator == "==" else Outcome(not inside, not meets)
    if operator in (">=", ">"):
        negated = difference.times(-1)
        low, high = negated.low, negated.high
    if operator in ("<", ">"):
        return Outcome(low is None or low < within, high is not None and high < within)
    return Outcome(low is None or low <= within, high is not None and high <= within)
