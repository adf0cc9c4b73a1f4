from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from linter.report.text_match import (
    indel_ratio,
    known_labels,
    letters_only,
    similarity,
    split_into_labels,
    split_numeral,
    without_note,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一、总体情况", "一总体情况"),
        ("  本年新 制作\n数量 ", "本年新制作数量"),
        ("3.危及“三安全一稳定”", "3危及三安全一稳定"),
        ("本年增/减", "本年增减"),
        ("_|-—…", ""),
        ("规(guī)章", "规章"),
        ("总计(zong)", "总计"),
        ("本年收费金额(单位:万元)", "本年收费金额单位万元"),
    ],
)
def test_core(text: str, words: str) -> None:
    assert letters_only(text) == words


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("一、总体情况", (1, "一", "总体情况")),
        ("十二、其他", (1, "十二", "其他")),
        ("一.总体情况", (1, "一", "总体情况")),
        ("一 、 总体情况", (1, "一", "总体情况")),
        ("一 总体情况", (1, "一", "总体情况")),
        ("第一部分 总体情况", (1, "一", "总体情况")),
        ("第一部分总体情况", (1, "一", "总体情况")),
        ("第三章 收到和处理", (1, "三", "收到和处理")),
        ("## 一、总体情况", (1, "一", "总体情况")),
        ("**一、总体情况**", (1, "一", "总体情况**")),
        ("(一)主动公开", (2, "一", "主动公开")),
        ("( 三 )、不予公开", (2, "三", "不予公开")),
        ("㈡部分公开", (2, "㈡", "部分公开")),
        ("1.属于国家秘密", (3, "1", "属于国家秘密")),
        ("12、其他", (3, "12", "其他")),
        ("(1)其他", (4, "1", "其他")),
        ("③其他", (4, "③", "其他")),
        ("1.5万元", (0, "", "1.5万元")),
        ("一是加强培训", (0, "", "一是加强培训")),
        ("第二十条第(一)项", (0, "", "第二十条第(一)项")),
        ("一季度", (0, "", "一季度")),
        ("2023年,我局", (0, "", "2023年,我局")),
        ("", (0, "", "")),
    ],
)
def test_numerals(line: str, parts: tuple[int, str, str]) -> None:
    assert split_numeral(line) == parts


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("(二)部分公开(区分处理的,只计这一情形,不计其他情形)", "(二)部分公开"),
        ("本年收费金额(单位:万元)", "本年收费金额"),
        ("第二十条第(一)项", "第二十条第(一)项"),
        ("(七)总计", "(七)总计"),
        ("其他(三)", "其他(三)"),
        ("规章(县区的机(jī)关不填)", "规章"),
    ],
)
def test_notes(text: str, bare: str) -> None:
    assert without_note(text) == bare


KNOWN = known_labels({"自然人", "商业企业", "总计", "本年新制作数量", "1属于国家秘密"})


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("自然人 商业企业 总计", True),
        ("  自然人   总计 ", True),
        ("本年新 制作 数量 总计", True),
        ("1. 属于国家秘密 总计", True),
        ("自然人", False),
        ("自然人总计", True),
        ("自然人 企业", False),
        ("企业 自然人", False),
        ("本年 新 制 作 数量", False),
        ("自然人总计其", False),
        ("自然人(rén) 商业(yè) 企业 总计(jì)", True),
        ("", False),
        ("本年新 制作数量", False),
    ],
)
def test_labels_in_a_row(text: str, several: bool) -> None:
    assert bool(split_into_labels(text, KNOWN)) is several


def test_the_longest_label_that_begins_at_a_place_is_found_and_none_of_one_letter() -> None:
    known = known_labels({"总", "总计", "总计数量合计"})
    assert known.end("本年总计", 2) == 4
    assert known.end("总计数量合计", 0) == 6
    assert known.end("总计数量", 0) == 2
    assert known.end("总", 0) == 0


def test_similarity_is_a_share_of_a_hundred() -> None:
    assert similarity("总体情况", "总体情况") == 100
    assert similarity("总体情况", "") == 0
    assert 60 < similarity("总体情况", "总体概况") < 100


@given(st.text(alphabet="一二十第部分章()、.12① 总体"))
def test_splitting_loses_no_words(line: str) -> None:
    level, numeral, rest = split_numeral(line)
    assert (level == 0) == (numeral == "")
    assert line.endswith(rest)
    assert numeral in line


@given(st.text("政府信息公开工作情况报告", max_size=80), st.text("政府信息公开工作情况报告", max_size=80))
def test_the_first_comparisons_are_those_of_rapidfuzz(one: str, other: str) -> None:
    assert indel_ratio(one, other) == ratio(one, other)


def test_many_comparisons_are_made_by_rapidfuzz_and_say_the_same() -> None:
    similarity.cache_clear()
    words = [chr(0x4E00 + at) + "公开" for at in range(150)]
    assert [similarity(word, "公开") for word in words] == [ratio(word, "公开") for word in words]
    assert similarity.cache_info().misses == 150
