"""A thread for long work, so that requests are answered meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

_T = TypeVar("_T")
_Job = Callable[[], None]


class Worker:
    """Runs jobs one after another in a daemon thread.

    Unlike an executor's, the thread does not keep the process alive: a client that exits while a huge text
    is checked must not leave the server behind.
    """

    def __init__(self) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._closed = False

    def submit(self, work: Callable[[], _T]) -> Future[_T]:
        """The future result of `work`; cancelled if the worker has been shut down."""
        future: Future[_T] = Future()
        if self._closed:
            future.cancel()
            return future
        if self._thread is None:
            self._thread = Thread(target=self._run_jobs, name="check", daemon=True)
            self._thread.start()
        self._jobs.put(lambda: _run(future, work))
        return future

    def shut_down(self) -> None:
        """Start no further job."""
        self._closed = True
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
