"""Widths as terminals count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.output.width import log_line, pad, visible, width, wrap


def test_wide_narrow_and_combining() -> None:
    assert width("ab") == 2
    assert width("甲（〔") == 6
    assert width("“…”") == 3
    assert width("e\u0301") == 1
    assert pad("甲a", 5) == "甲a  "


def test_invisible_characters_become_visible_ones() -> None:
    assert visible("a\x1b\t\u200b\ufeff\u202e\x7f") == "a␛␉␦␦␦␦"


def test_a_line_breaks_between_wide_characters_but_not_before_a_comma() -> None:
    assert wrap("一二三四，五六", 8) == ["一二三", "四，五六"]
    assert wrap("用 --select 选", 8) == ["用", "--select", "选"]


@given(st.text(st.sampled_from("甲乙，ab -。"), max_size=60), st.integers(6, 20))
def test_wrapping_loses_nothing_but_spaces(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert line == line.strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x.txt", "./::error::x.txt"),
        ("  ::stop-commands::x", "./  ::stop-commands::x"),
        ("##vso[task.complete]", "./##vso[task.complete]"),
        ("a::b.txt", "a::b.txt"),
        ("a\n::error::x", "a␊::error::x"),
        ("年报.txt", "年报.txt"),
    ],
)
def test_the_beginning_of_a_line_in_a_log_is_no_command(text: str, shown: str) -> None:
    assert log_line(text) == shown
