"""What a reviewer looks at first: who has to be reminded, the worst reports, the most frequent rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import heappop, heappush

from msgspec import Struct

from linter.diagnostic import Severity
from linter.output.audit.model import STATUS_NAMES, Audit, Status, UnitResult
from linter.output.audit.unit_counts import UnitCounts, rule_label

_MOST_NAMES = 30  # of units with one status
_MOST_RANKED = 10
_UNUSABLE = (Status.MISSING, Status.UNREADABLE, Status.NOT_A_REPORT, Status.WRONG_YEAR, Status.DUPLICATE)
_DOUBTFUL, _ERRORS, _RULES, _SUMS = "待核对", "有错误", "常见问题", "汇总不符"
_ACTIONS = {
    STATUS_NAMES[Status.MISSING]: "请催报",
    STATUS_NAMES[Status.UNREADABLE]: "请重新报送能读取的文件",
    STATUS_NAMES[Status.NOT_A_REPORT]: "请重新报送",
    STATUS_NAMES[Status.WRONG_YEAR]: "请重新报送本年度的报告",
    STATUS_NAMES[Status.DUPLICATE]: "请确认以哪一份为准",
    _DOUBTFUL: "请看一看是不是这个单位",
    _ERRORS: "错误多的在前",
    _RULES: "多个单位有同样的问题，可以统一提醒",
    _SUMS: "汇总报告与下级单位的合计不同",
}


class PriorityItem(Struct, frozen=True):
    """A unit or a rule, and a few words on it; `is_unit` tells which."""

    name: str
    words: str = ""
    is_unit: bool = True


class PriorityGroup(Struct, frozen=True):
    """Some of the `count` items that ask for one `action`."""

    title: str
    action: str
    count: int
    items: tuple[PriorityItem, ...]


class Priorities:
    """Takes note of unit after unit; of no more than a few is anything kept."""

    def __init__(self) -> None:
        self._named: dict[str, list[PriorityItem]] = {}
        self._counts: Counter[str] = Counter()
        self._worst: list[tuple[int, int, int, str]] = []
        self._units = 0
        self._rule_units: Counter[str] = Counter()
        self._rule_findings: Counter[str] = Counter()

    def add(self, result: UnitResult, counts: UnitCounts | None) -> None:
        """Take note of a unit, with the counts of its report."""
        self._units += 1
        if result.status in _UNUSABLE:
            self._name(STATUS_NAMES[result.status], result.unit.name)
        if result.doubtful:
            self._name(_DOUBTFUL, result.unit.name)
        if counts is None:
            return
        errors, warnings = (counts.severities[each] for each in (Severity.ERROR, Severity.WARNING))
        if errors:
            self._counts[_ERRORS] += 1
            own = (errors, warnings, -self._units, result.unit.name)
            heappush(self._worst, own)
            if len(self._worst) > _MOST_RANKED:
                heappop(self._worst)
        for code, each in counts.rules.items():
            self._rule_units[code] += 1
            self._rule_findings[code] += each.findings

    def _name(self, title: str, name: str) -> None:
        self._counts[title] += 1
        some = self._named.setdefault(title, [])
        if len(some) < _MOST_NAMES:
            some.append(PriorityItem(name))

    def groups(self, audit: Audit) -> Iterator[PriorityGroup]:
        """The groups in which there is anything, most pressing first."""
        for title in (*(STATUS_NAMES[each] for each in _UNUSABLE), _DOUBTFUL):
            if self._counts[title]:
                yield self._group(title, self._named[title])
        worst = [
            PriorityItem(name, f"错误 {errors}" + (f"，警告 {warnings}" if warnings else ""))
            for errors, warnings, _, name in sorted(self._worst, reverse=True)
        ]
        if worst:
            yield self._group(_ERRORS, worst)
        ranked = sorted(self._rule_units, key=lambda code: (-self._rule_units[code], code))[:_MOST_RANKED]
        rules = [
            PriorityItem(
                f"{code} {rule_label(audit, code)}".strip(),
                f"{self._rule_units[code]} 个单位，{self._rule_findings[code]} 处",
                is_unit=False,
            )
            for code in ranked
            if self._rule_units[code] > 1
        ]
        if rules:
            yield PriorityGroup(_RULES, _ACTIONS[_RULES], len(rules), tuple(rules))
        off = 0
        sums: list[PriorityItem] = []
        for each in audit.rollups:
            if each.differences:
                off += 1
                if off <= _MOST_NAMES:
                    words = f"{len(each.differences)} 处"
                    sums.append(PriorityItem(each.unit or "全部单位", words, each.unit is not None))
        if off:
            yield PriorityGroup(_SUMS, _ACTIONS[_SUMS], off, tuple(sums))

    def _group(self, title: str, items: list[PriorityItem]) -> PriorityGroup:
        return PriorityGroup(title, _ACTIONS[title], self._counts[title], tuple(items))
