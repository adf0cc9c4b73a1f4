"""The rules and the config that hold for a file now: read when they change, kept while they do not."""

from __future__ import annotations

import os
from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple

from linter.app.baselines import Known
from linter.app.config.discovery import Search
from linter.app.item import Item
from linter.app.plan import Asked, Packs, plan
from linter.rulebook import Fault, Rulebook, RuleError, load

_Stamp = tuple[tuple[str, int, int], ...]


class Terms(NamedTuple):
    """What a file is checked with: `item` carries its settings, suppressions and baseline.

    `faults` tell why a config or a pack could not be read; then the terms are those from before, or the
    built-in rules. `stamp` is another whenever anything that the terms were made of is.
    """

    item: Item
    book: Rulebook
    faults: tuple[Fault, ...] = ()
    stamp: int = 0


class _Kept(NamedTuple):
    """The terms of a file with the config that it has and the state of all files they were made of."""

    config: str | None
    files: tuple[str, ...]
    stamp: _Stamp
    terms: Terms


class Desk:
    """Gives the terms of files; may be asked from several threads.

    `packs` are rule files that hold for every file; config files are looked for upwards from each.
    """

    def __init__(self, packs: Packs = ()) -> None:
        self._asked = Asked(rules=packs)
        self._books: dict[Packs, tuple[_Stamp, Rulebook]] = {}
        self._kept: dict[str, _Kept] = {}
        self._count = 0
        self._lock = Lock()

    @property
    def packs(self) -> tuple[str, ...]:
        """The rule files that hold for every file."""
        return tuple(os.path.abspath(pack) for pack in self._asked.rules)

    def terms(self, path: str) -> Terms:
        """What a file, which need not exist, is to be checked with now."""
        with self._lock:
            config = Search().path(path)
            kept = self._kept.get(path)
            if kept is not None and kept.config == config and kept.stamp == _stamp(kept.files):
                return kept.terms
            terms = self._new(path, kept.terms if kept is not None else None)
            files = self._read_for(config, terms)
            self._kept[path] = _Kept(config, files, _stamp(files), terms)
            return terms

    def forget(self, path: str) -> None:
        """Let go what is kept for one file."""
        with self._lock:
            self._kept.pop(path, None)

    def _new(self, path: str, before: Terms | None) -> Terms:
        self._count += 1
        known = Known()
        try:
            planned = plan([Item(path)], self._asked, known, self._load)
        except RuleError as error:
            if before is not None:
                return before._replace(faults=error.faults, stamp=self._count)
            return Terms(Item(path), self._load(()), error.faults, self._count)
        batch = planned.batches[0]
        return Terms(batch.items[0], batch.book, (), self._count)

    def _load(self, packs: Packs) -> Rulebook:
        stamp = _stamp(packs)
        kept = self._books.get(packs)
        if kept is None or kept[0] != stamp:
            self._books[packs] = kept = (stamp, load(packs))
        return kept[1]

    def _read_for(self, config: str | None, terms: Terms) -> tuple[str, ...]:
        """The files that terms depend on: the config, what it names, and what was at fault."""
        files = [*map(str, self._asked.rules), *(fault.file for fault in terms.faults)]
        if config is None:
            return tuple(files)
        from linter.app.config.loader import named_files

        return (*files, config, *named_files(config))


def _stamp(files: Iterable[str | os.PathLike[str]]) -> _Stamp:
    return tuple(_state(os.fspath(file)) for file in files)


def _state(file: str) -> tuple[str, int, int]:
    try:
        stat = os.stat(file)
    except OSError:
        return (file, 0, -1)
    return (file, stat.st_mtime_ns, stat.st_size)
