"""Headings that share a line with text are set apart; what only looks so stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.lexicon import Lexicon
from linter.report.structure.joined_lines import with_headings_apart
from linter.rulebook import Rulebook
from linter.text.source import Source
from tests.samples import HEADINGS, WORDINGS
from tests.samples.layouts import TITLE


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("一、总体情况", "2023年,我局公开信息30条。"),
        ("一、总体情况", "我局高度重视,认真落实条例。"),
        ("一、总体情况", "(一)主动公开情况。全年公开信息30条。"),
        ("一、概述", "2016年,我县稳步推进政府信息公开工作。"),
        ("一、概 述", "一年来,我县稳步推进政府信息公开工作。"),
        ("## 一、总体情况", "2023年公开信息30条。"),
        ("**一、总体情况**", "全年公开信息30条,比上年多2条。"),
        ("二、主动公开政府信息情况", "见下表。"),
        ("二、主动公开政府信息情况", "第二十条第(一)项"),
        ("三、收到和处理政府信息公开申请情况", "未收到申请。"),
        ("三、收到和处理政府信息公开申请的情况", "全年收到申请2件,均已答复。"),
        ("四、政府信息公开行政复议、行政诉讼情况", "2023年没有发生。"),
        ("五、存在的主要问题及改进情况", "一是公开的内容不够,二是更新不够及时。"),
        ("五、存在问题和改进措施", "1.内容不够丰富。"),
        ("六、其他需要报告的事项", "无"),
        ("六、其他需要报告的事项", "未收取信息处理费。"),
    ],
)
@pytest.mark.parametrize("blanks", [" ", "   "])
def test_text_behind_a_heading_in_its_line_is_set_apart(
    lexicon: Lexicon, heading: str, text: str, blanks: str
) -> None:
    whole = f"{TITLE}\n{heading}{blanks}{text}\n下文。\n"
    assert with_headings_apart(whole, lexicon) == f"{TITLE}\n{heading}\n{blanks[1:]}{text}\n下文。\n"


@pytest.mark.parametrize(
    "residue",
    [
        "字号:[ ]",
        "字号:[大 中 小]",
        "[字体:大 中 小]",
        "发布时间:2024-01-16 10:00",
        "时间:2024-01-16 来源:本网 浏览次数:12",
        "来源:档案局",
        "【打印】",
        "浏览次数:",
        "2024-01-16",
        "(2024年1月16日)",
    ],
)
def test_residue_behind_a_title_in_its_line_is_set_apart(book: Rulebook, residue: str) -> None:
    (found,) = book.parser.parse(
        Source("a.txt", f"{TITLE}  {residue}\n{HEADINGS[0]}\n平稳。\n{HEADINGS[1]}\n无。\n")
    )
    assert found.title == TITLE


@pytest.mark.parametrize("rest", ["解读", "公开目录", "由办公室编制", "(草案)", "的通知"])
def test_words_behind_a_title_in_its_line_stay(lexicon: Lexicon, rest: str) -> None:
    text = f"{TITLE} {rest}\n"
    assert with_headings_apart(text, lexicon) == text


@pytest.mark.parametrize(
    "line",
    [
        "一、总体情况",
        "一、总体 情况",
        "一、总体情况 3",
        "一、总体情况 ......3",
        "一、总体情况 (试行)",
        "二、主动公开 政府信息情况",
        "三、收到和处理 政府信息公开申请情况",
        "四、政府信息公开行政复议、 行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议 提起行政诉讼情况",
        "五、存在的主要问题 及改进情况。",
        "五、存在的主要问题 和改进的办法",
        "五、存在的主要问题 改进措施",
        "一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况",
        "一、总体情况 1 二、主动公开政府信息情况 2 三、收到和处理政府信息公开申请情况 4 五、存在问题 6",
        "一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0",
        "三、本年度办理结果 (一)予以公开 0 0 0 0 0 0 0",
        "一、深化思想认识 切实增强责任感。",
        "|一、总体情况 2023年公开信息30条。|",
        "一、总体情况\t2023年公开信息30条。",
        "全文包括: 一、总体情况 二、主动公开政府信息情况。如有疑问,请联系。",
    ],
)
def test_what_is_but_a_heading_or_none_stays(lexicon: Lexicon, line: str) -> None:
    text = f"{TITLE}\n{line}\n"
    assert with_headings_apart(text, lexicon) == text


JOINED = """\
本报告所列数据统计期限为2023年1月1日至12月31日。
一、总体情况 2023年,我局做好政府信息公开工作。
(一)主动公开。全年公开信息30条。
(二)依申请公开。未收到申请。
二、主动公开政府信息情况 见附表。
三、收到和处理政府信息公开申请情况 2023年没有收到申请。
四、政府信息公开行政复议、行政诉讼情况 没有发生。
五、存在的主要问题及改进情况 公开内容不够丰富,下一步加强培训。
六、其他需要报告的事项 未收取信息处理费。
""".replace("\n", " ")


@pytest.mark.parametrize("before", [TITLE + "\n", TITLE + " "])
def test_a_report_in_one_line_has_its_sections_and_items(book: Rulebook, before: str) -> None:
    (found,) = book.parser.parse(Source("a.txt", before + JOINED + "\n"))
    assert found.title == TITLE
    assert [section.key for section in found.sections] == list(WORDINGS)
    assert [section.heading for section in found.sections] == list(HEADINGS)
    assert len(found.sections[0].blocks) == 3
    assert found.sections[5].span.start == len(before) + JOINED.index("六、")


def test_the_first_heading_of_a_joined_line_may_follow_a_colon(book: Rulebook) -> None:
    text = "现将有关情况报告如下: 一、概述 全年平稳。 二、主动公开政府信息情况 公开14条。"
    (found,) = book.parser.parse(Source("a.txt", f"{TITLE}\n{text}\n"))
    assert [section.heading for section in found.sections] == ["一、概述", "二、主动公开政府信息情况"]


@given(st.text(alphabet="一二三、总体情况概述。 ,\n(1无2023年我局)|", max_size=120))
def test_only_blanks_and_marks_give_way_to_line_feeds(lexicon: Lexicon, text: str) -> None:
    out = with_headings_apart(text, lexicon)
    assert len(out) == len(text)
    assert all(old == new or (old, new) == (" ", "\n") for old, new in zip(text, out, strict=True))
