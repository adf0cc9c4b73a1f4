"""The step between lexer and parser: tokens by form in, terminals of the grammar out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import linter.report.structure.line_classifier as outline
from linter.report.structure.grammar import ReportGrammar
from linter.report.structure.line_classifier import Token, TooLong
from linter.rulebook import Rulebook
from linter.text.normalize import normalize
from tests.samples.layouts import REQUESTS, REVIEW, STYLES, TITLE, report


@pytest.fixture(scope="session")
def grammar(book: Rulebook) -> ReportGrammar:
    return ReportGrammar(book.grammar, book.lexicon)


def terminals(grammar: ReportGrammar, text: str) -> list[Token]:
    return list(grammar.terminals(normalize(text)))


def kinds(grammar: ReportGrammar, text: str) -> list[str]:
    return [token.type for token in terminals(grammar, text)]


SECTION = ["SECTION", "TABLE"]


@pytest.mark.parametrize("style", STYLES)
def test_a_table_is_one_terminal_in_every_style(grammar: ReportGrammar, style: str) -> None:
    text = report(requests=STYLES[style](REQUESTS))
    assert kinds(grammar, text) == [
        "_BEGIN", "TITLE", "PARAGRAPH", "SECTION", "PARAGRAPH", *SECTION * 3,
        "SECTION", "PARAGRAPH", "SECTION", "PARAGRAPH",
    ]  # fmt: skip


def test_items_have_their_level(grammar: ReportGrammar) -> None:
    text = report(preface="（一）甲。\n1.乙。\n(1)丙。\n①丁。\n㈡戊。\n2、己。\n")
    assert kinds(grammar, text)[2:8] == ["LEVEL2", "LEVEL3", "LEVEL4", "LEVEL4", "LEVEL2", "LEVEL3"]


@pytest.mark.parametrize(
    "line",
    [
        "一、本年新收政府信息公开申请数量",
        "四、结转下年度继续办理",
        "2.重复申请",
        "（三）不予公开",
        "三、本年办理结果",
        "二、上年结转政府信息公开\n申请数量",
    ],
)
def test_a_label_that_looks_like_a_heading_stays_in_its_table(grammar: ReportGrammar, line: str) -> None:
    text = report(requests=f"自然人\n总计\n{line}\n1\n2\n3\n4\n5\n6\n21\n2.重复申请\n0\n")
    assert kinds(grammar, text).count("SECTION") == 6


def test_a_heading_that_looks_like_a_label_ends_the_table(grammar: ReportGrammar) -> None:
    text = report(headings=["一、总体情况", "二、主动公开情况", "三、依申请公开情况",
                            "四、行政复议、行政诉讼情况", "五、存在的问题", "六、其他事项"])  # fmt: skip
    assert kinds(grammar, text).count("SECTION") == 6


def test_a_heading_in_other_words_without_numeral_ends_the_table(grammar: ReportGrammar) -> None:
    text = report(headings=["总体情况", "主动公开政府信息的情况", "政府信息依申请公开工作情况",
                            "申请行政复议和提起行政诉讼情况", "存在主要问题及改进措施",
                            "其他需要报告的事项"])  # fmt: skip
    assert kinds(grammar, text).count("SECTION") == 6


def test_lines_of_figures_without_any_label_are_text(grammar: ReportGrammar) -> None:
    assert "TABLE" not in kinds(grammar, report(requests="首页 | 新闻\n1 | 2", proactive="3\n4", review="-"))


def test_text_behind_a_table_is_not_the_tables(grammar: ReportGrammar) -> None:
    text = report(review=REVIEW + "\n说明：以上为本级数据。\n其他\n")
    found = terminals(grammar, text)
    after = found[[token.type for token in found].index("TABLE") :]
    assert not any("说明" in token.block.text for token in after if token.type == "TABLE")


def test_noise_around_a_report(grammar: ReportGrammar) -> None:
    found = kinds(grammar, f"首页\n字号：[大 中 小]\n{report()}上一篇：无\n分享到：\n")
    assert (found[:2], found[-1]) == (["_BEGIN", "FRAGMENT"], "_NOISE")
    assert found.count("TITLE") == 1


def test_no_report_at_all(grammar: ReportGrammar) -> None:
    text = f"{TITLE}\n下载\n通知\n一、要求\n请各单位按时报送。\n"
    assert kinds(grammar, text)[:2] == ["_BEGIN", "FRAGMENT"]


def test_more_lines_than_any_file_of_reports(grammar: ReportGrammar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outline, "_MOST_PIECES", 1)
    with pytest.raises(TooLong):
        kinds(grammar, "一、甲\n二、乙\n三、丙\n四、丁\n")


LINES = [
    TITLE, "一、总体情况", "三、收到和处理政府信息公开申请情况", "四、结转下年度继续办理",
    "规章 | 0 |", "总计",
    "自然人 总计", "0", "3件", "|", "|||", "\t1\t2", "（一）主动公开", "1.重复申请", "①其他", "2023年",
    "报 告", "", "  ", "我局公开信息12条。", "云岭市", "第一章 总则", "第三部分", "一", "- 3 -", "无",
    "规章 0 0 3", "分享到：", "长" * 70, "# 一、总体情况",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=30), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_no_word_is_lost_and_none_moves(grammar: ReportGrammar, lines: list[str], end: str) -> None:
    text = normalize(end.join(lines) + "\n")
    found = terminals(grammar, text)
    assert "".join(token.block.text for token in found).split() == text.split()
    for token in found:
        assert text[token.block.start : token.block.end] == token.block.text


@given(st.text(alphabet="一二（(1)）、.．。|\t \r\n#*>-报告年政第部分章条①㈠0"))
def test_any_text_has_terminals(grammar: ReportGrammar, text: str) -> None:
    normalized = normalize(text) + "\n"
    found = terminals(grammar, normalized)
    assert "".join(token.block.text for token in found).split() == normalized.split()
