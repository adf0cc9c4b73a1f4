"""Functions over items: the same results in one process and in several, and a death that is told."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

import pytest

from linter.executor import Job, LocalExecutor, cores
from linter.executor.chunks import cut

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="这个系统不能 fork")


def _squares(items: Sequence[int]) -> Iterable[int]:
    for item in items:
        if item < 0:
            os._exit(3)
        yield item * item


def _set_up() -> object:
    return _squares


def _weigh(item: int) -> int:
    return 10_000


def _lost(item: int) -> int:
    return -1


JOB: Job[int, int] = Job(_squares, lambda: _squares, _weigh, _lost)
SPAWNED: Job[int, int] = Job(_squares, _set_up, _weigh, _lost)  # type: ignore[arg-type]


def test_one_process_gives_results_in_order_as_they_are_made() -> None:
    results = LocalExecutor(jobs=1).run([3, 1, 2], JOB)
    assert isinstance(results, Iterator)
    assert list(results) == [9, 1, 4]


@forks
def test_forked_processes_inherit_the_function() -> None:
    results = LocalExecutor(jobs=3, start="fork").run(list(range(300)), JOB)
    assert list(results) == [n * n for n in range(300)]


def test_spawned_processes_set_the_function_up() -> None:
    assert list(LocalExecutor(jobs=2, start="spawn").run([1, 2, 3], SPAWNED)) == [1, 4, 9]


@forks
def test_an_item_whose_process_dies_is_lost_and_the_rest_goes_on() -> None:
    results = list(LocalExecutor(jobs=2, start="fork").run([1, -5, *range(2, 500)], JOB))
    assert len(results) == 500
    assert results[1] == -1
    assert results[-1] == 499 * 499


def test_few_light_items_need_no_processes() -> None:
    job: Job[int, int] = Job(lambda items: (os.getpid() for _ in items), _set_up, _weigh, _lost)  # type: ignore[arg-type]
    assert set(LocalExecutor(jobs=4).run([1, 2, 3], job)) == {os.getpid()}


def test_chunks_keep_order_and_stay_small() -> None:
    items = list(range(500))
    chunks = cut(items, lambda item: (item % 50) * 1000, 4)
    assert [item for chunk in chunks for item in chunk.items] == items
    assert max(len(chunk.items) for chunk in chunks) <= 64
    assert [items[chunk.first] for chunk in chunks] == [chunk.items[0] for chunk in chunks]
    assert len(chunks) >= 8


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
