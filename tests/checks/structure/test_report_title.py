"""S100: titles that are missing or lack a part."""

from __future__ import annotations

import pytest

from linter.checks.structure.report_title import TitleCheck
from tests.samples.structure import context, declares, findings, report

CHECK = TitleCheck(absent_message="没有标题", unknown_year="；年度不明")


@pytest.mark.parametrize(
    "title",
    [
        "云岭市临江区民政局2023年政府信息公开工作年度报告",
        "云岭市临江区民政局2023年度政府信息公开工作年度报告。",
        "2023年云岭市临江区民政局政府信息公开工作年度报告",
        "云岭市临江区民政局\n2023年政府信息公开工作年度报告",
        "云岭市临江区民政局二〇二三年政府信息公开工作年度报告",
        "　　云岭市临江区民政局２０２３年政府信息公开工作年度报告",
        "雲嶺市臨江區民政局2023年政府信息公開工作年度報告",
        "云岭市临江区民政局2016年政府信息公开年度报告",  # the words were free then
        "云岭市临江区民政局2016年信息公开工作报告",
    ],
)
def test_whole_titles(title: str) -> None:
    assert findings(CHECK, report(title=title)) == []


@pytest.mark.parametrize(
    ("title", "missing"),
    [
        ("2023年政府信息公开工作年度报告", "机关名称"),
        ("云岭市临江区民政局2023年政府信息公开年度报告", "固定用语"),
        ("云岭市临江区民政局2023年政务公开工作年度报告", "固定用语"),
        ("2023年政府信息公开年度报告", "机关名称、固定用语"),
        ("云岭市临江区民政局2016年政务公开工作报告", "固定用语"),
    ],
)
def test_a_part_is_missing(title: str, missing: str) -> None:
    (found,) = findings(CHECK, report(title=title))
    assert found.values["missing"] == missing
    assert found.values["title"] == title
    assert found.values["note"] == ""
    assert (found.span.start, found.span.end) == (0, len(title))
    assert found.message is None
    assert declares(CHECK, [found])


def test_a_title_without_year() -> None:
    title = "云岭市临江区民政局政府信息公开工作年度报告"
    (known,) = findings(CHECK, report(title=title, s1="2023年，全局主动公开信息86条，没有收到申请。"))
    assert (known.values["missing"], known.values["note"]) == ("年份", "")
    (unknown,) = findings(CHECK, report(title=title))
    assert (unknown.values["missing"], unknown.values["note"]) == ("年份", "；年度不明")


def test_a_year_in_an_odd_place_is_not_missing() -> None:
    (found,) = findings(CHECK, report(title="云岭市临江区民政局政府信息公开工作2023年度报告"))
    assert found.values["missing"] == "固定用语"


def test_no_title() -> None:
    text = report(title="", s1="2023年，全局主动公开信息86条，没有收到申请。")
    (found,) = findings(CHECK, text)
    assert found.message == "absent_message"
    assert found.span.start == context(text).report.span.start == 0
    assert found.values["note"] == ""
    assert declares(CHECK, [found])


def test_a_title_in_other_words_is_none() -> None:
    text = report(title="云岭市临江区民政局2023年政府信息公开工作总结")
    (found,) = findings(CHECK, text)
    assert found.message == "absent_message"
    assert found.span.start == 0
