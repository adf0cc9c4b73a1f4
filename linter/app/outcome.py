"""What a task makes of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from linter.app.file_settings import FilterRecord
from linter.app.item import Item
from linter.app.report_entry import ReportEntry
from linter.output.finding_rows import FindingSheet
from linter.output.totals import Totals
from linter.output.whole_run import Sheet
from linter.rulebook import Rulebook

if TYPE_CHECKING:  # comes with what is extracted
    from linter.output.extract_model import Record as Extracted

Part = str | Sheet | FindingSheet
"""What one file gives to an output."""


class CachedResult(Struct, frozen=True):
    """What was found in a file, as bytes to keep for a later run, by a digest of the content of the file."""

    content: bytes
    result: bytes


class Outcome(Struct, frozen=True):
    """What became of one item: its part of the output, its counts, or why it failed.

    `parts` are its parts of the outputs, in their order: text, or a sheet for a format that is put together
    at the end. `notes` are for standard error, `entries` the reports in the file. `record` is there for a
    file that was checked with settings of its own; `rewritten` is what standard input became when it was to
    be fixed. `extracts` are the reports in a file, for an output
    that needs those of all files. `lost` is the file that a failure is about, where it is about one. `kept`
    is what a task keeps of the file for later, as bytes of its own making; `cached` is what another run may
    take for its own.
    """

    parts: tuple[Part, ...] = ()
    totals: Totals = Totals()
    failure: str | None = None
    notes: tuple[str, ...] = ()
    entries: tuple[ReportEntry, ...] = ()
    record: FilterRecord | None = None
    rewritten: bytes | None = None
    extracts: tuple[Extracted, ...] = ()
    lost: str | None = None
    kept: bytes = b""
    cached: CachedResult | None = None

    @property
    def text(self) -> str:
        """The first part of text; empty without one."""
        return next((part for part in self.parts if isinstance(part, str)), "")


class Task(Protocol):
    """What to do with the bytes of each file. Can be pickled; may raise ReadError."""

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """Treat the bytes of one file."""


def failed(why: str, file: str | None = None) -> Outcome:
    """The outcome of an item that could not be treated."""
    return Outcome(totals=Totals(failed=1), failure=why, lost=file)
