"""Files written back: they hold the old content or the new, whatever happens in between."""

from __future__ import annotations

import os

from linter.atomic_write import replace


class RewriteError(Exception):
    """A file that is not to be rewritten; str() is why, in Chinese, without its name."""


def rewrite(name: str, old: bytes, new: bytes) -> None:
    """Put `new` into the file `name`, which contained `old`; a symbolic link stays, its target changes.

    Raises OSError when that cannot be done, RewriteError for what is no plain file, a file that
    the user may not write, and one that holds something else by now. Then the file is as it was.
    """
    target = os.path.realpath(name)
    if not os.path.isfile(target):
        raise RewriteError("不是普通文件")
    if not os.access(target, os.W_OK):
        raise RewriteError("文件是只读的")
    with open(target, "rb") as file:
        held = file.read()
    if held == new:
        return  # the same file by another name
    if held != old:
        raise RewriteError("文件在检查期间被改动过")
    replace(target, new)
