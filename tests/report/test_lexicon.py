from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from linter.report.lexicon import Lexicon, Words, label_cores
from linter.report.text_match import wordings


@pytest.mark.parametrize(
    ("year", "key"),
    [
        (None, None),
        (2007, None),
        (2008, "2008"),
        (2018, "2008"),
        (2019, "2019"),
        (2020, "2019"),
        (2030, "2021"),
    ],
)
def test_the_year_selects_the_generation(lexicon: Lexicon, year: int | None, key: str | None) -> None:
    generation = lexicon.generation(year)
    assert (generation.key if generation else None) == key


@pytest.mark.parametrize(
    ("text", "number", "key"),
    [
        ("总体情况", 1, "overview"),
        ("总体 情况", 1, "overview"),
        ("主动公开政府信息情况", 2, "proactive"),
        ("政府信息主动公开情况", 2, "proactive"),
        ("收到和处理政府信息公开申请的情况", 3, "requests"),
        ("因政府信息公开工作被申请行政复议、提起行政诉讼的情况", 4, "review"),
        ("政府信息公开行政复议,行政诉讼情况", 4, "review"),
        ("存在问题及下一步工作措施", 5, "problems"),
        ("存在不足及改进措施", None, "problems"),
        ("其他需要报告的事项情况", 6, "other"),
        ("概述", 1, "overview"),
        ("收费及减免情况", 4, "fees"),
        ("依申请信息公开收费情况", 3, "fees"),
        ("政府支出与收费情况", 6, "fees"),
        ("政府信息公开工作的基本概况", 1, "overview"),
        ("依申请公开、不予公开政府信息情况", 3, "requests"),
        ("政府信息公开行政复议、行政诉松情况", 4, "review"),
        ("收到和处里政府信息公开申请情况", 3, "requests"),
        ("重点领域信息公开", 2, None),
        ("改进措施", 2, None),
        ("本年新收政府信息公开申请数量", 1, None),
        ("结转下年度继续办理", 4, None),
        ("本年度办理结果", 3, None),
        ("总", 1, None),
        ("", None, None),
        ("情况" * 30, 1, None),
    ],
)
def test_headings(lexicon: Lexicon, text: str, number: int | None, key: str | None) -> None:
    assert lexicon.section_key(text, number) == key
    assert lexicon.section_key(text, number) == key  # remembered


def test_every_wording_in_the_packs_names_its_section(lexicon: Lexicon) -> None:
    for generation in lexicon.generations:
        for section in generation.sections:
            for wording in (section.heading, *section.variants):
                assert lexicon.section_key(wording, None) == section.key, wording


def test_numbers_of_sections(lexicon: Lexicon) -> None:
    assert lexicon.is_number("problems", 5)
    assert lexicon.is_number("problems", 6)  # generation 2008
    assert not lexicon.is_number("problems", 1)
    assert not lexicon.is_number("nothing", 1)


@pytest.mark.parametrize(
    ("text", "is_label", "is_part"),
    [
        ("一、本年新收政府信息公开申请数量", True, True),
        ("本年新收政府信息公开申请数量", True, True),
        ("本年新收政府信息", False, True),
        ("公开申请数量", False, True),
        ("本年新\n制作数量", True, True),
        ("(二)部分公开", True, True),
        ("3.危及“三安全一稳定”", True, True),
        ("总计", True, True),
        ("规范性档案", True, True),  # what a converter makes of 文件
        ("规范性文件(局、办印发的,以及以局、办名义转发的,都计入本行)", True, False),
        ("规章制度(局、办印发的)", False, False),
        ("结果 结果 其他 尚未 总", False, True),
        ("维 纠 结 审 计", False, True),
        ("维持 秩序 其他", False, False),
        ("总体情况", False, False),
        ("规章制度", False, False),
        ("", False, False),
        ("规章" * 60, False, False),
    ],
)
def test_labels(lexicon: Lexicon, text: str, is_label: bool, is_part: bool) -> None:
    assert (lexicon.is_label(text), lexicon.is_label_part(text)) == (is_label, is_part)


def test_a_heading_word_for_word(lexicon: Lexicon) -> None:
    assert lexicon.is_heading("主动公开政府信息情况")
    assert not lexicon.is_heading("二、主动公开政府信息情况")
    assert not lexicon.is_heading("主动公开政府信息情况" + "说明" * 50)


def test_tables_of_all_generations_newest_first_each_once(lexicon: Lexicon) -> None:
    assert [(generation, table.key) for generation, table in lexicon.tables] == [
        ("2021", "proactive"),
        ("2021", "requests"),
        ("2021", "review"),
        ("2019", "proactive"),
        ("2019", "requests"),
    ]


def test_ways_to_name_a_label() -> None:
    assert list(wordings("（二）部分公开（区分处理的，只计这一情形）", ("2.部分公开",))) == [
        "二部分公开区分处理的只计这一情形",
        "二部分公开",
        "部分公开区分处理的只计这一情形",
        "部分公开",
        "2部分公开",
        "部分公开",
    ]


def test_every_label_of_a_table_is_known(lexicon: Lexicon) -> None:
    for _, table in lexicon.tables:
        assert set(label_cores(table)) <= lexicon.labels
        assert all(lexicon.is_label(row.label) for _, row in table.rows())


@pytest.mark.parametrize(
    "words", ["关于做好政府信息公开工作年度报告编制工作的通知", "2023年政府信息公开工作年度报告解读"]
)
def test_pages_about_reports(lexicon: Lexicon, words: str) -> None:
    assert lexicon.not_report is not None
    assert lexicon.not_report.search(words)


def test_no_words_no_patterns() -> None:
    empty = Lexicon((), Words())
    assert (empty.ending_residue, empty.not_report) == (None, None)
    assert (empty.section_key("总体情况", 1), empty.is_label("规章"), empty.tables) == (None, False, ())


def test_a_lexicon_is_rebuilt_from_its_data(lexicon: Lexicon) -> None:
    twin = pickle.loads(pickle.dumps(lexicon))
    assert twin.generations == lexicon.generations
    assert (
        replace(twin.words, figures=lexicon.words.figures) == lexicon.words
    )  # those are compared by identity
    assert twin.section_key("总体情况", 1) == "overview"


@given(
    st.text(alphabet="总体情况主动公开政府信息申请的和及存在问题一1、(三)", max_size=60), st.integers(0, 99)
)
def test_any_heading_has_at_most_one_meaning(lexicon: Lexicon, text: str, number: int) -> None:
    known = {section.key for generation in lexicon.generations for section in generation.sections}
    assert lexicon.section_key(text, number) in {None, *known}
