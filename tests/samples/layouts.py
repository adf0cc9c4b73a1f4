"""A report of an invented body, and ways in which its tables come out of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from linter.report.values.figure import figure_words
from linter.report.word_lists import WordLists
from tests import samples
from tests.samples import HEADINGS

FIGURE_WORDS: Final = figure_words(
    WordLists(
        {
            "nothing_in_cell": ("无", "不适用", "未发生", "N/A"),
            "measure_in_cell": ("件", "宗", "人次"),
            "rise_in_cell": ("增", "增加"),
            "fall_in_cell": ("减", "减少"),
        }
    )
)
TITLE: Final = "云岭市临江区档案局2023年政府信息公开工作年度报告"
PREFACE: Final = "根据条例编制本报告，所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
PROSE: Final = (
    "2023年，我局落实条例要求，全年主动公开信息86条。",
    "信息更新还不够及时，下一步将加强培训。",
    "本年度未收取信息处理费。",
)


@dataclass(frozen=True)
class Line:
    """A row of a table before it is text: its labels (an outer one only where it begins) and figures."""

    key: str
    labels: tuple[str, ...]
    figures: tuple[str, ...]


def _lines(text: str, width: int, start: int) -> tuple[Line, ...]:
    """Rows as `key: outer label / label`; every figure is another number, so that none can be mistaken."""
    lines = []
    for order, row in enumerate(text.strip().splitlines()):
        key, _, labels = row.strip().partition(": ")
        figures = tuple(str(start + 10 * order + column) for column in range(width))
        lines.append(Line(key, tuple(labels.split(" / ")), figures))
    return tuple(lines)


COLUMNS: Final = (
    "natural_person",
    "business",
    "research",
    "public_welfare",
    "legal_service",
    "other",
    "total",
)
HEAD: Final = (
    "申请人情况",
    "自然人",
    "法人或其他组织",
    "总计",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
)
REQUESTS: Final = _lines(
    """
    received: 一、本年新收政府信息公开申请数量
    carried_in: 二、上年结转政府信息公开申请数量
    granted: 三、本年度办理结果 / （一）予以公开
    partly_granted: （二）部分公开（区分处理的，只计这一情形，不计其他情形）
    refused.state_secret: （三）不予公开 / 1.属于国家秘密
    refused.other_law: 2.其他法律行政法规禁止公开
    refused.safety_stability: 3.危及“三安全一稳定”
    refused.third_party: 4.保护第三方合法权益
    refused.internal_affairs: 5.属于三类内部事务信息
    refused.process: 6.属于四类过程性信息
    refused.enforcement_file: 7.属于行政执法案卷
    refused.administrative_query: 8.属于行政查询事项
    unavailable.not_held: （四）无法提供 / 1.本机关不掌握相关政府信息
    unavailable.needs_creation: 2.没有现成信息需要另行制作
    unavailable.unclear: 3.补正后申请内容仍不明确
    not_processed.petition: （五）不予处理 / 1.信访举报投诉类申请
    not_processed.repeated: 2.重复申请
    not_processed.publication: 3.要求提供公开出版物
    not_processed.excessive: 4.无正当理由大量反复申请
    not_processed.confirmation: 5.要求行政机关确认或重新出具已获取信息
    otherwise.not_corrected: （六）其他处理 / 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请
    otherwise.fee_unpaid: 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请
    otherwise.other: 3.其他
    processed_total: （七）总计
    carried_out: 四、结转下年度继续办理
    """,
    7,
    1000,
)
PROACTIVE: Final = (
    "第二十条第（一）项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n1\n2\n行政规范性文件\n3\n4\n5\n"
    "第二十条第（五）项\n信息内容\n本年处理决定数量\n行政许可\n6\n"
    "第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n7\n行政强制\n8\n"
    "第二十条第（八）项\n信息内容\n本年收费金额（单位：万元）\n行政事业性收费\n9.5"
)
_RESULTS = "结果维持\n结果纠正\n其他结果\n尚未审结\n总计"
REVIEW: Final = (
    f"行政复议\n行政诉讼\n{_RESULTS}\n未经复议直接起诉\n复议后起诉\n{_RESULTS}\n{_RESULTS}\n"
    + "\n".join(map(str, range(11, 26)))
)


def _spread(line: Line) -> list[str]:
    return [*line.labels, *line.figures]


def _by_row(
    separator: str, before: str = "", behind: str = "", columns: int = 0
) -> Callable[[Sequence[Line]], str]:
    def write(lines: Sequence[Line]) -> str:
        rows = []
        for line in lines:
            outer = [""] * max(0, columns - len(line.labels)) if len(line.labels) == 1 else []
            rows.append(before + separator.join([*outer, *_spread(line)]) + behind)
        return "\n".join(rows)

    return write


def _by_cell(joint: str, behind: str = "") -> Callable[[Sequence[Line]], str]:
    return lambda lines: joint.join(cell for line in lines for cell in _spread(line)) + behind


def _broken(lines: Sequence[Line]) -> str:
    """Cell by line, every label of six characters or more broken in its middle."""
    cells = [cell for line in lines for cell in _spread(line)]
    return "\n".join(f"{c[: len(c) // 2]}\n{c[len(c) // 2 :]}" if len(c) >= 6 else c for c in cells)


_MARKDOWN_RULE = "| --- " * 9 + "|\n"
STYLES: Final[Mapping[str, Callable[[Sequence[Line]], str]]] = {
    "one cell a line": _by_cell("\n"),
    "blank lines between": _by_cell("\n\n"),
    "a bar behind each cell": _by_cell(" |\n", " |"),
    "bars alone": _by_cell("\n|\n", "\n|"),
    "rows with bars": _by_row(" | ", behind=" |"),
    "rows with bars left by a merged cell": _by_row(" | ", behind=" | ||"),
    "tight bars": _by_row("|", behind="|"),
    "full-width bars": _by_row("｜", behind="｜"),
    "Markdown": lambda lines: _MARKDOWN_RULE + _by_row(" | ", "| ", " |", columns=2)(lines),
    "tabs": _by_row("\t"),
    "tabs behind empty cells": _by_row("\t", columns=2),
    "spaces": _by_row(" "),
    "broken labels": _broken,
    "spaces in labels": lambda lines: (
        _by_cell("\n")(lines).replace("政府信息", "政府 信息").replace("申请", "申 请")
    ),
    "page numbers between": lambda lines: _by_cell("\n")(lines).replace("\n1033\n", "\n1033\n- 3 -\n"),
    "measure words": lambda lines: _by_cell("\n")(lines).replace("\n10", "\n１0").replace("3\n", "3件\n"),
}


def report(
    *,
    title: str | None = TITLE,
    preface: str = PREFACE,
    headings: Sequence[str] = HEADINGS,
    requests: str | None = None,
    proactive: str = PROACTIVE,
    review: str = REVIEW,
) -> str:
    """The text of the whole report; None for `title` makes a fragment."""
    if requests is None:
        requests = "\n".join(HEAD) + "\n" + STYLES["one cell a line"](REQUESTS)
    return samples.report(title, preface, headings, (PROSE[0], proactive, requests, review, *PROSE[1:]))
