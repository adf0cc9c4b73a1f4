"""What of a file's findings is shown: not what a suppression excuses, nor what a baseline knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter.app.file_settings import FileSettings, FilterRecord
from linter.diagnostic import Diagnostic
from linter.lint import Result
from linter.report.model import Report
from linter.text.source import Span

if TYPE_CHECKING:
    from linter.report.locator import Place
    from linter.strict_yaml.location import Location


class Places:
    """Notes, while a file is checked, in which section, row and column its findings are."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, Span], Place] = {}

    def __call__(self, report: Report, found: Sequence[Diagnostic]) -> None:
        """Look at a report that is about to be let go (see linter.lint.Watcher)."""
        from linter.report.locator import Locator

        locator = Locator(report)
        for each in found:
            self._known[report.number, each.span] = locator.place(each.span)

    def of(self, found: Diagnostic) -> Place:
        """The place of a finding; one about the whole file has none inside it."""
        from linter.report.locator import Place

        return self._known.get((found.report, found.span)) or Place(found.report)


class Sifted(NamedTuple):
    """The findings to show, how many were hidden and why, and the record of it."""

    shown: tuple[Diagnostic, ...]
    excused: int = 0
    baselined: int = 0
    record: FilterRecord | None = None


def filter_findings(result: Result, file_settings: FileSettings, places: Places | None) -> Sifted:
    """Hide what the settings of a file hide of its findings; `places` where they need them.

    Suppressions go first: what they excuse is in no baseline.
    """
    if places is None and not file_settings.suppressions:
        return Sifted(result.diagnostics)
    used: set[Location] = set()
    left: list[Diagnostic] = []
    for each in result.diagnostics:
        place = places.of(each) if places is not None else None
        hiding = [one.where for one in file_settings.suppressions if one.covers(each.code, place)]
        used.update(hiding)
        if not hiding:
            left.append(each)
    excused = len(result.diagnostics) - len(left)
    if places is None or (file_settings.known is None and not file_settings.collect):
        return Sifted(tuple(left), excused, 0, FilterRecord(frozenset(used)))
    from linter.app.baseline.compare import Sighting, counted, split
    from linter.app.baseline.fingerprint import fingerprint

    seen = [
        Sighting(fingerprint(result.source, each, places.of(each)), 1 + len(each.related)) for each in left
    ]
    found = counted(seen)
    new, gone = split(
        seen, found if file_settings.collect else file_settings.known or {}, file_settings.settings.wants
    )
    shown = tuple(left[index] for index in new)
    record = FilterRecord(frozenset(used), gone, found if file_settings.collect else None)
    return Sifted(shown, excused, len(left) - len(shown), record)
