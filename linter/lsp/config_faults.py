"""What is wrong with configs and packs, of all documents together: each fault is shown once, in its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from linter.rulebook import Fault


class News(NamedTuple):
    """What to show anew: all faults of each file where they changed, and the first that was not known."""

    files: dict[str, tuple[Fault, ...]]
    first: Fault | None = None


class Faults:
    """Which faults the documents meet."""

    def __init__(self) -> None:
        self._of: dict[str, tuple[Fault, ...]] = {}

    def note(self, path: str, faults: Sequence[Fault]) -> News:
        """The document at `path` meets these faults now, and no others; none when it was closed."""
        if tuple(faults) == self._of.get(path, ()):
            return News({})
        before = self._by_file()
        known = {fault for each in before.values() for fault in each}
        if faults:
            self._of[path] = tuple(faults)
        else:
            self._of.pop(path, None)
        after = self._by_file()
        changed = {
            file: after.get(file, ())
            for file in (before.keys() | after.keys())
            if before.get(file) != after.get(file)
        }
        return News(changed, next((fault for fault in faults if fault not in known), None))

    def _by_file(self) -> dict[str, tuple[Fault, ...]]:
        files: dict[str, list[Fault]] = {}
        for fault in sorted({fault for faults in self._of.values() for fault in faults}):
            files.setdefault(fault.file, []).append(fault)
        return {file: tuple(faults) for file, faults in files.items()}
