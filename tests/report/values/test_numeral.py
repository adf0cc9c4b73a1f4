from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.values.numeral import chinese, like, number


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1), ("九", 9), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("两", 2),
        ("l五", 5), ("1 三", 3), ("|二", 2), ("·六", 6), ("丨四", 4), ("壹", 1), ("陆", 6), ("拾贰", 12),
        ("Ⅳ", 4), ("IV", 4), ("X", 10), ("7", 7), ("12", 12), ("①", 1), ("⑳", 20), ("㈠", 1), ("㈩", 10),
        ("", None), ("十十", None), ("二三", None), ("甲", None), ("x", None), ("百", None),
    ],
)  # fmt: skip
def test_number(numeral: str, value: int | None) -> None:
    assert number(numeral) == value


@given(st.integers(1, 99))
def test_chinese_numerals_count(value: int) -> None:
    assert number(chinese(value)) == value


@pytest.mark.parametrize("value", [0, 100, -1])
def test_headings_count_from_1_to_99(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        chinese(value)


@given(st.sampled_from(["一", "十二", "3", "③", "㈢"]), st.integers(1, 10))
def test_a_numeral_is_replaced_in_its_own_manner(numeral: str, value: int) -> None:
    written = like(numeral, value)
    assert number(written) == value
    assert written.isascii() == numeral.isascii()
    assert ("①" <= written <= "⑳", "㈠" <= written <= "㈩") == (
        "①" <= numeral <= "⑳",
        "㈠" <= numeral <= "㈩",
    )


@given(st.text(max_size=4))
def test_no_text_is_too_odd(text: str) -> None:
    value = number(text)
    assert value is None or 0 <= value <= 9999
