"""Items in processes that are ended: when they take too long, die, are not wanted, or have nothing to do."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from linter.executor.limited import LimitedWorkers, NotWanted, WorkerDied, WorkerTimeout


def treat(items: Sequence[str]) -> Iterator[tuple[str, int]]:
    for item in items:
        if item == "dies":
            os._exit(9)
        if item == "raises":
            raise ValueError(item)
        if item == "hangs":
            time.sleep(60)
        yield item, os.getpid()


def set_up() -> Callable[[Sequence[str]], Iterator[tuple[str, int]]]:
    return treat


def wanted() -> bool:
    return False


@pytest.fixture(scope="module")
def workers() -> Iterator[LimitedWorkers[str, tuple[str, int]]]:
    made = LimitedWorkers[str, tuple[str, int]](set_up, 1)
    yield made
    made.close()


def run(workers: LimitedWorkers[str, tuple[str, int]], item: str, seconds: float = 60) -> tuple[str, int]:
    return workers.submit(item, seconds, wanted).result(120)


def test_a_process_treats_one_item_after_another(workers: LimitedWorkers[str, tuple[str, int]]) -> None:
    first, second = run(workers, "a"), run(workers, "b")
    assert (first[0], second[0]) == ("a", "b")
    assert first[1] == second[1] != os.getpid()


@pytest.mark.parametrize(
    ("item", "seconds", "error"),
    [("hangs", 0.2, WorkerTimeout), ("dies", 60, WorkerDied), ("raises", 60, ValueError)],
)
def test_an_item_that_fails_costs_its_process_and_no_other_item(
    workers: LimitedWorkers[str, tuple[str, int]], item: str, seconds: float, error: type[Exception]
) -> None:
    before = run(workers, "a")[1]
    with pytest.raises(error):
        run(workers, item, seconds)
    assert run(workers, "a")[1] != before


def test_an_item_that_is_not_wanted_any_more_is_given_up(
    workers: LimitedWorkers[str, tuple[str, int]],
) -> None:
    gone = threading.Event()
    run(workers, "a")
    future, begun = workers.submit("hangs", 60, gone.is_set), time.monotonic()
    gone.set()
    with pytest.raises(NotWanted):
        future.result(60)
    assert time.monotonic() - begun < 30


def test_processes_without_work_can_be_ended(workers: LimitedWorkers[str, tuple[str, int]]) -> None:
    before = run(workers, "a")[1]
    workers.end_idle()
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)
    assert run(workers, "a")[1] != before
