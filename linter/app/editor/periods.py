"""The statistics periods that a report states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.app.editor.analysis import Analysis
from linter.checks.period.periods import PeriodComplete, stated_periods
from linter.report.model import Report
from linter.report.values.period import Period


class StatedPeriod(NamedTuple):
    """A statistics period; `may_be_shorter` if a rule allows less than the whole reporting year."""

    period: Period
    may_be_shorter: bool


def report_periods(analysis: Analysis, report: Report) -> Iterator[StatedPeriod]:
    """The periods that are those of the report, in the order of its text."""
    rules = analysis.book.rules_for(report.generation)
    shorter = {
        year for rule in rules if isinstance(rule.check, PeriodComplete) for year in rule.check.shorter_in
    }
    for period in stated_periods(report):
        yield StatedPeriod(period, report.year in shorter)
