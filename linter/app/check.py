"""What a run can do with each file: check it, or extract what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter.app.file_settings import FileSettings, FilterRecord
from linter.app.filtering import Places, filter_findings
from linter.app.item import Item
from linter.app.outcome import Outcome, Part
from linter.diagnostic import Diagnostic, Severity
from linter.documents import Document, open_document
from linter.lint import Result, Watcher, lint, read
from linter.output.formats import BOUND, FORMATS
from linter.output.style import painter
from linter.output.totals import Totals, count
from linter.report.model import Report
from linter.rulebook import Rulebook
from linter.settings import Settings

if TYPE_CHECKING:
    from linter.app.previous_reports import ReportIndex


class View(NamedTuple):
    """What is shown of one file, and why that is not all.

    The findings of `result` are those shown, of a run that compares if `compares`; `excused` and
    `baselined` count the hidden ones, `record` tells of them; `notes` are for standard error; `reports`
    are kept for those who show them.
    """

    result: Result
    compares: bool = False
    excused: int = 0
    baselined: int = 0
    record: FilterRecord | None = None
    notes: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()


class Check(NamedTuple):
    """Lint a file and render its findings in the output format called `form`, and in `more` formats, each
    by its name and whether it is coloured; `previous` holds the reports of the year before, when they
    are to be compared."""

    settings: Settings
    form: str
    colour: bool = False
    counts_only: bool = False
    fail_on: Severity = Severity.ERROR
    previous: ReportIndex | None = None
    more: tuple[tuple[str, bool], ...] = ()

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The findings of one file; one met in a folder that is no report is passed over."""
        return self.outcome(self.look(open_document(data, item.name), item, book), item)

    def file_settings(self, item: Item) -> FileSettings:
        """What holds for one file."""
        return item.file_settings or FileSettings(self.settings, self.fail_on)

    def look(self, document: Document, item: Item, book: Rulebook, watch: Watcher | None = None) -> View:
        """What is found in one document and to be shown; `watch` sees its reports. Raises ReadError."""
        file_settings = self.file_settings(item)
        search = self.previous.search(document, item, book, file_settings.settings) if self.previous else None
        places = Places() if file_settings.needs_places else None
        kept: list[Report] = []
        keep = _keeping(kept) if self._keeps and not self.counts_only else None
        result = lint(document, book, file_settings.settings, search, _each(places, keep, watch))
        found, excused, baselined, record = filter_findings(result, file_settings, places)
        notes = tuple(search.notes) if search else ()
        shown = result._replace(diagnostics=found)
        return View(shown, search is not None, excused, baselined, record, notes, tuple(kept))

    def outcome(self, view: View, item: Item) -> Outcome:
        """What is found in one file as its part of the output."""
        result = view.result
        if not result.reports and not item.named:
            return Outcome(totals=Totals(passed_over=1))
        found, fail_on = result.diagnostics, self.file_settings(item).fail_on
        totals = count(result.reports, found)._replace(
            compared=result.compared if view.compares else None,
            failing=sum(fail_on <= each.severity for each in found),
            excused=view.excused,
            baselined=view.baselined,
        )
        told = Outcome(totals=totals, notes=view.notes, record=view.record)
        if self.counts_only:
            return told
        return told._replace(parts=tuple(_part(form, colour, view) for form, colour in self._styles))

    @property
    def _styles(self) -> tuple[tuple[str, bool], ...]:
        return ((self.form, self.colour), *self.more)

    @property
    def _keeps(self) -> bool:
        return any(form in BOUND for form, _ in self._styles)


def _part(name: str, colour: bool, view: View) -> Part:
    source, found = view.result.source, view.result.diagnostics
    if name in BOUND:
        return BOUND[name].sheet(source, view.reports, found)
    form = FORMATS[name]
    return form.part(source, found, painter(colour)) if found or form.every else ""


def _keeping(kept: list[Report]) -> Watcher:
    """Keeps the reports that pass."""

    def watch(report: Report, found: Sequence[Diagnostic]) -> None:
        kept.append(report)

    return watch


def _each(*watchers: Watcher | None) -> Watcher | None:
    """Shows what passes to each watcher."""
    present = [watcher for watcher in watchers if watcher is not None]
    if len(present) < 2:
        return present[0] if present else None

    def watch(report: Report, found: Sequence[Diagnostic]) -> None:
        for watcher in present:
            watcher(report, found)

    return watch


class Extract(NamedTuple):
    """Read a file for the extract format called `form`: render its reports where that can be done file by
    file, else hand on what was read."""

    settings: Settings
    form: str

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The reports of one file, which may be none."""
        from linter.output.extract_formats import EXTRACTS, Streamed  # what `check` does not need
        from linter.output.extract_model import record

        settings = item.file_settings.settings if item.file_settings else self.settings
        source, reports = read(open_document(data, item.name), book, settings)
        records = tuple(record(source, each) for each in reports)
        totals = Totals(files=1, reports=len(reports))
        form = EXTRACTS[self.form]
        if isinstance(form, Streamed):
            return Outcome((form.part(records),), totals)
        return Outcome(totals=totals, extracts=records)
