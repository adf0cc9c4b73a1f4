"""Items over several processes, their results in order, whatever becomes of the processes."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic

from linter.executor.chunks import Chunk, cut
from linter.executor.job import ItemT, Job, ResultT
from linter.executor.worker import GRACE, Message, Said, blocked, serve

_AHEAD = 2  # chunks with a worker: the one it treats, and the next
_KEPT = 16  # chunks for each worker whose results may wait for those of an earlier one
_TIDYING = 10.0  # seconds in which a worker without work has removed its temporary files
_FALSE_STARTS = 3  # processes in a row that died before they were ready: more would die too


def results(
    items: Sequence[ItemT], job: Job[ItemT, ResultT], jobs: int, start: str | None
) -> Generator[ResultT, None, None]:
    """The result of each item, in order, from `jobs` processes.

    Workers are forked where that is safe, else started and set up. The item that a worker treats when it
    dies is tried once more alone, then lost; all others go on. Where no process can be started, the items
    are treated in this one.
    """
    pool = _Pool(items, job, jobs, start)
    try:
        yield from pool.results()
    finally:
        pool.close()


class _Worker(Generic[ItemT]):
    """A process, our end of the connection to it, and the chunks that it has, first the one it treats."""

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.ready = False
        self.chunks: deque[Chunk[ItemT]] = deque()


class _Pool(Generic[ItemT, ResultT]):
    """The workers of one run, what is left to hand out, and the results that came early."""

    def __init__(
        self, items: Sequence[ItemT], job: Job[ItemT, ResultT], jobs: int, start: str | None
    ) -> None:
        self._job = job
        self._start = start or _start_method()
        self._context: Any = multiprocessing.get_context(self._start)
        self._left = cut(items, job.weigh, jobs)
        self._count = len(items)
        self._jobs = jobs
        self._ahead = jobs * _KEPT * len(self._left[0].items)
        self._workers: dict[Connection, _Worker[ItemT]] = {}
        self._results: dict[int, ResultT] = {}
        self._tried: set[int] = set()
        self._next = 0  # the item whose result is to be given next
        self._false_starts = 0
        if self._start == "fork":
            gc.freeze()  # collections in the workers leave what they inherited shared

    def results(self) -> Iterator[ResultT]:
        """The result of each item, in order."""
        while self._next < self._count:
            while self._next in self._results:
                yield self._results.pop(self._next)
                self._next += 1
            if self._next == self._count:
                return
            self._staff()
            if not self._workers:
                yield from self._alone()
                return
            heard = wait(list(self._workers))
            for worker in [worker for connection, worker in self._workers.items() if connection in heard]:
                self._hear(worker)

    def _alone(self) -> Iterator[ResultT]:
        """The results of the items that are left, treated in this process."""
        for chunk in sorted(self._left, key=lambda chunk: chunk.first):
            self._results.update(enumerate(self._job.treat(chunk.items), chunk.first))
            while self._next in self._results:
                yield self._results.pop(self._next)
                self._next += 1

    def _staff(self) -> None:
        """Start workers while there is work for them, and hand it out."""
        while self._left and len(self._workers) < self._jobs and self._false_starts < _FALSE_STARTS:
            idle = sum(not worker.chunks for worker in self._workers.values())
            if idle >= len(self._left) or not self._open():
                break
        for depth in range(_AHEAD):
            for worker in list(self._workers.values()):
                if len(worker.chunks) == depth and self._left and self._is_near(self._left[0]):
                    self._hand_out(worker)

    def _is_near(self, chunk: Chunk[ItemT]) -> bool:
        """Whether the results of a chunk would not wait for too many others."""
        return chunk.first <= self._next + self._ahead or not any(
            worker.chunks for worker in self._workers.values()
        )

    def _open(self) -> bool:
        """Start a worker; whether the system let us."""
        inherit = self._start == "fork"
        ours, theirs = self._context.Pipe()
        make = (lambda: self._job.treat) if inherit else self._job.set_up
        inherited = (*self._workers, ours) if inherit else ()
        process = self._context.Process(target=serve, args=(theirs, inherited, make), daemon=True)
        try:
            with _signals_blocked():
                process.start()
        except OSError:  # no more processes, no more memory
            ours.close()
            self._false_starts += 1
            return False
        finally:
            theirs.close()  # else the death of the worker would not be seen
        self._workers[ours] = _Worker(process, ours)
        return True

    def _hand_out(self, worker: _Worker[ItemT]) -> None:
        chunk = self._left.popleft()
        worker.chunks.append(chunk)
        with suppress(OSError):  # it has just died: reading from it will tell
            worker.connection.send(chunk.items)

    def _hear(self, worker: _Worker[ItemT]) -> None:
        """Take a message of a worker, or note its death."""
        try:
            message: Message = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if message.said is Said.RAISED:
            raise message.value
        if message.said is Said.READY:
            worker.ready, self._false_starts = True, 0
            return
        chunk = worker.chunks.popleft()
        self._results[chunk.first] = message.value
        if rest := chunk.rest():
            worker.chunks.appendleft(rest)

    def _bury(self, worker: _Worker[ItemT]) -> None:
        """Put back what a dead worker had; the item that it was at goes alone, or is lost."""
        del self._workers[worker.connection]
        worker.connection.close()
        worker.process.join()
        if not worker.ready:
            self._false_starts += 1
        elif worker.chunks:
            chunk = worker.chunks.popleft()
            if rest := chunk.rest():
                worker.chunks.appendleft(rest)
            if chunk.first in self._tried:
                self._results[chunk.first] = self._job.lost(chunk.items[0])
            else:
                self._tried.add(chunk.first)
                worker.chunks.appendleft(Chunk(chunk.first, chunk.items[:1]))
        self._left.extendleft(reversed(worker.chunks))

    def close(self) -> None:
        """End all workers: when all is done, in their own time; else, and those that are at work too, within
        a second."""
        done = self._next == self._count
        for worker in self._workers.values():
            if done:
                with suppress(OSError):
                    worker.connection.send(None)
            worker.connection.close()
        until = time.monotonic() + (_TIDYING if done else GRACE + 0.2)
        for worker in self._workers.values():
            worker.process.join(max(0.0, until - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()


def _start_method() -> str:
    # macOS can fork too, but its system libraries do not survive that.
    forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return "fork" if forks else "spawn"


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Signals wait while a process starts: it would answer them as its parent does."""
    if sys.platform == "win32":
        yield
    else:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, blocked())
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
