"""Checks one open document: findings as values, those that suppressions or a baseline hide left out."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from linter.app.file_settings import FileSettings, FilterRecord
from linter.app.filtering import FindingPlaces, filter_findings
from linter.diagnostic import Diagnostic
from linter.documents import Document
from linter.lint import FileResult, FindPrevious, lint
from linter.report.model import Report
from linter.rulebook import Rulebook
from linter.settings import Settings
from linter.text.source import Source

if TYPE_CHECKING:
    from linter.app.fix_safety import ReportContent


class CheckedFile(NamedTuple):
    """A document with what was found in it.

    `diagnostics` are the findings to show, sorted by place; `suppressed` and `baselined` count the hidden
    ones, `record` tells of them. `reports` counts the reports, `compared` those that were compared with the
    year before (None: not asked). `notes` are for the user. `kept_reports` and `contents` are there when
    they were asked for.
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

    @property
    def source(self) -> Source:
        """The text of the document."""
        return self.document.source


class CheckCancelled(Exception):
    """A check was given up because its result is not wanted any more."""


def check_document(
    document: Document,
    book: Rulebook,
    file_settings: FileSettings | None = None,
    previous: FindPrevious | None = None,
    *,
    keep_reports: bool = False,
    keep_contents: bool = False,
    cancelled: Callable[[], bool] | None = None,
) -> CheckedFile:
    """What is found in a document and to be shown.

    Reports are let go one by one unless `keep_reports`; `keep_contents` keeps what no fix may change of
    them. Without `file_settings` all rules hold. Raises ReadError, and CheckCancelled when `cancelled` says
    so between two reports.
    """
    file_settings = file_settings or FileSettings(Settings())
    places = FindingPlaces() if file_settings.needs_places else None
    found: list[Diagnostic] = []
    reports: list[Report] = []
    contents: list[ReportContent] = []
    count = compared = 0
    for result in lint(document, book, file_settings.settings, previous):
        if cancelled is not None and cancelled():
            raise CheckCancelled
        found += result.diagnostics
        if isinstance(result, FileResult):
            count = result.reports
            continue
        compared += result.compared
        if places is not None:
            places.add(result)
        if keep_reports:
            reports.append(result.report)
        if keep_contents:
            from linter.app.fix_safety import report_content

            contents.append(report_content(result.report))
    found.sort(key=attrgetter("place"))
    filtered = filter_findings(document.source, found, file_settings, places)
    return CheckedFile(
        document,
        count,
        filtered.shown,
        compared if previous is not None else None,
        filtered.suppressed,
        filtered.baselined,
        filtered.record,
        kept_reports=tuple(reports),
        contents=tuple(contents),
    )
