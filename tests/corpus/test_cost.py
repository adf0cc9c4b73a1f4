"""The yardstick itself: what grows with the square never passes, what grows evenly does."""

from __future__ import annotations

import pytest

from tests.corpus.cost import assert_costs_the_same, assert_grows_no_faster


def test_growth_is_told() -> None:
    assert_grows_no_faster(lambda size: sum(range(size)), 10_000)
    with pytest.raises(pytest.fail.Exception, match="costs too much more"):
        assert_grows_no_faster(lambda size: [sum(range(size)) for _ in range(size)], 300)


def test_growth_at_all_is_told() -> None:
    assert_costs_the_same(lambda size: range(size)[-1], 1_000)
    with pytest.raises(AssertionError):
        assert_costs_the_same(lambda size: sum(range(size)), 100_000, 100)
