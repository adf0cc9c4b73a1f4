"""Items over several processes, their results in order."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from linter.executor.chunks import cut
from linter.executor.job import ItemT, Job, ResultT

_AHEAD = 4  # chunks handed out for each worker

_Treat = Callable[[Sequence[Any]], Iterable[Any]]
_treat: _Treat | None = None  # set once in each worker, before its first chunk


def results(
    items: Sequence[ItemT], job: Job[ItemT, ResultT], jobs: int, start: str | None
) -> Iterator[ResultT]:
    """The result of each item, in order, from `jobs` processes.

    Workers are forked where that is safe, else started and set up. When a worker dies, the items that
    were handed out and not finished are lost, and new workers go on with the rest.
    """
    chunks = cut(items, job.weigh, jobs)
    while chunks:
        pool = _open_pool(job, min(jobs, len(chunks)), start)
        handed_out: deque[tuple[tuple[ItemT, ...], Future[list[ResultT]]]] = deque()
        try:
            while chunks or handed_out:
                while chunks and len(handed_out) < jobs * _AHEAD:
                    future: Future[list[ResultT]] = pool.submit(_treat_chunk, chunks[0])
                    handed_out.append((chunks.popleft(), future))
                done = handed_out[0][1].result()
                handed_out.popleft()
                yield from done
        except BrokenProcessPool:
            for chunk, future in handed_out:
                yield from _finished(future) or map(job.lost, chunk)
        finally:
            pool.shutdown(cancel_futures=True)


def _finished(future: Future[list[ResultT]]) -> list[ResultT] | None:
    """The results of a chunk that was finished before its pool broke."""
    if future.done() and not future.cancelled() and future.exception() is None:
        return future.result()
    return None


def _open_pool(job: Job[ItemT, ResultT], jobs: int, start: str | None) -> ProcessPoolExecutor:
    if start is None:
        # macOS can fork too, but its system libraries do not survive that.
        forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
        start = "fork" if forks else "spawn"
    context = multiprocessing.get_context(start)
    if start == "fork":
        gc.freeze()  # collections in the workers leave what they inherited shared
        return ProcessPoolExecutor(jobs, context, _inherit, (job.treat,))
    return ProcessPoolExecutor(jobs, context, _set_up, (job.set_up,))


def _inherit(treat: _Treat) -> None:
    global _treat
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to answer
    _treat = treat


def _set_up(set_up: Callable[[], _Treat]) -> None:
    _inherit(set_up())


def _treat_chunk(chunk: Sequence[Any]) -> list[Any]:
    if _treat is None:
        raise RuntimeError("a worker was given a chunk before it was set up")
    return list(_treat(chunk))
