"""Points inside a section that are numbered like sections are no sections."""

from __future__ import annotations

import pytest

import linter
from linter.rulebook import load
from linter.text.source import Source
from tests.samples import HEADINGS

TITLE = "云岫县水利局2023年政府信息公开工作年度报告"
ASPECTS = ("组织领导情况", "主动公开工作情况", "政府信息公开申请情况", "政府信息管理", "平台建设")
SECTIONS = tuple(heading[2:] for heading in HEADINGS)
KEYS = ["overview", "proactive", "requests", "review", "problems", "other"]
NUMERALS = "一二三四五六七八九"
TABLE = (
    "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    "规章 | 0 | 0 | 0 |\n行政规范性文件 | 0 | 0 | 1 |\n"
)


def numbered(words: tuple[str, ...], first: int) -> list[tuple[str, str]]:
    return [(NUMERALS[first + at - 1], text) for at, text in enumerate(words)]


def text_of(lines: list[tuple[str, str]]) -> str:
    rows = [TITLE]
    for numeral, words in lines:
        rows += [f"{numeral}、{words}", "按要求推进，没有其他情形。"]
        if words == SECTIONS[1]:
            rows.append(TABLE.rstrip())
    return "\n".join(rows) + "\n"


def sections(text: str) -> list[str | None]:
    [report] = load().parser.parse(Source("a.txt", text))
    return [section.key for section in report.sections]


def structure_codes(text: str) -> set[str]:
    found = linter.check(text.encode(), name="a.txt", select=["S"]).findings
    return {each.code for each in found if each.code != "S109"}


@pytest.mark.parametrize("count", [3, 4, 5])
@pytest.mark.parametrize("begin", [1, 2])
@pytest.mark.parametrize("again", [1, 2])
def test_points_of_the_first_section_are_no_sections(count: int, begin: int, again: int) -> None:
    points = numbered(ASPECTS[:count], begin)
    text = text_of([("一", SECTIONS[0]), *points, *numbered(SECTIONS[1:], again)])
    assert sections(text) == KEYS
    assert structure_codes(text) == {"S111"}


def test_points_that_count_from_one_in_a_later_section_are_no_sections() -> None:
    points = numbered(("存在的问题", "改进措施"), 1)
    text = text_of([*numbered(SECTIONS[:5], 1), *points, *numbered(SECTIONS[5:], 6)])
    assert sections(text) == KEYS
    assert structure_codes(text) == {"S111"}


def test_one_finding_names_all_points() -> None:
    text = text_of([("一", SECTIONS[0]), *numbered(ASPECTS, 2), *numbered(SECTIONS[1:], 1)])
    [finding] = linter.check(text.encode(), name="a.txt", select=["S111"]).findings
    assert "“二、”至“六、”" in finding.message


def test_sections_that_the_format_does_not_have_are_still_extra() -> None:
    words = (SECTIONS[0], "组织领导情况", "信息发布情况", *SECTIONS[1:])
    text = text_of(numbered(words, 1))
    assert "S108" in structure_codes(text)
    assert "S111" not in structure_codes(text)


def test_a_report_whose_tables_follow_as_an_annex_keeps_its_sections() -> None:
    text = text_of([*numbered(SECTIONS, 1), *numbered(SECTIONS[1:4], 1)]).replace(TABLE, "", 1)
    assert "S111" not in structure_codes(text)


def test_a_regular_report_has_no_such_points() -> None:
    assert structure_codes(text_of(numbered(SECTIONS, 1))) <= {"T401"}
