"""A process that checks by the rules of a workspace, and ends itself when a check takes too long.

Whoever opens a folder did not write the rule files in it. A pattern among them may be slow on purpose. Python
cannot interrupt a match that runs in a thread, and while it runs no other thread does: no request would be
answered. So what reads and applies such files runs in a process of its own, with bounds on time and memory.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast

from linter.executor.memory import bound_memory

SECONDS = 10.0
"""How long the check of one file may compute; a real report takes tenths of a second."""

LOADING = 3.0
"""How many times as long loading rules may, the built-in ones among them where no cache is."""

_WAITING = 4.0  # times as long it may take, on a machine that is busy with other things
_PULSE = 0.02  # seconds between two looks whether a result is still wanted
_STOP = "stop"
_START = 30.0  # seconds more for a process that has just been started
_MEMORY = 2 * 1024**3  # bytes of address space

_P = ParamSpec("_P")
_T = TypeVar("_T")


class OverLimit(Exception):
    """A check that took too long or too much memory, and was ended."""


class CheckProcess:
    """Runs functions in another process, one after another; may be used from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    def run(
        self,
        seconds: float,
        wanted: Callable[[], bool] | None,
        work: Callable[_P, _T],
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """The result of a function of a module, with arguments that can be pickled, that may compute for so
        many seconds. Once `wanted` says no, `is_stopped` is true for it.

        Raises what it raises, and OverLimit. The process is started when it is needed.
        """
        with self._lock:
            connection = self._started()
            try:
                connection.send((work, args, kwargs, seconds))
                _wait(connection, seconds * _WAITING + _START, wanted)
                done, value = connection.recv()
            except (EOFError, OSError):
                self._end()
                raise OverLimit from None
        if done:
            return cast("_T", value)
        if isinstance(value, MemoryError | RecursionError):
            raise OverLimit
        raise value

    def close(self) -> None:
        """End the process, whatever it does."""
        self._end()

    def _started(self) -> Connection:
        if self._connection is None or self._process is None or not self._process.is_alive():
            self._end()
            context: Any = multiprocessing.get_context("spawn")  # threads run here: forking is not safe
            self._connection, other = context.Pipe()
            self._process = context.Process(target=_serve, args=(other,), name="check", daemon=True)
            self._process.start()
            other.close()
        return self._connection

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


def _wait(connection: Connection, seconds: float, wanted: Callable[[], bool] | None) -> None:
    """Wait for an answer, and send word when it is not wanted any more. Raises EOFError if none comes."""
    end = time.monotonic() + seconds
    while not connection.poll(_PULSE if wanted is not None else seconds):
        if time.monotonic() >= end:
            raise EOFError
        if wanted is not None and not wanted():
            connection.send(_STOP)
            wanted = None
            seconds = end - time.monotonic()


_served: Connection | None = None  # in the process: where the next message comes from


def is_stopped() -> bool:
    """Whether the result of what runs in the process is not wanted any more."""
    return _served is not None and _served.poll()


def _serve(connection: Connection) -> None:
    """Run what is sent, until the other side ends."""
    global _served
    _served = connection
    sys.stdout = sys.stderr  # messages to the editor go there
    bound_memory(_MEMORY)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        while True:
            try:
                message = connection.recv()
            except (EOFError, OSError):
                return
            if message == _STOP:  # for what has come to its end meanwhile
                continue
            work, args, kwargs, seconds = message
            # Both end the process from outside the interpreter, whatever it is busy with.
            faulthandler.dump_traceback_later(seconds * _WAITING, exit=True, file=nowhere)
            _bound_computing(seconds)
            answer = _answer(work, args, kwargs)
            _bound_computing(0)
            faulthandler.cancel_dump_traceback_later()
            try:
                connection.send(answer)
            except (EOFError, OSError):
                return


def _answer(work: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[bool, object]:
    try:
        return True, work(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 - raised again on the other side
        return False, error


def _bound_computing(seconds: float) -> None:
    """Let the system end this process after so many seconds of computing, where it can; 0: never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)
