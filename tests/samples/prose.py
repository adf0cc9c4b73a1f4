"""Prose put into a valid report with the figures that it should agree with, and what is found in it."""

from __future__ import annotations

from collections.abc import Sequence

from linter.checks.base import Context, ProseCheck
from linter.documents import open_document
from linter.settings import Settings
from linter.text.source import Source
from tests.linting import book, lint
from tests.samples.examples import SECTIONS, Section, report

FIGURES = {
    "一、本年新收政府信息公开申请数量": (372, 20),
    "二、上年结转政府信息公开申请数量": (5, 3),
    "（一）予以公开": (100, 0),
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": (40, 0),
    "1.属于国家秘密": (12, 0),
    "2.其他法律行政法规禁止公开": (8, 0),
    "1.本机关不掌握相关政府信息": (170, 20),
    "2.重复申请": (40, 3),
    "（七）总计": (370, 23),
    "四、结转下年度继续办理": (7, 0),
}
"""Natural persons and businesses in table three; the rest is 0: 392 received, 8 carried in."""
DISCLOSED = {
    "规章": "3 | 1 | 9",
    "行政规范性文件": "5 | 2 | 14",
    "行政许可": "120",
    "行政处罚": "30",
    "行政强制": "6",
    "行政事业性收费": "12.5",
}
"""Table two."""
REVIEW = "3 | 1 | 0 | 0 | 4 | 2 | 0 | 0 | 1 | 3 | 1 | 0 | 0 | 0 | 1 |"
"""Table four: 4 reconsiderations, 3 + 1 litigations."""
NONE = "0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"


def sections(*, some: bool = True) -> list[Section]:
    """The sections of a report, with the figures above in its tables or with zeros."""
    made = list(SECTIONS)
    if not some:
        return made
    shown = [row.partition(" | ")[0] for row in made[1].lines]
    lines = [
        f"{label} | {DISCLOSED[label]} |" if label in DISCLOSED else row
        for label, row in zip(shown, made[1].lines, strict=True)
    ]
    made[1] = made[1]._replace(lines=tuple(lines))
    rows = []
    for row in made[2].lines:
        label = row.split(" | ")[-8] if row.count(" | ") >= 7 else ""
        person, business = FIGURES.get(label, (0, 0))
        figures = f"{label} | {person} | {business} | 0 | 0 | 0 | 0 | {person + business} |"
        rows.append(row[: row.index(label)] + figures if label in FIGURES else row)
    made[2] = made[2]._replace(lines=tuple(rows))
    made[3] = made[3]._replace(lines=(*made[3].lines[:-1], REVIEW))
    return made


def with_prose(words: str, section: int = 1, *, some: bool = True, title: str | None = None) -> str:
    """The text of a report that says `words` at the beginning of a section (1 to 6)."""
    parts = sections(some=some)
    part = parts[section - 1]
    parts[section - 1] = part._replace(lines=(*words.split("\n"), *part.lines))
    return report(sections=parts) if title is None else report(title, sections=parts)


def findings(text: str, select: str = "X60") -> list[str]:
    """Code and place of each finding of family X about the prose, without fees."""
    settings = Settings((select,), ("X608", "X609"))
    result = lint(open_document(text.encode(), "a.txt"), book(), settings)
    return [f"{one.code} {result.source.slice(one.span)}" for one in result.diagnostics]


def codes_by_line(lines: Sequence[str], section: int = 1, *, some: bool = True) -> list[tuple[str, str]]:
    """Each of some paragraphs, put into one report, with the codes found in it, joined by blanks."""
    text = with_prose("\n".join(lines), section, some=some)
    result = lint(open_document(text.encode(), "a.txt"), book(), Settings(("X6",), ("X608", "X609")))
    codes: dict[int, set[str]] = {}
    for one in result.diagnostics:
        for span in (one.span, *(place.span for place in one.related)):
            codes.setdefault(text.count("\n", 0, span.start), set()).add(one.code)
    first = text[: text.index(lines[0])].count("\n")
    return [(line, " ".join(sorted(codes.get(first + at, set())))) for at, line in enumerate(lines)]


def judged(text: str) -> list[str]:
    """Code and place of each statement that some check of prose could judge, in place order."""
    rules = book()
    source = Source("a.txt", text)
    (found,) = rules.parser.parse(source)
    context = Context(source, found, rules.lexicon.generation(found.year), rules.lexicon, rules.domain)
    places = {
        (one.span, f"{rule.code} {source.slice(one.span)}")
        for rule in rules.rules_for(found.generation)
        if isinstance(rule.check, ProseCheck)
        for one in rule.check.judged(context)
    }
    return [words for _, words in sorted(places)]
