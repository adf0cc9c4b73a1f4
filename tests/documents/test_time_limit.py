"""Work that is ended from outside."""

from __future__ import annotations

import contextlib
import itertools
import time

import pytest

from linter.documents.time_limit import Exhausted, watched

pytestmark = pytest.mark.usefixtures("no_gc_callbacks")


def test_an_endless_loop_ends() -> None:
    begin = time.monotonic()
    with pytest.raises(Exhausted), watched(0.2):
        sum(1 for _ in itertools.count())
    assert time.monotonic() - begin < 5


def _swallow_once() -> None:
    with contextlib.suppress(Exhausted):
        sum(1 for _ in itertools.count())
    sum(1 for _ in itertools.count())


def test_work_that_swallows_the_end_is_ended_again() -> None:
    begin = time.monotonic()
    with pytest.raises(Exhausted), watched(0.2):
        _swallow_once()
    assert time.monotonic() - begin < 10


def test_work_that_ends_in_time_is_left_alone() -> None:
    with watched(0.01) as watch:
        watch.extend(60)
        time.sleep(0.25)
    time.sleep(0.05)
