"""Rulebooks by the rule files that they were loaded with, loaded again when one of the files changes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from threading import Lock
from typing import TypeAlias

from linter.app.plan import Packs
from linter.rulebook import Rulebook, RuleError, load

FileStates: TypeAlias = tuple[tuple[str, int, int], ...]
"""Name, modification time in ns and size of each file; size -1 for one that is missing."""


class BookCache:
    """Loads rulebooks; may be used from several threads."""

    def __init__(self) -> None:
        self._books: dict[Packs, tuple[FileStates, Rulebook]] = {}
        self._broken: dict[Packs, FileStates] = {}
        self._locks: dict[Packs, Lock] = {}

    def book(self, packs: Packs) -> Rulebook:
        """The rulebook of the built-in rules and these files. Raises RuleError."""
        with self._locks.setdefault(packs, Lock()):
            states = file_states(packs)
            loaded = self._books.get(packs)
            if loaded is None or loaded[0] != states:
                self._books[packs] = loaded = (states, load(packs))
            return loaded[1]

    def last_book(self, packs: Packs) -> Rulebook:
        """The same; for files that have faults now, the rulebook from before. Raises RuleError where there
        was none."""
        with self._locks.setdefault(packs, Lock()):
            loaded = self._books.get(packs)
            if loaded is not None and self._broken.get(packs) == file_states(packs):
                return loaded[1]
        try:
            return self.book(packs)
        except RuleError:
            if loaded is None:
                raise
            self._broken[packs] = file_states(packs)
            return loaded[1]


def file_states(files: Iterable[str | os.PathLike[str]]) -> FileStates:
    """The states of files, by which a change shows."""
    return tuple(_state(os.fspath(file)) for file in files)


def _state(file: str) -> tuple[str, int, int]:
    try:
        stat = os.stat(file)
    except OSError:
        return (file, 0, -1)
    return (file, stat.st_mtime_ns, stat.st_size)
