"""Headings whose numerals are lost, misread or of another form are headings; only S106 speaks of them."""

from __future__ import annotations

import pytest

import linter
from tests.samples import HEADINGS

TITLE = "云岫县水利局2023年政府信息公开工作年度报告"
SECTIONS = tuple(heading[2:] for heading in HEADINGS)
REGULAR = ("一、", "二、", "三、", "四、", "五、", "六、")


def text_of(numerals: tuple[str, ...] = REGULAR, title: str = TITLE) -> str:
    rows = [title]
    for numeral, words in zip(numerals, SECTIONS, strict=True):
        rows += [f"{numeral}{words}", "按要求推进，没有其他情形。"]
        if words == "总体情况":
            rows += ["（一）主动公开", "公开信息130条。", "（二）依申请公开", "渠道畅通。"]
    return "\n".join(rows) + "\n"


def structure(text: str) -> list[str]:
    found = linter.check(text.encode(), name="a.txt", select=["S"]).findings
    return [each.code for each in found if each.code != "S109"]


@pytest.mark.parametrize("spot", range(6))
@pytest.mark.parametrize("stray", ["l", "1", "丨", "·", "I", "•", "."])
def test_a_stray_mark_before_a_numeral(spot: int, stray: str) -> None:
    numerals = tuple(f"{stray}{each}" if at == spot else each for at, each in enumerate(REGULAR))
    assert structure(text_of(numerals)) == ["S106"]


def test_a_bar_before_a_numeral() -> None:
    assert structure(text_of((*REGULAR[:4], "|五、", "六、"))) == ["S106"]


@pytest.mark.parametrize(
    "numerals",
    [
        ("壹、", "贰、", "叁、", "肆、", "伍、", "陆、"),
        ("Ⅰ、", "Ⅱ、", "Ⅲ、", "Ⅳ、", "Ⅴ、", "Ⅵ、"),
        ("I、", "II、", "III、", "IV、", "V、", "VI、"),
        ("一．", "二．", "三．", "四．", "五．", "六．"),
        ("", "", "", "", "", ""),
    ],
)
def test_numerals_of_another_form_are_one_finding_with_a_fix(numerals: tuple[str, ...]) -> None:
    text = text_of(numerals)
    assert structure(text) == ["S106"]
    fixed = linter.fix(text.encode(), name="a.txt", select=["S106"])
    assert fixed.data.decode() == text_of()


@pytest.mark.parametrize(
    "numerals", [REGULAR, ("第一部分 ", "第二部分 ", "第三部分 ", "第四部分 ", "第五部分 ", "第六部分 ")]
)
def test_regular_numerals_are_silent(numerals: tuple[str, ...]) -> None:
    assert structure(text_of(numerals)) == []


@pytest.mark.parametrize(
    "mark", ["?", "??", "？", "□", "*", "★", "。", "（征求意见稿）", "（送审稿）", "（草稿）"]
)
def test_marks_behind_a_title(mark: str) -> None:
    assert structure(text_of(title=TITLE + mark)) == []


@pytest.mark.parametrize("numerals", [REGULAR, ("",) * 6])
def test_the_title_again_behind_the_preface(numerals: tuple[str, ...]) -> None:
    preface = (
        f"{TITLE}\n发布时间：2024年1月18日\n根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号编制本报告。"
        "统计期限为2023年1月1日至2023年12月31日。\n"
    )
    found = linter.check((preface + text_of(numerals)).encode(), name="a.txt").findings
    assert not {each.code for each in found} & {"P301", "C201", "S100"}


def test_subheadings_without_numerals_are_no_sections() -> None:
    text = text_of(("",) * 6).replace("（一）主动公开\n", "主动公开情况\n")
    assert structure(text.replace("（二）依申请公开\n", "依申请公开情况\n")) == ["S106"]


def test_a_year_inside_the_words_of_a_title_is_the_titles() -> None:
    text = text_of(title="云岫县水利局\n政府信息公开工作2023年度报告")
    [finding] = linter.check(text.encode(), name="a.txt", select=["S100"]).findings
    assert "缺少固定用语" in finding.message


def test_an_overview_in_other_words_is_one_finding() -> None:
    assert structure(text_of().replace("一、总体情况", "一、总体概述")) == ["S103"]
