"""The statistics period: stated at all (P301), whole (P302), of the right year (P303); bad dates (P304)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, ClassVar

from linter.checks.base import Context, Finding, ReportCheck, related_places, replacement
from linter.checks.section_matching import is_complete
from linter.diagnostic import Applicability, Fix, Related
from linter.report.model import Report
from linter.report.values.period import Period
from linter.strict_yaml.annotations import Doc
from linter.text.source import Span


def stated_periods(report: Report) -> list[Period]:
    """The periods that stand for the report's own: those announced as such; failing that, the whole
    years that are the reporting year, or the only one there is."""
    announced = [period for period in report.periods if period.announced]
    if announced or len(report.periods) == 1:
        return announced or list(report.periods)
    return [period for period in report.periods if _is_of(period, report.year)]


def _is_of(period: Period, year: int | None) -> bool:
    return all(day is not None and day.year == year for day in (period.start, period.end))


class PeriodRequired(ReportCheck, frozen=True):
    """A report without a statement of the statistics period."""

    summary: ClassVar[str] = "是否写明统计期限"

    placeholders: ClassVar[frozenset[str]] = frozenset({"year"})

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the title."""
        if not stated_periods(context.report) and is_complete(context):
            year = context.report.year
            yield Finding(context.report.place, {"year": "×" if year is None else str(year)})


class PeriodComplete(ReportCheck, frozen=True):
    """A period that is not 1 January to 31 December. In the reporting years `shorter_in` it may
    begin later: the regulation came into force in the midst of one."""

    summary: ClassVar[str] = "统计期限是否为全年"

    placeholders: ClassVar[frozenset[str]] = frozenset({"period", "first", "last", "year"})
    shorter_in: Annotated[tuple[int, ...], Doc("统计期限可以不满全年的报告年度")] = ()
    other_years: Annotated[tuple[str, ...], Doc("也算一整年的期限，如学年“9月1日至8月31日”")] = ()

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for each such period, on its first place."""
        report = context.report
        wrong = [period for period in stated_periods(report) if self._is_short(period, report.year)]
        for group in _alike(wrong):
            first = group[0]
            year = first.end.year if first.end else report.year
            values = {
                "period": context.source.quote(first.span),
                "first": _day(first.first),
                "last": _day(first.last),
                "year": "×" if year is None else str(year),
            }
            yield Finding(first.span, values, _repeated(group))

    def _is_short(self, period: Period, year: int | None) -> bool:
        if period.first is None or period.last is None or period.is_whole_year:
            return False
        if f"{_day(period.first)}至{_day(period.last)}" in self.other_years:
            return False
        return year not in self.shorter_in or period.last != (12, 31)


def _day(day: tuple[int, int] | None) -> str:
    return f"{day[0]}月{day[1]}日" if day else ""


class PeriodYear(ReportCheck, frozen=True):
    """A whole year, but not the reporting year."""

    summary: ClassVar[str] = "统计期限的年份"

    placeholders: ClassVar[frozenset[str]] = frozenset({"period", "years", "year"})
    fixes: ClassVar[Applicability | None] = Applicability.UNSAFE

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for each such period, on its first place."""
        report = context.report
        if report.year is None:
            return
        wrong = [
            period
            for period in stated_periods(report)
            if period.is_whole_year and period.start and period.end and not _is_of(period, report.year)
        ]
        for group in _alike(wrong):
            years = sorted({day.year for day in (group[0].start, group[0].end) if day})
            values = {
                "period": context.source.quote(group[0].span),
                "years": "至".join(f"{year}年" for year in years),
                "year": str(report.year),
            }
            yield Finding(group[0].span, values, _repeated(group), _fix(context, group, report.year))


class PeriodWithoutYear(ReportCheck, frozen=True):
    """A statement of the period that names no year (去年, 本年度), where no other statement does."""

    summary: ClassVar[str] = "统计期限是否写明年份"

    placeholders: ClassVar[frozenset[str]] = frozenset({"period", "year"})

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the first such statement."""
        report = context.report
        stated = stated_periods(report)
        if stated and all(period.is_relative for period in stated):
            year = "×" if report.year is None else str(report.year)
            yield Finding(
                stated[0].span,
                {"period": context.source.quote(stated[0].span), "year": year},
                _repeated(stated),
            )


def _fix(context: Context, group: Sequence[Period], year: int) -> Fix | None:
    edits: list[tuple[Span, str]] = [
        (span, str(year))
        for period in group
        for span in period.years
        if context.normalized[span.start : span.end] != str(year)
    ]
    return replacement(Applicability.UNSAFE, f"年份改为{year}", *edits) if edits else None


def _alike(periods: Iterable[Period]) -> list[list[Period]]:
    groups: dict[object, list[Period]] = {}
    for period in periods:
        groups.setdefault((period.start, period.end, period.first, period.last), []).append(period)
    return list(groups.values())


def _repeated(group: Sequence[Period]) -> tuple[Related, ...]:
    return related_places((period.span, "这里的期限相同") for period in group[1:])


class ImpossibleDate(ReportCheck, frozen=True):
    """A date that no calendar has."""

    summary: ClassVar[str] = "历法上没有的日期"

    placeholders: ClassVar[frozenset[str]] = frozenset({"date"})

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for each."""
        for bad in context.report.bad_dates:
            yield Finding(bad.span, {"date": context.source.quote(bad.span)})
