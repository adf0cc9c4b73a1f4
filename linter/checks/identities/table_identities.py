"""Identities asked of a table: the rows and columns in which they are broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from linter.checks.identities.arithmetic import BLANK, UNKNOWN, Judgement, Operand, Unplaced, Verdict, judge
from linter.checks.identities.expression import Identity
from linter.checks.identities.quick_pass import Axis, expanded_over, plan
from linter.checks.interval import Amount
from linter.report.tables.table import GREATEST, State, Table

OTHER: Final[Mapping[Axis, Axis]] = {"row": "column", "column": "row"}
BROKEN: Final = (Verdict.BROKEN, Verdict.BROKEN_IF_BLANKS_ARE_ZERO)


class Broken(Struct, frozen=True):
    """An identity that does not hold in one row or column (`unit`)."""

    unit: str
    judgement: Judgement

    @property
    def difference(self) -> Amount:
        """Left side less right side."""
        return self.judgement.difference or 0


def lines_of(table: Table, axis: Axis, units: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The rows or columns of a table that an identity is asked in, each with the names it may use there."""
    rows = table.template.row_keys()
    if axis == "row":
        present = [table.row[key] for key in units or rows if key in table.row]
        return [(row.key, tuple(column.key for column in row.block.columns)) for row in present]
    return [(key, rows) for key in units or table.template.column_keys()]


def judged(table: Table, axis: Axis, unit: str, expanded: Identity) -> Judgement:
    """What can be said of an expanded identity in a row or column."""
    amounts = {name: operand(table, *cell_key(axis, unit, name)) for name in expanded.names()}
    return judge(expanded, amounts)


def broken_lines(table: Table, axis: Axis, identity: Identity, units: tuple[str, ...]) -> Iterator[Broken]:
    """The rows or columns of a table in which an identity is broken, surely or if blanks are zeros."""
    for unit, expanded in _suspect_lines(table, axis, identity, units):
        judgement = judged(table, axis, unit, expanded)
        if judgement.verdict in BROKEN:
            yield Broken(unit, judgement)


def _suspect_lines(
    table: Table, axis: Axis, identity: Identity, units: tuple[str, ...]
) -> Iterator[tuple[str, Identity]]:
    """The rows or columns in which an identity may be broken, with what it is there."""
    lines = plan(identity, table.index.shape, axis, units)
    if lines is not None:
        bounds = table.bounds
        for line in lines:
            if line.is_suspect(bounds) and (axis == "column" or line.unit in table.row):
                yield line.unit, line.identity
        return
    for unit, names in lines_of(table, axis, units):
        expanded = expanded_over(identity, names)
        if expanded is not None:
            yield unit, expanded


def cell_key(axis: Axis, unit: str, name: str) -> tuple[str, str]:
    """The row and column key of an operand."""
    return (unit, name) if axis == "row" else (name, unit)


def operand(table: Table, row_key: str, column_key: str) -> Operand:
    """What is known of a cell: its value, that it is blank, or how far it could reach. A row that lost
    cells may hold anything there that was not written down, but nothing below zero."""
    cell = table.cell.get((row_key, column_key))
    if cell is not None:
        if cell.state is State.BLANK:
            return BLANK
        return UNKNOWN if cell.figure.value is None else cell.figure.value
    row = table.row.get(row_key)
    if row is None or row.ragged or any(cell.state is State.UNREADABLE for cell in row.cells):
        return UNKNOWN
    return Unplaced(0, GREATEST)


def correction(broken: Broken, name: str) -> Amount | None:
    """What must be added to the operand `name` to make a broken equation hold."""
    judgement = broken.judgement
    addends = [addend for addend in judgement.operands if addend.name == name]
    if len(addends) != 1 or judgement.verdict is not Verdict.BROKEN or judgement.identity.op != "==":
        return None
    [addend] = addends
    if judgement.difference is None or not isinstance(addend.operand, int) or abs(addend.weight or 0) != 1:
        return None
    return -broken.difference * (1 if (addend.weight == 1) == (addend.side == "left") else -1)
