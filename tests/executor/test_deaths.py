"""Processes that die: a worker costs its own item only, and without a parent no worker stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

from linter.executor import Job, LocalExecutor
from tests.executor.jobs import ENDS_ALWAYS, ENDS_ONCE, RAISES, begun, job, set_up_tidy, treat_and_tidy

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="没有 POSIX 信号")
pytestmark = posix
FORKED = LocalExecutor(2, "fork")


@pytest.mark.parametrize("at", [0, 1, 63, 64, 200, 299])
def test_an_item_whose_worker_was_killed_is_tried_again_and_the_others_are_done_once(
    at: int, tmp_path: Path
) -> None:
    items = [*range(at), ENDS_ONCE, *range(at, 299)]
    assert list(FORKED.run(items, job(tmp_path))) == [item * item for item in items]
    times = begun(tmp_path)
    assert times.pop(ENDS_ONCE) == 2
    assert set(times.values()) == {1}


def test_an_item_that_kills_its_worker_twice_is_lost_alone(tmp_path: Path) -> None:
    items = [*range(10), ENDS_ALWAYS, *range(10, 200)]
    results = list(FORKED.run(items, job(tmp_path)))
    assert results == [item * item if item >= 0 else 0 for item in items]
    times = begun(tmp_path)
    assert times.pop(ENDS_ALWAYS) == 2
    assert set(times.values()) == {1}


def test_items_that_all_kill_their_worker_are_all_lost(tmp_path: Path) -> None:
    assert list(FORKED.run([ENDS_ALWAYS] * 3, job(tmp_path))) == [0, 0, 0]


def test_what_a_worker_raises_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="three"):
        list(FORKED.run([1, RAISES, 2], job(tmp_path)))


def test_items_are_treated_here_when_no_process_gets_ready() -> None:
    def set_up() -> NoReturn:
        raise AssertionError("not reached: forked workers are killed before")

    parent = os.getpid()

    class Killing:
        """A function that cannot be had in another process."""

        def __get__(self, instance: object, owner: object) -> object:
            if os.getpid() != parent:
                os._exit(1)
            return lambda items: [item + 1 for item in items]

    class Broken(Job[int, int], frozen=True):
        treat = Killing()

    broken = Broken(lambda items: items, set_up, lambda _: 1, lambda _: 0)
    assert list(FORKED.run([1, 2, 3], broken)) == [2, 3, 4]


def test_closing_ends_workers_that_are_at_work_within_a_second(tmp_path: Path) -> None:
    def slow(items: object) -> Iterator[int]:
        yield 1
        time.sleep(60)

    sleeping: Job[int, int] = Job(slow, lambda: slow, lambda _: 1, lambda _: 0)
    results = FORKED.run([1, 2, 3], sleeping)
    assert next(results) == 1
    begin = time.monotonic()
    results.close()
    assert time.monotonic() - begin < 2  # one, and what a loaded machine adds


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_workers_have_time_to_tidy_up_when_all_is_done(start: str, tmp_path: Path) -> None:
    tidying: Job[int, int] = Job(
        partial(treat_and_tidy, tmp_path), partial(set_up_tidy, tmp_path), lambda _: 1, lambda _: 0
    )
    assert list(LocalExecutor(2, start).run([1, 2, 3], tidying)) == [1, 2, 3]
    assert list(tmp_path.glob("left*")) == []


@contextmanager
def _running(start: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process whose two workers are at work; its output ends when the last of the three has ended."""
    argv = [sys.executable, "-m", "tests.executor.jobs", start]
    child = subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    try:
        assert [child.stdout.readline() for _ in range(2)] == [b"begun\n"] * 2
        yield child
    finally:
        child.kill()
        child.communicate()


@pytest.mark.parametrize("start", ["fork", "spawn"])
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGHUP"])
def test_workers_end_with_their_parent(start: str, name: str) -> None:
    with _running(start) as child:
        child.send_signal(getattr(signal, name))
        child.communicate(timeout=10)  # TimeoutExpired while a worker holds the pipe
    assert child.returncode == -getattr(signal, name)


def test_an_interrupt_ends_parent_and_workers_without_a_word_from_these() -> None:
    with _running("fork") as child:
        begin = time.monotonic()
        child.send_signal(signal.SIGINT)
        _, complaints = child.communicate(timeout=10)
        assert time.monotonic() - begin < 3  # one, and what a loaded machine adds
    assert complaints.count(b"Traceback") == 1
    assert complaints.endswith(b"KeyboardInterrupt\n")
