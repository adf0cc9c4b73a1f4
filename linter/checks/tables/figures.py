"""Figures in tables (family T): filled in, readable, possible, with their unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec.structs import replace

from linter.checks.base import Context, Finding, Message, ReportCheck, RowKey, TableKey, related_places
from linter.diagnostic import Applicability, Fix, Severity
from linter.report.structure.issuer import name_in_own_words
from linter.report.tables.table import Cell, Row, State, Table, state_of
from linter.report.template import BlockTemplate, ColumnKind, ColumnTemplate
from linter.report.values.figure import Figure
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.patterns import Patterns, occurs
from linter.text.edits import Edit
from linter.text.source import Span

_NAMED_ROWS = 3  # rows with blanks that a message names one by one


def _column(table: Table, cell: Cell) -> ColumnTemplate | None:
    row = table.row.get(cell.row_key)
    return row.block.column(cell.column_key) if row is not None and cell.column_key is not None else None


class BlankCell(ReportCheck, frozen=True):
    """T404: cells that are empty or hold a mark for nothing."""

    summary: ClassVar[str] = "应填数字的空格"

    placeholders: ClassVar[frozenset[str]] = frozenset({"table", "places", "count"})
    fixes: ClassVar[Applicability | None] = Applicability.UNSAFE
    whole_message: Message = ""

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding a table, on the first blank, with the first of each other row as related."""
        for table in context.report.tables:
            blanks = table.in_state(State.BLANK)
            if not blanks:
                continue
            rows: dict[str, list[Cell]] = {}
            for cell in blanks:
                rows.setdefault(cell.row_key, []).append(cell)
            each = [*rows.values()]
            named = "、".join([_blanks_of_row(table, cells) for cells in each[:_NAMED_ROWS]])
            values = {
                "table": table.template.name,
                "places": named + ("等" if len(each) > _NAMED_ROWS else ""),
                "count": str(len(blanks)),
            }
            whole = self.whole_message and len(blanks) == len(table.cells) and not table.unread
            others = ((cells[0].span, _blanks_of_row(table, cells)) for cells in each[1:])
            yield Finding(
                blanks[0].span,
                values,
                () if whole else related_places(others),
                None if whole else _zeros(context, table, blanks),
                message="whole_message" if whole else None,
            )


def _blanks_of_row(table: Table, blanks: Sequence[Cell]) -> str:
    """The blanks of one row in words: “行政许可”行“处理决定数量”列."""
    row = table.row.get(blanks[0].row_key)
    if row is None or len(blanks) == 1:
        return table.words_for(blanks[0])
    keys = [cell.column_key for cell in blanks if cell.column_key is not None]
    name = table.words_for(replace(blanks[0], column_key=None))
    if len(keys) == len(row.block.columns):
        return f"{name}各列"
    if len(keys) < len(blanks):
        return f"{name}{len(blanks)}格"
    return f"{name}{'、'.join(f'“{table.column_label(key)}”' for key in keys)}列"


def _zeros(context: Context, table: Table, blanks: Sequence[Cell]) -> Fix | None:
    """Zeros for the empty cells that have a place of their own, in a column that is known, and that can be
    zero: a row of which the other figures do not make the total lacks something else. A mark or a word
    was written by somebody, who has to say what it means."""
    labels = {use.span for use in table.labels}
    places = Counter(cell.span for cell in blanks)
    with_blanks = {cell.row_key for cell in blanks}
    unlike = {row.key for row in table.rows if row.key in with_blanks and not _adds_up_with_zeros(row)}
    edits = tuple(
        Edit(cell.span, _zero(context.normalized, cell.span))
        for cell in blanks
        if cell.column_key is not None
        and not cell.figure.raw
        and places[cell.span] == 1
        and cell.span not in labels
        and cell.row_key not in unlike
    )
    return Fix(Applicability.UNSAFE, "填 0", edits) if edits else None


def _adds_up_with_zeros(row: Row) -> bool:
    """Whether the row's parts, blanks being zeros, make its total; a row without total tells nothing."""
    if row.block.total is None:
        return True
    figures = {cell.column_key: cell.figure for cell in row.cells}
    if None in figures or any(each.value is None and not each.blank for each in figures.values()):
        return False
    total = figures.pop(row.block.total, None)
    return total is None or (total.value or 0) == sum(each.value or 0 for each in figures.values())


def _zero(normalized: str, place: Span) -> str:
    """A zero, set off from the bar behind it where the cell is written with spaces or has its own line."""
    before, behind = normalized[max(0, place.start - 1) : place.start], normalized[place.end : place.end + 1]
    return "0 " if behind == "|" and before in ("", " ", "\n") else "0"


class ReadableFigure(ReportCheck, frozen=True):
    """T405: cells that hold words where a figure should stand."""

    summary: ClassVar[str] = "应填数字的格子里是不是数字"

    placeholders: ClassVar[frozenset[str]] = frozenset({"table", "place", "text"})

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding a table, on the first such cell."""
        for table in context.report.tables:
            found = table.in_state(State.UNREADABLE)
            if found:
                named = {row.cells[0] for row in table.rows if _names_a_part(row)}
                found = tuple([cell for cell in found if cell not in named])
            if found:
                first, *others = found
                values = {
                    "table": table.template.name,
                    "place": table.words_for(first),
                    "text": context.source.slice(first.span),
                }
                related = ((c.span, f"{table.words_for(c)}：{c.figure}") for c in others)
                yield Finding(first.span, values, related_places(related))


def _names_a_part(row: Row) -> bool:
    """Whether words stand before as many figures as the row has columns: they name a part of the row, which
    somebody split, and no figure is missing; that the row has a cell too many is T408's."""
    if not row.ragged or len(row.figures) != len(row.block.columns) + 1:
        return False
    states = [state_of(figure, key) for figure, key in zip(row.figures, row.columns, strict=True)]
    return states[0] is State.UNREADABLE and set(states[1:]) <= {State.LOCATED, State.UNLOCATED}


class PossibleCount(ReportCheck, frozen=True):
    """T406: counts below zero or with a fraction, amounts below zero."""

    summary: ClassVar[str] = "件数是否为负数或小数，金额是否为负数"

    placeholders: ClassVar[frozenset[str]] = frozenset({"table", "place", "text"})
    amount_message: Message = ""

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding a table for its counts and one for its amounts, on the first such cell."""
        for table in context.report.tables:
            if table.has_only_counts:
                continue
            figures = (*table.in_state(State.LOCATED), *table.in_state(State.UNLOCATED))
            odd = [cell for cell in figures if not _is_count(cell.figure.value)]
            kinds = [(_impossible(table, cell), cell) for cell in odd]
            for kind in (ColumnKind.COUNT, ColumnKind.AMOUNT):
                found = [cell for of, cell in kinds if of is kind]
                if found:
                    yield self._finding(table, found, kind)

    def _finding(self, table: Table, found: Sequence[Cell], kind: ColumnKind) -> Finding:
        first, *others = found
        values = {
            "table": table.template.name,
            "place": table.words_for(first),
            "text": first.figure.raw,
        }
        related = related_places((c.span, f"{table.words_for(c)}：{c.figure}") for c in others)
        message = "amount_message" if kind is ColumnKind.AMOUNT and self.amount_message else None
        return Finding(first.span, values, related, message=message)


def _is_count(value: int | Decimal | None) -> bool:
    """Whether a figure, if there is one, is possible everywhere."""
    return value is None or (value >= 0 and isinstance(value, int))


def _impossible(table: Table, cell: Cell) -> ColumnKind | None:
    """As what a figure is impossible: as a count or as an amount; None when it is possible."""
    value = cell.figure.value
    if value is None or _is_count(value):
        return None
    column = _column(table, cell)
    if column is None:
        return None
    if column.kind is ColumnKind.AMOUNT:
        return ColumnKind.AMOUNT if value < 0 else None
    negative = value < 0 and column.kind is not ColumnKind.CHANGE
    return ColumnKind.COUNT if negative or value != int(value) else None


class AmountUnit(ReportCheck, frozen=True):
    """T410: an amount whose unit is missing, doubled, or not the column's."""

    summary: ClassVar[str] = "金额的单位"

    placeholders: ClassVar[frozenset[str]] = frozenset({"place", "text", "unit"})
    doubled_message: Message = ""
    other_message: Message = ""

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding a cell."""
        for table in context.report.tables:
            amounts = {id(block): _amounts(block) for block in table.template.blocks}
            for row in table.rows:
                block = row.block
                for column in amounts[id(block)] if id(block) in amounts else _amounts(block):
                    figure = _figure(table.row[row.key], column.key)
                    fault = self._fault(context, table, figure, column) if figure is not None else None
                    if fault is not None:
                        cell = table.cell[row.key, column.key]
                        values = {"place": table.words_for(cell), "text": cell.figure.raw}
                        values["unit"] = column.unit or ""
                        yield Finding(cell.span, values, message=fault or None)

    def _fault(self, context: Context, table: Table, figure: Figure, column: ColumnTemplate) -> str | None:
        """The message of what is wrong with an amount's unit, empty for the rule's own; None where nothing
        is."""
        unit = figure.unit
        if unit.count("元") > 1:
            return "doubled_message"
        if column.unit is not None:
            right = unit in ("", column.unit, column.unit.removesuffix("元"))
            return None if right else "other_message"
        return "" if not unit and figure.value and not _head_has_unit(context, table, column) else None


def _figure(row: Row, column: str) -> Figure | None:
    """The figure that a row has in a column; None where it has none that could be read."""
    at = row.columns.index(column) if column in row.columns else -1
    return row.figures[at] if at >= 0 and row.figures[at].value is not None else None


def _amounts(block: BlockTemplate) -> list[ColumnTemplate]:
    return [column for column in block.columns if column.kind is ColumnKind.AMOUNT]


def _head_has_unit(context: Context, table: Table, column: ColumnTemplate) -> bool:
    """Whether the table's own head names a unit of money, though the format's does not."""
    head = context.normalized[table.span.start : table.span.end]
    at = head.rfind(column.label[-2:])
    return "元" in head[at : at + 16] if at >= 0 else False


class RulemakingPower(ReportCheck, frozen=True):
    """T409: 规章 in the report of a body that cannot make any (立法法).

    `without_power` are patterns of bodies that surely cannot; `with_power` of bodies that can, or of
    which it is not sure, and which win. A figure of the column `disclosed` alone may count what the
    body's government made and the body made public: that is advice (`disclosed_message`).
    """

    summary: ClassVar[str] = "没有规章制定权的机关是否填了规章"

    placeholders: ClassVar[frozenset[str]] = frozenset({"issuer", "figure", "place"})
    table: Annotated[TableKey, Doc("哪张表，写 key")]
    row: Annotated[RowKey, Doc("哪一行，写 key")]
    without_power: Annotated[Patterns, Doc("没有规章制定权的机关名称（正则表达式）")]
    disclosed_message: Message
    disclosed: Annotated[str, Doc("只数公开、不数制定的一列，写 key；只有这一列有数的，只作提示")] = ""
    with_power: Annotated[Patterns, Doc("例外（正则表达式）")] = None

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the first figure above zero."""
        table = context.report.table(self.table)
        if table is None or self.row not in table.row:
            return
        cells = table.row[self.row].cells
        above = next(
            (cell for cell in cells if cell.figure.value is not None and cell.figure.value > 0), None
        )
        issuer = _issuer(context) if above else None
        if above and issuer and self._is_without(context, issuer):
            if issuer.startswith("我"):
                issuer = f"本{issuer[1:]}"
            values = {"issuer": issuer, "figure": above.figure.raw, "place": table.words_for(above)}
            if above.column_key == self.disclosed:
                severity = Severity.INFO
                yield Finding(above.span, values, message="disclosed_message", severity=severity)
            else:
                yield Finding(above.span, values)

    def _is_without(self, context: Context, issuer: str) -> bool:
        name = context.lexicon.words.bodies.place(issuer)
        if occurs(self.with_power, name):
            return False
        if name.endswith(tuple(context.domain.rulemaking_places)):
            return False
        if name.endswith(tuple(context.domain.county_level_cities)):
            return True
        return occurs(self.without_power, name)


def _issuer(context: Context) -> str | None:
    report = context.report
    return report.issuer or name_in_own_words(context.normalized, report.prose, context.lexicon.words.bodies)
