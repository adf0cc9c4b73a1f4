"""Task: check a file and render its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linter.app.check_document import CheckedFile, check_document
from linter.app.file_settings import FileSettings
from linter.app.item import Item
from linter.app.outcome import Outcome, Part
from linter.diagnostic import Severity
from linter.documents import Document, open_document
from linter.output.formats import BOUND, FORMATS
from linter.output.style import painter
from linter.output.totals import Totals, count
from linter.rulebook import Rulebook
from linter.settings import Settings

if TYPE_CHECKING:
    from linter.app.previous_reports import ReportIndex


class Check(NamedTuple):
    """Check a file and render its findings in the output format called `form`, and in `more` formats, each
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
        return self.outcome(self.check(open_document(data, item.name), item, book), item)

    def file_settings(self, item: Item) -> FileSettings:
        """What holds for one file."""
        return item.file_settings or FileSettings(self.settings, self.fail_on)

    def check(
        self, document: Document, item: Item, book: Rulebook, *, keep_contents: bool = False
    ) -> CheckedFile:
        """What is found in an open document and to be shown. Raises ReadError."""
        file_settings = self.file_settings(item).for_file(named=item.named)
        search = self.previous.search(item.name, book) if self.previous is not None else None
        needs_reports = not self.counts_only and any(form in BOUND for form, _ in self._styles)
        checked = check_document(
            document, book, file_settings, search, keep_reports=needs_reports, keep_contents=keep_contents
        )
        return checked if search is None else checked._replace(notes=tuple(search.notes))

    def outcome(self, checked: CheckedFile, item: Item) -> Outcome:
        """What is found in one file as its part of the output."""
        if not checked.reports and not item.named:
            return Outcome(totals=Totals(passed_over=1))
        found, fail_on = checked.diagnostics, self.file_settings(item).fail_on
        totals = count(checked.reports, found)._replace(
            compared=checked.compared,
            failing=sum(fail_on <= each.severity for each in found),
            excused=checked.suppressed,
            baselined=checked.baselined,
        )
        outcome = Outcome(totals=totals, notes=checked.notes, record=checked.record)
        if self.counts_only:
            return outcome
        return outcome._replace(parts=tuple(_part(form, colour, checked) for form, colour in self._styles))

    @property
    def _styles(self) -> tuple[tuple[str, bool], ...]:
        return ((self.form, self.colour), *self.more)


def _part(name: str, colour: bool, checked: CheckedFile) -> Part:
    source, found = checked.source, checked.diagnostics
    if name in BOUND:
        return BOUND[name].sheet(source, checked.kept_reports, found)
    form = FORMATS[name]
    return form.part(source, found, painter(colour)) if found or form.every else ""
