"""Items over several processes, their outcomes in order.

Imported only for many files: the modules below cost more than checking one.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from linter.app.grouping import treat_together, weight
from linter.app.item import Item, Outcome, Task, failed
from linter.rulebook import Rulebook, load

_CHUNK_BYTES = 256 * 1024  # an errand: long against what a message between processes costs
_CHUNK_FILES = 64
_AHEAD = 4  # errands handed out for each worker

_Chunk = tuple[Item, ...]
_Errand = tuple[_Chunk, "Future[list[Outcome]]"]


@dataclass(frozen=True, slots=True)
class _WorkerState:
    """What a worker needs for every errand."""

    task: Task
    book: Rulebook


_desk: _WorkerState | None = None  # set once in each worker, before its first errand


def outcomes(
    items: Sequence[Item], task: Task, book: Rulebook, extra: Sequence[Path], jobs: int, start: str | None
) -> Iterator[Outcome]:
    """The outcome of each item, in order, from `jobs` processes.

    Workers are forked with `book` where that is safe, else each loads it again, with `extra`.
    When a worker dies, the items that were handed out and not finished fail by name, and new
    workers go on with the rest.
    """
    chunks = _cut(items, jobs)
    while chunks:
        pool = _open(task, book, extra, min(jobs, len(chunks)), start)
        handed_out: deque[_Errand] = deque()
        try:
            yield from _drain(pool, chunks, handed_out, jobs)
        except BrokenProcessPool:
            for chunk, future in handed_out:
                yield from _rest(chunk, future)
        finally:
            pool.shutdown(cancel_futures=True)


def _drain(
    pool: ProcessPoolExecutor, chunks: deque[_Chunk], handed_out: deque[_Errand], jobs: int
) -> Iterator[Outcome]:
    while chunks or handed_out:
        while chunks and len(handed_out) < jobs * _AHEAD:
            handed_out.append((chunks[0], pool.submit(_work, chunks[0])))
            chunks.popleft()
        done = handed_out[0][1].result()
        handed_out.popleft()
        yield from done


def _rest(chunk: _Chunk, future: Future[list[Outcome]]) -> list[Outcome]:
    """What is left of an errand when its pool broke."""
    if future.done() and not future.cancelled() and future.exception() is None:
        return future.result()
    return [failed(f"处理 {item.name} 的进程意外退出，这个文件没有处理完", item.name) for item in chunk]


def _open(
    task: Task, book: Rulebook, extra: Sequence[Path], jobs: int, start: str | None
) -> ProcessPoolExecutor:
    if start is None:
        # macOS can fork too, but its system libraries do not survive that.
        forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
        start = "fork" if forks else "spawn"
    context = multiprocessing.get_context(start)
    if start == "fork":
        gc.freeze()  # collections in the workers leave the pages of the book shared
        return ProcessPoolExecutor(jobs, context, _inherit, (task, book))
    return ProcessPoolExecutor(jobs, context, _set_up, (task, tuple(extra)))


def _inherit(task: Task, book: Rulebook) -> None:
    global _desk
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to answer
    _desk = _WorkerState(task, book)


def _set_up(task: Task, extra: Sequence[Path]) -> None:
    _inherit(task, load(extra))


def _work(chunk: _Chunk) -> list[Outcome]:
    if _desk is None:
        raise RuntimeError("a worker was given an errand before it was set up")
    return list(treat_together(chunk, _desk.task, _desk.book))


def _cut(items: Sequence[Item], jobs: int) -> deque[_Chunk]:
    """The items in order, in errands of like weight, enough of them to keep every worker busy."""
    weights = [weight(item) for item in items]
    limit = min(_CHUNK_BYTES, sum(weights) // (2 * jobs) + 1)
    chunks: deque[_Chunk] = deque()
    chunk: list[Item] = []
    total = 0
    for item, each in zip(items, weights, strict=True):
        if chunk and (total + each > limit or len(chunk) == _CHUNK_FILES):
            chunks.append(tuple(chunk))
            chunk, total = [], 0
        chunk.append(item)
        total += each
    chunks.append(tuple(chunk))
    return chunks
