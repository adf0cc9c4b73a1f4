"""How many findings of which rules and severities each unit's counted report has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from linter.diagnostic import Severity
from linter.output.audit.model import Audit, Details, FindingRow, Submission, UnitResult
from linter.output.page.matrix import RuleColumn, RuleCount
from linter.output.rule_families import rank


class UnitCounts(Struct, frozen=True):
    """The findings of a report by severity and by rule."""

    severities: Mapping[Severity, int]
    rules: Mapping[str, RuleCount]

    @property
    def total(self) -> int:
        """All findings."""
        return sum(self.severities.values())


def unit_counts(audit: Audit, details: Details, result: UnitResult) -> UnitCounts | None:
    """The counts of a unit's counted report; None where there is none."""
    first = result.counted
    if first is None:
        return None
    counts = first.file.counts
    if first.file.reports <= 1:  # what is counted of the file is the report's
        own = _by_usual_severity(audit, counts.by_rule)
        levels = (counts.errors, counts.warnings, counts.infos)
        if tuple(own.severities[each] for each in _LEVELS) == levels:
            return own
    return _of_rows(findings_of(details, first))


def findings_of(details: Details, submission: Submission) -> tuple[FindingRow, ...]:
    """The findings of a submission and of its file, without those of other reports in it."""
    rows = details.findings(submission.file) if submission.file.counts.total else ()
    return tuple(each for each in rows if each.report in (0, submission.report))


def rule_columns(audit: Audit, counts: Iterable[UnitCounts | None]) -> tuple[RuleColumn, ...]:
    """The rules with findings, in the order in which they are shown, with their totals."""
    totals: dict[str, int] = {}
    for each in counts:
        for code, own in each.rules.items() if each is not None else ():
            totals[code] = totals.get(code, 0) + own.findings
    return tuple(RuleColumn(code, rule_label(audit, code), totals[code]) for code in sorted(totals, key=rank))


def rule_label(audit: Audit, code: str) -> str:
    """The Chinese name of a rule."""
    rule = audit.rules.get(code)
    return rule.label if rule is not None else ""


def severity_sums(counts: Iterable[UnitCounts | None]) -> Mapping[Severity, int]:
    """The findings of all, by severity."""
    sums = dict.fromkeys(_LEVELS, 0)
    for each in counts:
        for severity, count in each.severities.items() if each is not None else ():
            sums[severity] += count
    return sums


_LEVELS = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def _by_usual_severity(audit: Audit, by_rule: Iterable[tuple[str, int]]) -> UnitCounts:
    """Counts as they are when every rule has the severity that its pack gives it."""
    severities = dict.fromkeys(_LEVELS, 0)
    rules: dict[str, RuleCount] = {}
    for code, count in by_rule:
        rule = audit.rules.get(code)
        severity = rule.severity if rule is not None else Severity.INFO
        severities[severity] += count
        rules[code] = RuleCount(count, severity)
    return UnitCounts(severities, rules)


def _of_rows(rows: Iterable[FindingRow]) -> UnitCounts:
    severities = dict.fromkeys(_LEVELS, 0)
    rules: dict[str, RuleCount] = {}
    for each in rows:
        severity = Severity(each.severity)
        severities[severity] += 1
        before = rules.get(each.code, RuleCount(0, severity))
        rules[each.code] = RuleCount(before.findings + 1, max(before.worst, severity))
    return UnitCounts(severities, rules)
