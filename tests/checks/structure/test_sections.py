"""S101, S107, S108: missing, empty and extra sections."""

from __future__ import annotations

import pytest

from linter.checks.structure.sections import EmptySection, ExtraSection, RequiredSections
from tests.samples import HEADINGS
from tests.samples.structure import context, declares, findings, report, rows

REQUIRED, EMPTY, EXTRA = RequiredSections(later_message=""), EmptySection(), ExtraSection()
_VARIED = (
    "一、概述",
    "二、政府信息主动公开情况",
    "三、依申请公开政府信息情况",
    "四、行政复议和行政诉讼情况",
    "五、存在不足及改进措施",
    "六、其他需要报告的事项",
)


@pytest.mark.parametrize("headings", [HEADINGS, _VARIED, [h[2:] for h in HEADINGS]])
def test_nothing_is_missing(headings: list[str]) -> None:
    text = report(headings)
    assert len(context(text).report.sections) == 6
    assert findings(REQUIRED, text) == []
    assert findings(EXTRA, text) == []
    assert findings(EMPTY, text) == []


@pytest.mark.parametrize("missing", range(5))
def test_a_missing_section_stands_on_the_next(missing: int) -> None:
    headings = [h for h in HEADINGS if h != HEADINGS[missing]]
    text = report(headings)
    (found,) = findings(REQUIRED, text)
    assert found.values["heading"] == HEADINGS[missing]
    assert text[found.span.start : found.span.end] == HEADINGS[missing + 1]
    assert declares(REQUIRED, [found])


def test_a_missing_last_section_stands_on_the_last_line() -> None:
    text = report(HEADINGS[:4]) + "本报告由临江区民政局编制。\n\n"
    found = findings(REQUIRED, text)
    assert [f.values["heading"] for f in found] == list(HEADINGS[4:])
    assert {text[f.span.start : f.span.end] for f in found} == {"本报告由临江区民政局编制。"}


def test_several_missing_stand_each_in_its_place() -> None:
    text = report([HEADINGS[1], HEADINGS[3], HEADINGS[4]])
    assert [(f.values["heading"], text[f.span.start : f.span.end]) for f in findings(REQUIRED, text)] == [
        (HEADINGS[0], HEADINGS[1]),
        (HEADINGS[2], HEADINGS[3]),
        (HEADINGS[5], text.splitlines()[-1]),
    ]


def test_a_list_of_sections_in_running_text_stands_for_none() -> None:
    preface = "本报告由总体情况、主动公开政府信息情况、存在的主要问题及改进情况、其他需要报告的事项组成。"
    text = report(HEADINGS[:4]).replace("一、总体情况", preface + "\n一、总体情况", 1)
    assert [f.values["heading"] for f in findings(REQUIRED, text)] == list(HEADINGS[4:])


@pytest.mark.parametrize("order", [1, 5, 6])
def test_an_empty_section(order: int) -> None:
    text = report(**{f"s{order}": ""})
    (found,) = findings(EMPTY, text)
    assert text[found.span.start : found.span.end] == HEADINGS[order - 1]
    assert found.values == {"heading": HEADINGS[order - 1][2:]}
    assert declares(EMPTY, [found])


@pytest.mark.parametrize("order", [2, 3, 4])
def test_an_empty_section_with_a_table_is_a_missing_table(order: int) -> None:
    assert findings(EMPTY, report(**{f"s{order}": ""})) == []


@pytest.mark.parametrize("content", ["无。", "（一）无", "1.加强培训。", "行政许可 | 12 |"])
def test_a_little_content_is_content(content: str) -> None:
    assert findings(EMPTY, report(s5=content)) == []


def test_text_behind_the_heading_is_content() -> None:
    headings = [*HEADINGS[:5], "六、其他需要报告的事项。2023年没有收取信息处理费。"]
    assert findings(EMPTY, report(headings, s6="")) == []


@pytest.mark.parametrize("content", ["——", "|||"])
def test_strokes_are_no_content(content: str) -> None:
    assert rows(EMPTY, report(s6=content)) == [12]


def test_a_heading_typed_twice_is_not_empty() -> None:
    headings = [*HEADINGS[:5], HEADINGS[4], HEADINGS[5]]
    assert findings(EMPTY, report(headings, s5="")) == []


def test_extra_sections() -> None:
    headings = [*HEADINGS[:5], "六、建议提案办理情况", "七、其他需要报告的事项", "八、收费情况"]
    text = report(headings)
    found = findings(EXTRA, text)
    assert [text[f.span.start : f.span.end] for f in found] == ["六、建议提案办理情况"]
    assert found[0].values == {"heading": "建议提案办理情况"}
    assert declares(EXTRA, found)
    assert findings(REQUIRED, text) == []
