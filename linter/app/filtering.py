"""Findings of a file without those that suppressions or its baseline hide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.app.file_settings import FileSettings, FilterRecord
from linter.diagnostic import Diagnostic
from linter.lint import ReportResult
from linter.text.source import Source, Span

if TYPE_CHECKING:
    from linter.report.locator import Place
    from linter.strict_yaml.location import Location


class FindingPlaces:
    """The section, row and column of each finding, noted while its report is at hand."""

    def __init__(self) -> None:
        self._places: dict[tuple[int, Span], Place] = {}

    def add(self, result: ReportResult) -> None:
        """Note the places of the findings in one report."""
        from linter.report.locator import Locator

        locator = Locator(result.report)
        for found in result.diagnostics:
            self._places[result.report.number, found.span] = locator.place(found.span)

    def note(self, found: Diagnostic, place: Place) -> None:
        """Note the place of one finding."""
        self._places[found.report, found.span] = place

    def of(self, found: Diagnostic) -> Place:
        """The place of a finding; one about the whole file has none inside it."""
        from linter.report.locator import Place

        return self._places.get((found.report, found.span)) or Place(found.report)


class FilteredFindings(Struct, frozen=True):
    """The findings to show, how many others suppressions and the baseline hide, and the record of it."""

    shown: tuple[Diagnostic, ...]
    suppressed: int = 0
    baselined: int = 0
    record: FilterRecord | None = None


def filter_findings(
    source: Source,
    diagnostics: Sequence[Diagnostic],
    file_settings: FileSettings,
    places: FindingPlaces | None,
) -> FilteredFindings:
    """Hide what the settings of a file hide; `places` are given where they need them.

    Suppressions go first: what they hide is in no baseline.
    """
    if places is None and not file_settings.suppressions:
        return FilteredFindings(tuple(diagnostics))
    used: set[Location] = set()
    left: list[Diagnostic] = []
    for found in diagnostics:
        place = places.of(found) if places is not None else None
        hiding = [one.where for one in file_settings.suppressions if one.covers(found.code, place)]
        used.update(hiding)
        if not hiding:
            left.append(found)
    suppressed = len(diagnostics) - len(left)
    if places is None or (file_settings.known is None and not file_settings.collect):
        return FilteredFindings(tuple(left), suppressed, 0, FilterRecord(frozenset(used)))
    from linter.app.baseline.compare import Occurrence, counted, split
    from linter.app.baseline.fingerprint import fingerprint

    occurrences = [
        Occurrence(fingerprint(source, found, places.of(found)), 1 + len(found.related)) for found in left
    ]
    counts = counted(occurrences)
    known = counts if file_settings.collect else file_settings.known or {}
    new, gone = split(occurrences, known, file_settings.settings.wants)
    record = FilterRecord(frozenset(used), gone, counts if file_settings.collect else None)
    return FilteredFindings(tuple(left[index] for index in new), suppressed, len(left) - len(new), record)
