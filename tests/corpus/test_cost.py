"""The yardstick itself: what grows with the square never passes, what grows evenly does."""

from __future__ import annotations

import pytest

from tests.corpus import cost
from tests.corpus.cost import assert_costs_the_same, assert_grows_no_faster


@pytest.fixture
def few_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to fail at every try need not be tried often."""
    monkeypatch.setattr(cost, "_TRIES", 2)


def test_even_growth_passes() -> None:
    assert_grows_no_faster(lambda size: sum(range(size)), 10_000)


@pytest.mark.usefixtures("few_tries")
def test_growth_with_the_square_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match="costs too much more"):
        assert_grows_no_faster(lambda size: [sum(range(size)) for _ in range(size)], 300)


def test_no_growth_passes() -> None:
    assert_costs_the_same(lambda size: range(size)[-1], 1_000)


@pytest.mark.usefixtures("few_tries")
def test_growth_at_all_fails() -> None:
    with pytest.raises(AssertionError):
        assert_costs_the_same(lambda size: sum(range(size)), 30_000, 100)
