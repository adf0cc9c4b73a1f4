"""Files written back: they hold the old content or the new, whatever happens in between."""

from __future__ import annotations

import os

from linter.atomic_write import replace
from linter.long_path import system_path

_CHANGED = "文件在检查期间被改动过"


class RewriteError(Exception):
    """A file that is not to be rewritten; str() is why, in Chinese, without its name."""


def rewrite(name: str, old: bytes, new: bytes) -> None:
    """Put `new` into the file `name`, which contained `old`; a symbolic link stays, its target changes.

    Raises OSError when that cannot be done, RewriteError for what is no plain file, a file that
    the user may not write, and one that holds something else by now, which is looked at once more when
    the new content is ready. Then the file is as it was.
    """
    target = system_path(os.path.realpath(name))
    if not os.path.isfile(target):
        raise RewriteError("不是普通文件")
    if not os.access(target, os.W_OK):
        raise RewriteError("文件是只读的")
    held = _read(target)
    if held == new:
        return  # the same file by another name
    if held != old:
        raise RewriteError(_CHANGED)
    replace(target, new, lambda: _must_hold(name, target, old))


def other_names(name: str) -> int:
    """How many hard links besides `name` lead to a file; 0 where the system does not say."""
    try:
        return max(os.stat(system_path(name)).st_nlink - 1, 0)
    except OSError:
        return 0


def _must_hold(name: str, target: str, old: bytes) -> None:
    """Raise RewriteError if a file leads elsewhere by now, or was changed or removed."""
    try:
        held = _read(target) if system_path(os.path.realpath(name)) == target else None
    except FileNotFoundError:
        held = None
    if held != old:
        raise RewriteError(_CHANGED)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
