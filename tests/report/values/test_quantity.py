"""Figures of prose as intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.values.quantity import Measure, han_value, read_quantity


@pytest.mark.parametrize(
    ("text", "measure", "low", "high", "unit"),
    [
        ("12件", "count", 12, 12, "件"),
        ("1,234条", "count", 1234, 1234, "条"),
        ("三十二件", "count", 32, 32, "件"),
        ("一百零五件", "count", 105, 105, "件"),
        ("两千件", "count", 2000, 2000, "件"),
        ("1.39万余件", "count", 13900, 14000, "件"),
        ("121.1万条", "count", 1210500, 1212000, "条"),
        ("2万多条", "count", 20000, 30000, "条"),
        ("150余个", "count", 150, 160, "个"),
        ("18159人次", "count", 18159, 18159, "人次"),
        ("6451宗(次)", "count", 6451, 6451, "宗(次)"),
        ("33.9%", "percent", "33.9", "33.9", ""),
        ("百分之五", "percent", 5, 5, ""),
        ("百分之三点五", "percent", "3.5", "3.5", ""),
        ("2.5‰", "percent", "0.25", "0.25", ""),
        ("0.3个百分点", "points", "0.3", "0.3", ""),
        ("1.5倍", "times", "1.5", "1.5", ""),
        ("300元", "money", 300, 300, "元"),
        ("258.13万元", "money", 2581250, 2581400, "元"),
        ("934", "number", 934, 934, ""),
    ],
)
def test_what_is_written(text: str, measure: str, low: object, high: object, unit: str) -> None:
    quantity = read_quantity(text, 0, len(text))
    assert quantity is not None
    assert (quantity.measure, quantity.unit) == (Measure(measure), unit)
    assert (quantity.low, quantity.high) == (Decimal(str(low)), Decimal(str(high)))
    assert quantity.exact == (quantity.low == quantity.high)


@pytest.mark.parametrize("text", ["件", "", "一起来", "第3条款", "2023年", "12 件"])
def test_what_is_no_quantity(text: str) -> None:
    assert read_quantity(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("before", "after", "holds", "not_holds"),
    [
        ("近", "", (190, 200), (150, 230)),
        ("约", "", (195, 205), (150, 300)),
        ("", "左右", (195, 205), (150, 300)),
        ("超过", "", (200, 900), (190,)),
        ("", "以上", (200, 900), (190,)),
        ("不足", "", (0, 200), (210,)),
        ("", "以下", (0, 200), (210,)),
    ],
)
def test_words_around_make_it_approximate(
    before: str, after: str, holds: tuple[int, ...], not_holds: tuple[int, ...]
) -> None:
    text = f"共{before}200条{after}。"
    start = 1 + len(before)
    quantity = read_quantity(text, start, start + 4)
    assert quantity is not None
    assert not quantity.exact
    assert all(quantity.may_be(value) for value in holds)
    assert not any(quantity.may_be(value) for value in not_holds)


def spoken(value: int) -> str:
    """1–9999 as a Chinese numeral, by the rules of the language."""
    digits, places = "零一二三四五六七八九", ("千", "百", "十", "")
    words, gap = "", False
    for place, digit in zip(places, f"{value:04}", strict=True):
        if digit == "0":
            gap = bool(words)
            continue
        words += ("零" if gap else "") + digits[int(digit)] + place
        gap = False
    return words.removeprefix("一") if words.startswith("一十") else words


@given(st.integers(1, 9999))
def test_every_chinese_numeral_has_its_value(value: int) -> None:
    assert han_value(spoken(value)) == value
