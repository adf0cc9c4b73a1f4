"""The matrix of reports: one row per report, one column per rule with findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from linter.diagnostic import Severity
from linter.output.page.element import Html, el
from linter.output.page.file_view import key_of
from linter.output.page.highlights import TONES
from linter.output.rule_families import family, rank
from linter.output.text import WORDS
from linter.output.totals import Totals
from linter.output.whole_run import Brief, Sheet


class _Rule(NamedTuple):
    code: str
    label: str
    total: int


def matrix(sheets: Sequence[Sheet], totals: Totals) -> Html:
    """The table of all checked reports, also without findings, with totals below."""
    rules = _rules(totals)
    rows = (_row(sheet, brief, rules) for sheet in sheets for brief in sheet.briefs)
    return el(
        "div",
        el(
            "table",
            el("caption", "每份报告各条规则发现问题的次数；点列名可以排序"),
            el("thead", _families(rules), el("tr", *_names(rules))),
            el("tbody", *rows),
            el("tfoot", el("tr", *_sums(rules, totals))),
            class_="matrix",
        ),
        class_="t",
        tabindex=0,
        role="region",
        aria_label="各报告的问题",
    )


def _rules(totals: Totals) -> tuple[_Rule, ...]:
    labels: dict[str, str] = {}
    counts: dict[str, int] = {}
    for each in totals.tallies:
        labels[each.code] = each.label
        counts[each.code] = counts.get(each.code, 0) + each.count
    return tuple(_Rule(code, labels[code], counts[code]) for code in sorted(counts, key=rank))


def _families(rules: Sequence[_Rule]) -> Html:
    groups = [(letter, len(list(group))) for letter, group in groupby(rules, key=lambda rule: rule.code[:1])]
    cells = (el("th", family(letter), colspan=width, scope="colgroup") for letter, width in groups)
    return el("tr", el("th", colspan=2), el("th", "级别", colspan=len(WORDS), scope="colgroup"), *cells)


def _names(rules: Sequence[_Rule]) -> Iterator[Html]:
    yield _sorter("单位", "单位")
    yield _sorter("年度", "年度")
    for severity, word in WORDS.items():
        yield _sorter(word, word, TONES[severity])
    for rule in rules:
        yield _sorter(rule.code, f"{rule.code} {rule.label}")


def _sorter(words: str, title: str, tone: str | None = None) -> Html:
    return el("th", el("button", words, type="button", title=title, class_=tone), scope="col")


def _row(sheet: Sheet, brief: Brief, rules: Sequence[_Rule]) -> Html:
    count: dict[str, int] = {}
    worst: dict[str, Severity] = {}
    severities = dict.fromkeys(WORDS, 0)
    for each in brief.tallies:
        count[each.code] = count.get(each.code, 0) + each.count
        worst[each.code] = max(worst.get(each.code, each.severity), each.severity)
        severities[each.severity] += each.count
    return el(
        "tr",
        _unit(sheet, brief),
        _number(brief.year),
        *(_number(severities[severity] or None, TONES[severity]) for severity in WORDS),
        *(_number(count.get(rule.code), _tone(worst, rule.code)) for rule in rules),
    )


def _tone(worst: Mapping[str, Severity], code: str) -> str | None:
    return TONES[worst[code]] if code in worst else None


def _unit(sheet: Sheet, brief: Brief) -> Html:
    """Issuer and file of a report; a link if it is shown below."""
    words = brief.issuer or ("单位不明" if brief.number else "文件本身")
    name = sheet.name if len(sheet.briefs) == 1 else f"{sheet.name} 第{brief.number}份"
    shown = el("a", words, href=f"#{key_of(sheet.name)}-r{brief.number}") if sheet.body else words
    clean = None if brief.tallies else el("span", "无问题", class_="ok")
    return el("th", shown, clean, el("small", name if brief.number else sheet.name), scope="row")


def _number(value: int | None, tone: str | None = None) -> Html:
    return el("td", None if value is None else str(value), class_=tone if value is not None else None)


def _sums(rules: Sequence[_Rule], totals: Totals) -> Iterator[Html]:
    yield el("th", "合计", scope="row")
    yield el("td")
    for severity in WORDS:
        yield el("td", str(totals.count(severity)))
    for rule in rules:
        yield el("td", str(rule.total))
