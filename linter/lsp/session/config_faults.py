"""Faults of config files and packs, collected over all documents so that each is shown once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from linter.app.rules import Fault


class FaultChanges(NamedTuple):
    """The faults of each file where they changed, and the first fault that is new."""

    files: dict[str, tuple[Fault, ...]]
    first: Fault | None = None


class ConfigFaults:
    """The faults that each document has met in its config and packs."""

    def __init__(self) -> None:
        self._by_document: dict[str, tuple[Fault, ...]] = {}

    def update(self, path: str, faults: Sequence[Fault]) -> FaultChanges:
        """Replace the faults met by the document at `path`; pass none when it is closed."""
        if tuple(faults) == self._by_document.get(path, ()):
            return FaultChanges({})
        before = self._by_file()
        known = {fault for each in before.values() for fault in each}
        if faults:
            self._by_document[path] = tuple(faults)
        else:
            self._by_document.pop(path, None)
        after = self._by_file()
        changed = {
            file: after.get(file, ())
            for file in (before.keys() | after.keys())
            if before.get(file) != after.get(file)
        }
        return FaultChanges(changed, next((fault for fault in faults if fault not in known), None))

    def _by_file(self) -> dict[str, tuple[Fault, ...]]:
        files: dict[str, list[Fault]] = {}
        for fault in sorted({fault for faults in self._by_document.values() for fault in faults}):
            files.setdefault(fault.file, []).append(fault)
        return {file: tuple(faults) for file, faults in files.items()}
