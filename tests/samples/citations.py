"""A small reader for the tests of checks: three generations without tables, a handful of documents."""

from __future__ import annotations

import re
from functools import cache

from linter.checks.base import Context, Finding, ReportCheck
from linter.checks.reference_data import Document, Domain
from linter.report.lexicon import Lexicon, Words
from linter.report.structure.parser import Parser
from linter.report.template import Generation, SectionTemplate
from linter.strict_yaml.patterns import alternation
from linter.text.edits import Edit
from linter.text.source import Source
from tests import samples
from tests.linting import book
from tests.samples import ISSUER, WORDINGS

TITLE_60 = "国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知"
TITLE_30 = "国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知"
TITLE_109 = "国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知"
TITLE_61 = "国务院办公厅政府信息与政务公开办公室关于规范政府信息公开平台有关事项的通知"
LAW = "中华人民共和国政府信息公开条例"
FORMAT = "中华人民共和国政府信息公开工作年度报告格式"
NUMBER_60, NUMBER_30 = "国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"
NUMBER_109, NUMBER_61 = "国办函〔2020〕109号", "国办公开办函〔2019〕61号"

_LAW_NAMES = ("政府信息公开条例", "条例")
DOCUMENTS = (
    Document("国务院令第711号", LAW, _LAW_NAMES, 2019),
    Document("国务院令第492号", LAW, _LAW_NAMES, None, 2018),
    Document(NUMBER_60, TITLE_60, (TITLE_60[18:], f"{FORMAT}（试行）", FORMAT), 2019, 2020, near=True),
    Document(NUMBER_30, TITLE_30, (FORMAT,), 2021, near=True),
    Document(NUMBER_109, TITLE_109, ("政府信息公开信息处理费管理办法",), 2021),
    Document(NUMBER_61, TITLE_61, only_with_title=True),
    Document(
        "国办发〔2019〕14号", "国务院办公厅关于印发2019年政务公开工作要点的通知", ("2019年政务公开工作要点",)
    ),
    Document(
        "国办发〔2020〕17号", "国务院办公厅关于印发2020年政务公开工作要点的通知", ("2020年政务公开工作要点",)
    ),
)
_SECTIONS = tuple(
    SectionTemplate(key, wording, number) for number, (key, wording) in enumerate(WORDINGS.items(), 1)
)
LEADING = tuple(
    re.findall(
        r"\w+",
        "按照 按 根据 依据 依照 依 落实 贯彻 贯彻落实 执行 印发 印发了 转发 转发了 公开 见 以 由 据 与 "
        "及 以及 的 将 在 对 文件 通知 文号 关于 国家 我局 本机关 收到",
    )
)
LEXICON = Lexicon(
    tuple(
        Generation(key, since, "", _SECTIONS) for key, since in (("2008", 0), ("2019", 2019), ("2021", 2021))
    ),
    Words(leading_words=alternation(LEADING), lists=book().lexicon.words.lists),
)
DOMAIN = Domain(DOCUMENTS)


@cache
def parser() -> Parser:
    """A parser of the small lexicon."""
    return Parser(samples.grammar(), LEXICON)


def report_text(*preface: str, year: int | None = 2023) -> str:
    """A report of an invented bureau with these lines before its first section."""
    title = f"{ISSUER}{'' if year is None else f'{year}年'}政府信息公开工作年度报告"
    return samples.report(title, "\n".join(preface), bodies=["各项工作按期完成。"] * 6)


def context(text: str) -> Context:
    """What a check sees of the only report in `text`."""
    source = Source("report.txt", text)
    (report,) = parser().parse(source)
    return Context(source, report, LEXICON.generation(report.year), LEXICON, DOMAIN)


def findings(check: ReportCheck, *preface: str, year: int | None = 2023) -> list[Finding]:
    """What `check` finds in a report with these lines before its first section."""
    return list(check.run(context(report_text(*preface, year=year))))


def found_texts(check: ReportCheck, *preface: str, year: int | None = 2023) -> list[str]:
    """The texts that the findings stand on."""
    text = report_text(*preface, year=year)
    return [text[found.span.start : found.span.end] for found in check.run(context(text))]


def mended(check: ReportCheck, *preface: str, year: int | None = 2023) -> str:
    """The lines of the preface after all fixes; fails when a finding has none."""
    text = report_text(*preface, year=year)
    edits: list[Edit] = []
    for found in check.run(context(text)):
        assert found.fix is not None
        edits += found.fix.edits
    text = samples.edited(text, edits)
    return text[text.index("\n") + 1 : text.index("\n一、总体情况")]
