"""Where compiled rules and grammar are kept between runs; losing it costs only time."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys

from linter.atomic import beside

_SWITCH = "NIANBAO_NO_CACHE"


def folder() -> str:
    """The user's own cache folder for this program (it may not exist)."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "nianbao")


def fetch(key: str) -> object | None:
    """What was kept under a key; None when nothing was, or nothing usable."""
    if os.environ.get(_SWITCH):
        return None
    try:
        with open(os.path.join(folder(), f"{key}.pickle"), "rb") as file:
            found: object = pickle.load(file)  # noqa: S301 - the user's own folder
            return found
    except Exception:  # noqa: BLE001 - absent, cut short, of another version: it is made again
        return None


def keep(key: str, value: object) -> None:
    """Keep a value under a key, whole or not at all; a folder that cannot be written is no error."""
    if os.environ.get(_SWITCH):
        return
    with contextlib.suppress(OSError):
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        with beside(os.path.join(folder(), f"{key}.pickle")) as path, open(path, "xb") as file:
            pickle.dump(value, file, protocol=pickle.HIGHEST_PROTOCOL)
        _forget_others(key)


def _forget_others(key: str) -> None:
    """Drop what other versions kept, the newest few aside."""
    files = [entry for entry in os.scandir(folder()) if entry.name.endswith(".pickle")]
    for entry in sorted(files, key=lambda entry: entry.stat().st_mtime)[:-8]:
        if entry.name != f"{key}.pickle":
            os.unlink(entry.path)
