"""Numeric identities of the tables (family N, 勾稽关系): each row or column judged in three values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from typing import Annotated, ClassVar, Literal

from linter.checks.base import Context, Finding, Message, ReportCheck, related_places
from linter.checks.identities.arithmetic import (
    BLANK,
    UNKNOWN,
    Judgement,
    Operand,
    Unplaced,
    Verdict,
    judge,
)
from linter.checks.identities.expression import Identity, IdentityError, Sum, UnknownNamesError, leaves
from linter.checks.identities.expression_parser import IdentitySyntaxError, parse
from linter.checks.identities.figures_text import amount_text, comparison_text, side_text
from linter.checks.interval import Amount
from linter.diagnostic import Severity
from linter.frozen import frozen
from linter.report.tables.table import State, Table
from linter.report.template import Generation
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.location import LocatedStr, Location
from linter.text.source import Span

Axis = Literal["row", "column"]
_ANYTHING = 10**18


@frozen
class Broken:
    """An identity that does not hold in one row or column (`unit`)."""

    unit: str
    judgement: Judgement

    @property
    def difference(self) -> Amount:
        """Left side less right side."""
        return self.judgement.difference or 0


@frozen
class IdentityCheck(ReportCheck):
    """`holds` (and each of `also`) in every row or column of a table, or only in `units`.

    `at` names the operand that a finding stands on: by default the lone name of a side, or the first
    on the right. `cross` are identities in the other direction: where one of them is broken by the
    same amount, the cell in which they meet is named as the likely slip.
    """

    summary: ClassVar[str] = "表格中的勾稽关系"

    placeholders: ClassVar[frozenset[str]] = frozenset(
        {"where", "row", "column", "left", "right", "comparison", "difference", "slip", "table", "against"}
    )
    table: Annotated[str, Doc("哪张表，写 key")]
    each: Annotated[Axis, Doc("row 逐行、column 逐列")]
    holds: Annotated[
        LocatedStr,
        Doc("应当成立的等式或不等式，如 granted + refused.* == total；refused.* 代表同一前缀的各项"),
    ]
    also: Annotated[tuple[LocatedStr, ...], Doc("同时应当成立的其他式子")] = ()
    units: Annotated[tuple[str, ...], Doc("只查这些行或列")] = ()
    at: Annotated[str | None, Doc("问题指在哪一项上")] = None
    cross: Annotated[tuple[LocatedStr, ...], Doc("另一个方向的式子，用来找出是哪一格填错")] = ()
    blank_message: Message = ""
    parsed: Mapping[str, Identity] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Parse once, when the rule is read: compiled rules are kept with their identities."""
        with suppress(IdentitySyntaxError):  # told by verify, with the place
            parsed = {str(text): parse(text) for text in (self.holds, *self.also, *self.cross)}
            object.__setattr__(self, "parsed", parsed)

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """Syntax of the identities, and names that the generation's table does not have."""
        template = generation.table(self.table) if generation else None
        if template is None:
            yield None, f"没有名为“{self.table}”的表"
            return
        rows = template.row_keys()
        columns = template.column_keys()
        own, other = (columns, rows) if self.each == "row" else (rows, columns)
        for texts, names in (((self.holds, *self.also), own), (self.cross, other)):
            for text in texts:
                try:
                    parse(text).expand(names)
                except IdentitySyntaxError as error:
                    yield text.at(error.column - 1), str(error)
                except IdentityError as error:
                    yield text.where, str(error)
        for unit in self.units:
            if unit not in other:
                yield None, f"units 中的“{unit}”不是表中的名称"

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for all rows or columns that are off by the same amount."""
        for table in context.report.tables:
            if table.key != self.table:
                continue
            groups: dict[tuple[str, Verdict, Amount], list[Broken]] = {}
            for text in map(str, (self.holds, *self.also)):
                for broken in _broken(table, self.each, self.parsed[text], self.units):
                    key = (text, broken.judgement.verdict, broken.difference)
                    groups.setdefault(key, []).append(broken)
            for (_, verdict, _), group in groups.items():
                yield self._finding(table, verdict, group)

    def _finding(self, table: Table, verdict: Verdict, group: Sequence[Broken]) -> Finding:
        first = next((broken for broken in group if broken.unit == "total"), group[0])
        judgement = first.judgement
        anchor = self.at or _anchor(judgement.identity)
        words = table.column_label if self.each == "column" else table.row_label
        where = "、".join(f"“{words(broken.unit)}”" for broken in group)
        values = {
            "where": where + ("列" if self.each == "column" else "行"),
            "row": words(first.unit),
            "column": words(first.unit),
            "left": side_text(judgement, "left"),
            "right": side_text(judgement, "right"),
            "comparison": comparison_text(judgement),
            "difference": amount_text(max(first.difference, -first.difference)),
            "slip": self._slip(table, group),
            "table": table.template.name,
            "against": self._names(table, judgement.identity.right),
        }
        blanks = verdict is Verdict.BROKEN_IF_BLANKS_ARE_ZERO
        return Finding(
            _place(table, self.each, first.unit, anchor),
            values,
            related_places(self._operands(table, group, first, anchor)),
            message="blank_message" if blanks and self.blank_message else None,
            severity=Severity.WARNING if blanks else None,
        )

    def _names(self, table: Table, terms: Sum) -> str:
        """The operands of a side in words; those of a row's identity are columns."""
        words = table.column_label if self.each == "row" else table.row_label
        return "”“".join(words(term.name) for _, term in leaves(terms) if term.name is not None)

    def _operands(
        self, table: Table, group: Sequence[Broken], first: Broken, anchor: str
    ) -> Iterator[tuple[Span, str]]:
        """The operands of the first that add something, then the anchors of the rest of the group."""
        addends = first.judgement.operands
        names = [a.name for a in addends if a.name != anchor and (a.operand != 0 or len(addends) <= 4)]
        places = [(first.unit, name) for name in dict.fromkeys(names)]
        places += [(broken.unit, anchor) for broken in group if broken is not first]
        for unit, name in places:
            row, column = _cell_key(self.each, unit, name)
            cell = table.cell.get((row, column))
            if cell is not None:
                yield cell.span, f"{table.words(row, column)}：{cell.figure.raw or '空'}"

    def _slip(self, table: Table, group: Sequence[Broken]) -> str:
        """The one cell whose change would satisfy both this identity and one that crosses it."""
        other: Axis = "column" if self.each == "row" else "row"
        slips = set[tuple[str, str, Amount]]()
        for text in self.cross:
            for crossing in _broken(table, other, self.parsed[str(text)], ()):
                for broken in group:
                    change = _correction(broken, crossing.unit)
                    if change is not None and change == _correction(crossing, broken.unit):
                        slips.add((*_cell_key(self.each, broken.unit, crossing.unit), change))
        if len(slips) != 1:
            return ""
        row, column, change = slips.pop()
        cell = table.cell[row, column]
        right: Amount = (cell.figure.value or 0) + change
        if right < 0:
            return ""
        where = table.words(row, column)
        return f"；两个方向的差数相同，疑是{where}的 {cell.figure.raw} 填错，改为 {amount_text(right)} 即平"


@frozen
class Share:
    """An identity that a cell, row or column takes part in: where it is asked (a row or a column), as it is
    stated, and what can be said of it there."""

    axis: Axis
    unit: str
    stated: Identity
    judgement: Judgement

    @property
    def left(self) -> str:
        """The left side with its figures: `222 + 5 = 227`, or a bare `227`."""
        return side_text(self.judgement, "left")

    @property
    def right(self) -> str:
        """The right side with its figures."""
        return side_text(self.judgement, "right")


def shares(
    table: Table, check: IdentityCheck, row_key: str | None, column_key: str | None
) -> Iterator[Share]:
    """The identities of a check that a cell of a table takes part in, each judged as the check judges it; of
    a row or of a column, where the other key is None, those that are asked in it."""
    unit, name = (row_key, column_key) if check.each == "row" else (column_key, row_key)
    if check.table != table.key or unit is None:
        return
    for stated in (check.parsed[str(text)] for text in (check.holds, *check.also)):
        for line, names in _lines(table, check.each, check.units):
            expanded = _expanded(stated, names) if line == unit else None
            if expanded is not None and (name is None or name in expanded.names()):
                yield Share(check.each, unit, stated, _judged(table, check.each, unit, expanded))


def _lines(table: Table, axis: Axis, units: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The rows or columns of a table that an identity is asked in, each with the names it may use there."""
    rows = table.template.row_keys()
    if axis == "row":
        present = [table.row[key] for key in units or rows if key in table.row]
        return [(row.key, tuple(column.key for column in row.block.columns)) for row in present]
    return [(key, rows) for key in units or table.template.column_keys()]


def _judged(table: Table, axis: Axis, unit: str, expanded: Identity) -> Judgement:
    amounts = {name: operand(table, *_cell_key(axis, unit, name)) for name in expanded.names()}
    return judge(expanded, amounts)


def _broken(table: Table, axis: Axis, identity: Identity, units: Sequence[str]) -> Iterator[Broken]:
    """The rows or columns of a table in which an identity is broken, surely or if blanks are zeros."""
    lines = _lines(table, axis, units)
    over = {names: _expanded(identity, names) for names in {names for _, names in lines}}
    for unit, names in lines:
        expanded = over[names]
        if expanded is None or _plainly_holds(table, expanded, axis, unit):
            continue
        judgement = _judged(table, axis, unit, expanded)
        if judgement.verdict in (Verdict.BROKEN, Verdict.BROKEN_IF_BLANKS_ARE_ZERO):
            yield Broken(unit, judgement)


def _expanded(identity: Identity, names: tuple[str, ...]) -> Identity | None:
    """The identity over these names; None when the table does not have them all."""
    try:
        return identity.expand(names)
    except UnknownNamesError:
        return None


def _plainly_holds(table: Table, identity: Identity, axis: Axis, unit: str) -> bool:
    """Whether every operand is a figure in its place and the equation holds: most do, and need no judge."""
    if identity.op != "==" or identity.condition is not None:
        return False
    values, balance = table.values, 0
    for sign, terms in ((1, identity.left), (-1, identity.right)):
        for term in terms:
            name = term.name or ""
            value = values.get((unit, name) if axis == "row" else (name, unit))
            if not isinstance(value, int) or not name or term.factor != 1:
                return False
            balance += sign * term.sign * value
    return balance == 0


def _cell_key(axis: Axis, unit: str, name: str) -> tuple[str, str]:
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
    return Unplaced(0, _ANYTHING)


def _anchor(identity: Identity) -> str:
    for side in (identity.right, identity.left):
        if len(side) == 1 and side[0].name is not None:
            return side[0].name
    named = (term.name for _, term in leaves(identity.right + identity.left) if term.name is not None)
    return next(named)


def _place(table: Table, axis: Axis, unit: str, anchor: str) -> Span:
    row, column = _cell_key(axis, unit, anchor)
    cell = table.cell.get((row, column))
    if cell is not None:
        return cell.span
    return table.row[row].span if row in table.row else table.span


def _correction(broken: Broken, name: str) -> Amount | None:
    """What must be added to the operand `name` to make a broken equation hold."""
    judgement = broken.judgement
    addends = [addend for addend in judgement.operands if addend.name == name]
    if len(addends) != 1 or judgement.verdict is not Verdict.BROKEN or judgement.identity.op != "==":
        return None
    [addend] = addends
    if judgement.difference is None or not isinstance(addend.operand, int) or abs(addend.weight or 0) != 1:
        return None
    return -broken.difference * (1 if (addend.weight == 1) == (addend.side == "left") else -1)
