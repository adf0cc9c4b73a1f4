"""The matrix of reports: one row per report, one column per rule with findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class RuleColumn(NamedTuple):
    """A column: a rule, and all its findings."""

    code: str
    label: str
    total: int


class RuleCount(NamedTuple):
    """The findings of a rule in one report, and the worst severity among them."""

    findings: int
    worst: Severity


def matrix(sheets: Sequence[Sheet], totals: Totals) -> Html:
    """The table of all checked reports, also without findings, with totals below."""
    rules = _rules(totals)
    rows = (_row(sheet, brief, rules) for sheet in sheets for brief in sheet.briefs)
    severities = {severity: totals.count(severity) for severity in WORDS}
    caption = "每份报告各条规则发现问题的次数；点列名可以排序"
    return matrix_table(caption, "年度", rules, rows, severities)


def matrix_table(
    caption: str,
    second: str,
    rules: Sequence[RuleColumn],
    rows: Iterable[Html],
    severities: Mapping[Severity, int],
    *,
    is_text: bool = False,
) -> Html:
    """A matrix with its heads and totals. The first column of `rows` is the unit, `second` names the next
    (`is_text`: not numbers), then come those of `count_cells`."""
    return el(
        "div",
        el(
            "table",
            el("caption", caption),
            el("thead", _families(rules), el("tr", *_names(second, rules, is_text=is_text))),
            el("tbody", *rows),
            el("tfoot", el("tr", *_sums(rules, severities))),
            class_="matrix",
        ),
        class_="t",
        tabindex=0,
        role="region",
        aria_label="各报告的问题",
    )


def count_cells(
    severities: Mapping[Severity, int], counts: Mapping[str, RuleCount], rules: Sequence[RuleColumn]
) -> Iterator[Html]:
    """The numbers of one row: by severity, then by rule."""
    for severity in WORDS:
        yield _number(severities.get(severity) or None, TONES[severity])
    for rule in rules:
        own = counts.get(rule.code)
        yield _number(own.findings, TONES[own.worst]) if own is not None else _number(None)


def sorter(
    words: str, title: str, tone: str | None = None, *, is_text: bool = False, label: str = ""
) -> Html:
    """The head of a column by which the rows are sorted; `is_text`: not by numbers. The `label` stands below,
    from top to bottom."""
    button = el("button", words, type="button", title=title, class_=tone)
    below = el("small", label) if label else None
    # Browsers print no button in a repeated head: the style prints the name.
    return el("th", button, below, scope="col", data_name=words, data_text=is_text)


def _rules(totals: Totals) -> tuple[RuleColumn, ...]:
    labels: dict[str, str] = {}
    counts: dict[str, int] = {}
    for each in totals.tallies:
        labels[each.code] = each.label
        counts[each.code] = counts.get(each.code, 0) + each.count
    return tuple(RuleColumn(code, labels[code], counts[code]) for code in sorted(counts, key=rank))


def _families(rules: Sequence[RuleColumn]) -> Html:
    groups = [(letter, len(list(group))) for letter, group in groupby(rules, key=lambda rule: rule.code[:1])]
    cells = (
        el("th", family(letter), colspan=width, scope="colgroup", data_family=letter)
        for letter, width in groups
    )
    return el(
        "tr",
        el("th", "报告", colspan=2, scope="colgroup"),
        el("th", "级别", colspan=len(WORDS), scope="colgroup"),
        *cells,
    )


def _names(second: str, rules: Sequence[RuleColumn], *, is_text: bool) -> Iterator[Html]:
    yield sorter("单位", "单位")
    yield sorter(second, second, is_text=is_text)
    for severity, word in WORDS.items():
        yield sorter(word, word, TONES[severity])
    for rule in rules:
        yield sorter(rule.code, f"{rule.code} {rule.label}", label=rule.label)


def _row(sheet: Sheet, brief: Brief, rules: Sequence[RuleColumn]) -> Html:
    counts: dict[str, RuleCount] = {}
    severities = dict.fromkeys(WORDS, 0)
    for each in brief.tallies:
        before = counts.get(each.code, RuleCount(0, each.severity))
        counts[each.code] = RuleCount(before.findings + each.count, max(before.worst, each.severity))
        severities[each.severity] += each.count
    return el("tr", _unit(sheet, brief), _number(brief.year), *count_cells(severities, counts, rules))


def _unit(sheet: Sheet, brief: Brief) -> Html:
    """Issuer and file of a report; a link if it is shown below."""
    words = brief.issuer or ("单位不明" if brief.number else "文件本身")
    name = sheet.name if len(sheet.briefs) == 1 else f"{sheet.name} 第{brief.number}份"
    shown = el("a", words, href=f"#{key_of(sheet.name)}-r{brief.number}") if sheet.body else words
    clean = None if brief.tallies else el("span", "无问题", class_="ok")
    return el("th", shown, clean, el("small", name if brief.number else sheet.name), scope="row")


def _number(value: int | None, tone: str | None = None) -> Html:
    return el("td", None if value is None else str(value), class_=tone if value is not None else None)


def _sums(rules: Sequence[RuleColumn], severities: Mapping[Severity, int]) -> Iterator[Html]:
    yield el("th", "合计", scope="row")
    yield el("td")
    for severity in WORDS:
        yield el("td", str(severities[severity]))
    for rule in rules:
        yield el("td", str(rule.total))
