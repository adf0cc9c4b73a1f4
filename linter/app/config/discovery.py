"""Which config file holds for a file: the nearest one upwards from it."""

from __future__ import annotations

import os

NAME = ".nianbao.yaml"
"""What a config file is called."""

OTHER_NAME = ".nianbao.yml"
"""What a config file might be called and is not: one is found, so that it can be refused. So is a folder or
a pipe of either name."""

LARGEST = 1024 * 1024
"""Bytes of a config file, a hundred times those of a large one."""


class Search:
    """Looks for config files, each folder once; `given` replaces the search, `off` ends it."""

    def __init__(self, given: str | None = None, *, off: bool = False) -> None:
        self._given = given
        self._off = off
        self._known: dict[str, str | None] = {}

    def path(self, file: str) -> str | None:
        """The path of the config file that holds for a file (which need not exist), None without. One called
        OTHER_NAME holds for none and cannot be read."""
        if self._off:
            return None
        if self._given is not None:
            return self._given
        return self._in(os.path.dirname(os.path.abspath(file)))

    def _in(self, folder: str) -> str | None:
        passed: list[str] = []
        while folder not in self._known:
            passed.append(folder)
            here = [os.path.join(folder, name) for name in (OTHER_NAME, NAME)]
            found = next(filter(os.path.lexists, here), None)
            above = os.path.dirname(folder)
            if found is not None:
                self._known[folder] = found
            elif above == folder:
                self._known[folder] = None
            else:
                folder = above
        found = self._known[folder]
        self._known.update(dict.fromkeys(passed, found))
        return found
