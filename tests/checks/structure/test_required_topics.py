"""S101 of the 2008 format, S109: what a report must treat, in whatever words."""

from __future__ import annotations

import pytest

from linter.checks.structure.required_topics import Aspects, RequiredContents
from tests.samples import HEADINGS
from tests.samples.structure import declares, findings, report

CONTENTS, ASPECTS = RequiredContents(excluded=("other",)), Aspects(section="overview")
OLD_TITLE = "云岭市临江区民政局2016年政府信息公开工作年度报告"
OLD = ("一、概述", "二、主动公开政府信息情况", "三、信息公开收费情况", "四、行政复议情况")


@pytest.mark.parametrize(
    ("headings", "texts"),
    [
        (OLD, {}),
        ((*OLD[:2], OLD[3]), {"s2": "全年没有发生争议，未收取任何费用。"}),
        ((*OLD[:2], OLD[3]), {"s2": "（一）收费及减免\n没有发生。"}),
        ((*OLD[:2], OLD[3]), {"s2": "1.全年未收取检\n索费。"}),
    ],
)
def test_treated_in_heading_or_text(headings: tuple[str, ...], texts: dict[str, str]) -> None:
    assert findings(CONTENTS, report(headings, OLD_TITLE, **texts)) == []


def test_a_missing_content_stands_on_the_next() -> None:
    text = report((*OLD[:2], OLD[3]), OLD_TITLE)
    (found,) = findings(CONTENTS, text)
    assert found.values == {"content": "收费及减免情况"}
    assert text[found.span.start : found.span.end] == "四、行政复议情况"
    assert declares(CONTENTS, [found])


def test_a_missing_last_content_stands_on_the_last_line() -> None:
    text = report(OLD[:3], OLD_TITLE)
    (found,) = findings(CONTENTS, text)
    assert found.values == {"content": "行政复议、行政诉讼的情况"}
    assert text[found.span.start : found.span.end] == text.splitlines()[-1]


def test_the_preface_treats_nothing() -> None:
    preface = "本报告包括概述、主动公开政府信息情况、收费及减免情况、行政复议情况，未收取任何费用。"
    text = report((*OLD[:2], OLD[3]), OLD_TITLE + "\n" + preface)
    assert [found.values["content"] for found in findings(CONTENTS, text)] == ["收费及减免情况"]


def test_a_required_exception() -> None:
    found = findings(RequiredContents(), report(OLD, OLD_TITLE))
    assert [one.values["content"] for one in found] == ["其他需要报告的事项"]


_LONG = "全年围绕中心工作，紧扣群众关切，健全工作机制，明确职责分工，细化工作措施，"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("（一）主动公开。公开信息86条。\n（二）依申请公开。没有收到。", "政府信息公开平台建设"),
        ("（一）主动公开。公开信息86条。", "依申请公开、政府信息公开平台建设"),
        ("（一）主动公开情况\n网站公开信息86条。\n（二）依申请公开情况\n没有收到。", "政府信息公开平台建设"),
        (_LONG * 3 + "维护门户网\n站专栏。", "主动公开、依申请公开"),
    ],
)
def test_missing_aspects(text: str, missing: str) -> None:
    whole = report(s1=text)
    (found,) = findings(ASPECTS, whole)
    assert found.values == {"aspects": missing, "heading": "总体情况"}
    assert whole[found.span.start : found.span.end] == HEADINGS[0]
    assert declares(ASPECTS, [found])


@pytest.mark.parametrize(
    "text",
    [
        _LONG + "主动公开信息86条，办理依申请公开3件，维护门户网站。",
        "（一）主动公 开\n公开信息86条。\n（二）依申请公开\n没有收到。\n（三）平台\n维护网站。",
        "总体情况详见区政府门户的说明。",  # too little to leave anything out
        "",
    ],
)
def test_no_aspect_is_missing(text: str) -> None:
    assert findings(ASPECTS, report(s1=text)) == []


def test_no_section_no_aspects() -> None:
    assert findings(ASPECTS, report(HEADINGS[1:])) == []
