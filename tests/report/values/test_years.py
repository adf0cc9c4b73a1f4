"""Years in every way of writing them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.values.years import HAN_YEAR, ZEROS, year_value


@given(st.integers(1000, 2999), st.sampled_from(ZEROS))
def test_a_year_in_han_digits_has_its_value(year: int, zero: str) -> None:
    written = "".join(zero if digit == "0" else "零一二三四五六七八九"[int(digit)] for digit in str(year))
    assert year_value(written) == year_value(str(year)) == year
    assert re.fullmatch(HAN_YEAR, written)


@pytest.mark.parametrize("text", ["", "二三", "二〇二三年", "二十三年", "20x3", "²⁰²³"])
def test_anything_else_is_no_year(text: str) -> None:
    assert year_value(text) is None
