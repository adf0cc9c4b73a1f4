"""`units/<单位>/问题.html`: what was found in a unit's report, on a small page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from linter.output.audit.labels import SEVERITIES, TONES, title_of
from linter.output.audit.model import STATUS_NAMES, Audit, Details, FindingRow, Submission, UnitResult
from linter.output.audit.unit_counts import findings_of, rule_label
from linter.output.page.element import Html, el, join
from linter.output.page.html_file import closing, opening, read_data
from linter.output.text import FIXES
from linter.version import __version__

_FIXES = {each.value: words for each, words in FIXES.items()}
_INDEX = "../../index.html"
_TONES = {"error": "e", "warning": "w", "info": "i"}


def unit_page(
    audit: Audit, details: Details, result: UnitResult, rows: Sequence[FindingRow], others: Sequence[str]
) -> Iterator[str]:
    """The page of a unit; `rows` are the findings of its counted report, `others` the files beside it."""
    unit = result.unit
    before, after = _head(title_of(audit))
    yield join((before, unit.name, after))
    chips = el("span", STATUS_NAMES[result.status], class_=f"s {TONES[result.status]}")
    doubt = el("span", "待核对", class_="s w") if result.doubtful else None
    above = "，".join(filter(None, (unit.parent and f"上级 {unit.parent}", unit.category)))
    links = join(part for name in others for part in ("　", el("a", name, href=_address(name))))
    yield el(
        "header",
        el("p", el("a", "审核结果", href=_INDEX), links),
        el("h1", unit.name),
        el("p", title_of(audit), f"　{above}" if above else None),
        el("p", chips, " ", doubt, " ", result.note),
    )
    yield "<main>\n"
    for number, each in enumerate(result.submissions):
        own = rows if number == 0 else findings_of(details, each)
        several = len(result.submissions) > 1
        yield from _submission(audit, own, result.submissions[:number], each, several=several)
    if result.others:
        items = (
            el("li", each.name, "：", STATUS_NAMES[each.status], f"，{each.reason}" if each.reason else None)
            for each in result.others
        )
        yield el("section", el("h2", "没有采用的文件"), el("ul", *items))
    yield "</main>\n"
    yield closing(f"由 nianbao {__version__} 生成。审核结果供核对时参考。")


@lru_cache(maxsize=8)
def _head(title: str) -> tuple[Html, Html]:
    """The head of a page before and after the name of the unit, which its title begins with."""
    mark = "NAME-OF-THE-UNIT"
    before, _, after = opening(f"{mark} {title}", read_data(__file__, "unit.css")).partition(mark)
    return Html(before), Html(after)


def _address(name: str) -> str:
    from urllib.parse import quote

    return quote(name)


def _submission(
    audit: Audit,
    rows: Sequence[FindingRow],
    before: Sequence[Submission],
    each: Submission,
    *,
    several: bool,
) -> Iterator[Html]:
    """The findings of one report, worst first; of `several`, which counts is said."""
    number = f"（第{each.report}份）" if each.file.reports > 1 else ""
    used = None
    if several:
        used = el("p", "这一份没有计入汇总。" if before else "汇总、问题个数和反馈以这一份为准。")
    head = (el("h2", each.file.name + number), used, el("p", each.note) if each.note else None)
    same = next((one for one in before if one.file.key == each.file.key and one.report == each.report), None)
    if same is not None:
        yield el("section", *head, el("p", f"内容与 {same.file.name} 完全相同。"))
        return
    if not rows:
        yield el("section", *head, el("p", "没有发现问题。", class_="ok"))
        return
    parts: list[Html] = []
    for severity, word in SEVERITIES.items():
        own = [row for row in rows if row.severity == severity]
        if own:
            parts.append(el("h3", f"{word} {len(own)} 个"))
            by_rule: dict[str, list[FindingRow]] = {}
            for row in own:
                by_rule.setdefault(row.code, []).append(row)
            parts.append(el("ol", *(_rule(audit, code, some) for code, some in by_rule.items())))
    yield el("section", *head, *parts)


def _rule(audit: Audit, code: str, rows: Sequence[FindingRow]) -> Html:
    """The findings of one rule, with what to do about them."""
    label = f"{code} {rule_label(audit, code)}".strip()
    helps = dict.fromkeys(row.help for row in rows)
    references = dict.fromkeys(each for row in rows for each in row.references)
    fixes = dict.fromkeys(_FIXES[row.fix] for row in rows if row.fix is not None)
    notes = (
        ("建议", "；".join(filter(None, helps))),
        ("依据", "；".join(references)),
        ("修复", "；".join(fixes)),
    )
    definitions = [el("div", el("dt", name), el("dd", words)) for name, words in notes if words]
    return el(
        "li",
        el("p", el("b", label), f"　{len(rows)} 处" if len(rows) > 1 else None),
        *(_finding(row) for row in rows),
        el("dl", *definitions) if definitions else None,
        class_=_TONES[rows[0].severity],
    )


def _finding(row: FindingRow) -> Html:
    quote = el("q", row.quote) if row.quote else None
    return el("p", el("span", row.place, class_="at"), row.message, " ", quote, class_="one")
