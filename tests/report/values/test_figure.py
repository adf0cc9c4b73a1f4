from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.values.figure import Figure, figure_words, read_figure
from linter.report.word_lists import NO_LISTS
from tests.samples.layouts import FIGURE_WORDS


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("12", Figure("12", 12)),
        ("007", Figure("007", 7)),
        ("1 234", Figure("1234", 1234)),
        ("1,234,567", Figure("1,234,567", 1234567)),
        ("12宗", Figure("12宗", 12)),
        ("0件", Figure("0件", 0)),
        ("-92", Figure("-92", -92)),
        ("—92", Figure("—92", -92)),
        ("+19", Figure("+19", 19)),
        ("增98", Figure("增98", 98)),
        ("减少 5", Figure("减少5", -5)),
        ("9623(增)", Figure("9623(增)", 9623)),
        ("361(减)", Figure("361(减)", -361)),
        ("5(-)", Figure("5(-)", -5)),
        ("258.13万元", Figure("258.13万元", Decimal("258.13"), "万元")),
        ("251000元", Figure("251000元", 251000, "元")),
        ("3万元万元", Figure("3万元万元", 3, "万元万元")),
        ("3.50", Figure("3.50", Decimal("3.50"))),
        ("", Figure("", None, blank=True)),
        ("/", Figure("/", None, blank=True)),
        ("——", Figure("——", None, blank=True)),
        (" - ", Figure("-", None, blank=True)),
        ("无", Figure("无", None, blank=True)),
        ("不适用", Figure("不适用", None, blank=True)),
        ("(无)", Figure("(无)", None, blank=True)),
        ("未发生。", Figure("未发生。", None, blank=True)),
        ("n/a", Figure("n/a", None, blank=True)),
        ("3(件)", Figure("3(件)", 3)),
        ("15人次", Figure("15人次", 15)),
        ("↓7", Figure("↓7", -7)),
        ("7↑", Figure("7↑", 7)),
        ("若干", Figure("若干", None)),
        ("见附件", Figure("见附件", None)),
        ("无法统计", Figure("无法统计", None)),
        ("适用", Figure("适用", None)),
        ("12只", Figure("12只", None)),
        ("12,34", Figure("12,34", None)),
        ("1.2.3", Figure("1.2.3", None)),
        ("3-4", Figure("3-4", None)),
        ("二", Figure("二", None)),
        ("约3", Figure("约3", None)),
        ("3" * 41, Figure("3" * 41, None)),
    ],
)
def test_cells(text: str, figure: Figure) -> None:
    assert read_figure(text, FIGURE_WORDS) == figure


def test_a_figure_prints_as_written() -> None:
    assert str(read_figure("9623 (增)", FIGURE_WORDS)) == "9623(增)"


def test_without_word_lists_only_marks_and_numbers_are_known() -> None:
    words = figure_words(NO_LISTS)
    assert [read_figure(text, words).blank for text in ("/", "无")] == [True, False]
    assert [read_figure(text, words).value for text in ("-3", "3件")] == [-3, None]


@given(st.integers(-(10**12), 10**12), st.sampled_from(["{}", "{:,}", " {} ", "{}件", "{}(增)"]))
def test_whole_numbers(value: int, form: str) -> None:
    figure = read_figure(form.format(value), FIGURE_WORDS)
    assert (figure.value, figure.blank) == (value, False)


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["", "元", "万元", "亿元"]))
def test_amounts(value: Decimal, unit: str) -> None:
    assert read_figure(f"{value}{unit}", FIGURE_WORDS) == Figure(f"{value}{unit}", value, unit)


@given(st.text(alphabet="0123456789.,-+()增减万元件 /无—"))
def test_a_cell_is_a_number_or_blank_or_neither(text: str) -> None:
    figure = read_figure(text, FIGURE_WORDS)
    assert figure.raw == text.replace(" ", "")
    assert not (figure.blank and figure.value is not None)
    assert figure.value is None or any(char.isdigit() for char in text)
