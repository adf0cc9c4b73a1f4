"""`index.html`: the audit on one page; where there are many units, they go on pages of their own."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from urllib.parse import quote

import msgspec
from msgspec import Struct

from linter.diagnostic import Severity
from linter.output.audit.file_section import file_section
from linter.output.audit.labels import FEEDBACKS, TONES, UNITS, title_of
from linter.output.audit.model import STATUS_NAMES, Audit, Details, Status
from linter.output.audit.new_file import put_text
from linter.output.audit.priorities import Priorities
from linter.output.audit.priority_section import priority_section
from linter.output.audit.rollup_section import rollup_section
from linter.output.audit.trend_section import trend_section
from linter.output.audit.trends import trends
from linter.output.audit.unit_counts import severity_sums, unit_counts
from linter.output.audit.unit_section import Counted, matrix_section, state_section
from linter.output.page import document, highlights
from linter.output.page.element import Html, el
from linter.output.page.html_file import closing, opening, read_data
from linter.output.text import WORDS
from linter.version import __version__

NAME = "index.html"
MOST_UNITS = 3000
"""Units on one page: a browser is slow with more."""


class _Part(Struct, frozen=True):
    """The units of one page: the names of the first and the last, how many have each status, and the findings
    of their reports by severity."""

    number: int
    first: str
    last: str
    states: Mapping[Status, int]
    severities: Mapping[Severity, int]


def write(audit: Audit, details: Details, folder: str) -> Iterable[str]:
    """Write the page, and those of the units where they are many."""
    pages = -(-len(audit.units) // MOST_UNITS)
    parts: list[_Part] = []
    shown: list[Html] = []
    units = iter(audit.units)
    first = Priorities()
    for number in range(1, max(pages, 1) + 1):
        own: Counted = [(each, unit_counts(audit, details, each)) for each in islice(units, MOST_UNITS)]
        for each in own:
            first.add(*each)
        parts.append(_part(number, own))
        if pages <= 1:
            shown = [state_section(own), matrix_section(audit, own)]
        else:
            put_text(os.path.join(folder, _page_name(number)), _units_page(audit, own, parts[-1], pages))
    shown = [priority_section(first.groups(audit), details), *shown]
    put_text(os.path.join(folder, NAME), _index(audit, details, parts, shown))
    return ()


def _part(number: int, own: Counted) -> _Part:
    return _Part(
        number,
        own[0][0].unit.name if own else "",
        own[-1][0].unit.name if own else "",
        Counter(each.status for each, _ in own),
        severity_sums(counts for _, counts in own),
    )


def _page_name(number: int) -> str:
    return f"单位{number}.html"


def _scripts() -> tuple[Html, Html]:
    return read_data(document.__file__, "script.js"), read_data(__file__, "script.js")


def _opening(audit: Audit, title: str) -> Html:
    # The header of a printed page is a matter of style; the year is a number, so nothing gets in by it.
    head = f'@page{{@top-left{{content:"{title_of(audit)}"}}}}\n'
    style = read_data(document.__file__, "style.css") + read_data(__file__, "style.css") + head
    return opening(title, Html(style), _scripts())


def _closing() -> Html:
    return closing(f"由 nianbao {__version__} 生成。审核结果供核对时参考。", _scripts())


def _index(audit: Audit, details: Details, parts: Sequence[_Part], shown: Sequence[Html]) -> Iterator[str]:
    yield _opening(audit, title_of(audit))
    yield _header(audit, parts)
    yield "<main>\n"
    yield from shown[:1]
    if len(parts) > 1:
        yield from _page_list(audit, parts)
    yield from shown[1:]
    yield from rollup_section(audit, details)
    yield trend_section(audit, trends(audit))
    yield file_section(audit)
    yield "</main>\n"
    yield _closing()


def _header(audit: Audit, parts: Sequence[_Part]) -> Html:
    single = len(parts) == 1
    roster = f"名单 {audit.roster}" if audit.roster is not None else "没有名单"
    found = "，".join(
        f"{word} {sum(each.severities[severity] for each in parts)}" for severity, word in WORDS.items()
    )
    places = (("报送情况", "states"), ("单位 × 规则", "matrix")) if single else (("各单位", "states"),)
    links = (
        ("先看这些", "first"),
        *places,
        ("汇总核对", "totals"),
        ("逐年变化", "trends"),
        ("其他文件", "files"),
    )
    return el(
        "header",
        el("h1", title_of(audit)),
        el(
            "p",
            f"文件夹“{audit.folder}”：{len(audit.files)} 个文件；{roster}，{len(audit.units)} 个单位；"
            f"采用的报告里{found}。",
        ),
        *(el("p", note) for note in audit.notes),
        el(
            "nav",
            *(el("a", words, href=f"#{place}") for words, place in links),
            el("a", FEEDBACKS, href=quote(FEEDBACKS)),
            aria_label="本页内容",
        ),
        _totals(audit),
        _tools(audit.unit_states, audit.doubtful, single=single),
    )


def _totals(audit: Audit) -> Html:
    """How many units have each status."""
    shown = [each for each in STATUS_NAMES if audit.count(each) or each in (Status.SUBMITTED, Status.MISSING)]
    boxes = [
        el(
            "div",
            el("b", str(audit.count(each))),
            el("span", STATUS_NAMES[each]),
            class_=f"box {TONES[each]}",
        )
        for each in shown
    ]
    outside = audit.count_files(Status.OUTSIDE)
    if outside:
        boxes.append(el("div", el("b", str(outside)), el("span", "名单外的文件"), class_="box w"))
    return el("div", *boxes, class_="boxes")


def _tools(states: Mapping[Status, int], doubtful: int, *, single: bool) -> Html:
    """The controls; hidden until the script shows and runs them."""
    search = el("input", type="search", id="search", autocomplete="off", placeholder="单位、简称、文件名")
    choices = [("", f"全部 {sum(states.values())}"), ("!", "要处理的")]
    choices += [(each.value, f"{STATUS_NAMES[each]} {n}") for each in STATUS_NAMES if (n := states.get(each))]
    if doubtful:
        choices.append(("doubtful", f"待核对 {doubtful}"))
    radios = (
        el("label", el("input", type="radio", name="state", value=value, checked=not value), words)
        for value, words in choices
    )
    levels = (
        el(
            "label",
            el("input", type="checkbox", name="sev", value=highlights.TONES[severity], checked=True),
            el("span", word, class_=f"s {highlights.TONES[severity]}"),
        )
        for severity, word in WORDS.items()
    )
    return el(
        "div",
        el("label", "查找", search),
        el("fieldset", el("legend", "状态"), *radios) if single else None,
        el("fieldset", el("legend", "级别"), *levels) if single else None,
        el("span", class_="gap"),
        el("button", "深色", type="button", id="theme", aria_pressed="false"),
        el("button", "打印", type="button", id="print", title="表格只印现在显示的单位"),
        el("span", class_="live", id="live", role="status"),
        class_="tools",
        hidden=True,
    )


def _page_list(audit: Audit, parts: Sequence[_Part]) -> Iterator[str]:
    """The pages of the units, and the data by which the script finds a unit on them."""
    shown = [each for each in STATUS_NAMES if any(part.states.get(each) for part in parts)]
    heads = ("单位", *(STATUS_NAMES[each] for each in shown), *WORDS.values())
    table = el(
        "table",
        el("thead", el("tr", *(el("th", each, scope="col") for each in heads))),
        el("tbody", *(_page_row(each, shown) for each in parts)),
        class_="figures",
    )
    yield '<section class="part" id="states">'
    yield el("h2", "各单位")
    yield el("p", "单位很多，分在几页上；在上面查找可以直接到一个单位。")
    yield el("ul", id="found")
    yield el("div", table, class_="t")
    yield f'<script type="application/json" id="names">{{"folder":"{UNITS}","units":['
    for number, each in enumerate(audit.units):
        unit = each.unit
        row = (unit.name, " ".join(unit.short_names), unit.folder, STATUS_NAMES[each.status])
        yield ("," if number else "") + _as_data(row)
    yield "]}</script></section>"


def _page_row(part: _Part, shown: Sequence[Status]) -> Html:
    count = sum(part.states.values())
    words = f"{part.first} 至 {part.last}（{count} 个）"
    numbers = (
        *(part.states.get(each, 0) for each in shown),
        *(part.severities[severity] for severity in WORDS),
    )
    return el(
        "tr",
        el("th", el("a", words, href=_page_name(part.number)), scope="row"),
        *(el("td", f"{each:,}", class_="n") for each in numbers),
    )


def _as_data(row: tuple[str, ...]) -> Html:
    """Some words as JSON in which no markup can end."""
    text = msgspec.json.encode(row).decode(errors="backslashreplace")
    return Html(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _units_page(audit: Audit, own: Counted, part: _Part, pages: int) -> Iterator[str]:
    number = part.number
    title = f"{title_of(audit)}：各单位 {number}/{pages}"
    yield _opening(audit, title)
    steps = (
        ("全部", NAME),
        *((("上一页", _page_name(number - 1)),) if number > 1 else ()),
        *((("下一页", _page_name(number + 1)),) if number < pages else ()),
        ("单位 × 规则", "#matrix"),
    )
    doubtful = sum(each.doubtful for each, _ in own)
    yield el(
        "header",
        el("h1", title),
        el("nav", *(el("a", words, href=href) for words, href in steps), aria_label="其他页"),
        _tools(part.states, doubtful, single=True),
    )
    yield "<main>\n"
    yield state_section(own)
    yield matrix_section(audit, own)
    yield "</main>\n"
    yield _closing()
