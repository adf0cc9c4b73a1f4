"""From two texts to the edits between them."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from linter.app.editor.text_diff import text_diff
from linter.text.edits import Edit, apply_edits
from linter.text.source import Span

TEXTS = st.text(alphabet="甲乙|0 \n\r𠮷", max_size=60)


@given(TEXTS, TEXTS)
def test_edits_make_the_new_text_and_are_disjoint_and_in_order(old: str, new: str) -> None:
    edits = text_diff(old, new)
    assert apply_edits(old, edits) == new
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(edits))
    assert all(old[edit.span.start : edit.span.end] != edit.content for edit in edits)


@given(TEXTS)
def test_the_same_text_needs_no_edit(text: str) -> None:
    assert text_diff(text, text) == ()


def test_only_what_differs_is_replaced() -> None:
    old = "一、总体情况\r\n全年[2021]公开,申请。\r\n二、情况\r\n"
    new = "一、总体情况\r\n全年〔2021〕公开，申请。\r\n二、主动公开情况\r\n"
    assert text_diff(old, new) == (
        Edit(Span(10, 11), "〔"),
        Edit(Span(15, 16), "〕"),
        Edit(Span(18, 19), "，"),
        Edit(Span(26, 26), "主动公开"),
    )


def test_lines_that_go_leave_the_others_alone() -> None:
    lines = [f"第{number}行\n" for number in range(50)]
    kept = [*lines[:10], *lines[12:40], "新行\n", *lines[40:]]
    assert text_diff("".join(lines), "".join(kept)) == (
        Edit(Span(sum(map(len, lines[:10])), sum(map(len, lines[:12]))), ""),
        Edit(Span(sum(map(len, lines[:40])), sum(map(len, lines[:40]))), "新行\n"),
    )


def test_a_huge_change_is_one_edit_and_takes_no_time() -> None:
    old, new = "甲\n" * 20_000 + "乙\n", "乙\n" * 30_000
    assert apply_edits(old, text_diff(old, new)) == new
