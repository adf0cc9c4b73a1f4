"""The rules and settings of each file, loaded again when a file that they come from changes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple

from linter.app.baselines import Baselines
from linter.app.config.discovery import Search
from linter.app.item import Item
from linter.app.plan import Packs, RunOptions, plan
from linter.rulebook import Fault, Rulebook, RuleError, load

_FileStates = tuple[tuple[str, int, int], ...]
"""Name, modification time in ns and size of each file; size -1 for one that is missing."""


class EditorSettings(NamedTuple):
    """The rules and settings of one file; `item` carries its settings, suppressions and baseline.

    `faults` say why a config or a pack could not be read; then the settings are the previous ones, or the
    built-in rules. `stamp` differs whenever anything that the settings come from does.
    """

    item: Item
    book: Rulebook
    faults: tuple[Fault, ...] = ()
    stamp: int = 0


class _Entry(NamedTuple):
    """Settings in the cache, with their config and the state of all files that they come from."""

    config: str | None
    files: tuple[str, ...]
    states: _FileStates
    settings: EditorSettings


class SettingsCache:
    """Finds the settings of files; may be used from several threads.

    `packs` are rule files for every file; config files are searched for upwards from each file.
    """

    def __init__(self, packs: Packs = ()) -> None:
        self._options = RunOptions(rules=packs)
        self._books: dict[Packs, tuple[_FileStates, Rulebook]] = {}
        self._entries: dict[str, _Entry] = {}
        self._count = 0
        self._lock = Lock()

    @property
    def packs(self) -> tuple[str, ...]:
        """The absolute paths of the packs for every file."""
        return tuple(os.path.abspath(pack) for pack in self._options.rules)

    def settings_for(self, path: str) -> EditorSettings:
        """The current settings of a file, which need not exist."""
        with self._lock:
            config = Search().path(path)
            entry = self._entries.get(path)
            if entry is not None and entry.config == config and entry.states == _states(entry.files):
                return entry.settings
            settings = self._load_settings(path, entry.settings if entry is not None else None)
            files = self._files_read(config, settings)
            self._entries[path] = _Entry(config, files, _states(files), settings)
            return settings

    def forget(self, path: str) -> None:
        """Drop the entry of one file."""
        with self._lock:
            self._entries.pop(path, None)

    def _load_settings(self, path: str, before: EditorSettings | None) -> EditorSettings:
        self._count += 1
        baselines = Baselines()
        try:
            planned = plan([Item(path)], self._options, baselines, self._load_book)
        except RuleError as error:
            if before is not None:
                return before._replace(faults=error.faults, stamp=self._count)
            return EditorSettings(Item(path), self._load_book(()), error.faults, self._count)
        batch = planned.batches[0]
        return EditorSettings(batch.items[0], batch.book, (), self._count)

    def _load_book(self, packs: Packs) -> Rulebook:
        states = _states(packs)
        loaded = self._books.get(packs)
        if loaded is None or loaded[0] != states:
            self._books[packs] = loaded = (states, load(packs))
        return loaded[1]

    def _files_read(self, config: str | None, settings: EditorSettings) -> tuple[str, ...]:
        """The files that settings depend on: packs, the config, what it names, and files with faults."""
        files = [*map(str, self._options.rules), *(fault.file for fault in settings.faults)]
        if config is None:
            return tuple(files)
        from linter.app.config.loader import named_files  # imports YAML

        return (*files, config, *named_files(config))


def _states(files: Iterable[str | os.PathLike[str]]) -> _FileStates:
    return tuple(_state(os.fspath(file)) for file in files)


def _state(file: str) -> tuple[str, int, int]:
    try:
        stat = os.stat(file)
    except OSError:
        return (file, 0, -1)
    return (file, stat.st_mtime_ns, stat.st_size)
