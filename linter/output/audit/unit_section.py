"""The units: what became of each one's submission, and the matrix of units and rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from linter.output.audit.labels import TONES, unit_link
from linter.output.audit.model import STATUS_NAMES, Audit, UnitResult
from linter.output.audit.unit_counts import UnitCounts, rule_columns, severity_sums
from linter.output.page import highlights
from linter.output.page.element import Html, el, join
from linter.output.page.matrix import RuleColumn, count_cells, matrix_table, sorter
from linter.output.text import WORDS

Counted = Sequence[tuple[UnitResult, UnitCounts | None]]
"""Units with the counts of their reports."""

_WORDS = ("上级", "类别", "状态")
_MOST_PRINTED = 26  # rules beside each other on A4
_LONGEST_NOTE = 160  # characters shown at once


def state_section(units: Counted) -> Html:
    """The table of all units."""
    names = (
        sorter("单位", "单位"),
        *(sorter(each, each, is_text=True) for each in _WORDS),
        *(sorter(word, word, highlights.TONES[severity]) for severity, word in WORDS.items()),
        el("th", "文件", scope="col"),
        el("th", "说明", scope="col"),
    )
    rows = (_state(number, *each) for number, each in enumerate(units))
    table = el("table", el("thead", el("tr", *names)), el("tbody", *rows), class_="states sorted")
    return el(
        "section",
        el("h2", "报送情况"),
        el("p", el("span", id="shown"), role="status"),
        el("div", table, class_="t", tabindex=0, role="region", aria_label="报送情况"),
        class_="index",
        id="states",
    )


def matrix_section(audit: Audit, units: Counted) -> Html:
    """The matrix of the units with a report."""
    counts = [own for _, own in units]
    columns = rule_columns(audit, counts)
    rows = (_row(number, result, own, columns) for number, (result, own) in enumerate(units) if own)
    without = sum(own is None for own in counts)
    caption = "每个单位的报告各条规则发现问题的次数；点列名可以排序，点单位看具体问题"
    if without:
        caption += f"。没有可用报告的 {without} 个单位不在其中"
    table = matrix_table(caption, "状态", columns, rows, severity_sums(counts), is_text=True)
    head = el("h2", "单位 × 规则")
    if len(columns) <= _MOST_PRINTED:
        return el("section", head, table, class_="index", id="matrix")
    printed = el("div", *_printed(units, columns), class_="printed")
    return el("section", head, el("div", table, class_="screen"), printed, class_="index", id="matrix")


def _printed(units: Counted, columns: Sequence[RuleColumn]) -> Iterator[Html]:
    """A matrix that is wider than a page, as it is printed: some rules after others, each time with the
    units that have findings of them."""
    parts = -(-len(columns) // _MOST_PRINTED)
    width = -(-len(columns) // parts)
    for at in range(parts):
        own = columns[at * width : (at + 1) * width]
        rows = [
            _printed_row(number, result, counts, own)
            for number, (result, counts) in enumerate(units)
            if counts is not None and any(each.code in counts.rules for each in own)
        ]
        words = f"第 {at + 1} 部分，共 {parts} 部分：{own[0].code} 至 {own[-1].code}；只列有这些问题的单位"
        heads = (sorter(each.code, each.label, label=each.label) for each in own)
        sums = (el("td", str(each.total)) for each in own)
        yield el(
            "table",
            el("caption", words),
            el("thead", el("tr", el("th", "单位", scope="col"), *heads)),
            el("tbody", *rows),
            el("tfoot", el("tr", el("th", "合计", scope="row"), *sums)),
            class_="parted",
        )


def _printed_row(number: int, result: UnitResult, counts: UnitCounts, own: Sequence[RuleColumn]) -> Html:
    cells = islice(count_cells({}, counts.rules, own), len(WORDS), None)
    return el("tr", el("th", result.unit.name, scope="row"), *cells, data_u=number)


def search_data(number: int, result: UnitResult) -> dict[str, str | int]:
    """The attributes by which a row is found and filtered: `k` are words that it does not show."""
    marks = " doubtful" if result.doubtful else ""
    return {
        "data_u": number,
        "data_s": result.status.value + marks,
        "data_k": " ".join(result.unit.short_names),
    }


def _state(number: int, result: UnitResult, counts: UnitCounts | None) -> Html:
    unit = result.unit
    severities = counts.severities if counts is not None else {}
    return el(
        "tr",
        el("th", el("a", unit.name, href=unit_link(unit)), scope="row"),
        el("td", unit.parent),
        el("td", unit.category),
        el("td", _status(result)),
        *(
            el("td", str(count), class_=f"n {highlights.TONES[severity]}")
            if (count := severities.get(severity))
            else el("td", None if counts is None else "0", class_="n")
            for severity in WORDS
        ),
        el("td", *_files(result), class_="files"),
        el("td", _note(result.note)),
        **search_data(number, result),
    )


def _note(words: str) -> str:
    """A long note is closed at first."""
    if len(words) <= _LONGEST_NOTE:
        return words
    return el("details", el("summary", words[: _LONGEST_NOTE // 2] + "……"), words)


def _status(result: UnitResult) -> Html:
    chip = el("span", STATUS_NAMES[result.status], class_=f"s {TONES[result.status]}")
    doubt = el("span", "待核对", class_="s w", title="按相近的名称匹配的，请看一看是不是这个单位")
    return join((chip, " " if result.doubtful else None, doubt if result.doubtful else None))


def _files(result: UnitResult) -> Iterator[Html]:
    for at, each in enumerate(result.submissions):
        number = f"（第{each.report}份）" if each.file.reports > 1 else ""
        doubt = el("small", " 待核对") if each.doubtful else None
        used = None
        if len(result.submissions) > 1:  # else there is no question
            used = el("small", " 没有计入") if at else el("small", " 以这一份为准", class_="use")
        yield el("div", each.file.name + number, used, doubt)
    for other in result.others:
        yield el("div", other.name, " ", el("small", STATUS_NAMES[other.status]))


def _row(number: int, result: UnitResult, counts: UnitCounts, columns: Sequence[RuleColumn]) -> Html:
    unit = result.unit
    clean = None if counts.total else el("span", "无问题", class_="ok")
    parent = el("small", unit.parent) if unit.parent else None
    return el(
        "tr",
        el("th", el("a", unit.name, href=unit_link(unit)), clean, parent, scope="row"),
        el("td", STATUS_NAMES[result.status]),
        *count_cells(counts.severities, counts.rules, columns),
        **search_data(number, result),
    )
