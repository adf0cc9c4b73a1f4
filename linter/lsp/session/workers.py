"""Threads for long work, so that requests are answered meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

_T = TypeVar("_T")
_Job = Callable[[], None]

_THREADS = 4


class Workers:
    """Runs jobs in a few daemon threads, in the order in which they come.

    Unlike an executor's, the threads do not keep the process alive: a client that exits while a huge text
    is checked must not leave the server behind.
    """

    def __init__(self, most: int = _THREADS) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._most = most
        self._threads: list[Thread] = []
        self._closed = False

    def submit(self, work: Callable[[], _T]) -> Future[_T]:
        """The future result of `work`; cancelled if the workers have been shut down."""
        future: Future[_T] = Future()
        if self._closed:
            future.cancel()
            return future
        if len(self._threads) < self._most:
            thread = Thread(target=self._run_jobs, name="check", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._jobs.put(lambda: _run(future, work))
        return future

    def shut_down(self) -> None:
        """Start no further job."""
        self._closed = True
        for _ in self._threads:
            self._jobs.put(None)

    def _run_jobs(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not self._closed:
                job()


def _run(future: Future[_T], work: Callable[[], _T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - raised again for whoever waits for the future
        future.set_exception(error)
    else:
        future.set_result(result)
