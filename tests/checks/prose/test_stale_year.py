"""X607: last year's date left in this year's report."""

from __future__ import annotations

import pytest

from linter.documents import open_document
from linter.rulebook import load
from linter.settings import Settings
from tests.checks.prose_samples import findings, with_prose
from tests.linting import lint

STALE = [
    (1, "2022年，我局认真贯彻落实《中华人民共和国政府信息公开条例》。"),
    (1, "2022年度，本机关持续推进政务公开。"),
    (1, "2022年，临江区民政局在区委、区政府领导下做好公开工作。"),
    (1, "现将2022年政府信息公开工作情况报告如下。"),
    (3, "2022年，共收到政府信息公开申请392件。"),
    (3, "2022年度，未收到政府信息公开申请。"),
    (1, "截至2022年底，我局公开栏目运行正常。"),
    (2, "2022年，全区主动公开信息1200条。"),
    (1, "（一）主动公开。2022年通过门户网站公开信息1200条。"),
    (1, "在2022年的工作中，我局坚持应公开尽公开。"),
    (6, "2022年，我局未收取信息处理费。"),
]
PAST = [
    (1, "2023年，我局认真贯彻落实《中华人民共和国政府信息公开条例》。"),
    (1, "2022年，我局被评为政务公开先进单位。"),
    (1, "2022年机构改革以来，我局不断完善制度。"),
    (1, "2023年公开信息120条，2022年公开100条。"),
    (1, "2022年，我局公开信息100条；2023年，我局公开信息120条。"),
    (1, "公开了2022年财政决算和2023年财政预算。"),
    (1, "按照《临江区2022年政务公开工作要点》（临政办发〔2022〕12号）落实。"),
    (5, "2024年，我局将继续加强培训。"),
    (1, "2022年度，我局政务公开考核结果为优秀。"),
    (1, "2022年，我局建立目录；今年，全面推行智能问答。"),
    (6, "2022年，我局未收取信息处理费，2023年也未收取。"),
    (5, "2022年，我局存在的问题已经整改。"),
    (1, "2022年，区政府印发实施办法，我局据此制定细则。"),
    (1, "“十四五”（2021—2025年）期间继续推进。"),
]


@pytest.mark.parametrize(("section", "words"), STALE)
def test_last_years_date_is_found(section: int, words: str) -> None:
    assert findings(with_prose(words, section), "X607")[0].startswith("X607 2022")


@pytest.mark.parametrize(("section", "words"), PAST)
def test_another_year_may_be_meant(section: int, words: str) -> None:
    assert findings(with_prose(words, section), "X607") == []


def test_all_places_are_one_finding_and_one_fix() -> None:
    text = with_prose("2022年，我局认真落实条例。\n2022年，我局公开信息100条。")
    result = lint(open_document(text.encode(), "a.txt"), load(), Settings(("X607",)))
    (found,) = result.diagnostics
    assert found.message == "报告写的是2023年度，这里却是“2022年”，应为2023年"
    assert len(found.related) == 1
    assert found.fix is not None
    assert [(result.source.slice(edit.span), edit.content) for edit in found.fix.edits] == [
        ("2022", "2023"),
        ("2022", "2023"),
    ]
