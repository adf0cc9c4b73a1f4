"""One of the many runs of `check --watch`, and what one leaves for the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from linter.app.outcome import Outcome
from linter.app.plan import Packs, Plan
from linter.app.previous_reports import ReportIndex
from linter.app.rules import Rulebook, load
from linter.app.run_record import FileRecord, RunRecord
from linter.cli.options import Input
from linter.cli.previous import open_shelf
from linter.cli.runner import Found


@dataclass
class Memory:
    """Rulebooks by their packs, and the reports of the year before: good until one of their files changes.

    `lost` tells that a report of the year before could not be read.
    """

    books: dict[Packs, Rulebook] = field(default_factory=dict)
    shelf: ReportIndex | None = None
    lost: bool = False


@dataclass
class Turn:
    """A run over the files of `found`.

    `paths` are those that all files are found under, none when this run goes over some of them only.
    """

    found: Found
    paths: Sequence[str]
    memory: Memory
    _ledger: RunRecord | None = None

    @property
    def entries(self) -> Sequence[FileRecord]:
        """What became of each file, once the run is over."""
        return self._ledger.entries if self._ledger is not None else ()

    def load(self, packs: Packs) -> Rulebook:
        """The rulebook of the built-in packs and others. Raises RuleError."""
        if packs not in self.memory.books:
            self.memory.books[packs] = load(packs)
        return self.memory.books[packs]

    def begin(self, planned: Plan) -> RunRecord:
        """Note what is to be done; where to note what becomes of it."""
        self._ledger = RunRecord(planned, self.paths)
        return self._ledger

    def open_shelf(self, path: str, given: Input, book: Rulebook) -> tuple[ReportIndex, list[Outcome]]:
        """See linter.cli.previous; what cannot be read is told once."""
        if self.memory.shelf is not None:
            return self.memory.shelf, []
        self.memory.shelf, lost = open_shelf(path, given, book)
        self.memory.lost = bool(lost)
        return self.memory.shelf, lost
