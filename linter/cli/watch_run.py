"""One of the many runs of `check --watch`, and what one leaves for the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from linter.app.outcome import Outcome
from linter.app.plan import Packs, Plan
from linter.app.previous_reports import ReportIndex
from linter.app.rules import Rulebook
from linter.app.run_record import FileRecord, RunRecord
from linter.cli.noted_rules import load
from linter.cli.options import Input
from linter.cli.previous import index_previous
from linter.cli.runner import Found


@dataclass
class WatchCache:
    """Rulebooks by their packs, and the reports of the year before: good until one of their files changes.

    `lost` tells that a report of the year before could not be read.
    """

    books: dict[Packs, Rulebook] = field(default_factory=dict)
    previous: ReportIndex | None = None
    lost: bool = False


@dataclass
class WatchRun:
    """A run over the files of `found`.

    `paths` are those that all files are found under, none when this run goes over some of them only.
    """

    found: Found
    paths: Sequence[str]
    cache: WatchCache
    _ledger: RunRecord | None = None

    @property
    def entries(self) -> Sequence[FileRecord]:
        """What became of each file, once the run is over."""
        return self._ledger.entries if self._ledger is not None else ()

    def load(self, packs: Packs) -> Rulebook:
        """The rulebook of the built-in packs and others. Raises RuleError."""
        if packs not in self.cache.books:
            self.cache.books[packs] = load(packs)
        return self.cache.books[packs]

    def begin(self, planned: Plan) -> RunRecord:
        """Note what is to be done; where to note what becomes of it."""
        self._ledger = RunRecord(planned, self.paths)
        return self._ledger

    def index_previous(self, path: str, given: Input, book: Rulebook) -> tuple[ReportIndex, list[Outcome]]:
        """See linter.cli.previous; what cannot be read is reported once."""
        if self.cache.previous is not None:
            return self.cache.previous, []
        self.cache.previous, lost = index_previous(path, given, book)
        self.cache.lost = bool(lost)
        return self.cache.previous, lost
