"""A small valid report of 2023, and ways to put the example of a rule into it.

An example shows only the lines that matter; the rest of the report comes from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final, NamedTuple

from tests import samples
from tests.samples import HEADINGS, TITLE

PREFACE: Final = "现公布本局政府信息公开工作年度报告。所列数据的统计期限为2023年1月1日至2023年12月31日。"


class Section(NamedTuple):
    """A heading and the lines under it."""

    heading: str
    lines: tuple[str, ...]


def _row(label: str, figures: int) -> str:
    return f"{label} | " + " | ".join("0" * figures) + " |"


_ASPECTS = (
    "（一）主动公开。全年公开信息86条。",
    "（二）依申请公开。全年按时答复申请。",
    "（三）政府信息管理。清理规范性文件，更新公开目录。",
    "（四）政府信息公开平台建设。维护门户网站公开专栏。",
    "（五）监督保障。组织培训2次，公开工作纳入年度考核。",
)
_PROACTIVE = (
    "第二十条第（一）项 |",
    "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
    _row("规章", 3),
    _row("行政规范性文件", 3),
    "第二十条第（五）项 |",
    "信息内容 | 本年处理决定数量 |",
    _row("行政许可", 1),
    "第二十条第（六）项 |",
    "信息内容 | 本年处理决定数量 |",
    _row("行政处罚", 1),
    _row("行政强制", 1),
    "第二十条第（八）项 |",
    "信息内容 | 本年收费金额（单位：万元） |",
    _row("行政事业性收费", 1),
)
_RESULTS = (
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "（三）不予公开 | 1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "（四）无法提供 | 1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "（五）不予处理 | 1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "（六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
)
_REQUESTS = (
    "申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |",
    _row("一、本年新收政府信息公开申请数量", 7),
    _row("二、上年结转政府信息公开申请数量", 7),
    "三、本年度办理结果 |",
    *(_row(label, 7) for label in _RESULTS),
    _row("四、结转下年度继续办理", 7),
)
_OUTCOMES = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"
_REVIEW_FIGURES = " | ".join("0" * 15) + " |"
_REVIEW = (
    "行政复议 | 行政诉讼 |",
    "未经复议直接起诉 | 复议后起诉 |",
    f"{_OUTCOMES} {_OUTCOMES} {_OUTCOMES}",
    _REVIEW_FIGURES,
)
SECTIONS: Final = tuple(
    map(
        Section,
        HEADINGS,
        (
            ("我局认真落实政府信息公开各项工作。", *_ASPECTS),
            _PROACTIVE,
            _REQUESTS,
            _REVIEW,
            ("政策解读形式较为单一，下一年将增加图解和问答。",),
            ("2023年未收取信息处理费。",),
        ),
    )
)
_HEADING = re.compile(r"([一二三四五六七])、")
_NUMERALS = "一二三四五六七"


def report(title: str = TITLE, preface: str = PREFACE, sections: Iterable[Section] = SECTIONS) -> str:
    """The text of a report."""
    parts = list(sections)
    bodies = ("\n".join(part.lines) for part in parts)
    return samples.report(title, preface, [part.heading for part in parts], bodies)


def alone(example: str) -> str:
    """The example is a whole file."""
    return example + "\n"


def as_preface(example: str) -> str:
    """The example stands in the place of the preface."""
    title, lines = _titled(example)
    return report(title, "\n".join(lines))


def as_aspects(example: str) -> str:
    """The example is all there is in section one."""
    return report(sections=(SECTIONS[0]._replace(lines=tuple(example.split("\n"))), *SECTIONS[1:]))


def as_sections(example: str, fill: bool = True) -> str:
    """The example's sections replace those from its first number to its last.

    With `fill`, a heading with nothing under it gets the lines of the section it stands for.
    """
    title, lines = _titled(example)
    new: list[Section] = []
    for line in lines:
        if _HEADING.match(line):
            new.append(Section(line, ()))
        else:
            new[-1] = new[-1]._replace(lines=(*new[-1].lines, line))
    numbers = [_number(section) for section in new]
    before = (section for section in SECTIONS if _number(section) < min(numbers))
    after = (section for section in SECTIONS if _number(section) > max(numbers))
    filled = (section._replace(lines=section.lines or _lines_of(section)) for section in new)
    return report(title, sections=(*before, *(filled if fill else new), *after))


def as_block(number: str, example: str) -> str:
    """The example stands in the place of table two's block of that number, or of the rows in it."""
    title, lines = _titled(example)
    begin = _PROACTIVE.index(f"第二十条第（{number}）项 |")
    end = next(
        (at for at in range(begin + 1, len(_PROACTIVE)) if _PROACTIVE[at].startswith("第二十条")),
        len(_PROACTIVE),
    )
    if not lines[0].startswith("第二十条"):
        head = _PROACTIVE[begin : begin + (1 if lines[0].startswith("信息内容") else 2)]
        lines = [*head, *lines]
    table = (*_PROACTIVE[:begin], *lines, *_PROACTIVE[end:])
    return report(title, sections=_with(1, table))


def as_table(example: str) -> str:
    """The example is all there is of table two, but for the label of its first block."""
    title, lines = _titled(example)
    return report(title, sections=_with(1, (_PROACTIVE[0], *lines)))


def as_requests(example: str) -> str:
    """The example's rows replace the rows of the same labels in table three."""
    lines = list(_REQUESTS)
    for row in example.split("\n"):
        label = row.partition(" | ")[0]
        [at] = [at for at, line in enumerate(lines) if label in line.split(" | ")]
        lines[at] = lines[at].partition(label)[0] + row
    return report(sections=_with(2, tuple(lines)))


def as_statement(example: str) -> str:
    """The example's first line stands before table three, its other lines replace rows of it."""
    words, _, rows = example.partition("\n")
    return as_requests(rows).replace("\n申请人情况 |", f"\n{words}\n申请人情况 |")


def as_account(example: str) -> str:
    """The example's first line stands before table four, its last line are the figures of that table."""
    words, figures = example.split("\n")
    return as_review(figures).replace("\n行政复议 | 行政诉讼 |", f"\n{words}\n行政复议 | 行政诉讼 |")


def as_review(example: str) -> str:
    """The example's figures replace those of table four."""
    return report(sections=_with(3, (*_REVIEW[:-1], example)))


def _titled(example: str) -> tuple[str, list[str]]:
    """The title that an example begins with, else the usual one, and its other lines."""
    first, *rest = example.split("\n")
    return (
        (first, rest) if "信息公开工作" in first and rest and "《" not in first else (TITLE, [first, *rest])
    )


def _number(section: Section) -> int:
    return _NUMERALS.index(section.heading[0]) + 1


def _lines_of(section: Section) -> tuple[str, ...]:
    """The lines of the section that a heading stands for, by its wording, else by its number."""
    words = section.heading[2:]
    known = [one for one in SECTIONS if one.heading[2:] == words or _number(one) == _number(section)]
    return max(known, key=lambda one: one.heading[2:] == words).lines


def _with(index: int, lines: tuple[str, ...]) -> Iterator[Section]:
    for at, section in enumerate(SECTIONS):
        yield section._replace(lines=lines) if at == index else section


EMBED: Final[dict[str, Callable[[str], str]]] = {
    **dict.fromkeys(("C201", "C202", "C203", "C204", "C205", "C206", "C207"), as_preface),
    **dict.fromkeys(("P301", "P302", "P303", "P304"), as_preface),
    **dict.fromkeys(
        ("S100", "S101", "S102", "S103", "S104", "S105", "S108", "S109", "S110", "T401"), as_sections
    ),
    "S106": as_aspects,
    "S107": partial(as_sections, fill=False),
    "G807": as_sections,
    **dict.fromkeys(("N501", "N502", "N503", "T408"), as_requests),
    **dict.fromkeys(("N504", "N505", "N506"), as_review),
    **dict.fromkeys(("N507", "T403", "T406", "T409", "G809"), partial(as_block, "一")),
    **dict.fromkeys(("X601", "X602", "X604"), as_statement),
    "X603": as_account,
    **dict.fromkeys(("X605", "X606", "X612"), as_aspects),
    "X607": as_sections,
    "T407": as_table,
    "T402": partial(as_block, "六"),
    "T404": partial(as_block, "六"),
    "T405": partial(as_block, "五"),
    "T410": partial(as_block, "八"),
    **dict.fromkeys(("G801", "G803", "G808"), as_preface),
    **dict.fromkeys(("G802", "G811", "X608", "X609"), as_sections),
    "G806": alone,
}
"""How the examples of each rule become a report."""

NOT_EMBEDDED: Final = {
    "G804": "one line cannot show that a whole report is in traditional characters",
    "G805": "the example speaks of bytes, and shows none",
    "G810": "the example speaks of the name of a file, and has none",
}
"""Rules whose examples are no text that shows the fault, and why."""
