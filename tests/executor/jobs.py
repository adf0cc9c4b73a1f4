"""Jobs whose items end, kill or hold up their process; run by name in a process of their own, too."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path

from linter.executor import Job, LocalExecutor

ENDS_ONCE, ENDS_ALWAYS, RAISES = -1, -2, -3


def treat(folder: Path, items: Sequence[int]) -> Iterable[int]:
    """The squares of the items; each is noted in `folder` as it is begun."""
    for item in items:
        begun = folder / str(item)
        again = begun.exists()
        with begun.open("a", encoding="utf-8") as file:
            file.write("+")
        if item == ENDS_ALWAYS or (item == ENDS_ONCE and not again):
            os.kill(os.getpid(), signal.SIGKILL)
        if item == RAISES:
            raise ValueError("three")
        yield item * item


def job(folder: Path) -> Job[int, int]:
    """Squares; 0 stands for an item whose process ended."""
    return Job(lambda items: treat(folder, items), _nothing, lambda _: 10_000, lambda _: 0)


def _nothing() -> Callable[[Sequence[int]], Iterable[int]]:
    raise AssertionError("forked workers inherit their function")


def begun(folder: Path) -> dict[int, int]:
    """How often each item was begun."""
    return {int(file.name): file.stat().st_size for file in folder.iterdir()}


def _remove_slowly(path: Path) -> None:
    time.sleep(1)
    path.unlink()


def treat_and_tidy(folder: Path, items: Sequence[int]) -> Iterable[int]:
    """The items; a temporary file of the process goes when it ends, which takes longer than a hurried end."""
    path = folder / f"left-{os.getpid()}"
    if not path.exists():
        path.touch()
        Finalize(None, _remove_slowly, (path,), exitpriority=1)
    return items


def set_up_tidy(folder: Path) -> Callable[[Sequence[int]], Iterable[int]]:
    """For workers that start from nothing."""
    return partial(treat_and_tidy, folder)


def _sleep(items: Sequence[int]) -> Iterable[int]:
    for item in items:
        os.write(1, b"begun\n")
        time.sleep(60)
        yield item


def set_up_sleep() -> Callable[[Sequence[int]], Iterable[int]]:
    """For workers that start from nothing."""
    return _sleep


def _one(_: int) -> int:
    return 1


if __name__ == "__main__":
    sleeping: Job[int, int] = Job(_sleep, set_up_sleep, _one, _one)
    for _ in LocalExecutor(2, sys.argv[1]).run([1, 2, 3, 4], sleeping):
        pass
