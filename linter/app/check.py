"""Task: check a file and render its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from linter.app.check_document import CheckedFile, FoundFile, find_in_document, without_hidden
from linter.app.file_settings import FileSettings
from linter.app.item import Item
from linter.app.outcome import Outcome, Part
from linter.diagnostic import Severity
from linter.documents import Document, open_document
from linter.output.finding_rows import sheet
from linter.output.formats import BOUND, FORMATS, LISTED
from linter.output.style import painter
from linter.output.totals import Totals, count
from linter.output.whole_run import Brief
from linter.rulebook import Rulebook
from linter.settings import Settings

if TYPE_CHECKING:
    from linter.app.previous_reports import ReportIndex


class Check(Struct, frozen=True):
    """Check a file and render its findings in the output format called `form`, and in `more` formats, each
    by its name and whether it is coloured; `previous` holds the reports of the year before, when they
    are to be compared. With `given` their files come with each item and none is read."""

    settings: Settings
    form: str
    colour: bool = False
    counts_only: bool = False
    fail_on: Severity = Severity.ERROR
    previous: ReportIndex | None = None
    more: tuple[tuple[str, bool], ...] = ()
    given: bool = False

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The findings of one file; one met in a folder that is no report is passed over."""
        return self.show(self.find(data, item, book), item, book)

    def cache_key(self, item: Item) -> str | None:
        """What decides, besides file, rules and program, what is found; None: whole reports are needed."""
        if self._needs_reports:
            return None
        chosen = self._for_file(item)
        key = f"check {chosen.settings!r} {chosen.needs_places}"
        return key if self.previous is None else f"{key} {item.name!r} {self.previous.identity}"

    def find(self, data: bytes, item: Item, book: Rulebook) -> FoundFile:
        """All that is found in one file. Raises ReadError."""
        return self._find(open_document(data, item.name), item, book)

    def show(self, found: FoundFile, item: Item, book: Rulebook) -> Outcome:
        """What is found in one file as its part of the output, without what its settings hide."""
        return self.outcome(without_hidden(found, self._for_file(item)), item)

    def encode(self, found: FoundFile) -> bytes:
        """What was found, as bytes to keep."""
        from linter.app.result_cache.finding_codec import encode

        return encode(found)

    def decode(self, kept: bytes, data: bytes, item: Item, book: Rulebook) -> FoundFile:
        """What `encode` was given. Raises OutdatedResult, and others for bytes that are damaged."""
        from linter.app.result_cache.finding_codec import decode
        from linter.app.result_cache.task import OutdatedResult

        previous = self.previous
        found = decode(kept, data, item.name, previous.source if previous is not None else None)
        if previous is not None and not found.previous.items() <= previous.digests.items():
            raise OutdatedResult
        return found

    def file_settings(self, item: Item) -> FileSettings:
        """What holds for one file."""
        return item.file_settings or FileSettings(self.settings, self.fail_on)

    def check(
        self, document: Document, item: Item, book: Rulebook, *, keep_contents: bool = False
    ) -> CheckedFile:
        """What is found in an open document and to be shown. Raises ReadError."""
        found = self._find(document, item, book, keep_contents=keep_contents)
        return without_hidden(found, self._for_file(item))

    def _find(
        self, document: Document, item: Item, book: Rulebook, *, keep_contents: bool = False
    ) -> FoundFile:
        chosen = self._for_file(item)
        contents = dict(item.related) if self.given else None
        search = self.previous.search(item.name, book, contents) if self.previous is not None else None
        found = find_in_document(
            document,
            book,
            chosen.settings,
            search,
            keep_places=chosen.needs_places,
            keep_reports=self._needs_reports,
            keep_contents=keep_contents,
        )
        return found if search is None else replace(found, notes=tuple(search.notes), previous=search.files)

    def _for_file(self, item: Item) -> FileSettings:
        return self.file_settings(item).for_file(named=item.named)

    @property
    def _needs_reports(self) -> bool:
        return not self.counts_only and any(form in BOUND for form, _ in self._styles)

    def outcome(self, checked: CheckedFile, item: Item) -> Outcome:
        """What is found in one file as its part of the output."""
        if not checked.reports and not item.named:
            return Outcome(totals=Totals(passed_over=1, passed_names=(item.name,)))
        found, fail_on = checked.diagnostics, self.file_settings(item).fail_on
        totals = replace(
            count(checked.reports, found),
            compared=checked.compared,
            failing=sum(fail_on <= each.severity for each in found),
            excused=checked.suppressed,
            baselined=checked.baselined,
        )
        outcome = Outcome(totals=totals, notes=checked.notes, record=checked.record, entries=checked.entries)
        if self.counts_only:
            return outcome
        return replace(outcome, parts=tuple(_part(form, colour, checked) for form, colour in self._styles))

    @property
    def _styles(self) -> tuple[tuple[str, bool], ...]:
        return ((self.form, self.colour), *self.more)


def _part(name: str, colour: bool, checked: CheckedFile) -> Part:
    source, found = checked.source, checked.diagnostics
    if name in LISTED:
        return sheet(
            source, [Brief(each.number, each.issuer, each.year, ()) for each in checked.entries], found
        )
    if name in BOUND:
        return BOUND[name].sheet(source, checked.kept_reports, found)
    form = FORMATS[name]
    return form.part(source, found, painter(colour)) if found or form.every else ""
