"""The tests can be collected where there is nothing that only POSIX has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# What libraries use of it was imported by then: only the tests, and the program, go without. `os.name` stays
# what it is, so what is asked after it (as `os.geteuid` is) stays, too.
WITHOUT = """
import asyncio, multiprocessing.forkserver, multiprocessing.popen_fork, subprocess, sys
import os, signal
import psutil, pytest

OF_OS = (
    "chown", "fchown", "fork", "forkpty", "getgroups", "getpgid", "killpg", "lchown", "mkfifo", "mknod",
    "openpty", "setsid", "statvfs", "sysconf", "uname", "wait", "WIFSIGNALED", "WNOHANG", "WTERMSIG",
)
OF_SIGNAL = (
    "SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGUSR1", "SIGWINCH",
    "SIGXCPU", "SIGXFSZ", "alarm", "pthread_sigmask", "setitimer",
)

class Without:
    def pytest_collection(self):
        for place, names in ((os, OF_OS), (signal, OF_SIGNAL)):
            for name in names:
                if hasattr(place, name):
                    delattr(place, name)
        for name in ("curses", "fcntl", "grp", "pty", "pwd", "readline", "resource", "termios", "tty"):
            sys.modules[name] = None

options = ["--collect-only", "-qq", "-p", "no:cacheprovider", "-p", "no:xdist"]
sys.exit(pytest.main([*options, "tests"], plugins=[Without()]))
"""


@pytest.mark.slow
def test_every_module_of_tests_can_be_imported_without_what_only_posix_has() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
