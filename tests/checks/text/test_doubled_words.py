"""G808: what is typed twice, and what Chinese repeats."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.checks.prose_lines import Line
from linter.checks.text.doubled_words import doubled_lines
from linter.diagnostic import Applicability
from linter.documents import open_document
from linter.rulebook import Rulebook
from linter.text.edits import apply_edits
from tests.linting import lint
from tests.samples.examples import report


def with_line(line: str) -> str:
    return report().replace("（一）主动公开。全年公开信息86条。", f"（一）主动公开。{line}")


def found(book: Rulebook, text: str) -> list[str]:
    """The words that G808 finds, and that the fix leaves once."""
    result = lint(open_document(text.encode(), "a.txt"), book)
    words = []
    for one in result.diagnostics:
        if one.code != "G808":
            continue
        assert one.fix is not None
        assert one.fix.applicability is Applicability.SAFE
        twice = text[one.span.start : one.span.end]
        words.append(twice[: len(twice) // 2])
        fixed = apply_edits(text, one.fix.edits)
        assert fixed == text[: one.span.start] + words[-1] + text[one.span.end :]
    return words


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("及时公布专项资金资金分配结果，接受监督。", "资金"),
        ("全年公开各类信息信息46条，均经审核。", "信息"),
        ("通过政府网站网站公布办事指南，方便群众。", "网站"),
        ("进一步进一步健全公开制度，压实责任。", "进一步"),
        ("认真认真落实上级要求，逐项对照检查。", "认真"),
        ("回应老百姓老百姓关心的热点，解释政策。", "老百姓"),
        ("加强信息发布前的保密审核审核。", "审核"),
        ("召开会议会议3次，研究公开工作。", "会议"),
        ("公布惠农政策政策的申领条件和标准。", "政策"),
        ("以及以及其他应当公开的内容，按时上网。", "以及"),
        ("落实行政复议决定行政复议决定2件，均已履行。", "行政复议决定"),
        ("对照年度要点年度要点逐条落实，没有遗漏。", "年度要点"),
        ("及时及时更新栏目，删除过时内容。", "及时"),
        ("统一统一公开标准，明确时限。", "统一"),
        ("对各乡镇的公开栏目栏目逐月检查，通报结果。", "栏目"),
        ("涉及民生民生的重大决策，公开征求意见。", "民生"),
    ],
)
def test_a_word_typed_twice(book: Rulebook, line: str, word: str) -> None:
    assert found(book, with_line(line)) == [word]


@pytest.mark.parametrize(
    "line",
    [
        "研究研究、讨论讨论、商量商量，多听听群众意见。",
        "人人参与，天天更新，常常检查，年年评议，层层压实。",
        "件件有着落，事事有回音，一件一件办，一项一项查。",
        "更新信息公开公开栏，畅通依申请公开公开渠道。",
        "完善公开指南指南编制，规范规范性文件管理。",
        "进一步一步步落实，做到点对点对接、面对面对话。",
        "维护县政府政府网站，推进区政府政府信息公开工作。",
        "推进政务服务服务群众，做好信息公开公开工作。",
        "做好政务公开工作工作方案的起草，发展发展中地区产业。",
        "依法行政行政执法同步推进，规范行政执法执法监督。",
        "受理信息公开申请申请人来访，登记申请申请表。",
        "落实主体责任责任人制度，配备管理管理员。",
        "召开常务会议会议室座谈，市人大人大代表建议办结。",
        "2023年度年度报告编制完成，规范市场市场监管行为。",
        "围绕中心中心工作，公布医疗保障保障范围。",
        "打造“办事办事”专栏，转发《公开公开再公开》一文。",
        "成本下降百分之二十二十余家企业受益，2023年2023年。",
        "哈哈哈哈，步步步步，是是非非，高高兴兴，清清楚楚。",
        "每年每年都开展，多次多次强调，十万十万地投入。",
        "实打实打造便民平台，手把手把关信息发布。",
    ],
)
def test_what_chinese_repeats_or_two_words_share(book: Rulebook, line: str) -> None:
    assert found(book, with_line(line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "如有疑问，请与我局联系，地址：临江区城关镇城关镇街8号，邮编123456。",
        "请与临江区民政局办公室联系（临江区临江区东路18号）。",
        "通讯处：云岭市和平街道和平街道5楼。",
    ],
)
def test_a_street_may_have_its_town_s_name(book: Rulebook, line: str) -> None:
    assert found(book, with_line(line)) == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("地址：云岭市文化路文化路8号，联系人联系人王主任，请来电。", "联系人"),
        ("全年在城关镇城关镇设公开点，印发材料。", "城关镇"),
    ],
)
def test_words_typed_twice_beside_an_address_or_without_one(book: Rulebook, line: str, word: str) -> None:
    assert found(book, with_line(line)) == [word]


def test_lines_that_are_no_sentences_are_left_alone(book: Rulebook) -> None:
    assert found(book, with_line("全年公开信息46条。\n资金资金\n结果维持结果纠正总计总计\n")) == []


def test_a_heading_and_the_text_behind_it_may_begin_alike(book: Rulebook) -> None:
    text = report().replace("（一）主动公开。全年公开信息86条。", "（一）平台运行平台运行稳定，全年无故障。")
    assert found(book, text) == []


def test_words_on_two_lines_are_not_one_word_twice(book: Rulebook) -> None:
    assert found(book, with_line("全年公布的专项资金\n资金分配结果，接受监督。")) == []


def test_a_word_typed_three_times_is_left_once(book: Rulebook) -> None:
    text = with_line("及时公布救助资金资金资金发放结果。")
    result = lint(open_document(text.encode(), "a.txt"), book)
    [one] = [each for each in result.diagnostics if each.code == "G808"]
    assert one.fix is not None
    assert "救助资金发放结果" in apply_edits(text, one.fix.edits)


@given(st.lists(st.text("公开信息𠮷\ud800，1", min_size=1, max_size=24), max_size=8))
def test_no_line_with_a_doubled_word_is_passed_over(texts: list[str]) -> None:
    lines = [Line(number, text) for number, text in enumerate(texts)]
    doubled = {line for line in lines if re.search(r"([\u4e00-\u9fff]{2,8}?)\1", line.text)}
    kept = list(doubled_lines(lines))
    assert doubled <= set(kept)
    assert [line for line in lines if line in kept] == kept


def test_lines_without_repeated_characters_are_passed_over() -> None:
    assert list(doubled_lines([Line(0, "全年公开信息八十六条"), Line(0, "答复均在期限之内")])) == []


def test_characters_that_are_alike_in_one_byte_alone_are_no_word_twice() -> None:
    words = "".join(chr(ord(char) + 0x100) for char in "信息")
    assert list(doubled_lines([Line(0, f"全年公开信息{words}八十六条")])) == []
    assert list(doubled_lines([Line(0, "全年公开2023.2023.八十六条")])) == []
