"""Hovers of section headings and of statements of the statistics period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from linter.app.editor.analysis import Analysis
from linter.app.editor.periods import StatedPeriod, report_periods
from linter.app.editor.sections import ReportSection, WordingMatch, report_sections
from linter.lsp.requests.hover.markup import Cursor, Fact, HoverEntry
from linter.report.model import Report
from linter.report.values.numeral import chinese
from linter.report.values.period import Period

_WORDINGS: Mapping[WordingMatch, str] = {
    WordingMatch.OFFICIAL: "与规定一致",
    WordingMatch.VARIANT: "与规定不同",
    WordingMatch.DEPRECATED: "旧格式的标题",
}


def headings(analysis: Analysis, report: Report, cursor: Cursor) -> Iterator[HoverEntry]:
    """The heading at the cursor, if the format has its section."""
    for section in report_sections(analysis, report):
        if cursor.is_in(section.span):
            yield HoverEntry(section.span, section.heading, tuple(_section_facts(section)))


def _section_facts(section: ReportSection) -> Iterator[Fact]:
    if not section.required:
        yield Fact("这版格式没有这一部分", "规定")
        return
    if section.generation.free_headings:
        yield Fact("只规定写什么，不规定标题的写法", "规定")
    else:
        if section.number is not None:
            yield Fact(f"第{chinese(section.number)}部分，共{chinese(section.required_count)}部分", "规定")
        if wording := _WORDINGS.get(section.wording):
            yield Fact(wording, "用语")
    if section.table is not None:
        yield Fact(section.table.name, "表格")
    yield Fact(section.generation.source, "依据")


def periods(analysis: Analysis, report: Report, cursor: Cursor) -> Iterator[HoverEntry]:
    """The statistics period at the cursor, if it is that of the report."""
    for stated in report_periods(analysis, report):
        if cursor.is_in(stated.period.span):
            facts = [Fact(_reading(stated.period), "读到"), *_expected(stated, report.year)]
            yield HoverEntry(stated.period.span, "统计期限", tuple(facts))


def _reading(period: Period) -> str:
    if period.start is None or period.end is None:
        return "日期不完整，或者历法上没有"
    return _range(period.start, period.end)


def _expected(stated: StatedPeriod, year: int | None) -> Iterator[Fact]:
    if year is None:
        return
    period, expected = stated.period, _range(date(year, 1, 1), date(year, 12, 31))
    if period.is_one_year and period.start == date(year, 1, 1):
        yield Fact(f"与报告年度{year}年一致", "核对")
    elif stated.may_be_shorter:
        yield Fact(f"{expected}；{year}年度可以不满全年", "应为")
    else:
        yield Fact(expected, "应为")


def _range(start: date, end: date) -> str:
    return f"{_day(start)}至{_day(end)}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
