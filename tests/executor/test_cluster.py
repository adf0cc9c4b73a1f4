"""Items on a real cluster of two workers: the same results, also when a worker or the scheduler dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import pytest

from linter.executor import Job, LocalExecutor
from linter.executor.cluster import ClusterError, ClusterExecutor

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


def _treat(parent: int, items: Sequence[int]) -> Iterable[int]:
    for item in items:
        if item == -1 and os.getpid() != parent:
            os._exit(3)
        if item >= 1000:
            time.sleep(item / 10_000)
        yield item * item


def _lost(item: int) -> int:
    return -item * 100


def job() -> Job[int, int]:
    treat = partial(_treat, os.getpid())
    return Job(treat, lambda: treat, lambda item: 10_000, _lost)


def _local(workers: int) -> Any:
    from distributed import LocalCluster

    made: Any = partial(LocalCluster, n_workers=workers, threads_per_worker=1, dashboard_address=None)()
    return made


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    import dask

    dask.config.set(
        {"distributed.scheduler.allowed-failures": 1, "distributed.deploy.lost-worker-timeout": "120s"}
    )
    with _local(2) as made:
        yield made


@pytest.fixture
def executor(cluster: Any) -> Iterator[ClusterExecutor]:
    with ClusterExecutor(cluster.scheduler_address) as made:
        yield made


def test_results_are_those_of_one_process_in_their_order(executor: ClusterExecutor) -> None:
    items = list(range(300))
    assert list(executor.run(items, job())) == list(LocalExecutor(1).run(items, job()))
    assert executor.threads == 2
    assert list(executor.run([], job())) == []


def test_a_killed_worker_loses_nothing(executor: ClusterExecutor) -> None:
    results = executor.run([2000] * 40, job())
    first = next(results)
    pids = executor.client.run(os.getpid)
    os.kill(next(iter(pids.values())), getattr(signal, "SIGKILL", signal.SIGTERM))
    assert [first, *results] == [4_000_000] * 40


def test_an_item_that_kills_its_worker_is_lost_alone(executor: ClusterExecutor) -> None:
    items = [1, 2, -1, *range(3, 20)]
    expected = [100 if item == -1 else item * item for item in items]
    assert list(executor.run(items, job())) == expected


def test_slow_items_are_noted_and_given_up(cluster: Any) -> None:
    notes: list[str] = []
    with ClusterExecutor(cluster.scheduler_address, notes.append, slow=0.3, longest=1.5) as executor:
        assert list(executor.run([1, 60_000], job())) == [1, -6_000_000]
    assert any("没有结果，还在等" in note for note in notes)
    assert any("不再等" in note for note in notes)


def test_a_lost_scheduler_is_noted_and_the_rest_done_here() -> None:
    notes: list[str] = []
    made = _local(1)
    with made, ClusterExecutor(made.scheduler_address, notes.append) as executor:
        results = executor.run([2000] * 12, job())
        first = next(results)
        made.close()
        assert [first, *results] == [4_000_000] * 12
    assert any("在本机查" in note for note in notes)


def test_a_cluster_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.executor.cluster._PATIENCE", 1)
    with pytest.raises(ClusterError, match="连不上"):
        ClusterExecutor("tcp://127.0.0.1:9")
