"""What is in the user's cache folder, and its removal."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator

from msgspec import Struct

from linter import cache
from linter.app.audit.store import SUFFIX
from linter.app.result_cache.store import count_results, file_names

_OWN = re.compile(r"[0-9a-f]{32}\.\w+(-wal|-shm)?|patterns-[\w.-]+|\.nianbao-[0-9a-f]+\.tmp")


class Usage(Struct, frozen=True):
    """How many bytes the cache takes, how many of them for results, and of how many files these are (None:
    unknown); `is_on` tells whether it is used."""

    folder: str
    is_on: bool
    total: int
    of_results: int
    results: int | None


def usage() -> Usage:
    """What the cache takes."""
    sizes = {entry.name: entry.stat(follow_symlinks=False).st_size for entry in _own_files()}
    names = (*file_names(), *(name for name in sizes if name.endswith(SUFFIX)))
    of_results = sum(sizes.get(name, 0) for name in names)
    count = count_results() if of_results else 0
    return Usage(cache.folder(), cache.is_on(), sum(sizes.values()), of_results, count)


def clear() -> int:
    """Remove what this program has put into the folder, and nothing else; the bytes that could not go."""
    left = 0
    for entry in _own_files():
        size = entry.stat(follow_symlinks=False).st_size
        try:
            os.unlink(entry.path)
        except OSError:
            left += size
    with contextlib.suppress(OSError):
        os.rmdir(cache.folder())  # unless others have put something there
    return left


def _own_files() -> Iterator[os.DirEntry[str]]:
    """The files in the folder that are named as this program names them."""
    names = set(file_names())
    try:
        entries = list(os.scandir(cache.folder()))
    except OSError:
        return
    for entry in entries:
        if (entry.name in names or _OWN.fullmatch(entry.name)) and entry.is_file(follow_symlinks=False):
            yield entry
