"""Names for results beside what was checked, under which nothing lies yet."""

from __future__ import annotations

import os
import re

COPY, PAGE = "批注", "检查结果"
_COPY = re.compile(rf"-{COPY}\d*$")


class NewNames:
    """Gives paths that do not exist and were not given before: a number is added where it takes one."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def beside(self, path: str, word: str, suffix: str) -> str:
        """`年报-批注.docx` beside `年报.docx`, or `年报-批注2.docx`, and so on."""
        stem = os.path.abspath(path)
        stem = stem if os.path.isdir(path) else os.path.splitext(stem)[0]
        return self._free(f"{stem}-{word}", suffix)

    def within(self, folder: str, word: str, suffix: str) -> str:
        """`检查结果.html` in a folder, or `检查结果2.html`, and so on."""
        return self._free(os.path.join(os.path.abspath(folder), word), suffix)

    def _free(self, stem: str, suffix: str) -> str:
        path, number = stem + suffix, 1
        while _key(path) in self._given or os.path.lexists(path):
            number += 1
            path = f"{stem}{number}{suffix}"
        self._given.add(_key(path))
        return path


def is_earlier_copy(path: str) -> bool:
    """Whether a file is named as a copy with comments of one beside it, or lies in a folder of such copies
    that stands beside its folder."""
    folder, name = os.path.split(path)
    stem, suffix = os.path.splitext(name)
    if suffix.lower() == ".docx" and (found := _COPY.search(stem)):
        try:
            if any(os.path.splitext(each)[0] == stem[: found.start()] for each in os.listdir(folder or ".")):
                return True
        except OSError:
            return False
    while folder and (above := os.path.dirname(folder)) != folder:
        found = _COPY.search(os.path.basename(folder))
        if found and os.path.isdir(folder[: -len(found.group())]):
            return True
        folder = above
    return False


def _key(path: str) -> str:
    return os.path.normcase(path).casefold()
