"""H703: what is said of a consolidated report, given the sums of its units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from linter.checks.base import PlaceSum, UnitSums
from linter.checks.sums.roll_up import in_unit, is_off
from linter.diagnostic import Diagnostic
from linter.documents import open_document
from linter.lint import check_sums, read_reports
from linter.report.template import ColumnKind
from linter.rulebook import load
from linter.settings import Settings

ALL = Settings()
REPORT = """云岭市人民政府2023年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项 |
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 0 | 0 | 0 |
行政规范性文件 | 3 | 1 | 15 |
第二十条第（八）项 |
信息内容 | 本年收费金额（单位：万元） |
行政事业性收费 | 250000元 |
"""


def found(sums: UnitSums, settings: Settings = ALL) -> tuple[Diagnostic, ...]:
    book = load()
    document = open_document(REPORT.encode(), "a.txt")
    [report] = read_reports(document, book)
    return check_sums(document.source, report, book, settings, sums).diagnostics


def sums(words: str = "", **places: tuple[int, int, str]) -> UnitSums:
    return UnitSums(
        {("proactive", "normative_documents", key): PlaceSum(*values) for key, values in places.items()},
        words,
    )


def test_a_row_that_differs_is_one_finding_with_all_its_figures() -> None:
    [one] = found(sums(issued=(4, 0, "像是漏计了甲局"), repealed=(1, 0, ""), in_force=(20, 0, "")))
    assert (one.code, one.severity.value) == ("H703", "warning")
    assert one.message == (
        "“行政规范性文件”行“本年制发件数”列为 3，各单位合计 4，相差 1"
        "（同一行另有“现行有效件数”列为 15，合计是 20）；像是漏计了甲局"
    )
    assert [REPORT[each.span.start : each.span.end] for each in one.related] == ["15"]


def test_words_for_all_differences_are_said_with_each() -> None:
    [one] = found(sums("像是重复计了乙局", issued=(2, 0, "")))
    assert one.message.endswith("像是重复计了乙局")


def test_missing_units_may_account_for_what_is_more() -> None:
    assert not found(sums(issued=(2, 1, "")))
    assert len(found(sums(issued=(4, 1, "")))) == 1
    assert is_off(3, 2, 0, ColumnKind.COUNT)
    assert not is_off(1, 2, 1, ColumnKind.CHANGE)


def test_amounts_are_compared_in_the_unit_of_their_column() -> None:
    place = ("proactive", "fees", "amount")
    assert not found(UnitSums({place: PlaceSum(25)}))
    assert len(found(UnitSums({place: PlaceSum(26)}))) == 1


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "result"),
    [(25, "万元", "元", 250_000), (Decimal("2.50"), "", "万元", Decimal("2.5")), (3, "元", None, 3)],
)
def test_units_of_money(value: Decimal, unit: str, wanted: str | None, result: Decimal) -> None:
    assert in_unit(value, unit, wanted) == result


def test_the_rule_can_be_left_out() -> None:
    assert not found(sums(issued=(4, 0, "")), Settings(ignore=("H7",)))
