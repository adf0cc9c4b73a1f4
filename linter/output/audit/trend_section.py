"""The years beside each other: a small chart for each of the largest figures, and a table of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from linter.output.audit.figure_table import Columns, figure_table, place_head
from linter.output.audit.labels import headline_columns, number_words
from linter.output.audit.model import Audit, Number, Place
from linter.output.audit.trends import Trends, change_of
from linter.output.page.element import Html, el, join
from linter.output.pivot import Column

_CHARTS = 6  # of each table
_MOST_YEARS = 8  # in one chart: the latest
_WIDTH, _HEIGHT, _TOP, _FOOT = 200, 110, 18, 18


def trend_section(audit: Audit, trends: Trends) -> Html:
    """The section; it says so where there is nothing to compare with."""
    head = el("h2", "逐年变化")
    if not trends.sums:
        words = "没有给出以前年度的报告，不能逐年比较。"
        return el("section", head, el("p", words), class_="part", id="trends")
    words = (
        f"各年都有报告的 {trends.units} 个单位的合计；有下级单位的不在其中，所以不会重复。"
        "各单位自己的变化在“审核.xlsx”的“逐年变化”里。"
    )
    return el(
        "section",
        head,
        el("p", words),
        *_charts(audit, trends),
        el("details", el("summary", "全部数字"), _table(audit, trends)),
        class_="part",
        id="trends",
    )


def _charts(audit: Audit, trends: Trends) -> Iterator[Html]:
    for table, columns in groupby(headline_columns(audit), key=lambda each: each.table_label):
        shown = [each for each in columns if min(trends.sums.get(each.place, (-1,))) >= 0]
        large = sorted(shown, key=lambda each: -max(trends.sums[each.place]))[:_CHARTS]
        chosen = [each for each in shown if each in large and any(trends.sums[each.place])]
        if chosen:
            charts = (_figure(each, trends) for each in chosen)
            yield el("h3", table)
            yield el("div", *charts, class_="charts")


def _figure(column: Column, trends: Trends) -> Html:
    values = trends.sums[column.place]
    change = change_of(values[-2], values[-1])
    words = None if change is None else el("small", _percent(change))
    caption = el("figcaption", f"{column.row_label} {column.column_label}", " ", words)
    return el("figure", caption, _chart(trends.years[-_MOST_YEARS:], values[-_MOST_YEARS:]))


def _chart(years: Sequence[int], values: Sequence[Number]) -> Html:
    """Columns from zero, each with its number above and its year below."""
    text = "，".join(f"{year}年 {value:,}" for year, value in zip(years, values, strict=True))
    step = _WIDTH / len(years)
    most = float(max(values)) or 1.0
    bars: list[Html] = []
    for at, (year, value) in enumerate(zip(years, values, strict=True)):
        height = round((_HEIGHT - _TOP - _FOOT) * float(value) / most, 1)
        middle, top = round(step * (at + 0.5), 1), round(_HEIGHT - _FOOT - height, 1)
        width = round(min(step * 0.6, 44), 1)
        left = round(middle - width / 2, 1)
        name = "now" if at == len(years) - 1 else None
        bars += (
            el("rect", x=str(left), y=str(top), width=str(width), height=str(height), class_=name),
            el("text", f"{value:,}", x=str(middle), y=str(round(top - 4, 1))),
            el("text", str(year), x=str(middle), y=str(_HEIGHT - 4), class_="year"),
        )
    base = str(_HEIGHT - _FOOT)
    line = el("line", x1="0", x2=str(_WIDTH), y1=base, y2=base)
    return el("svg", *bars, line, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img", aria_label=text)


def _table(audit: Audit, trends: Trends) -> Html:
    columns = {each.place: each for each in audit.columns}
    heads = ("数字", *(f"{year}年" for year in trends.years), "增减", "增减%")
    rows = ((place, _row(place, values, columns)) for place, values in trends.sums.items() if any(values))
    return figure_table(heads, rows, columns)


def _row(place: Place, values: Sequence[Number], columns: Columns) -> Html:
    numbers = (number_words(each) for each in (*values, values[-1] - values[-2]))
    cells = (el("td", each, class_="n") for each in (*numbers, _share(values)))
    return join((place_head(place, columns), *cells))


def _share(values: Sequence[Number]) -> str | None:
    change = change_of(values[-2], values[-1])
    return None if change is None else _percent(change)


def _percent(change: float) -> str:
    return f"{change * 100:+.1f}%" if change else "不变"
