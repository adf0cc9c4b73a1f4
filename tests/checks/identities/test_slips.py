"""The cells that one change would make fit their row and their column."""

from __future__ import annotations

import pytest

from linter.checks.identities.expression_parser import parse
from linter.checks.identities.slips import find_slips
from tests.samples.small_table import table_of

ROWS = [parse("a + b == total")]
COLUMNS = [parse("g.x + g.y + g.z == u")]
RIGHT = [["1", "2", "3"], ["0", "4", "4"], ["2", "0", "2"], ["3", "6", "9"], ["0", "0", "0"]]


def changed(*changes: tuple[int, int, str]) -> list[list[str]]:
    """The right figures with some (row, column, figure) in their place."""
    rows = [list(row) for row in RIGHT]
    for row, column, figure in changes:
        rows[row][column] = figure
    return rows


FOUR = [["9", "9", "14"], ["9", "9", "14"], ["0", "0", "0"], ["14", "14", "28"], ["0", "0", "0"]]


@pytest.mark.parametrize(
    ("rows", "slips"),
    [
        (RIGHT, {}),
        (changed((0, 0, "5")), {("g.x", "a"): -4}),
        (changed((1, 1, "1")), {("g.y", "b"): 3}),
        (changed((0, 1, "0")), {("g.x", "b"): 2}),
        (changed((3, 0, "8")), {("u", "a"): -5}),
        (changed((2, 2, "9")), {("g.z", "total"): -7}),
        (changed((0, 0, "5"), (1, 1, "1")), {("g.x", "a"): -4, ("g.y", "b"): 3}),
        (changed((0, 0, "5"), (1, 0, "4")), {}),  # the column is off by both, each row by one
        (changed((0, 0, "5"), (0, 1, "6")), {}),  # the row is off by both
        (changed((0, 0, "5"), (0, 2, "7")), {}),  # the row fits, the columns do not
        (changed((4, 0, "5")), {}),  # in no column that has to fit
        (FOUR, {}),  # each of four cells would do
        (changed((0, 0, "/")), {}),  # a blank is no slip
        (changed((3, 0, "3.5")), {}),
    ],
)
def test_a_slip_is_alone_in_its_row_and_its_column(
    rows: list[list[str]], slips: dict[tuple[str, str], int]
) -> None:
    assert find_slips(table_of(rows, 5, "1"), ROWS, COLUMNS) == slips


def test_a_change_that_breaks_another_identity_is_none() -> None:
    table = table_of(changed((0, 0, "5")), 5, "1")
    assert find_slips(table, [*ROWS, parse("a >= 2")], COLUMNS) == {}
    assert find_slips(table, ROWS, [*COLUMNS, parse("g.x >= 2")]) == {}
    assert find_slips(table, [*ROWS, parse("a >= 1")], [*COLUMNS, parse("g.x == 7 within 6")]) == {
        ("g.x", "a"): -4
    }


def test_a_change_to_less_than_nothing_is_none() -> None:
    rows = changed((0, 2, "0"), (3, 2, "6"))  # g.x, total: 3 became 0, and u with it
    slips = find_slips(table_of(rows, 5, "1"), ROWS, [parse("g.x + g.y + g.z == u"), parse("g.x == 0")])
    assert slips == {}
    below = [["0", "2", "1"], ["0", "4", "4"], ["2", "0", "2"], ["1", "6", "7"], ["0", "0", "0"]]
    assert find_slips(table_of(below, 5, "1"), ROWS, COLUMNS) == {}


def test_an_identity_with_names_that_the_table_has_not_is_no_hindrance() -> None:
    table = table_of(changed((0, 0, "5")), 5, "1")
    assert find_slips(table, [*ROWS, parse("none == 1")], COLUMNS) == {("g.x", "a"): -4}
