"""Checks one open document: findings as values, those that suppressions or a baseline hide left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.app.file_settings import FileSettings, FilterRecord
from linter.app.filtering import FindingPlaces, filter_findings
from linter.app.report_entry import ReportEntry
from linter.diagnostic import Diagnostic
from linter.documents import Document
from linter.lint import CheckCancelled, FileResult, FindPrevious, lint
from linter.memory import Memory
from linter.report.model import Report
from linter.rulebook import Rulebook
from linter.settings import Settings
from linter.text.source import Source

if TYPE_CHECKING:
    from linter.app.fix_safety import ReportContent


class FoundFile(Struct, frozen=True):
    """A document with all that was found in it, sorted by place.

    `reports` counts the reports, `compared` those that were compared with the year before (None: not
    asked), whose files `previous` holds with digests of their content. `places` are there when they were
    asked for, and so are `kept_reports` and `contents`. `notes` are for the user, `entries` say whose the
    reports are.
    """

    document: Document
    reports: int
    diagnostics: tuple[Diagnostic, ...]
    compared: int | None = None
    places: FindingPlaces | None = None
    notes: tuple[str, ...] = ()
    previous: Mapping[str, bytes] = {}
    kept_reports: tuple[Report, ...] = ()
    contents: tuple[ReportContent, ...] = ()
    entries: tuple[ReportEntry, ...] = ()


class CheckedFile(Struct, frozen=True):
    """A document with what was found in it.

    `diagnostics` are the findings to show, sorted by place; `suppressed` and `baselined` count the hidden
    ones, `record` tells of them. `reports` counts the reports, `compared` those that were compared with the
    year before (None: not asked). `notes` are for the user, `entries` say whose the reports are.
    `kept_reports` and `contents` are there when they were asked for.
    """

    document: Document
    reports: int
    diagnostics: tuple[Diagnostic, ...]
    compared: int | None = None
    suppressed: int = 0
    baselined: int = 0
    record: FilterRecord | None = None
    notes: tuple[str, ...] = ()
    kept_reports: tuple[Report, ...] = ()
    contents: tuple[ReportContent, ...] = ()
    entries: tuple[ReportEntry, ...] = ()

    @property
    def source(self) -> Source:
        """The text of the document."""
        return self.document.source


def check_document(
    document: Document,
    book: Rulebook,
    file_settings: FileSettings | None = None,
    previous: FindPrevious | None = None,
    *,
    keep_reports: bool = False,
    keep_contents: bool = False,
    cancelled: Callable[[], bool] | None = None,
    memory: Memory | None = None,
) -> CheckedFile:
    """What is found in a document and to be shown: `find_in_document`, then `without_hidden`.

    Without `file_settings` all rules hold.
    """
    file_settings = file_settings or FileSettings(Settings())
    found = find_in_document(
        document,
        book,
        file_settings.settings,
        previous,
        keep_places=file_settings.needs_places,
        keep_reports=keep_reports,
        keep_contents=keep_contents,
        cancelled=cancelled,
        memory=memory,
    )
    return without_hidden(found, file_settings)


def find_in_document(
    document: Document,
    book: Rulebook,
    settings: Settings,
    previous: FindPrevious | None = None,
    *,
    keep_places: bool = False,
    keep_reports: bool = False,
    keep_contents: bool = False,
    cancelled: Callable[[], bool] | None = None,
    memory: Memory | None = None,
) -> FoundFile:
    """All that is found in a document.

    Reports are let go one by one unless `keep_reports`; `keep_contents` keeps what no fix may change of
    them, `keep_places` the places of findings by keys. With a `memory`, and without `previous`, parts that
    have not changed since the run before keep their results. Raises ReadError, and CheckCancelled when
    `cancelled` says so meanwhile.
    """
    places = FindingPlaces() if keep_places else None
    found: list[Diagnostic] = []
    reports: list[Report] = []
    contents: list[ReportContent] = []
    entries: list[ReportEntry] = []
    count = compared = 0
    if memory is None or previous is not None:
        results = lint(document, book, settings, previous)
    else:
        from linter.relint import relint

        results = relint(document, book, settings, memory, cancelled)
    for result in results:
        if cancelled is not None and cancelled():
            raise CheckCancelled
        found += result.diagnostics
        if isinstance(result, FileResult):
            count = result.reports
            continue
        compared += result.compared
        report = result.report
        entries.append(ReportEntry(document.source.name, report.number, report.issuer, report.year))
        if places is not None:
            places.add(result)
        if keep_reports:
            reports.append(result.report)
        if keep_contents:
            from linter.app.fix_safety import report_content

            contents.append(report_content(result.report))
    found.sort(key=attrgetter("place"))
    return FoundFile(
        document,
        count,
        tuple(found),
        compared if previous is not None else None,
        places,
        kept_reports=tuple(reports),
        contents=tuple(contents),
        entries=tuple(entries),
    )


def without_hidden(found: FoundFile, file_settings: FileSettings) -> CheckedFile:
    """What is found in a document without what its settings hide."""
    filtered = filter_findings(found.document.source, found.diagnostics, file_settings, found.places)
    return CheckedFile(
        found.document,
        found.reports,
        filtered.shown,
        found.compared,
        filtered.suppressed,
        filtered.baselined,
        filtered.record,
        found.notes,
        found.kept_reports,
        found.contents,
        found.entries,
    )
