"""A bound on the time and the memory of work in a library that knows none.

A few bytes of a hostile file can ask for loops of thousands of millions (widths of characters 0 to
4294967295), deep inside the library. No check of ours runs there; an exception sent from another
thread ends them, as the interpreter delivers it between two steps of Python code.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import threading
import time
from collections.abc import Iterator

_SECONDS = 15.0
_BYTES = 512 * 1024 * 1024
_PULSE = 0.1
_AGAIN = 1.0  # seconds until it is sent again: what is raised while garbage is collected goes no further
_STATM = "/proc/self/statm"


class Exhausted(BaseException):
    """The work took too long or too much. No Exception, for libraries swallow those."""


class Watch:
    """A clock that work can be given more time on, as it shows results."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def extend(self, seconds: float) -> None:
        """Allows so many seconds more."""
        self.end += seconds


@contextlib.contextmanager
def watched(seconds: float | None = None, size: int = _BYTES) -> Iterator[Watch]:
    """Ends the block with Exhausted after so many seconds, or when the process has grown by so many bytes
    (where the system tells how large it is)."""
    watch, done = Watch(_SECONDS if seconds is None else seconds), threading.Event()
    watcher = threading.Thread(target=_run, args=(watch, done, threading.get_ident(), size), daemon=True)
    watcher.start()
    try:
        yield watch
    finally:
        while watcher.is_alive():
            with contextlib.suppress(Exhausted):  # one that was sent as the work ended
                done.set()
                watcher.join()
                time.sleep(0)


def _run(watch: Watch, done: threading.Event, worker: int, size: int) -> None:
    most = _resident() + size
    while not done.wait(_PULSE):
        if time.monotonic() > watch.end or _resident() > most:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker), ctypes.py_object(Exhausted))
            if done.wait(_AGAIN):
                return


def _resident() -> int:
    """Bytes of memory in use by this process; 0 where nobody tells."""
    try:
        with open(_STATM, "rb") as statm:
            return int(statm.read().split()[1]) * mmap.PAGESIZE
    except (OSError, ValueError, IndexError):
        return 0
