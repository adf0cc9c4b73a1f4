"""Stops a run at any of its steps that change a disk, by an error of the system or by death.

A step is a file that is opened for writing, a write, a sync, a change of mode, or a rename.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from linter import atomic_write
from linter.cli import main

Act = Callable[[], None]


class Steps:
    """Counts the steps of a run; `act` is called at the one with this number (from 1), and `later` says
    whether at all that follow, too, as where a disk is full."""

    def __init__(self, number: int, act: Act, *, later: bool = False) -> None:
        self._number, self._act, self._later = number, act, later
        self.count = 0

    def step(self) -> None:
        """Count one."""
        self.count += 1
        if self.count == self._number or (self._later and self.count > self._number):
            self._act()


@contextmanager
def stopped(steps: Steps) -> Iterator[None]:
    """Have what is written in the block go through these steps."""

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            steps.step()
            return function(*args, **options)

        return call

    def opened(path: Any, flags: int, *args: Any, **options: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR) and os.fspath(path) != os.devnull:
            try:
                steps.step()
            except OSError as error:
                error.filename = path  # as the system has it
                raise
        return real_open(path, flags, *args, **options)

    real_open = os.open
    with (
        patch.object(os, "open", opened),
        patch.object(os, "replace", counted(os.replace)),
        patch.object(os, "fsync", counted(os.fsync)),
        patch.object(os, "chmod", counted(os.chmod)),
        patch.object(atomic_write._NamedFile, "write", counted(atomic_write._NamedFile.write)),
    ):
        yield


def die() -> None:
    """What a power cut, the memory killer or `kill -9` do."""
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(argv: list[str], steps: Steps | None = None, prepare: Act | None = None) -> tuple[int, str]:
    """The exit status (negative: the signal that ended it) of a command line in a forked process, and what
    it said on standard error."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 99
        try:
            os.close(reading)
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
            sys.stderr = open(writing, "w", encoding="utf-8", buffering=1)  # noqa: SIM115
            if prepare is not None:
                prepare()
            if steps is None:
                status = main(argv)
            else:
                with stopped(steps):
                    status = main(argv)
        except BaseException:  # noqa: BLE001 - a traceback is what the test is to show
            import traceback

            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    with open(reading, encoding="utf-8", errors="replace") as pipe:
        said = pipe.read()
    _, code = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(code), said
