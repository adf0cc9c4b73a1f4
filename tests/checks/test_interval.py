"""Figures within bounds, against every value that they may have."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import get_args

import pytest

from linter.checks.interval import (
    NOTHING,
    Function,
    Interval,
    Operator,
    Outcome,
    compare,
    compare_with_zero,
    extreme,
    total,
)

FAR = 12  # beyond what sums and multiples of the bounds below come to
LIMITS = (None, -2, 0, 1)
INTERVALS = [
    Interval(low, high) for low, high in product(LIMITS, LIMITS) if low is None or high is None or low <= high
]
PAIRS = list(product(INTERVALS, INTERVALS))


def values(interval: Interval) -> range:
    """The integers in an interval; one without a limit goes far."""
    low = -FAR if interval.low is None else int(interval.low)
    return range(low, (FAR if interval.high is None else int(interval.high)) + 1)


def bounds(found: set[int], low: bool, high: bool) -> Interval:
    """From the least to the greatest of some values, where these are limits."""
    return Interval(min(found) if low else None, max(found) if high else None)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_sums_and_differences_are_those_of_all_values(one: Interval, other: Interval) -> None:
    sums = {a + b for a, b in product(values(one), values(other))}
    low, high = (None not in (one.low, other.low)), (None not in (one.high, other.high))
    assert one.plus(other) == bounds(sums, low, high)
    differences = {a - b for a, b in product(values(one), values(other))}
    low, high = (None not in (one.low, other.high)), (None not in (one.high, other.low))
    assert one.minus(other) == bounds(differences, low, high)


@pytest.mark.parametrize("factor", [-2, -1, 0, 1, 3, Decimal("0.5")])
@pytest.mark.parametrize("interval", INTERVALS)
def test_multiples_turn_round_with_the_sign(interval: Interval, factor: int) -> None:
    by = [None if bound is None else bound * factor for bound in (interval.low, interval.high)]
    expected = by if factor > 0 else by[::-1] if factor < 0 else [0, 0]
    assert interval.times(factor) == Interval(*expected)


def test_no_times_anything_is_nothing_even_without_a_limit() -> None:
    assert Interval(None, None).times(0) == NOTHING == Interval(0, 0)


@pytest.mark.parametrize(
    ("interval", "exact"),
    [
        ((0, 0), True),
        ((3, 3), True),
        ((3, 4), False),
        ((None, None), False),
        ((None, 0), False),
        ((0, None), False),
    ],
)
def test_exact_is_one_known_value(interval: tuple[int | None, int | None], exact: bool) -> None:
    assert Interval(*interval).exact is exact


def test_a_total_begins_with_nothing() -> None:
    assert total([]) == NOTHING
    assert total([Interval(1, 2), Interval(-5, None), Interval(10, 10)]) == Interval(6, None)


@pytest.mark.parametrize("function", get_args(Function))
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_extremes_are_those_of_all_choices(function: Function, one: Interval, other: Interval) -> None:
    take = min if function == "min" else max
    found = {take(a, b) for a, b in product(values(one), values(other))}
    lows, highs = (one.low, other.low), (one.high, other.high)
    is_low = None not in lows if function == "min" else lows != (None, None)
    is_high = highs != (None, None) if function == "min" else None not in highs
    assert extreme(function, iter((one, other))) == bounds(found, is_low, is_high)


def holds(left: int, operator: Operator, right: int, within: int) -> bool:
    """The comparison of two values by its definition."""
    off = left - right
    return {
        "==": abs(off) <= within,
        "!=": abs(off) > within,
        "<=": off <= within,
        "<": off < within,
        ">=": -off <= within,
        ">": -off < within,
    }[operator]


@pytest.mark.parametrize("within", [0, 1])
@pytest.mark.parametrize("operator", get_args(Operator))
def test_a_comparison_may_hold_for_some_values_and_must_for_all(operator: Operator, within: int) -> None:
    for left, right in PAIRS:
        each = {holds(a, operator, b, within) for a, b in product(values(left), values(right))}
        outcome = Outcome(possible=True in each, certain=False not in each)
        assert compare(left, operator, right, within) == outcome, (left, right)
        assert compare_with_zero(left.minus(right), operator, within) == outcome
        if within == 0:
            assert compare(left, operator, right) == compare_with_zero(left.minus(right), operator) == outcome
