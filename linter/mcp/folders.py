"""The folders whose files a client may name."""

from __future__ import annotations

import os
from collections.abc import Sequence

from linter.path_within import is_within


class OutsideError(Exception):
    """A path that leads out of the folders; str() says so in Chinese."""


class Folders:
    """Folders, and nothing beside them: links and `..` are followed before a path is judged."""

    def __init__(self, folders: Sequence[str]) -> None:
        self._folders = [os.path.realpath(folder) for folder in folders]

    def path(self, path: str) -> str:
        """The real path of a file in one of the folders; a relative one counts from the first. Raises
        OutsideError."""
        if "\0" in path or not path.strip():
            raise OutsideError("文件名是空的，或者含有不能用的字符")
        real = os.path.realpath(os.path.join(self._folders[0], path))
        for folder in self._folders:
            if is_within(real, folder):
                return real
        raise OutsideError(f"{path} 不在允许使用的文件夹里")
