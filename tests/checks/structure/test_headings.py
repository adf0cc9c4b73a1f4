"""S103, S104: headings in other words than the format's."""

from __future__ import annotations

import pytest

from linter.checks.structure.headings import DeprecatedHeading, HeadingWording
from linter.diagnostic import Applicability
from tests.samples import HEADINGS
from tests.samples.structure import declares, findings, mended, report

WORDING, DEPRECATED = HeadingWording(), DeprecatedHeading(withdrawn_message="已取消")


def _with(number: int, heading: str) -> list[str]:
    return [*HEADINGS[: number - 1], heading, *HEADINGS[number:]]


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (4, "四、政府信息公开行政复议,行政诉讼情况"),
        (4, "四、政府信息公开行政复议 行政诉讼情况"),
        (1, "一、总体情况。"),
        (1, "一．总体情况"),
        (1, "## 一、总体情况"),
        (1, "一、總體情況"),
        (6, "六、其他需要报告的事项。2023年没有收取信息处理费。"),
        (6, "　　六、其他需要报告的事项："),
    ],
)
def test_official_wordings(number: int, heading: str) -> None:
    text = report(_with(number, heading))
    assert findings(WORDING, text) == []
    assert findings(DEPRECATED, text) == []


@pytest.mark.parametrize(
    ("number", "heading"),
    [
        (1, "一、工作总体情况"),
        (2, "二、政府信息主动公开情况"),
        (4, "四、行政复议和行政诉讼情况"),
        (5, "五、存在问题及下一步工作措施"),  # by a pattern
        (3, "三、收到和处理政府信息公开的申请情况"),  # by likeness
        (5, "　五、 存在不足及改进措施。"),
    ],
)
def test_a_variant(number: int, heading: str) -> None:
    text = report(_with(number, heading))
    (found,) = findings(WORDING, text)
    assert text[found.span.start : found.span.end] == heading.strip("　")
    assert found.values["official"] == HEADINGS[number - 1][2:]
    assert found.values["heading"] in heading
    assert declares(WORDING, [found])
    assert found.fix is not None
    assert found.fix.applicability is Applicability.SAFE
    fixed = mended(text, found)
    assert findings(WORDING, fixed) == []
    assert fixed == text.replace(found.values["heading"], found.values["official"])
    assert findings(DEPRECATED, text) == []


def test_a_heading_keeps_the_text_behind_it() -> None:
    text = report(_with(5, "五、存在不足及改进措施。政策解读形式较为单一，已增加图解。"), s5="")
    (found,) = findings(WORDING, text)
    assert "五、存在的主要问题及改进情况。政策解读形式较为单一，已增加图解。" in mended(text, found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## **二、政府信息主动公开情况**", "## **二、主动公开政府信息情况**"),
        ("**二、** **政府信息主动公开情况**", "**二、** **主动公开政府信息情况**"),
        ("　二、 政府信息 主动公开情况：", "　二、 主动公开政府信息情况："),
        ("二.政府信息主动公开情况:2023年,公开86条。", "二.主动公开政府信息情况:2023年,公开86条。"),
    ],
)
def test_the_fix_changes_the_words_of_a_heading_and_nothing_around_them(before: str, after: str) -> None:
    text = report(_with(2, before))
    (found,) = findings(WORDING, text)
    assert mended(text, found) == report(_with(2, after))


def test_a_heading_that_may_go_on_behind_a_gap_is_left_to_a_person() -> None:
    (found,) = findings(WORDING, report(_with(2, "二、政府信息主动公开情况  公开86条")))
    assert found.fix is None


@pytest.mark.parametrize("heading", ["五、存在不足及改进措施（略）", "五、存在问题及2024年改进措施"])
def test_a_heading_that_says_more_than_the_official_one_is_not_replaced_unasked(heading: str) -> None:
    (found,) = findings(WORDING, report(_with(5, heading)))
    assert found.fix is not None
    assert found.fix.applicability is Applicability.UNSAFE


def test_a_doubled_heading_is_worded_wrongly_once() -> None:
    headings = [*HEADINGS[:4], "五、存在不足及改进措施", "六、存在问题及改进措施", "七、其他需要报告的事项"]
    assert len(findings(WORDING, report(headings))) == 1


@pytest.mark.parametrize(
    ("number", "heading"),
    [(1, "一、概述"), (1, "一、工作概况"), (3, "三、依申请公开政府信息情况")],
)
def test_a_deprecated_heading(number: int, heading: str) -> None:
    text = report(_with(number, heading))
    (found,) = findings(DEPRECATED, text)
    assert text[found.span.start : found.span.end] == heading
    assert found.values == {"heading": heading[2:], "official": HEADINGS[number - 1]}
    assert found.message is None
    assert found.fix is not None
    assert found.fix.applicability is Applicability.UNSAFE
    assert mended(text, found) == report()
    assert findings(WORDING, text) == []


def test_a_withdrawn_heading() -> None:
    headings = [*HEADINGS[:4], "五、收费及减免情况", "六、存在的主要问题及改进情况", "七、其他需要报告的事项"]
    (found,) = findings(DEPRECATED, report(headings))
    assert found.message == "withdrawn_message"
    assert found.fix is None
    assert declares(DEPRECATED, [found])


def test_no_fix_would_double_a_section() -> None:
    headings = [*HEADINGS[:3], "四、依申请公开政府信息情况", *HEADINGS[4:]]
    (found,) = findings(DEPRECATED, report(headings))
    assert found.fix is None


def test_a_heading_whose_section_is_there_again_is_not_made_the_official_one() -> None:
    text = report((*HEADINGS[:1], "二、政府信息主动公开情况", *HEADINGS[1:]))
    [found] = findings(WORDING, text)
    assert found.fix is None
