"""Which units make up a difference, and slips of the pen."""

from __future__ import annotations

import pytest

from linter.app.audit.explain import explain_all, explain_one, slip_words

A, B, C = ("t", "r", "a"), ("t", "r", "b"), ("t", "r", "c")
UNITS = [("甲局", {A: 5, B: 2}), ("乙局", {A: 7, C: 1}), ("丙局", {A: 5, B: 9}), ("丁局", {})]


def units(*differences: int) -> tuple[str, ...] | None:
    found = explain_all(list(zip((A, B, C), differences, strict=True)), UNITS)
    return found.units if found is not None else None


def test_one_unit_that_was_left_out_or_counted_twice_is_found() -> None:
    assert units(-5, -2, 0) == ("甲局",)
    assert units(7, 0, 1) == ("乙局",)


def test_two_units_are_found_together() -> None:
    assert set(units(-12, -2, -1) or ()) == {"甲局", "乙局"}
    assert set(units(2, -2, 1) or ()) == {"甲局", "乙局"}


def test_nobody_is_named_where_nobody_stands_out() -> None:
    assert units(1, 1, 1) is None
    assert units(0, 0, 0) is None
    assert explain_all([(A, -5)], UNITS) is None  # 甲局 or 丙局


def test_one_figure_is_explained_by_one_units_figure_alone() -> None:
    found = explain_one(20, 13, [("甲局", 5), ("乙局", 7)])
    assert found is not None
    assert found.units == ("乙局",)
    assert explain_one(15, 13, [("甲局", 2)]) is None  # so small a figure proves nothing
    assert explain_one(20, 13, [("甲局", 7), ("乙局", 7)]) is None


@pytest.mark.parametrize(
    ("stated", "total", "words"),
    [(1324, 1234, "颠倒"), (134, 1234, "少写"), (12334, 1234, "多写"), (1235, 1234, None), (1, 2, None)],
)
def test_slips_of_the_pen(stated: int, total: int, words: str | None) -> None:
    found = slip_words(stated, total)
    assert (found is None) if words is None else (words in (found or ""))


def test_a_slip_in_a_units_own_report_is_named_where_nothing_else_explains_the_difference() -> None:
    found = explain_one(120, 129, [("甲局", 4)], [("甲局", 21)])
    assert found is not None
    assert found.units == ("甲局",)
    assert "它填的是 21，按它自己的勾稽关系应为 12" in found.words
    assert explain_one(120, 129, [("乙局", 9)], [("甲局", 21)]) is None  # or 乙局 was left out
    assert explain_one(120, 102, [("乙局", 5)], [("甲局", 21)]) is None  # or the digits are crossed
    assert explain_one(120, 129, [], [("甲局", 21), ("乙局", 40)]) is None
