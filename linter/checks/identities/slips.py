"""The cells that one change each would make fit both their row and their column: likely slips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linter.checks.identities.arithmetic import judge
from linter.checks.identities.expression import Identity
from linter.checks.identities.quick_pass import Axis, expanded_over
from linter.checks.identities.table_identities import (
    BROKEN,
    broken_lines,
    cell_key,
    correction,
    lines_of,
    operand,
)
from linter.checks.interval import Amount
from linter.report.tables.table import Table

Place = tuple[str, str]
"""The row and column key of a cell."""


def find_slips(table: Table, rows: Sequence[Identity], columns: Sequence[Identity]) -> Mapping[Place, Amount]:
    """The changes, by cell, that leave no identity of the cell's row and column broken where both have a
    broken one; only of cells that alone in their row and column have such a change."""
    broken_rows = [each for identity in rows for each in broken_lines(table, "row", identity, ())]
    if not broken_rows:
        return {}
    broken_columns = [each for identity in columns for each in broken_lines(table, "column", identity, ())]
    found: dict[Place, Amount] = {}
    for row in broken_rows:
        for column in broken_columns:
            change = correction(row, column.unit)
            place = (row.unit, column.unit)
            if (
                change is not None
                and change == correction(column, row.unit)
                and _is_mended(table, place, change, rows, columns)
            ):
                found[place] = change
    return {
        (row, column): change
        for (row, column), change in found.items()
        if sum(row == other[0] or column == other[1] for other in found) == 1
    }


def _is_mended(
    table: Table,
    place: Place,
    change: Amount,
    rows: Sequence[Identity],
    columns: Sequence[Identity],
) -> bool:
    """Whether a change of one cell leaves no identity of its row and its column broken, and a figure that can
    be."""
    value = (table.values.get(place) or 0) + change
    if value < 0:
        return False
    for axis, identities in _axes(rows, columns):
        unit, name = place if axis == "row" else (place[1], place[0])
        names = dict(lines_of(table, axis, ())).get(unit, ())
        for identity in identities:
            expanded = expanded_over(identity, names)
            if expanded is None:
                continue
            amounts = {each: operand(table, *cell_key(axis, unit, each)) for each in expanded.names()}
            if judge(expanded, {**amounts, name: value}).verdict in BROKEN:
                return False
    return True


def _axes(
    rows: Sequence[Identity], columns: Sequence[Identity]
) -> tuple[tuple[Axis, Sequence[Identity]], tuple[Axis, Sequence[Identity]]]:
    return ("row", rows), ("column", columns)
