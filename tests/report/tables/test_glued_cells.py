"""Labels and figures that ran together, told apart by the labels and by the number of columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.tables.glued_cells import split_digits, split_glued
from linter.report.text_match import known_labels

KNOWN = known_labels(
    {"规章", "行政许可", "重复申请", "2重复申请", "其他", "3其他", "予以公开", "一予以公开", "结果"}
)


@pytest.mark.parametrize(
    ("digits", "count", "numbers"),
    [
        ("ab", 2, None),
        ("1a", 2, None),
        ("", 0, None),
        ("12", 2, ["1", "2"]),
        ("12", 1, ["12"]),
        ("123", 2, None),
        ("100", 2, ["10", "0"]),
        ("010", 2, ["0", "10"]),
        ("1", 2, None),
        ("123456789", 1, ["123456789"]),
        ("1234567890", 1, None),
        ("12元", 2, ["1", "2元"]),
    ],
)
def test_digits_are_parted_where_they_can_be_in_one_way(
    digits: str, count: int, numbers: list[str] | None
) -> None:
    assert split_digits(digits, count) == numbers


def pieces(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in split_glued(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("规章000", ["规章", "000"]),
        ("规章 000", ["规章", "000"]),
        ("行政许可1,234", ["行政许可", "1,234"]),
        ("行政许可1.5", ["行政许可", "1.5"]),
        ("结果(一)予以公开0000000", ["结果", "一)予以公开", "0000000"]),
        ("2.重复申请0000000", ["2.重复申请", "0000000"]),
        ("予以公开00000002.重复申请1111114", ["予以公开", "0000000", "2.重复申请", "1111114"]),
        ("规章12行政许可3", ["规章", "12", "行政许可", "3"]),
        ("规章00元", ["规章", "00元"]),
        ("规章", []),
        ("规章000件", []),
        ("000", []),
        ("12规章3", []),
        ("全年制发规章3", []),
        ("规章第3", []),
        ("规章12重复申请3", ["规章", "12", "重复申请", "3"]),
        ("规章12、重复申请3", ["规章", "1", "2、重复申请", "3"]),
        ("", []),
    ],
)
def test_labels_and_digits_in_turn(text: str, parts: list[str]) -> None:
    assert pieces(text) == parts


@pytest.mark.parametrize(
    ("digits", "count", "numbers"),
    [
        ("000", 3, ["0", "0", "0"]),
        ("123", 3, ["1", "2", "3"]),
        ("36万元", 2, ["3", "6万元"]),
        ("12", 1, ["12"]),
        ("100", 2, ["10", "0"]),
        ("2000", 3, ["20", "0", "0"]),
        ("1200", 3, None),  # 12 0 0, 1 20 0
        ("1234", 3, None),
        ("12", 3, None),
        ("", 1, None),
        ("1.5", 2, None),
        ("0012", 2, None),
    ],
)
def test_digits_are_parted_only_where_there_is_one_way(
    digits: str, count: int, numbers: list[str] | None
) -> None:
    assert split_digits(digits, count) == numbers


@given(st.lists(st.integers(0, 300), min_size=1, max_size=7))
def test_numbers_that_are_parted_are_those_that_ran_together(numbers: list[int]) -> None:
    parted = split_digits("".join(map(str, numbers)), len(numbers))
    assert parted is None or list(map(int, parted)) == numbers


def test_a_long_run_of_digits_is_given_up_soon() -> None:
    assert split_digits("1" * 4000, 15) is None
