"""What is kept between runs: compiled rules and patterns, results. Losing it costs only time.

Nothing here raises for what stands in the folder: a file that is damaged, cut, foreign, of another version,
or no file at all is as if it were not there, and what cannot be written is not kept. On POSIX systems folder
and file must belong to the user and be writable by nobody else; no link is followed to either.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from zlib import crc32

from linter.atomic_write import replace
from linter.open_flags import open_flags

_SWITCH = "NIANBAO_NO_CACHE"
_PLACE = "NIANBAO_CACHE_DIR"
_HEAD = b"nianbao kept 2\n"
_DIGEST = 8
_LARGEST = 64 * 1024 * 1024
_MODE = 0o700  # of the folder
_BY_OTHERS = 0o022  # writable by group or all
_FILE = open_flags("O_RDONLY", "O_BINARY", "O_NOFOLLOW", "O_NONBLOCK")
_FOLDER = open_flags("O_RDONLY", "O_DIRECTORY", "O_NOFOLLOW")


def is_on() -> bool:
    """Whether anything may be kept; NIANBAO_NO_CACHE says that nothing may."""
    return not os.environ.get(_SWITCH)


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


def own_folder() -> str | None:
    """The cache folder, made where there is none; None when it is off, cannot be made, or is not the user's
    alone to write to."""
    if not is_on():
        return None
    place = folder()
    try:
        os.makedirs(place, mode=_MODE, exist_ok=True)
        about = os.lstat(place)
    except OSError:
        return None
    return place if stat.S_ISDIR(about.st_mode) and is_own(about) else None


def is_own(about: os.stat_result, others: int = _BY_OTHERS) -> bool:
    """Whether a file or folder is the user's and its mode has none of the bits `others`; always so where the
    system has no owners and modes of this kind."""
    own = True
    if sys.platform != "win32":
        own = about.st_uid == os.geteuid() and not about.st_mode & others
    return own


def read(name: str, largest: int = _LARGEST) -> bytes | None:
    """The bytes that `write` kept under a name; None when there are none, more than `largest`, or others."""
    if not is_on():
        return None
    try:
        data = _content(name, largest)
    except OSError:
        return None
    if data is None:
        return None
    end = len(_HEAD) + _DIGEST
    content = data[end:]
    return content if data[:end] == _head(name, content) else None


def write(name: str, data: bytes) -> None:
    """Keep bytes under a name, whole or not at all, for this user alone to read."""
    place = own_folder()
    if place is not None:
        with contextlib.suppress(OSError):
            replace(os.path.join(place, name), _head(name, data) + data, is_private=True)


def remove(name: str) -> None:
    """Keep nothing under a name any more."""
    place = own_folder()
    if place is not None:
        with contextlib.suppress(OSError):
            os.unlink(os.path.join(place, name))


def mark_used(name: str) -> None:
    """Note that what is kept under a name was of use today: `drop_oldest` spares it."""
    place = own_folder()
    if place is not None:
        with contextlib.suppress(OSError):
            os.utime(os.path.join(place, name))


def drop_oldest(ending: str, most: int) -> None:
    """Remove files whose names end so, those used last and no more than `most` aside."""
    place = own_folder()
    if place is None:
        return
    with contextlib.suppress(OSError):
        files = [entry for entry in os.scandir(place) if entry.name.endswith(ending)]
        for entry in sorted(files, key=_used)[: max(0, len(files) - most)]:
            os.unlink(entry.path)


def _used(entry: os.DirEntry[str]) -> float:
    return entry.stat(follow_symlinks=False).st_mtime


def _head(name: str, content: bytes) -> bytes:
    """What stands before content kept under a name; a file by another name does not pass for it. It finds
    accidents: nobody else can write to the folder."""
    return _HEAD + crc32(content).to_bytes(4, "big") + crc32(name.encode()).to_bytes(4, "big")


def _content(name: str, largest: int) -> bytes | None:
    """All bytes of a file that is the user's own; None for any other. Raises OSError."""
    with open(_opened(name), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or not is_own(about) or about.st_size > largest:
            return None
        return file.read(largest)


def _opened(name: str) -> int:
    """A descriptor of a file in the folder, which stays open while the file is looked up. Raises OSError."""
    if os.open not in os.supports_dir_fd:
        return os.open(os.path.join(folder(), name), _FILE)
    place = os.open(folder(), _FOLDER)
    try:
        if not is_own(os.fstat(place)):
            raise PermissionError
        return os.open(name, _FILE, dir_fd=place)
    finally:
        os.close(place)
