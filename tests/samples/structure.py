"""A small format made by hand, and reports read by it, for the tests of family S."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import count

from linter.checks.base import Context, Finding, ReportCheck
from linter.checks.reference_data import Domain
from linter.report.lexicon import Lexicon, Words
from linter.report.structure.parser import Parser
from linter.report.template import (
    AspectTemplate,
    BlockTemplate,
    ColumnTemplate,
    ContentTemplate,
    Generation,
    RowTemplate,
    SectionTemplate,
    TableTemplate,
)
from linter.text.source import Source
from tests import samples
from tests.linting import book
from tests.samples import HEADINGS, TITLE

_SECTIONS = (
    SectionTemplate(
        "overview",
        "总体情况",
        1,
        variants=("工作总体情况",),
        deprecated=("概述",),
        deprecated_patterns=re.compile("^.{0,10}概况$"),
    ),
    SectionTemplate(
        "proactive", "主动公开政府信息情况", 2, variants=("政府信息主动公开情况",), table="proactive"
    ),
    SectionTemplate(
        "requests",
        "收到和处理政府信息公开申请情况",
        3,
        deprecated=("依申请公开政府信息情况",),
        table="requests",
    ),
    SectionTemplate(
        "review",
        "政府信息公开行政复议、行政诉讼情况",
        4,
        variants=("行政复议和行政诉讼情况",),
        table="review",
    ),
    SectionTemplate(
        "problems", "存在的主要问题及改进情况", 5, patterns=re.compile("^存在(?:问题|不足)及.{2,12}$")
    ),
    SectionTemplate("other", "其他需要报告的事项", 6),
    SectionTemplate("fees", "收费及减免情况", required=False, deprecated=("收费情况",)),
)
_TABLE = TableTemplate(
    "proactive",
    "表二",
    (
        BlockTemplate(
            (ColumnTemplate("decisions", "本年处理决定数量"),),
            (RowTemplate("行政许可", "licensing"), RowTemplate("行政处罚", "penalties")),
            label="第二十条第(五)项",
        ),
    ),
    headers=("信息内容",),
)
_ASPECTS = (
    AspectTemplate("proactive", "主动公开", re.compile("主动公开")),
    AspectTemplate("on_request", "依申请公开", re.compile("依申请")),
    AspectTemplate("platform", "政府信息公开平台建设", re.compile("平台|网站")),
)
_CONTENTS = (
    ContentTemplate("proactive", "主动公开政府信息的情况", re.compile("主动公开"), re.compile("主动公开")),
    ContentTemplate("fees", "收费及减免情况", re.compile("收费"), re.compile("未收取.{0,8}费")),
    ContentTemplate("review", "行政复议、行政诉讼的情况", re.compile("复议"), re.compile("行政复议")),
    ContentTemplate("other", "其他需要报告的事项", re.compile("其他")),
)
OLD = Generation(
    "2008",
    2008,
    "条例",
    (SectionTemplate("overview", "概述", 1),),
    contents=_CONTENTS,
    title="信息公开",
    free_headings=True,
)
NEW = Generation("2019", 2019, "60号", _SECTIONS, (_TABLE,), aspects=_ASPECTS)
LEXICON = Lexicon((OLD, NEW), Words(lists=book().lexicon.words.lists))

SENTENCE = "全年按照要求做好各项工作，没有发生需要另行说明的情形。"


@cache
def _parser() -> Parser:
    return Parser(samples.grammar(), LEXICON)


def report(headings: Iterable[str] = HEADINGS, title: str = TITLE, **texts: str) -> str:
    """A report of those headings in order, a sentence under each, or the text given for its number
    (`s1`, `s2` …); an empty text leaves the heading with nothing under it."""
    bodies = (texts.get(f"s{number}", SENTENCE) for number in count(1))
    return samples.report(title, headings=headings, bodies=bodies)


def context(text: str, name: str = "a.txt") -> Context:
    """The first report of a text, as checks get it."""
    source = Source(name, text)
    first = _parser().parse(source)[0]
    return Context(source, first, LEXICON.generation(first.year), LEXICON, Domain())


def findings(check: ReportCheck, text: str) -> list[Finding]:
    """What a check finds in the first report of a text."""
    return list(check.run(context(text)))


def rows(check: ReportCheck, text: str) -> list[int]:
    """The rows of a check's findings."""
    source = Source("a.txt", text)
    return [source.row(finding.span.start) for finding in findings(check, text)]


def mended(text: str, finding: Finding) -> str:
    """The text with a finding's fix applied."""
    assert finding.fix is not None
    return samples.edited(text, finding.fix.edits)


def declares(check: ReportCheck, found: Iterable[Finding]) -> bool:
    """Whether every finding fills exactly the placeholders that its kind declares."""
    return all(set(finding.values) == check.placeholders for finding in found)
