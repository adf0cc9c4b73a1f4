"""What work costs, told so that other work on the machine does not count: processor time, best of several."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

_TRIES = 8
_SLACK = 3
_NOTHING = 0.01  # seconds that no growth can be read from


def cost(work: Callable[[], object]) -> float:
    """Seconds of processor time that this thread spends on `work`."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def assert_grows_no_faster(work: Callable[[int], object], small: int, times: int = 10) -> None:
    """Work on `times` as much must cost about `times` as much, not its square.

    One fair try of several is enough: what grows with the square fails them all.
    """
    told = []
    for _ in range(_TRIES):
        little = min(cost(lambda: work(small)) for _ in range(3))
        much = cost(lambda: work(times * small))
        if much <= _SLACK * times * little + _NOTHING:
            return
        told.append(f"{little:.4f} -> {much:.4f}")
    pytest.fail(f"{times} times the work costs too much more, in seconds: {', '.join(told)}")


def assert_costs_the_same(work: Callable[[int], object], small: int, times: int = 10) -> None:
    """Work that must not depend on the size may cost at most a few times as much on `times` of it."""
    assert any(
        cost(lambda: work(times * small)) <= _SLACK * cost(lambda: work(small)) + _NOTHING
        for _ in range(_TRIES)
    )
