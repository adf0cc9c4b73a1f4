"""What is kept between runs: compiled rules, grammar and patterns. Losing it costs only time."""

from __future__ import annotations

import contextlib
import copyreg
import io
import os
import pickle
import re
import sys

from linter import regex_code
from linter.atomic_write import beside

_SWITCH = "NIANBAO_NO_CACHE"
_PLACE = "NIANBAO_CACHE_DIR"


def folder() -> str:
    """The user's own cache folder for this program (it may not exist); NIANBAO_CACHE_DIR names another."""
    if chosen := os.environ.get(_PLACE):
        return chosen
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "nianbao")


def read(name: str) -> bytes | None:
    """The bytes kept under a name; None when there are none."""
    if os.environ.get(_SWITCH):
        return None
    try:
        with open(os.path.join(folder(), name), "rb") as file:
            return file.read()
    except OSError:
        return None


def write(name: str, data: bytes) -> None:
    """Keep bytes under a name, whole or not at all; a folder that cannot be written is no error."""
    if os.environ.get(_SWITCH):
        return
    with contextlib.suppress(OSError):
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        with beside(os.path.join(folder(), name)) as path, open(path, "xb") as file:
            file.write(data)


def fetch(key: str) -> object | None:
    """What was kept under a key; None when nothing was, or nothing usable."""
    data = read(f"{key}.pickle")
    if data:
        with contextlib.suppress(OSError):
            os.utime(os.path.join(folder(), f"{key}.pickle"))  # the last used are kept
    try:
        found: object = pickle.loads(data) if data else None  # noqa: S301 - the user's own folder
        return found
    except Exception:  # noqa: BLE001 - cut short, of another version: it is made again
        return None


def keep(key: str, value: object) -> None:
    """Keep a value under a key, in the place of what older versions kept."""
    if not os.environ.get(_SWITCH):
        write(f"{key}.pickle", _dumps(value))
        with contextlib.suppress(OSError):
            _forget_others(key)


def _dumps(value: object) -> bytes:
    """A value pickled, its patterns with their compiled form."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = copyreg.dispatch_table | {re.Pattern: regex_code.reduce}
    pickler.dump(value)
    return buffer.getvalue()


def _forget_others(key: str) -> None:
    """Drop what other versions kept, the newest few aside."""
    files = [entry for entry in os.scandir(folder()) if entry.name.endswith(".pickle")]
    for entry in sorted(files, key=lambda entry: entry.stat().st_mtime)[:-8]:
        if entry.name != f"{key}.pickle":
            os.unlink(entry.path)
