"""The figures of a report by place, and their sums."""

from __future__ import annotations

from decimal import Decimal

from linter.app.audit.sums import Sum, figures_of
from linter.output.audit.model import FigurePlace, FileReport, Layout, Value

PLACES = (
    FigurePlace("t", "a", "x"),
    FigurePlace("t", "a", None),
    FigurePlace("t", "b", "x", "元"),
    FigurePlace("t", "b", "y"),
)


def report(*values: Value, states: str = "LCLL") -> FileReport:
    return FileReport(1, "甲局", 2023, Layout(PLACES), values, states)


def test_figures_without_a_column_are_left_out_and_amounts_are_in_the_unit_of_their_column() -> None:
    units = {("t", "b", "x"): "万元"}
    found = figures_of(report(1, 2, 30000, 4), units)
    assert found == {("t", "a", "x"): 1, ("t", "b", "x"): 3, ("t", "b", "y"): 4}
    assert list(found) == [("t", "a", "x"), ("t", "b", "x"), ("t", "b", "y")]
    assert figures_of(report(1, 2, "3.5", "4.25"), {}) == {
        ("t", "a", "x"): 1,
        ("t", "b", "x"): Decimal("3.5"),
        ("t", "b", "y"): Decimal("4.25"),
    }


def test_blank_cells_count_as_zero_and_what_cannot_be_read_not_at_all() -> None:
    found = figures_of(report(None, None, None, None, states="BCUB"), {})
    assert found == {("t", "a", "x"): 0, ("t", "b", "y"): 0}


def test_sums_of_reports_alike_and_of_others() -> None:
    one, other = figures_of(report(1, 2, 3, 4), {}), figures_of(report(10, 0, None, 40, states="LCUL"), {})
    total = Sum()
    for each in (one, one, other):
        total.add(each)
    assert total.totals == {("t", "a", "x"): 12, ("t", "b", "x"): 6, ("t", "b", "y"): 48}
    assert (total.known[("t", "b", "x")], total.count) == (2, 3)
    assert total.missing_at(("t", "b", "x"), 0) == 1
    below = Sum()
    below.add(total.totals, total.known, total.count)
    below.add(one)
    assert below.totals[("t", "a", "x")] == 13
    assert (below.known[("t", "b", "x")], below.count) == (3, 4)
