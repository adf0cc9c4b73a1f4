from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.lexicon import Lexicon
from linter.report.structure.lalr import Lexeme
from linter.report.structure.line_blocks import LineBlock, heading_text, is_label, line_blocks


def pieces(kind: str, text: str, lexicon: Lexicon) -> list[LineBlock]:
    return list(line_blocks([Lexeme(kind, text, 7)], lexicon))


@pytest.mark.parametrize(
    ("kind", "text", "level", "numeral", "number"),
    [
        ("NUMBER1", "三、收到和处理\n\n", 1, "三", 3),
        ("NUMBER2", "  (二)主动公开\n", 2, "二", 2),
        ("NUMBER3", "12.其他\n", 3, "12", 12),
        ("NUMBER4", "③其他\n", 4, "③", 3),
    ],
)
def test_numbered_lines(
    lexicon: Lexicon, kind: str, text: str, level: int, numeral: str, number: int
) -> None:
    assert pieces(kind, text, lexicon) == [LineBlock(kind, text, 7, level, numeral, number)]


def test_runs_of_other_forms_stay_whole(lexicon: Lexicon) -> None:
    text = "规章 | 0 |\n规章 | 0 |\n"
    assert pieces("CELLS", text, lexicon) == [LineBlock("CELLS", text, 7)]


def test_short_lines_part_where_one_may_matter(lexicon: Lexicon) -> None:
    first, menu, label, heading, last = "首页\n\n", "新闻\n图片\n", "规章\n", "总体情况\n", "返回\n"
    found = pieces("SHORT", first + menu + label + heading + last, lexicon)
    assert [piece.text for piece in found] == [first, menu, label, heading, last]
    assert [piece.start for piece in found] == [7, 11, 17, 20, 25]


@given(
    st.lists(st.sampled_from(["首页\n", "规章\n\n", "总体情况\n", "自然人 总计\n", " 新闻\n \n"]), min_size=1)
)
def test_cutting_loses_nothing(lexicon: Lexicon, lines: list[str]) -> None:
    text = "".join(lines)
    found = pieces("SHORT", text, lexicon)
    assert "".join(piece.text for piece in found) == text
    assert [piece.start for piece in found[1:]] == [piece.end for piece in found[:-1]]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("一、总体情况\n", "总体情况"),
        ("一、总体情况。2023年,我局公开信息86条。\n", "总体情况"),
        ("五、存在的问题:一是更新不及时。\n", "存在的问题"),
        ("五、存在的问题:一、更新不及时。二、人手不足。\n", "存在的问题"),
        ("六、其他需要报告的事项  无\n", "其他需要报告的事项"),
        ("**一、总体情况**\n", "总体情况"),
        ("一、总体情况;二、主动公开;三、申请\n", "总体情况;二、主动公开;三、申请"),
        ("一、总体情况  二、主动公开\n", "总体情况  二、主动公开"),
        ("总体情况:\n", "总体情况"),
        ("\n", ""),
    ],
)
def test_what_a_heading_says(line: str, words: str) -> None:
    assert heading_text(line) == words


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("自然人 商业企业 科研机构\n", True),
        ("结果维持 结果纠正 其他结果 尚未审结 总计\n", True),
        ("(一)予以公开\n", True),
        ("  规章  \n", True),
        ("自然人 申请居多\n", False),
        ("行政许可 " * 60, False),
    ],
)
def test_rows_of_labels(lexicon: Lexicon, line: str, labels: bool) -> None:
    assert is_label(line, lexicon) is labels


@pytest.mark.parametrize(
    ("text", "is_line"), [("规章\n\n", True), ("规章\n总计\n", False), ("规章" * 100, False), ("", True)]
)
def test_a_label_must_be_one_short_line(text: str, is_line: bool) -> None:
    assert LineBlock("SHORT", text, 0).is_line is is_line
