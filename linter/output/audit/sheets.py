"""The rows of the workbook's sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from operator import itemgetter

from msgspec import Struct

from linter.output.audit.labels import SEVERITIES, label_of, place_labels
from linter.output.audit.model import (
    BASIS_NAMES,
    BLANK,
    STATUS_NAMES,
    Audit,
    Details,
    FileReport,
    FileResult,
    Layout,
    Place,
    RollUp,
    UnitResult,
    number_of,
)
from linter.output.audit.priorities import PriorityGroup
from linter.output.audit.trends import Trends, change_of
from linter.output.audit.unit_counts import UnitCounts, rule_label
from linter.output.page.matrix import RuleColumn
from linter.output.text import WORDS

_MOST_ORDERS = 256  # known at once; nearly all reports have one of a few layouts
Value = str | int | Decimal | None
Counts = Callable[[UnitResult], UnitCounts | None]
"""Gives the counts of a unit's report."""


class Percent(Struct, frozen=True):
    """A part of one, shown as a percentage."""

    part: float


Cell = Value | Percent
Head = tuple[tuple[str, float], ...]
"""The columns of a sheet: name and width."""

PRIORITIES: Head = (("单位或规则", 30), ("事项", 12), ("说明", 36), ("怎么办", 36))
UNITS: Head = (
    *(("单位", 24), ("上级", 18), ("类别", 10), ("状态", 10), ("待核对", 8)),
    *(("错误", 7), ("警告", 7), ("提示", 7), ("文件", 34), ("机关名称", 20), ("匹配", 10), ("说明", 44)),
)
FINDINGS: Head = (
    *(("单位", 20), ("上级", 16), ("文件", 26), ("位置", 14), ("级别", 6), ("规则", 7), ("名称", 14)),
    *(("问题", 46), ("原文", 22), ("建议", 34), ("依据", 24)),
)
ROLLUPS: Head = (
    *(("汇总单位", 22), ("类型", 8), ("数字或单位", 42), ("汇总报告", 11), ("单位合计", 11), ("相差", 10)),
    *(("说明", 36), ("有关单位", 20), ("汇总报告文件", 24)),
)
FILES: Head = (
    *(("文件", 44), ("状态", 10), ("单位", 22), ("匹配", 12), ("待核对", 8), ("机关名称", 22)),
    *(("年度", 10), ("说明", 40)),
)


def priority_rows(groups: Iterable[PriorityGroup]) -> Iterator[Sequence[Cell]]:
    """What is looked at first."""
    for group in groups:
        for each in group.items:
            yield (each.name, group.title, each.words, group.action)
        if (more := group.count - len(group.items)) > 0:
            yield (f"还有 {more} 个", group.title, None, group.action)


def unit_rows(audit: Audit, counts: Counts) -> Iterator[Sequence[Cell]]:
    """What became of each unit."""
    for each in audit.units:
        names = [*(one.file.name for one in each.submissions), *(one.name for one in each.others)]
        own, first = counts(each), each.counted
        numbers = [own.severities[level] if own is not None else None for level in WORDS]
        yield (
            *_unit(each),
            "是" if each.doubtful else None,
            *numbers,
            "\n".join(names),
            first.issuer if first is not None else None,
            BASIS_NAMES[first.basis] if first is not None else None,
            each.note,
        )


def _unit(each: UnitResult) -> tuple[Cell, ...]:
    return each.unit.name, each.unit.parent, each.unit.category, STATUS_NAMES[each.status]


def finding_rows(audit: Audit, details: Details) -> Iterator[Sequence[Cell]]:
    """Every finding of every file."""
    for file in audit.files:
        if not file.counts.total:
            continue
        unit = "、".join(file.units)
        above = "、".join(_parents(file, details))
        for row in details.findings(file):
            yield (
                *(unit, above, file.name, row.place, SEVERITIES[row.severity], row.code),
                rule_label(audit, row.code),
                *(row.message, row.quote, row.help, "；".join(row.references)),
            )


def _parents(file: FileResult, details: Details) -> Iterable[str]:
    """The names above the units of a file, each once."""
    units = (details.unit(name) for name in file.units)
    return dict.fromkeys(each.unit.parent for each in units if each is not None and each.unit.parent)


def matrix_head(columns: Sequence[RuleColumn]) -> Head:
    """The columns of the matrix."""
    rules = ((f"{each.code}\n{each.label}", 10.0) for each in columns)
    return (("单位", 24), ("上级", 18), ("类别", 10), ("状态", 10), ("合计", 7), *rules)


def matrix_rows(audit: Audit, counts: Counts, columns: Sequence[RuleColumn]) -> Iterator[Sequence[Cell]]:
    """The findings of each unit by rule; nothing where there are none."""
    for each in audit.units:
        own = counts(each)
        if own is not None:
            rules = own.rules
            numbers = (rules[one.code].findings if one.code in rules else None for one in columns)
            yield (*_unit(each), own.total, *numbers)


def rollup_rows(audit: Audit, details: Details) -> Iterator[Sequence[Cell]]:
    """Each level: how it stands, who is missing, and each figure that differs."""
    labels = place_labels(audit)
    for each in audit.rollups:
        name = each.unit or "全部单位"
        yield (name, "小结", None, None, None, None, _summary(each), None, each.file)
        for missing in each.missing:
            result = details.unit(missing)
            state = STATUS_NAMES[result.status] if result is not None else ""
            yield (name, "未计入", missing, None, None, None, state, missing, each.file)
        for one in each.differences:
            yield (
                *(name, "不符", label_of(one.place, labels), one.stated, one.total, one.difference),
                *(one.words or each.words, "、".join(one.units), each.file),
            )


def _summary(each: RollUp) -> str:
    words = f"直接下级 {each.units} 个，计入 {each.counted} 个"
    if each.file is None:
        return f"{words}；没有汇总报告"
    numbers = f"相符 {each.agreed} 个数字，不符 {len(each.differences)} 个，不能判断 {each.unjudged} 个"
    return f"{words}；{numbers}" + (f"；{each.words}" if each.words else "")


def year_head(trends: Trends) -> Head:
    """The columns of the years."""
    years = ((f"{year}年", 11.0) for year in trends.years)
    return (("单位", 24), ("数字", 60), *years, ("增减", 10), ("增减%", 9))


def year_rows(
    audit: Audit, details: Details, trends: Trends, shown: frozenset[Place]
) -> Iterator[Sequence[Cell]]:
    """The sums of the units that can be compared, then the figures of each unit at the places `shown`."""
    labels = place_labels(audit, short=True)
    for place, values in trends.sums.items():
        if any(values):
            yield (f"（{trends.units} 个单位合计）", label_of(place, labels), *_changed(values))
    for change in details.changes():
        if change.place in shown:
            by_year = dict(change.values)
            own = [by_year.get(year) for year in trends.years]
            yield (change.unit, label_of(change.place, labels), *_changed(own))


def _changed(values: Sequence[int | Decimal | None]) -> Iterator[Cell]:
    """The values and how the last has changed."""
    yield from values
    if len(values) < 2 or values[-1] is None or values[-2] is None:
        return
    yield values[-1] - values[-2]
    part = change_of(values[-2], values[-1])
    yield Percent(part) if part is not None else None


def figure_places(audit: Audit) -> tuple[Place, ...]:
    """The official places at which any report has a figure, in order."""
    used: set[Place] = set()
    for each in audit.rollups:
        used.update(each.sums)
    return tuple(each.place for each in audit.columns if each.place in used)


def figure_head(audit: Audit, places: Sequence[Place]) -> Head:
    """The columns of the figures."""
    columns = {each.place: each for each in audit.columns}
    names = (f"{columns[each].row_label}\n{columns[each].column_label}" for each in places)
    return (("单位", 24), ("上级", 18), ("类别", 10), *((name, 15.0) for name in names))


def figure_rows(audit: Audit, details: Details, places: Sequence[Place]) -> Iterator[Sequence[Cell]]:
    """The figures of each unit's counted report, as they are written in it."""
    orders: dict[Layout, _Order] = {}
    for each in audit.units:
        first = each.counted
        if first is None:
            continue
        report = details.reports(first.file)[first.report - 1]
        order = orders.get(report.layout)
        if order is None:
            if len(orders) >= _MOST_ORDERS:
                orders.clear()
            order = orders[report.layout] = _Order(report.layout, places)
        unit = each.unit
        yield (unit.name, unit.parent, unit.category, *order(report))


class _Order:
    """Where in a layout each place is; puts the figures of a report in that order."""

    def __init__(self, layout: Layout, places: Sequence[Place]) -> None:
        own = {(each.table, each.row, each.column): at for at, each in enumerate(layout.places)}
        self._order = [own.get(place) for place in places]
        whole = [at for at in self._order if at is not None]
        self._pick = itemgetter(*whole) if len(whole) == len(places) > 1 else None

    def __call__(self, report: FileReport) -> Sequence[Cell]:
        """The figures of a report of this layout."""
        values = report.values
        if self._pick is not None:
            picked: tuple[Cell, ...] = self._pick(values)
            if set(map(type, picked)) == {int}:
                return picked
        return [
            None if at is None else value if isinstance(value := values[at], int) else _figure(report, at)
            for at in self._order
        ]


def _figure(report: FileReport, at: int) -> Cell:
    value = report.values[at]
    if value is not None:
        return number_of(value)
    return "（空）" if report.states[at] == BLANK else "（不明）"


def sum_rows(audit: Audit, places: Sequence[Place]) -> Iterator[Sequence[Cell]]:
    """The sums of the figures under each unit that has others under it."""
    for each in audit.rollups:
        yield (each.unit or "全部单位", each.units, each.counted, *(each.sums.get(place) for place in places))


def file_rows(audit: Audit) -> Iterator[Sequence[Cell]]:
    """Every file of the folder."""
    for each in audit.files:
        yield (
            *(each.name, STATUS_NAMES[each.status], "、".join(each.units)),
            BASIS_NAMES[each.basis] if each.basis is not None else None,
            "是" if each.doubtful else None,
            "、".join(each.issuers),
            "、".join(map(str, each.years)),
            each.reason,
        )
