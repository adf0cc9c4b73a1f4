from __future__ import annotations

import pytest

from linter.checks.period.periods import ImpossibleDate, PeriodComplete, PeriodRequired, PeriodYear
from linter.diagnostic import Applicability
from tests.samples.citations import findings, found_texts, mended, report_text

REQUIRED, COMPLETE, YEAR, DATE = (
    PeriodRequired(),
    PeriodComplete((2008,), ("9月1日至8月31日",)),
    PeriodYear(),
    ImpossibleDate(),
)
ALL = (REQUIRED, COMPLETE, YEAR, DATE)


@pytest.mark.parametrize(
    "line",
    [
        "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
        "统计期限：2023 年 1 月 1 日 — 12 月 31 日",
        "现公布2023年1月1日至12月31日的有关情况。",
        "统计期限为2023年度。",
        "（统计时限自202311日起至20231231日止）",
        "统计期限自2023年1月1日起至2023年12月31日止，比2022年1月1日至2022年12月31日有所增加。",
        "统计期限为1月1日至12月31日。",
        "统计期限自2022年9月1日起至2023年8月31日止。",
    ],
)
def test_right_or_damaged_statements(line: str) -> None:
    assert [findings(check, line) for check in ALL] == [[], [], [], []]


@pytest.mark.parametrize(
    "line", ["", "2022年1月1日至2022年12月31日公开2条，2021年1月1日至2021年12月31日公开3条。"]
)
def test_no_statement(line: str) -> None:
    (found,) = findings(REQUIRED, line)
    assert found.values == {"year": "2023"}
    assert report_text(line)[found.span.start : found.span.end].endswith("年度报告")
    assert [findings(check, line) for check in ALL[1:]] == [[], [], []]


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        ("2023年1月1日起至2023年12月30日", "1月1日", "12月30日"),
        ("2023年2月1日起至2023年12月31日", "2月1日", "12月31日"),
        ("2023年1月1日至11月30日", "1月1日", "11月30日"),
        ("2023年1月2日至12月31日", "1月2日", "12月31日"),
        ("2022年1月1日至2023年6月30日", "1月1日", "6月30日"),
        ("2023年1月至11月", "1月1日", "11月30日"),
        ("1月1日至11月30日", "1月1日", "11月30日"),
    ],
)
def test_incomplete(dates: str, first: str, last: str) -> None:
    line = f"本报告所列数据的统计期限自{dates}止。另有2023年1月1日至2023年12月31日的台账。"
    (found,) = findings(COMPLETE, line)
    assert found.values == {"period": dates, "first": first, "last": last, "year": "2023"}
    assert found_texts(COMPLETE, line) == [dates]
    assert found.fix is None
    assert [findings(check, line) for check in (REQUIRED, YEAR, DATE)] == [[], [], []]


def test_the_first_year_of_the_regulation_was_shorter() -> None:
    line = "统计期限自2008年5月1日起至2008年12月31日止。"
    assert findings(COMPLETE, line, year=2008) == []
    assert len(findings(PeriodComplete(), line, year=2008)) == 1
    assert len(findings(COMPLETE, "统计期限自2008年5月1日起至2008年11月30日止。", year=2008)) == 1


@pytest.mark.parametrize(
    ("dates", "years", "right"),
    [
        ("2022年1月1日起至2022年12月31日", "2022年", "2023年1月1日起至2023年12月31日"),
        ("2024年1月1日起至12月31日", "2024年", "2023年1月1日起至12月31日"),
        ("2022年1月1日起至2023年12月31日", "2022年至2023年", "2023年1月1日起至2023年12月31日"),
        ("2023年1月1日起至2024年12月31日", "2023年至2024年", "2023年1月1日起至2023年12月31日"),
        ("２０２２年1月1日起至2022年12月31日", "2022年", "2023年1月1日起至2023年12月31日"),
        ("2022.1.1至2022.12.31", "2022年", "2023.1.1至2023.12.31"),
    ],
)
@pytest.mark.parametrize("lead", ["统计期限自", "有关情况截取"])
def test_another_year(dates: str, years: str, right: str, lead: str) -> None:
    line = f"{lead}{dates}止。"
    if lead != "统计期限自" and "至" in years:
        return  # two years that nothing announces are some other span of time
    (found,) = findings(YEAR, line)
    assert found.values["years"] == years
    assert found.values["year"] == "2023"
    assert found.fix is not None
    assert found.fix.applicability is Applicability.UNSAFE
    assert mended(YEAR, line) == f"{lead}{right}止。"
    assert [findings(check, line) for check in (REQUIRED, COMPLETE, DATE)] == [[], [], []]


def test_a_year_taken_from_the_period_itself_cannot_be_wrong() -> None:
    assert findings(YEAR, "统计期限自2022年1月1日起至2022年12月31日止。", year=None) == []


def test_a_statement_repeated_is_one_finding() -> None:
    line = "统计期限自2022年1月1日起至2022年12月31日止。"
    (found,) = findings(YEAR, line, line)
    assert len(found.related) == 1
    assert "2022" not in mended(YEAR, line, line)


@pytest.mark.parametrize("day", ["2023年2月30日", "2023年13月5日", "4月31日", "2023年2月29日", "2023年13月"])
def test_impossible_dates(day: str) -> None:
    line = f"统计期限为2023年。{day}，召开座谈会。"
    (found,) = findings(DATE, line)
    assert found.values == {"date": day}
    assert found_texts(DATE, line) == [day]


def test_an_impossible_end_is_one_finding() -> None:
    line = "统计期限自2023年1月1日起至2023年11月31日止。"
    assert found_texts(DATE, line) == ["2023年11月31日"]
    assert [findings(check, line) for check in (REQUIRED, COMPLETE, YEAR)] == [[], [], []]
