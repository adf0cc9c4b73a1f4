"""What was found in each file, read from the store when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linter.app.audit.store import Store
from linter.app.audit.stored_reports import StoredReports
from linter.app.audit.submissions import States
from linter.app.audit.sum_findings import SumFindings
from linter.app.audit.sums import Figures, figures_of
from linter.output.audit.model import FileReport, FileResult, FindingRow, Place, UnitResult, YearChange


class StoredDetails:
    """The `Details` of an audit, from the store of its results; `index` says where each unit is among the
    states, by name."""

    def __init__(
        self,
        store: Store,
        states: States,
        index: Mapping[str, int],
        year: int | None,
        before: StoredReports,
        in_units: Mapping[Place, str],
        sums: SumFindings,
    ) -> None:
        self._store, self._states, self._index, self._year = store, states, index, year
        self._before, self._in_units, self._sums = before, in_units, sums

    def unit(self, name: str) -> UnitResult | None:
        """The unit of a name."""
        at = self._index.get(name)
        return self._states.units[at] if at is not None else None

    def owner(self, file: FileResult, report: int) -> tuple[UnitResult, bool] | None:
        """The unit that has submitted a report, and whether it is the one that counts."""
        found = self._states.matches.owner(file.name, report)
        return (self._states.units[found[0]], found[1]) if found is not None else None

    def findings(self, file: FileResult) -> tuple[FindingRow, ...]:
        """The findings of a file."""
        own = self._store.findings(file.key) if file.key is not None else ()
        more, _ = self._sums.get(file.name, ((), None))
        return (*own, *more)

    def reports(self, file: FileResult) -> tuple[FileReport, ...]:
        """The reports of a file with their figures."""
        return self._store.reports(file.key) if file.key is not None else ()

    def copy(self, file: FileResult) -> bytes | None:
        """The file's copy with comments."""
        return (self._store.copy(file.key) if file.key is not None else b"") or None

    def changes(self) -> Iterator[YearChange]:
        """The figures of all units with reports of several years."""
        for at, result in enumerate(self._states.units):
            before = self._before.of_unit(at)
            if not before:
                continue
            years: dict[int, Figures] = {
                year: figures_of(self._store.report(*place), self._in_units) for year, place in before.items()
            }
            first = result.counted
            if first is not None and first.file.key is not None and self._year is not None:
                report = self._store.report(first.file.key, first.report)
                years[self._year] = figures_of(report, self._in_units)
            for place in dict.fromkeys(place for figures in years.values() for place in figures):
                values = tuple((year, figures.get(place)) for year, figures in years.items())
                if any(value for _, value in values):
                    yield YearChange(result.unit.name, place, values)
