"""What runs in a worker process: chunks in, a message for each result out, until the parent is gone."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from enum import Enum
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, NamedTuple

GRACE = 0.5
"""Seconds that a worker has to end what it is at, and remove its files, once it is to end."""

_IDLE = 0.05  # seconds after which a worker without work has seen that there will be none

_ENDING = ("SIGTERM", "SIGHUP")

Treat = Callable[[Sequence[Any]], Iterable[Any]]


class Said(Enum):
    """What a message from a worker is: it is ready to work, the result of its next item, an exception."""

    READY = 0
    RESULT = 1
    RAISED = 2


class Message(NamedTuple):
    """A message from a worker; `value` is the result or the exception."""

    said: Said
    value: Any = None


def serve(connection: Connection, inherited: Sequence[Connection], make: Callable[[], Treat]) -> None:
    """Treat the chunks that come through `connection` with the function that `make` gives.

    `inherited` are the parent's ends of connections, which forking has copied: as long as this process
    holds them, no worker would see that the parent has ended.
    """
    for each in inherited:
        each.close()
    _answer_signals()
    chunks: SimpleQueue[Sequence[Any] | None] = SimpleQueue()
    at_work = threading.Event()
    threading.Thread(target=_receive, args=(connection, chunks, at_work), daemon=True).start()
    with suppress(BrokenPipeError, ConnectionError):  # the parent is gone
        try:
            treat = make()
            connection.send(Message(Said.READY))
            for chunk in iter(chunks.get, None):
                at_work.set()
                for result in treat(chunk):
                    connection.send(Message(Said.RESULT, result))
                at_work.clear()
        except Exception as error:  # noqa: BLE001 - raised again in the parent
            connection.send(Message(Said.RAISED, error))


def _receive(
    connection: Connection, chunks: SimpleQueue[Sequence[Any] | None], at_work: threading.Event
) -> None:
    """Hand chunks on as they come, None for the end of the work; end the process once the parent has closed
    its end without a word or has died.

    Reading here rather than between two chunks means that the parent never waits to hand one out, and that
    its death is seen while a file is treated.
    """
    with suppress(EOFError, OSError):
        while True:
            message = connection.recv()
            chunks.put(message)
            if message is None:
                return
    while not chunks.empty():
        chunks.get()
    chunks.put(None)
    if not at_work.wait(_IDLE):
        return
    if sys.platform == "win32":
        import _thread

        _thread.interrupt_main(signal.SIGTERM)
    else:
        os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(GRACE)
    os._exit(1)  # still in one long call


def _answer_signals() -> None:
    """End in good order when asked to; Ctrl-C is for the parent to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _ENDING:
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), _end)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, blocked())


def _end(number: int, frame: object) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough
    raise SystemExit(128 + number)


def blocked() -> set[signal.Signals]:
    """The signals that wait while a process starts, until it knows how to answer them."""
    return {getattr(signal, name) for name in (*_ENDING, "SIGINT") if hasattr(signal, name)}
