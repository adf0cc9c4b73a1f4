from __future__ import annotations

import re

import pytest

from linter.checks.prose.fees import FeeConflict
from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.linting import lint

REPORT = "云岭市临江区民政局{year}年政府信息公开工作年度报告\n{preface}\n一、总体情况\n{overview}\n{other}\n"
LAST = "六、其他需要报告的事项\n"


def found(
    book: Rulebook, code: str, other: str, overview: str = "", year: int = 2023, preface: str = ""
) -> list[str]:
    """What findings of a code stand on, and their related places."""
    overview = overview or "全年公开信息86条。"
    text = REPORT.format(year=year, preface=preface, overview=overview, other=other)
    return [
        text[span.start : span.end]
        for one in lint(open_document(text.encode(), "a.txt"), book).diagnostics
        if one.code == code
        for span in (one.span, *(related.span for related in one.related))
    ]


@pytest.mark.parametrize(
    "words", ["无。", "没有其他需要报告的事项。", "全年承办建议3件。", "举办开放日活动。"]
)
def test_a_last_section_without_fees(book: Rulebook, words: str) -> None:
    assert found(book, "X608", LAST + words) == [LAST.strip()]


@pytest.mark.parametrize(
    ("other", "overview"),
    [
        (LAST + "本年度未收取信息处理费。", ""),
        (LAST + "按照规定，没有向申请人收取任何费用。", ""),
        (LAST + "2023年没有收费。", ""),
        (LAST + "全年收取信息处\n理费0元。", ""),
        (LAST + "依申请公开一律免费。", ""),
        (LAST + "依申请公开均为无偿提供。", ""),
        (LAST + "发出收费通知0件，总金额0元。", ""),
        (LAST + "无。", "全年未收取信 息处理费。"),
        (LAST + "无。", "全年信息公开收费0元。"),
        (LAST, ""),
        ("", ""),
    ],
)
def test_a_report_that_speaks_of_them_or_has_no_such_section(
    book: Rulebook, other: str, overview: str
) -> None:
    assert found(book, "X608", other, overview) == []


def test_they_are_asked_for_since_2021(book: Rulebook) -> None:
    assert found(book, "X608", LAST + "无。", year=2020) == []
    assert found(book, "X608", LAST + "无。", year=2021) == [LAST.strip()]


def test_the_law_named_in_the_preface_is_no_statement(book: Rulebook) -> None:
    law = "根据《政府信息公开信息处理费管理办法》等规定编制本报告。"
    assert found(book, "X608", LAST + "无。", preface=law) == [LAST.strip()]


@pytest.mark.parametrize(
    ("overview", "denied", "places"),
    [
        ("收取信息处理费300元。", "本年度未收取信息处理费。", ["未收取信息处理费", "信息处理费300元"]),
        (
            "收取信息处理费共计1,200元。",
            "没有收取信息处理费。",
            ["没有收取信息处理费", "信息处理费共计1,200元"],
        ),
        ("共收取300元的信息处理费。", "收取信息处理费0元。", ["信息处理费0元", "收取300元的信息处理费"]),
        ("信息处理费收入0.03万元。", "信息处理费：无。", ["信息处理费：无", "信息处理费收入0.03万元"]),
        ("收取信息处理费300元。", "无。", ["无", "信息处理费300元"]),
        ("收取信息处理费300元。", "没有其他需要报告的事项。", ["没有其他需要报告的事项", "信息处理费300元"]),
        ("2023年收取信息处理费300元。", "2023年未产生信息处理费。", ["未产生信息处理费", "信息处理费300元"]),
        ("对1件申请计收信息处理费300元。", "未收取信息\n处理费。", ["未收取信息\n处理费", "信息处理费300元"]),
    ],
)
def test_a_fee_stated_and_denied(book: Rulebook, overview: str, denied: str, places: list[str]) -> None:
    assert found(book, "X609", LAST + denied, overview) == places


def test_both_in_the_last_section(book: Rulebook) -> None:
    words = "本年度未收取信息处理费。另收取信息处理费300元。"
    assert found(book, "X609", LAST + words) == ["未收取信息处理费", "信息处理费300元"]


@pytest.mark.parametrize(
    ("overview", "denied"),
    [
        ("收取信息处理费0元。", "本年度未收取信息处理费。"),
        ("收取信息处理费0.00元。", "无。"),
        ("行政事业性收费300元。", "本年度未收取信息处理费。"),
        ("2022年收取信息处理费300元。", "本年度未收取信息处理费。"),
        ("上年收取信息处理费300元。", "本年度未收取信息处理费。"),
        ("减免信息处理费300元。", "本年度未收取信息处理费。"),
        ("应收信息处理费300元，申请人放弃申请。", "本年度未收取信息处理费。"),
        ("信息处理费标准为每件信息处理费100元。", "本年度未收取信息处理费。"),
        ("收取信息处理费300元。", "对2件申请未收取信息处理费。"),
        ("收取信息处理费300元。", "除上述情况外，没有收取信息处理费。"),
        ("收取信息处理费300元。", "收取信息处理费300元。无其他需要报告的事项。"),
        ("收取信息处理费300元。", "上半年未收取信息处理费。"),
        ("收取信息处理费300元。", "没有发生申请人未缴纳信息处理费的情况。"),
        ("收取信息处理费300元。", "全年承办建议3件。无其他事项。"),
        ("共收取信息处理费0件。", "本年度未收取信息处理费。"),
        ("信息处理费3件次。", "本年度未收取信息处理费。"),
        ("收取信息处理费300元。", "全年未发生违规收取信息处理费问题。"),
        ("收取信息处理费300元。", "没有因收取信息处理费引发争议。"),
        ("收取信息处理费300元。", "无信息处理费欠缴情况。"),
        ("收取信息处理费300元。", "未收取信息处理费以外的费用。"),
        ("收取信息处理费300元。", "对困难申请人未收取信息处理费。"),
        ("收取信息处理费300元。", "通过信函方式申请的未收取信息处理费。"),
        ("区本级收取信息处理费300元。", "各乡镇未收取信息处理费。"),
        ("全区收取信息处理费300元。", "区政府办公室未收取信息处理费。"),
        ("决定对甲收取信息处理费1000元，甲申请行政复议。", "本年度未收取信息处理费。"),
        ("通知甲缴纳信息处理费1000元，甲未按期缴纳。", "本年度未收取信息处理费。"),
        ("发出信息处理费1000元收费通知书1份。", "本年度未收取信息处理费。"),
    ],
)
def test_what_does_not_contradict(book: Rulebook, overview: str, denied: str) -> None:
    assert found(book, "X609", LAST + denied, overview) == []


def test_a_signature_below_nothing_to_report_is_no_sentence(book: Rulebook) -> None:
    signed = "无。\n云岭市临江区民政局\n2024年1月10日"
    assert found(book, "X609", LAST + signed, "收取信息处理费300元。") == ["无", "信息处理费300元"]


def test_before_2021_nothing_is_compared(book: Rulebook) -> None:
    assert found(book, "X609", LAST + "未收取信息处理费。", "收取信息处理费300元。", year=2020) == []


def test_a_pattern_without_amount_is_a_fault_of_the_rule() -> None:
    check = FeeConflict("other", (re.compile("收(?P<amount>.+)元"), re.compile("收费")), None, None)
    [(place, said)] = check.verify(None)
    assert place is None
    assert said.startswith("taken 的“收费”没有写明哪里是金额")
