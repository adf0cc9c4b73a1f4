"""A program run to its end: how long it took, and how much memory it needed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_DONE = (0, 1)  # of a linter: nothing found, something found
_CRASH = "Traceback (most recent call last)"  # ends with status 1 too


class ChildError(Exception):
    """A program under measurement failed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Wall-clock seconds, peak resident memory in bytes, what was printed if it was kept, and the seconds
    that processors worked for it."""

    seconds: float
    peak: int
    printed: str
    processor: float


def run(argv: Sequence[str], folder: Path = ROOT, keep: bool = False) -> Run:
    """Run `argv` in `folder`; raises ChildError unless it ends as a linter does.

    Its output goes to a file on disk, so that nothing but the program itself is measured.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaints:
        start = time.perf_counter()
        child = subprocess.Popen(argv, cwd=folder, env=environment(), stdout=out, stderr=complaints)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        complaints.seek(0)
        said = complaints.read().decode(errors="replace")
        if child.returncode not in _DONE or _CRASH in said:
            raise ChildError(f"{' '.join(argv)}\nstatus {child.returncode}\n{said}")
        out.seek(0)
        printed = out.read().decode(errors="replace") if keep else ""
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit, printed, usage.ru_utime + usage.ru_stime)


def environment() -> dict[str, str]:
    """The environment of a program under measurement."""
    own = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    own.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled; so is what is measured
    return own


def nianbao(*arguments: str) -> tuple[str, ...]:
    """The command line of `nianbao` from this checkout."""
    return (sys.executable, "-m", "linter", *arguments)
