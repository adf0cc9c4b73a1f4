"""The rules and settings of each file, loaded again when a file that they come from changes."""

from __future__ import annotations

import os
from itertools import count
from threading import Lock
from typing import NamedTuple

from linter.app.baselines import Baselines
from linter.app.config.discovery import Search
from linter.app.editor.book_cache import BookCache, FileStates, file_states
from linter.app.editor.workspace_rules import WorkspaceRules
from linter.app.item import Item
from linter.app.plan import Packs, RunOptions, plan
from linter.rulebook import Fault, Rulebook, RuleError


class EditorSettings(NamedTuple):
    """The rules and settings of one file; `item` carries its settings, suppressions and baseline.

    `faults` say why a config or a pack could not be read; then the settings are the previous ones, or the
    built-in rules. `stamp` differs whenever anything that the settings come from does. `packs` are the rule
    files; where a config of the workspace names some, `workspace_rules` is what applies them.
    """

    item: Item
    book: Rulebook
    faults: tuple[Fault, ...] = ()
    stamp: int = 0
    packs: Packs = ()
    workspace_rules: WorkspaceRules | None = None


class _Entry(NamedTuple):
    """Settings in the cache, with their config and the state of all files that they come from."""

    config: str | None
    files: tuple[str, ...]
    states: FileStates
    settings: EditorSettings


class SettingsCache:
    """Finds the settings of files; may be used from several threads.

    `packs` are rule files for every file; config files are searched for upwards from each file.
    """

    def __init__(self, packs: Packs = ()) -> None:
        self._options = RunOptions(rules=packs)
        self._books = BookCache()
        self._workspace_rules = WorkspaceRules(packs)
        self._entries: dict[str, _Entry] = {}
        self._count = count(1)
        self._lock = Lock()

    @property
    def packs(self) -> tuple[str, ...]:
        """The absolute paths of the packs for every file."""
        return tuple(os.path.abspath(pack) for pack in self._options.rules)

    def settings_for(self, path: str) -> EditorSettings:
        """The current settings of a file, which need not exist."""
        config = Search().path(path)
        with self._lock:
            entry = self._entries.get(path)
        if entry is not None and self._is_current(entry, config):
            return entry.settings
        settings = self._load_settings(path, entry.settings if entry is not None else None)
        files = self._files_read(config, settings)
        with self._lock:
            self._entries[path] = _Entry(config, files, file_states(files), settings)
        return settings

    def forget(self, path: str) -> None:
        """Drop the entry of one file."""
        with self._lock:
            self._entries.pop(path, None)

    def close(self) -> None:
        """End the process that applies rules of the workspace."""
        self._workspace_rules.close()

    def _is_current(self, entry: _Entry, config: str | None) -> bool:
        return (
            entry.config == config
            and entry.states == file_states(entry.files)
            and not self._workspace_rules.are_refused(entry.settings.packs)
        )

    def _load_settings(self, path: str, before: EditorSettings | None) -> EditorSettings:
        stamp = next(self._count)
        try:
            planned = plan([Item(path)], self._options, Baselines(), self._load_book)
        except RuleError as error:
            if before is not None and not self._workspace_rules.are_refused(before.packs):
                return before._replace(faults=error.faults, stamp=stamp)
            return EditorSettings(Item(path), self._books.book(()), error.faults, stamp)
        batch = planned.batches[0]
        rules = self._workspace_rules if self._workspace_rules.are_used(batch.packs) else None
        return EditorSettings(batch.items[0], batch.book, (), stamp, batch.packs, rules)

    def _load_book(self, packs: Packs) -> Rulebook:
        if self._workspace_rules.are_used(packs):
            self._workspace_rules.try_loading(packs)
        return self._books.book(packs)

    def _files_read(self, config: str | None, settings: EditorSettings) -> tuple[str, ...]:
        """The files that settings depend on: packs, the config, what it names, and files with faults."""
        files = [*map(str, self._options.rules), *(fault.file for fault in settings.faults)]
        if config is None:
            return tuple(files)
        from linter.app.config.loader import named_files  # imports YAML

        return (*files, config, *named_files(config))
