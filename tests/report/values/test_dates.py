"""Dates in prose: where one may begin, and which no calendar has."""

from __future__ import annotations

import pytest

from linter.report.values.dates import date_starts, find_bad_dates
from linter.text.span import Span

PROSE = "政务公开工作稳步推进," * 20  # without figures


@pytest.mark.parametrize(
    "date",
    [
        "2023年2月30日",
        "2023 年 2 月 30 日",
        "2023年\n13月",
        "2023-02-30",
        "2023/13/1",
        "2023.2.30",
        "2月30日",
    ],
)
@pytest.mark.parametrize(("before", "behind"), [("", ""), (PROSE, ""), ("", PROSE), (PROSE, PROSE)])
def test_a_bad_date_is_found_wherever_it_stands(date: str, before: str, behind: str) -> None:
    text = f"{before}{date},{behind}"
    starts = date_starts(text, Span(0, len(text)))
    assert [bad.text for bad in find_bad_dates(text, Span(0, len(text)), starts)] == [date]


def test_dates_begin_in_order_and_once() -> None:
    text = f"2023年1月1日至12月31日,{PROSE}自2022年1至3月,{PROSE}2023.1.1"
    starts = date_starts(text, Span(0, len(text)))
    assert [*starts] == sorted(set(starts))
    assert {0, text.index("2022"), text.index("2023.1.1")} <= set(starts)


def test_no_date_begins_outside_the_stretch() -> None:
    text = "2023年1月1日,公开2条,2月30日"
    assert [*date_starts(text, Span(9, 14))] == []
