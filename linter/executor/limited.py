"""Items one at a time in processes that are ended when they take too long or are not wanted any more."""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from linter.executor.worker import GRACE, Message, Said, Treat, serve

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

_START = 120.0  # seconds in which a process is ready to work, on a machine with much else to do
_LOOK = 0.05  # seconds between two looks at whether a result is still wanted


class WorkerDied(Exception):
    """The process that treated an item ended."""


class WorkerTimeout(Exception):
    """An item took longer than it may; its process was ended."""


class NotWanted(Exception):
    """An item was given up, because its result is not wanted any more."""


class LimitedWorkers(Generic[ItemT, ResultT]):
    """At most `count` processes, started when there is work. Items wait in the order in which they came.

    `set_up` makes in each process the function that treats items; it, items and results can be pickled.
    Processes are started anew rather than forked: the parent may have threads.
    """

    def __init__(self, set_up: Callable[[], Treat], count: int) -> None:
        self._set_up = set_up
        self._threads = ThreadPoolExecutor(count, "worker")
        self._idle: deque[_Process] = deque()
        self._closed = False

    def submit(self, item: ItemT, seconds: float, cancelled: Callable[[], bool]) -> Future[ResultT]:
        """The result to come of an item that may take so long.

        It raises WorkerTimeout, WorkerDied, NotWanted once `cancelled` says so, and what treating raises.
        """
        return self._threads.submit(self._treat, item, seconds, cancelled)

    def end_idle(self) -> None:
        """End the processes without work, and with them whatever their memory holds."""
        while self._idle:
            self._idle.pop().end()

    def close(self) -> None:
        """End all processes; what is at work is given up."""
        self._closed = True
        self._threads.shutdown(wait=True, cancel_futures=True)
        self.end_idle()

    def _treat(self, item: ItemT, seconds: float, cancelled: Callable[[], bool]) -> ResultT:
        def given_up() -> bool:
            return self._closed or cancelled()

        if given_up():
            raise NotWanted
        process = self._take() or _Process(self._set_up)
        finished = False
        try:
            process.wait_until_ready(given_up)
            message = process.treat(item, seconds, given_up)
            finished = message.said is Said.RESULT
        finally:
            if finished and not self._closed:
                self._idle.append(process)
            else:
                process.end()
        if message.said is Said.RAISED:
            raise message.value
        result: ResultT = message.value
        return result

    def _take(self) -> _Process | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None


class _Process:
    """A process with our end of the connection to it."""

    def __init__(self, set_up: Callable[[], Treat]) -> None:
        context: Any = multiprocessing.get_context("spawn")
        self._connection: Connection
        self._connection, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=serve, args=(theirs, (), set_up), daemon=True)
        self._ready = False
        try:
            self._process.start()
        finally:
            theirs.close()  # else its death would not be seen

    def wait_until_ready(self, given_up: Callable[[], bool]) -> None:
        if not self._ready:
            message = self._hear(_START, given_up)
            if message.said is Said.RAISED:
                raise message.value
            self._ready = True

    def treat(self, item: object, seconds: float, given_up: Callable[[], bool]) -> Message:
        items: Sequence[object] = (item,)
        try:
            self._connection.send(items)
        except OSError:
            raise WorkerDied from None
        return self._hear(seconds, given_up)

    def _hear(self, seconds: float, given_up: Callable[[], bool]) -> Message:
        """The next message. Raises WorkerTimeout, WorkerDied, NotWanted."""
        until = time.monotonic() + seconds
        try:
            while not self._connection.poll(_LOOK):
                if given_up():
                    raise NotWanted
                if time.monotonic() > until:
                    raise WorkerTimeout
            message: Message = self._connection.recv()
        except (EOFError, OSError):
            raise WorkerDied from None
        return message

    def end(self) -> None:
        """End the process: in good order where it can be, else at once."""
        self._connection.close()
        self._process.join(GRACE + 0.2)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()
