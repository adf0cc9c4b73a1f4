"""Numeric identities of the tables (family N, 勾稽关系): each row or column judged in three values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Annotated, ClassVar, Final

from msgspec import Struct
from msgspec.structs import force_setattr

from linter.checks.base import Context, Finding, Message, ReportCheck, TableKey, place_of, related_places
from linter.checks.identities.arithmetic import (
    Judgement,
    Verdict,
)
from linter.checks.identities.expression import Identity, IdentityError, Sum, leaves
from linter.checks.identities.expression_parser import IdentitySyntaxError, parse
from linter.checks.identities.figures_text import amount_text, comparison_text, side_text
from linter.checks.identities.quick_pass import Axis, expanded_over
from linter.checks.identities.slips import Place, find_slips
from linter.checks.identities.table_identities import (
    OTHER,
    Broken,
    broken_lines,
    cell_key,
    judged,
    lines_of,
)
from linter.checks.interval import Amount
from linter.diagnostic import Severity
from linter.report.tables.table import Table
from linter.report.template import Generation
from linter.strict_yaml.annotations import DERIVED, Doc
from linter.strict_yaml.location import LocatedStr, Location
from linter.suggest import did_you_mean
from linter.text.source import Span

_NAME: Final[Mapping[Axis, str]] = {"row": "行", "column": "列"}


class IdentityCheck(ReportCheck, frozen=True):
    """`holds` (and each of `also`) in every row or column of a table, or only in `units`.

    `at` names the operand that a finding stands on: by default the lone name of a side, or the first
    on the right. `cross` are identities in the other direction, `beside` further ones in the same: where
    one cell alone breaks those of its row and its column, it is named as the likely slip, by this check or,
    where it `defers`, by the one of the other direction.
    """

    summary: ClassVar[str] = "表格中的勾稽关系"

    placeholders: ClassVar[frozenset[str]] = frozenset(
        {"where", "row", "column", "left", "right", "comparison", "difference", "slip", "table", "against"}
    )
    table: Annotated[TableKey, Doc("哪张表，写 key")]
    each: Annotated[Axis, Doc("row 逐行、column 逐列")]
    holds: Annotated[
        LocatedStr,
        Doc("应当成立的等式或不等式，如 granted + refused.* == total；refused.* 代表同一前缀的各项"),
    ]
    also: Annotated[tuple[LocatedStr, ...], Doc("同时应当成立的其他式子")] = ()
    units: Annotated[tuple[LocatedStr, ...], Doc("只查这些行或列")] = ()
    at: Annotated[LocatedStr | None, Doc("问题指在哪一项上")] = None
    cross: Annotated[tuple[LocatedStr, ...], Doc("另一个方向的式子，用来找出是哪一格填错")] = ()
    beside: Annotated[tuple[LocatedStr, ...], Doc("同一方向的其他式子，改一格时也要成立")] = ()
    defers: Annotated[bool, Doc("同一格也使另一方向的式子不成立时，由另一方向的规则报告")] = False
    blank_message: Message = ""
    parsed: Mapping[str, Identity] = DERIVED

    def __post_init__(self) -> None:
        """Parse once, when the rule is read: compiled rules are kept with their identities."""
        if self.parsed is DERIVED:
            parsed: dict[str, Identity] = {}
            with suppress(IdentitySyntaxError):  # told by verify, with the place
                texts = (self.holds, *self.also, *self.cross, *self.beside)
                parsed = {str(text): parse(text) for text in texts}
            force_setattr(self, "parsed", parsed)

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """Syntax of the identities, and names that the generation's table does not have."""
        template = generation.table(self.table) if generation else None
        if template is None:
            tables = [table.key for table in generation.tables] if generation else []
            yield place_of(self.table), f"没有名为“{self.table}”的表{did_you_mean(self.table, tables)}"
            return
        rows = template.row_keys()
        columns = template.column_keys()
        own, other = (columns, rows) if self.each == "row" else (rows, columns)
        for texts, names in (((self.holds, *self.also, *self.beside), own), (self.cross, other)):
            for text in texts:
                try:
                    parse(text).expand(names)
                except IdentitySyntaxError as error:
                    yield text.at(error.column - 1), str(error)
                except IdentityError as error:
                    yield text.where, str(error)
        for name, names in (*((unit, other) for unit in self.units), (self.at, own)):
            if name is not None and name not in names:
                yield name.where, f"“{name}”不是表中的名称{did_you_mean(name, names)}"

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for all rows or columns that are off by the same amount."""
        for table in context.report.tables:
            if table.key != self.table:
                continue
            groups: dict[tuple[str, Verdict, Amount, str], list[Broken]] = {}
            slips: Mapping[str, Place] | None = None
            changes: Mapping[Place, Amount] = {}
            for text in map(str, (self.holds, *self.also)):
                for broken in broken_lines(table, self.each, self.parsed[text], self.units):
                    if slips is None:
                        changes = self._slips(table)
                        slips = {place[self.each == "column"]: place for place in changes}
                    if self.defers and broken.unit in slips:
                        continue
                    alone = broken.unit if broken.unit in slips else ""
                    key = (text, broken.judgement.verdict, broken.difference, alone)
                    groups.setdefault(key, []).append(broken)
            for (_, verdict, _, alone), group in groups.items():
                place = (slips or {}).get(alone)
                slip = None if place is None else (place, changes[place])
                yield self._finding(table, verdict, group, slip)

    def _finding(
        self,
        table: Table,
        verdict: Verdict,
        group: Sequence[Broken],
        slip: tuple[Place, Amount] | None,
    ) -> Finding:
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
            "slip": "" if slip is None else self._slip_text(table, *slip),
            "table": table.template.name,
            "against": self._names(table, judgement.identity.right),
        }
        crossing = () if slip is None else self._crossing(table, slip[0])
        blanks = verdict is Verdict.BROKEN_IF_BLANKS_ARE_ZERO
        return Finding(
            _place(table, self.each, first.unit, anchor),
            values,
            related_places(chain(self._operands(table, group, first, anchor), crossing)),
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
            row, column = cell_key(self.each, unit, name)
            cell = table.cell.get((row, column))
            if cell is not None:
                yield cell.span, f"{table.words(row, column)}：{cell.figure.raw or '空'}"

    def _slips(self, table: Table) -> Mapping[Place, Amount]:
        """The likely slips among the cells, each with the change that would be right."""
        own = [self.parsed[str(text)] for text in (self.holds, *self.also, *self.beside)]
        across = [self.parsed[str(text)] for text in self.cross]
        return find_slips(table, own, across) if self.each == "row" else find_slips(table, across, own)

    def _slip_text(self, table: Table, place: Place, change: Amount) -> str:
        """Which cell is likely wrong, and what would be right where nothing else in the table is wrong."""
        cell = table.cell[place]
        words = f"；两个方向的差数相同，疑是{table.words(*place)}的 {cell.figure.raw} 填错"
        texts = [(self.each, text) for text in (self.holds, *self.also, *self.beside)]
        texts += [(OTHER[self.each], text) for text in self.cross]
        others = (
            broken
            for axis, text in texts
            for broken in broken_lines(table, axis, self.parsed[str(text)], ())
            if broken.unit != place[axis == "column"]
        )
        if next(others, None) is not None:
            return words
        return f"{words}，改为 {amount_text((cell.figure.value or 0) + change)} 即平"

    def _crossing(self, table: Table, place: Place) -> Iterator[tuple[Span, str]]:
        """Where the identities of the other direction stand that the same cell breaks."""
        axis = OTHER[self.each]
        unit = place[axis == "column"]
        for text in self.cross:
            for broken in broken_lines(table, axis, self.parsed[str(text)], ()):
                if broken.unit == unit:
                    anchor = cell_key(axis, unit, _anchor(broken.judgement.identity))
                    cell = table.cell.get(anchor)
                    difference = amount_text(max(broken.difference, -broken.difference))
                    value = f"{table.words(*anchor)}：{cell.figure if cell else '空'}"
                    words = f"{value}，这一{_NAME[axis]}也相差 {difference}"
                    yield _place(table, axis, unit, _anchor(broken.judgement.identity)), words


class Share(Struct, frozen=True):
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
        for line, names in lines_of(table, check.each, check.units):
            expanded = expanded_over(stated, names) if line == unit else None
            if expanded is not None and (name is None or name in expanded.names()):
                yield Share(check.each, unit, stated, judged(table, check.each, unit, expanded))


def _anchor(identity: Identity) -> str:
    for side in (identity.right, identity.left):
        if len(side) == 1 and side[0].name is not None:
            return side[0].name
    named = (term.name for _, term in leaves(identity.right + identity.left) if term.name is not None)
    return next(named)


def _place(table: Table, axis: Axis, unit: str, anchor: str) -> Span:
    row, column = cell_key(axis, unit, anchor)
    cell = table.cell.get((row, column))
    if cell is not None:
        return cell.span
    return table.row[row].span if row in table.row else table.span
