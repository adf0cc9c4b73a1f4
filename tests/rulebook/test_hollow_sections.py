"""S110: a section on problems that names none."""

from __future__ import annotations

import pytest

from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.linting import lint
from tests.samples.examples import SECTIONS, report


def codes(book: Rulebook, *lines: str, year: int = 2023) -> list[str]:
    """What is found of S107 and S110 in a report whose section five holds these lines."""
    sections = [one._replace(lines=lines) if one.heading[0] == "五" else one for one in SECTIONS]
    text = report(sections=sections).replace("2023", str(year))
    found = lint(open_document(text.encode(), "a.txt"), book).diagnostics
    return [one.code for one in found if one.code in ("S107", "S110")]


@pytest.mark.parametrize(
    "text",
    [
        "无",
        "无。",
        "暂无。",
        "无问题。",
        "没有问题。",
        "暂无主要问题。",
        "不存在问题。",
        "本年度不存在问题。",
        "2023年，我局政府信息公开工作中没有发现明显问题。",
        "目前，我局在政府信息公开方面暂无需要改进的问题和不足。",
        "截至2023年12月31日，本机关未发现存在的问题。",
        "（一）存在的主要问题：无。（二）改进情况：无。",
        "云岭市临江区民政局不存在突出问题。",
        "略。",
        "同上。",
        "详见附件。",
        "无\n无",
    ],
)
def test_a_section_that_says_that_there_is_nothing(book: Rulebook, text: str) -> None:
    assert codes(book, *text.split("\n")) == ["S110"]
    assert codes(book, *text.split("\n"), year=2020) == ["S110"]


@pytest.mark.parametrize("text", ["/", "——", "—", "/。", "、"])
def test_a_section_of_strokes_is_empty_and_nothing_more(book: Rulebook, text: str) -> None:
    assert codes(book, text) == ["S107"]


def test_an_empty_last_section_is_not_told_to_state_fees(book: Rulebook) -> None:
    sections = [one._replace(lines=("/",)) if one.heading[0] == "六" else one for one in SECTIONS]
    found = lint(open_document(report(sections=sections).encode(), "a.txt"), book).diagnostics
    assert [one.code for one in found if one.code in ("S107", "X608")] == ["S107"]


@pytest.mark.parametrize(
    "text",
    [
        "解读形式单一，将改进。",
        "公开内容不够全面。",
        "信息公开工作更新不及时。",
        "存在的问题：解读少。改进情况：已增加。",
        "目前没有突出问题，下一步将按季度抽查栏目。",
        "无专职人员，兼职人员业务不熟。",
        "没有建立台账，存在漏报。",
        "暂无英文版网站，明年开通。",
        "一是人手不足。二是培训不够。",
        "公开渠道不足，未开通新媒体。",
        "（一）主要问题\n栏目更新慢。\n（二）改进情况\n逐月检查。",
        "问题：解读少",
    ],
)
def test_a_section_that_names_a_problem_however_briefly(book: Rulebook, text: str) -> None:
    assert codes(book, *text.split("\n")) == []


def test_a_section_without_any_text_is_empty_and_not_hollow(book: Rulebook) -> None:
    assert codes(book) == ["S107"]


def test_the_older_format_asks_for_it_in_no_section_of_its_own(book: Rulebook) -> None:
    assert codes(book, "无。", year=2016) == []


def test_what_goes_on_under_a_heading_of_no_format_is_not_short(book: Rulebook) -> None:
    assert codes(book, "存在问题：", "一、栏目更新不及时", "个别栏目三个月没有更新。") == []
