"""One thread for what takes long, so that requests are answered meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

_T = TypeVar("_T")
_Job = Callable[[], None]


class Worker:
    """Does what it is given, one after the other. It does not keep the process alive: a client that goes
    while a huge text is checked must not leave the server behind."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._closed = False

    def submit(self, work: Callable[[], _T]) -> Future[_T]:
        """What `work` will give; cancelled when it is cancelled before it begins, or the worker ended."""
        future: Future[_T] = Future()
        if self._closed:
            future.cancel()
            return future
        if self._thread is None:
            self._thread = Thread(target=self._work, name="check", daemon=True)
            self._thread.start()
        self._jobs.put(lambda: _do(future, work))
        return future

    def shut_down(self) -> None:
        """Begin nothing more."""
        self._closed = True
        self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not self._closed:
                job()


def _do(future: Future[_T], work: Callable[[], _T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - it is whoever waits that is told
        future.set_exception(error)
    else:
        future.set_result(result)
