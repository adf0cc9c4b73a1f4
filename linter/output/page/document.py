"""The page: totals, the matrix of all reports, then each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.output.page.element import Html, el, join
from linter.output.page.file_view import key_of
from linter.output.page.highlights import TONES
from linter.output.page.html_file import closing, opening, policy, read_data
from linter.output.page.matrix import matrix
from linter.output.rule_families import FAMILIES, family, rank
from linter.output.style import Paint, plain
from linter.output.text import WORDS, summary
from linter.output.totals import Tally, Totals, add
from linter.output.whole_run import Sheet
from linter.version import __version__

_TITLE = "年报检查结果"
_MOST_NAMES = 3  # of one file's reports in its heading


class Site(NamedTuple):
    """What a site of our own adds to the page: elements of its head, whose files come from the site, and a
    section before the reports."""

    head: Html
    section: Html


def bind(
    sheets: Sequence[Sheet], failures: Sequence[str], totals: Totals, site: Site | None = None
) -> Iterator[str]:
    """The whole document, in parts; without a `site` it needs nothing but itself."""
    many = sum(len(sheet.briefs) for sheet in sheets) > 1
    shown = [sheet for sheet in sheets if sheet.body]
    yield _opening(sheets[0].name if len(sheets) == 1 else "", site)
    yield _head(totals, counted=False)
    yield "<main>\n"
    if site is not None:
        yield site.section
    yield _failures(failures)
    if many:
        yield el("section", el("h2", "各份报告"), matrix(sheets, totals), class_="index")
    for sheet in shown:
        yield from _file(sheet, is_open=len(shown) == 1)
    yield "</main>\n"
    yield _closing()


def statistics(totals: Totals, paint: Paint) -> str:
    """A page with counts only."""
    return join((_opening(""), _head(totals, counted=True), _closing()))


def style() -> str:
    """The style of the page, for pages beside it."""
    return read_data(__file__, "style.css")


def site_policy() -> str:
    """The Content-Security-Policy of the page on a site, whose own files are allowed, too."""
    return policy(read_data(__file__, "style.css"), (read_data(__file__, "script.js"),), site=True)


def _opening(name: str, site: Site | None = None) -> Html:
    own, script = read_data(__file__, "style.css"), read_data(__file__, "script.js")
    return opening(f"{name} {_TITLE}".strip(), own, (script,), site.head if site is not None else None)


def _closing() -> Html:
    words = f"由 nianbao {__version__} 生成。检查结果供核对时参考。"
    return closing(words, (read_data(__file__, "script.js"),))


def _head(totals: Totals, *, counted: bool) -> Html:
    lines = (el("p", line) for line in summary(totals, plain, with_options=False).splitlines())
    return el(
        "header",
        el("h1", _TITLE),
        *lines,
        None if counted else _tools(totals),
        _counts(totals) if totals.tallies else None,
    )


def _tools(totals: Totals) -> Html:
    """The controls; hidden until the script shows and runs them."""
    boxes = (
        _box("sev", TONES[severity], f"{WORDS[severity]} {totals.count(severity)}") for severity in WORDS
    )
    return el(
        "div",
        el("fieldset", el("legend", "级别"), *boxes) if totals.tallies else None,
        el("span", class_="gap"),
        el("button", "全部展开", type="button", id="all"),
        el("button", "深色", type="button", id="theme", aria_pressed="false"),
        el("button", "打印", type="button", id="print", title="只印展开的报告"),
        el("span", class_="live", id="live", role="status"),
        class_="tools",
        hidden=True,
    )


def _box(name: str, value: str, words: str) -> Html:
    box = el("input", type="checkbox", name=name, value=value, checked=True)
    return el("label", box, el("span", words, class_=f"s {value}"))


def _counts(totals: Totals) -> Html:
    """Findings by family and severity, and which rules they are."""
    by_family: dict[str, list[Tally]] = {}
    for each in totals.tallies:
        by_family.setdefault(each.code[:1], []).append(each)
    rows = (_family(letter, by_family[letter]) for letter in sorted(by_family, key=rank))
    names = (el("th", word, scope="col") for word in WORDS.values())
    head = el("tr", el("th", "类别", scope="col"), *names, el("th", "规则", scope="col"))
    table = el("table", el("caption", "按类别统计"), el("thead", head), el("tbody", *rows), class_="counts")
    return el("div", table, class_="t", tabindex=0)


def _family(letter: str, tallies: Sequence[Tally]) -> Html:
    own = add([Totals(tallies=tuple(tallies))])
    rules: dict[str, int] = {}
    for each in sorted(tallies, key=lambda each: each.code):
        label = f"{each.code} {each.label}"
        rules[label] = rules.get(label, 0) + each.count
    box = el("input", type="checkbox", name="family", value=letter, checked=True, hidden=True)
    words = f"{letter} {family(letter)}" if letter in FAMILIES else letter
    return el(
        "tr",
        el("th", el("label", box, words), scope="row"),
        *(_count(own, severity_tone, count) for severity_tone, count in _by_severity(own)),
        el("td", "、".join(f"{label} ×{count}" for label, count in rules.items())),
    )


def _by_severity(totals: Totals) -> Iterator[tuple[str, int]]:
    return ((TONES[severity], totals.count(severity)) for severity in WORDS)


def _count(totals: Totals, tone: str, count: int) -> Html:
    return el("td", str(count) if count else None, class_=tone if count else None)


def _failures(failures: Sequence[str]) -> str:
    if not failures:
        return ""
    items = (el("li", why) for why in failures)
    return el("section", el("h2", f"未能检查的文件 {len(failures)} 个"), el("ul", *items), class_="failed")


def _file(sheet: Sheet, *, is_open: bool) -> Iterator[str]:
    """One file as a collapsible element; its body is markup."""
    key = key_of(sheet.name)
    totals = Totals(tallies=tuple(each for brief in sheet.briefs for each in brief.tallies))
    counts = (
        el("span", f"{WORDS[severity]} {totals.count(severity)}", class_=f"s {TONES[severity]}")
        for severity in WORDS
        if totals.count(severity)
    )
    bodies = [words for brief in sheet.briefs if (words := _issuer_and_year(brief.issuer, brief.year))]
    issuers = "、".join(dict.fromkeys(bodies[:_MOST_NAMES])) + ("等" if len(bodies) > _MOST_NAMES else "")
    first = el("span", id=f"{key}-r0") if any(brief.number == 0 for brief in sheet.briefs) else None
    summary_line = el("summary", el("h2", issuers or sheet.name), *counts, el("small", sheet.name))
    yield f'<details class="file" id="{key}"{" open" if is_open else ""}>{summary_line}{first or ""}'
    yield sheet.body
    yield "</details>\n"


def _issuer_and_year(issuer: str | None, year: int | None) -> str:
    return f"{issuer or '单位不明'}{f' {year}年度' if year else ''}" if issuer or year else ""
