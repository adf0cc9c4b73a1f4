"""Identities asked of a table: what is known of its cells, and what a correction would be."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from linter.checks.identities.arithmetic import BLANK, UNKNOWN, Operand, Unplaced, Verdict, judge
from linter.checks.identities.expression_parser import parse
from linter.checks.identities.table_identities import Broken, broken_lines, correction, lines_of, operand
from linter.report.tables.table import GREATEST, Table
from linter.text.source import Span
from tests.samples.small_table import index, table_of

ZEROS = [["0", "0", "0"]] * 4


@pytest.mark.parametrize(
    ("row", "known"),
    [
        (["1", "2", "3"], (1, 2, 3)),
        (["/", "2", "若干"], (BLANK, 2, UNKNOWN)),
        (["1.5", "2", "3"], (Decimal("1.5"), 2, 3)),
    ],
)
def test_a_cell_is_known_blank_or_unknown(row: list[str], known: tuple[Operand, ...]) -> None:
    table = table_of([row, *ZEROS], 5, "1")
    assert tuple(operand(table, "g.x", column) for column in ("a", "b", "total")) == known


def test_a_cell_without_a_place_may_hold_any_count_unless_something_was_not_read() -> None:
    lost = table_of([["1", "3"], ["若干", "3"], *ZEROS[1:]], 5, "1")
    assert [operand(lost, row, "b") for row in ("g.x", "g.y")] == [UNKNOWN, UNKNOWN]  # cells are lost
    rows = tuple(replace(row, ragged=False) for row in lost.rows)
    table = Table("t", index(), Span(0, 9), rows, ())
    assert operand(table, "g.x", "b") == Unplaced(0, GREATEST)
    assert operand(table, "g.y", "b") is UNKNOWN
    assert operand(table_of([["1", "2", "3"], *ZEROS], 0, "1"), "g.x", "a") is UNKNOWN  # no such row


def test_an_identity_is_asked_in_rows_that_are_there_and_in_all_columns() -> None:
    table = table_of([["1", "2", "3"], *ZEROS], 1, "1")
    assert [unit for unit, _ in lines_of(table, "row", ())] == ["g.x", "g.z", "u", "v", "last"]
    assert lines_of(table, "row", ("g.y", "u")) == [("u", ("a", "b", "total"))]
    rows = ("g.x", "g.y", "g.z", "u", "v", "last")
    assert lines_of(table, "column", ()) == [(key, rows) for key in ("a", "b", "total")]
    assert lines_of(table, "column", ("b",)) == [("b", rows)]


def test_broken_lines_come_with_their_difference() -> None:
    table = table_of([["1", "2", "4"], *ZEROS], 5, "1")
    [broken] = broken_lines(table, "row", parse("a + b == total"), ())
    assert (broken.unit, broken.difference) == ("g.x", -1)


def broken(text: str, *figures: Operand) -> Broken:
    identity = parse(text)
    return Broken("u", judge(identity, dict(zip(identity.names(), figures, strict=True))))


@pytest.mark.parametrize(
    ("found", "name", "change"),
    [
        (broken("a + b == t", 1, 2, 4), "a", 1),
        (broken("a + b == t", 1, 2, 4), "t", -1),
        (broken("a - b == t", 5, 2, 4), "b", -1),
        (broken("a == t - b", 5, 9, 2), "b", 2),
        (broken("a + b == t", 1, 2, 4), "x", None),
        (broken("a + a == t", 1, 4), "a", None),  # it is there twice
        (broken("2 * a == t", 1, 4), "a", None),
        (broken("max(a, b) == t", 1, 2, 4), "a", None),
        (broken("a <= t", 5, 4), "a", None),
        (broken("a + b == t", BLANK, 3, 4), "b", None),  # broken only if blanks are zeros
        (broken("a + b == t", BLANK, 5, 4), "a", None),
        (broken("a + b == t", BLANK, 5, 4), "b", -1),
        (broken("a + b == t", 5, Unplaced(3, 4), 1), "a", None),  # nobody knows by how much
        (broken("a + b == t", Decimal("1.5"), 2, 4), "a", None),
    ],
)
def test_a_correction_makes_a_broken_equation_hold(found: Broken, name: str, change: int | None) -> None:
    assert correction(found, name) == change


def test_where_the_difference_is_not_known_it_is_none_to_speak_of() -> None:
    found = broken("a + b == t", 5, Unplaced(3, 4), 1)
    assert found.judgement.verdict is Verdict.BROKEN
    assert found.difference == 0
