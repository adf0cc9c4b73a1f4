"""The reports of the years before, and the sums of every year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from linter.app.audit.inventory import Entry, shown
from linter.app.audit.store import Store
from linter.app.audit.stored_reports import StoredReports
from linter.app.audit.submissions import FileSummary
from linter.app.audit.sums import Figures, Sum, figures_of
from linter.app.audit.unit_names import UnitNames, units_of_names
from linter.app.previous_reports import ReportIndex
from linter.output.audit.model import Basis, Place, Submission, Unit, UnitResult, YearTotal
from linter.report.lexicon import Words

_FEW = 2  # a year with less than one in so many of the reports of the fullest year has few


class EarlierReports:
    """The reports of the years before: their files, and the index in which the checks look."""

    def __init__(
        self, paths: Sequence[str], summaries: Sequence[FileSummary], index: ReportIndex, words: Words
    ) -> None:
        self.paths = paths
        self.summaries = summaries
        self.index = index
        self._words = words

    def issuers(self, year: int | None) -> Iterator[str]:
        """The bodies with a report of the year before `year`; of any, where that is unknown."""
        for each in self.summaries:
            for head in each.reports:
                if head.issuer is not None and (year is None or head.year == year - 1):
                    yield head.issuer

    @cached_property
    def _by_issuer(self) -> tuple[UnitNames, tuple[Unit, ...], Mapping[str, str]]:
        """The names of all bodies, and the file of each one's latest report."""
        latest: dict[str, tuple[int, str]] = {}
        for path, each in zip(self.paths, self.summaries, strict=True):
            for head in each.reports:
                if head.issuer is not None and head.year is not None:
                    own = (head.year, path)
                    latest[head.issuer] = max(latest.get(head.issuer, own), own)
        bodies = units_of_names(latest)
        return UnitNames(bodies, self._words), bodies, {name: path for name, (_, path) in latest.items()}

    def likely(self, entry: Entry) -> Sequence[str]:
        """The file that a file's name suggests it is to be compared with."""
        names, bodies, paths = self._by_issuer
        match = names.of_file(entry.name)
        return () if match is None else (paths[bodies[match.unit].name],)

    def of_units(self, names: UnitNames, year: int | None, store: Store) -> StoredReports:
        """The report of each unit for each year before `year`, the first where there are several."""
        found = store.earlier_reports()
        for path, each in zip(self.paths, self.summaries, strict=True):
            for head in each.reports:
                if head.year is None or (year is not None and head.year >= year) or head.issuer is None:
                    continue
                match = names.of_issuer(head.issuer, shown(path))
                if match is not None and match.basis is not Basis.LIKENESS and each.key is not None:
                    found.add(match.unit, head.year, each.key, head.number)
        return found


def year_totals(
    roster: Sequence[Unit],
    results: Sequence[UnitResult],
    year: int | None,
    figures: Callable[[Submission], Figures],
    before: StoredReports,
    store: Store,
    units: Mapping[Place, str],
) -> tuple[YearTotal, ...]:
    """The sums of each year, oldest first, of the units that can be compared: those below all others with a
    report of every year. A year with few reports is left out; a report of unknown year is of `year`."""
    above = {each.parent for each in roster}
    lowest = [at for at, each in enumerate(roster) if each.name not in above]
    counts: Counter[int] = Counter()
    for at in lowest:
        counts.update(_years(at, results, before, year))
    shown = {own for own, count in counts.items() if count * _FEW >= max(counts.values())}
    if not shown:
        return ()
    sums = {own: Sum() for own in sorted(shown)}
    for at in lowest:
        if shown - _years(at, results, before, year):
            continue
        first = results[at].counted
        of_years: dict[int, Figures] = {
            own: figures_of(store.report(*place), units)
            for own, place in before.of_unit(at).items()
            if own in sums
        }
        if first is not None and year in sums:
            of_years[year] = figures(first)
        common = set.intersection(*(set(each) for each in of_years.values())) if len(of_years) > 1 else None
        for own, values in of_years.items():
            kept = values if common is None else {place: values[place] for place in values if place in common}
            sums[own].add(kept)
    return tuple(YearTotal(own, each.count, each.plain_totals()) for own, each in sums.items())


def _years(at: int, results: Sequence[UnitResult], before: StoredReports, year: int | None) -> set[int]:
    """The years of which a unit has a report."""
    years = set(before.of_unit(at))
    if year is not None and results[at].counted is not None:
        years.add(year)
    return years
