"""Hovers of section headings and of statements of the statistics period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from linter.checks.base import Context
from linter.checks.period.periods import PeriodComplete, stated_periods
from linter.checks.section_matching import WordingMatch, heading_wording, official, required, template_of
from linter.lsp.requests.hover.markup import Cursor, Fact, HoverEntry
from linter.report.template import Generation, SectionTemplate
from linter.report.values.numeral import chinese
from linter.report.values.period import Period
from linter.rulebook import CompiledRule

_WORDINGS: Mapping[WordingMatch, str] = {
    WordingMatch.OFFICIAL: "与规定一致",
    WordingMatch.VARIANT: "与规定不同",
    WordingMatch.DEPRECATED: "旧格式的标题",
}


def headings(context: Context, cursor: Cursor) -> Iterator[HoverEntry]:
    """The heading at the cursor, if the format has its section."""
    for section in context.report.sections:
        template = template_of(section, context.generation)
        if template is not None and context.generation is not None and cursor.is_in(section.span):
            wording = _WORDINGS.get(heading_wording(section, context.generation), "")
            facts = tuple(_section_facts(context.generation, template, wording))
            yield HoverEntry(
                section.span, official(template) if template.required else template.heading, facts
            )


def _section_facts(generation: Generation, template: SectionTemplate, wording: str) -> Iterator[Fact]:
    if not template.required:
        yield Fact("这版格式没有这一部分", "规定")
        return
    if generation.free_headings:
        yield Fact("只规定写什么，不规定标题的写法", "规定")
    else:
        if template.number is not None:
            count = len(required(generation))
            yield Fact(f"第{chinese(template.number)}部分，共{chinese(count)}部分", "规定")
        if wording:
            yield Fact(wording, "用语")
    table = generation.table(template.table) if template.table is not None else None
    if table is not None:
        yield Fact(table.name, "表格")
    yield Fact(generation.source, "依据")


def periods(context: Context, rules: Sequence[CompiledRule], cursor: Cursor) -> Iterator[HoverEntry]:
    """The statistics period at the cursor, if it is that of the report."""
    for period in stated_periods(context.report):
        if cursor.is_in(period.span):
            facts = [Fact(_reading(period), "读到"), *_expected(period, context.report.year, rules)]
            yield HoverEntry(period.span, "统计期限", tuple(facts))


def _reading(period: Period) -> str:
    if period.start is None or period.end is None:
        return "日期不完整，或者历法上没有"
    return _range(period.start, period.end)


def _expected(period: Period, year: int | None, rules: Sequence[CompiledRule]) -> Iterator[Fact]:
    if year is None:
        return
    shorter = {
        each for rule in rules if isinstance(rule.check, PeriodComplete) for each in rule.check.shorter_in
    }
    expected = _range(date(year, 1, 1), date(year, 12, 31))
    if period.is_one_year and period.start == date(year, 1, 1):
        yield Fact(f"与报告年度{year}年一致", "核对")
    elif year in shorter:
        yield Fact(f"{expected}；{year}年度可以不满全年", "应为")
    else:
        yield Fact(expected, "应为")


def _range(start: date, end: date) -> str:
    return f"{_day(start)}至{_day(end)}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
