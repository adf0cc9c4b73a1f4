"""Extracted reports as a pivot table: one row per report, one column per figure of the official tables.

A column is identified by keys, which keep their meaning in all generations of the format: reports of
several generations share the column of a figure, and it stays blank where a format has no such figure.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeVar

from linter.output.extract_model import FigureRow, Record
from linter.report.tables.table import State
from linter.report.template import BlockTemplate, ColumnKind, Generation, RowTemplate, TableTemplate
from linter.report.text_match import split_numeral
from linter.text.normalize import normalize

_Key = TypeVar("_Key", bound=Hashable)
_Cell = tuple[str, str, str]  # the keys of a table, a row and a column


class Column(NamedTuple):
    """A column: a figure, or (`is_unit`) the unit of the figure before it.

    `row_label` is preceded by the official heading above the row, if there is one.
    """

    table: str
    table_label: str
    row: str
    row_label: str
    column: str
    column_label: str
    kind: ColumnKind
    is_unit: bool = False

    @property
    def place(self) -> _Cell:
        """The keys of the figure."""
        return self.table, self.row, self.column

    @property
    def key(self) -> str:
        """The keys as one word: requests.received.total."""
        return ".".join(self.place) + (".unit" if self.is_unit else "")


class PivotCellKind(StrEnum):
    """What a cell contains."""

    NUMBER = "number"
    UNIT = "unit"
    EMPTY = "empty"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNLOCATED = "unlocated"


class PivotCell(NamedTuple):
    """A cell of one report: `number` if known, else `text`; `note` is anything else that the report says."""

    mark: PivotCellKind
    number: int | Decimal | None = None
    text: str = ""
    note: str = ""


_EMPTY = PivotCell(PivotCellKind.EMPTY, text="（空）")
_MISSING = PivotCell(PivotCellKind.MISSING, text="（缺）")
NO_UNIT = "（未注明）"
"""The unit of an amount without a stated unit; a zero needs none."""
UNIT_LABEL = "单位"
"""The label of a unit's column."""


def formats_of(generations: Iterable[Sequence[Generation]]) -> tuple[Generation, ...]:
    """The generations that the rulebooks of a run know, each once, oldest first."""
    distinct: list[Generation] = []
    for each in (one for some in generations for one in some):
        if each not in distinct:
            distinct.append(each)
    return tuple(sorted(distinct, key=lambda each: each.since))


class Pivot(NamedTuple):
    """The columns, and the figures (by keys) that each generation of the format prescribes."""

    columns: tuple[Column, ...]
    prescribed: Mapping[str, frozenset[_Cell]]

    def cells(self, record: Record) -> Iterator[PivotCell | None]:
        """The cells of a report; None where its format has no such figure."""
        figures: dict[_Cell, list[FigureRow]] = {}
        without_column: dict[tuple[str, str], list[FigureRow]] = {}  # by row
        for table in record.tables:
            for figure in table.figures:
                if figure.column_key is None:
                    without_column.setdefault((table.key, figure.row_key), []).append(figure)
                else:
                    figures.setdefault((table.key, figure.row_key, figure.column_key), []).append(figure)
        prescribed = self.prescribed.get(record.generation or "", frozenset())
        for column in self.columns:
            found = figures.get(column.place)
            if column.is_unit:
                yield _unit(found[0]) if found else None
            elif found:
                yield _pivot_cell(found)
            elif column.place in prescribed:
                yield _without_place(without_column, column)
            else:
                yield None


def pivot(records: Sequence[Record], generations: Sequence[Generation]) -> Pivot:
    """The pivot table for some reports, in the order of the newest format."""
    own = {each.generation for each in records}
    read = {(table.generation, table.key) for each in records for table in each.tables}

    def is_needed(generation: Generation, table: TableTemplate) -> bool:
        return generation.key in own or (generation.key, table.key) in read

    return Pivot(
        tuple(_columns(generations, is_needed)),
        {each.key: frozenset(_places(each)) for each in generations},
    )


def columns_of(generations: Sequence[Generation]) -> tuple[Column, ...]:
    """The columns for every figure of these generations (oldest first), without those of units."""
    return tuple(each for each in _columns(generations, lambda _, __: True) if not each.is_unit)


def _columns(
    generations: Sequence[Generation], is_needed: Callable[[Generation, TableTemplate], bool]
) -> Iterator[Column]:
    """The columns of the tables that are needed, in the order of the newest generation."""
    needed: dict[str, list[TableTemplate]] = {}
    for generation in reversed(generations):
        for table in generation.tables:
            if is_needed(generation, table):
                needed.setdefault(table.key, []).append(table)
    for key in merged([[table.key for table in each.tables] for each in reversed(generations)]):
        if key in needed:
            yield from _table(needed[key])


def _places(generation: Generation) -> Iterator[_Cell]:
    """The places of the tables of a generation."""
    for table in generation.tables:
        for block, row in table.rows():
            if row.key is not None:
                yield from ((table.key, row.key, column.key) for column in block.columns)


def merged(orders: Iterable[Sequence[_Key]]) -> list[_Key]:
    """One order merged from several: the first, with each other element after its neighbour in its order."""
    whole: list[_Key] = []
    for order in orders:
        at = 0 if any(each in whole for each in order) else len(whole)
        for each in order:
            if each in whole:
                at = whole.index(each) + 1
            else:
                whole.insert(at, each)
                at += 1
    return whole


def _table(templates: Sequence[TableTemplate]) -> Iterator[Column]:
    """The columns of one table from its templates, newest first."""
    newest = templates[0]
    rows = [list(_rows(table)) for table in templates]
    labels = {key: label for table in reversed(rows) for key, label, _ in table}
    for key in merged([[row for row, _, _ in table] for table in rows]):
        blocks = [block for table in rows for row, _, block in table if row == key]
        known = {column.key: column for block in reversed(blocks) for column in block.columns}
        for name in merged([[column.key for column in block.columns] for block in blocks]):
            own = known[name]
            column = Column(newest.key, newest.name, key, labels[key], name, own.label, own.kind)
            yield column
            if own.kind is ColumnKind.AMOUNT:
                yield column._replace(column_label=UNIT_LABEL, is_unit=True)


def _rows(table: TableTemplate) -> Iterator[tuple[str, str, BlockTemplate]]:
    """The rows with figures: key, label with the heading above it, and block."""
    for block in table.blocks:
        above: RowTemplate | None = None
        for row in block.rows:
            if row.key is None:
                above = row
                continue
            heading = above.label if above is not None and _level(above) < _level(row) else block.label
            yield row.key, f"{heading} {row.label}" if heading else row.label, block


def _level(row: RowTemplate) -> int:
    return split_numeral(normalize(row.label))[0]


def _pivot_cell(found: Sequence[FigureRow]) -> PivotCell:
    """The cell of some figures; of a repeated row only the first counts, as for the rules."""
    first, *others = found
    note = f"文中另有：{_raws(others)}" if any(each.raw != first.raw for each in others) else ""
    if first.state is State.BLANK:
        return _EMPTY._replace(note=note or (f"原文：{first.raw}" if first.raw else ""))
    if first.value is None:
        return PivotCell(PivotCellKind.UNREADABLE, text=first.raw, note=note)
    return PivotCell(PivotCellKind.NUMBER, first.value, note=note)


def _unit(figure: FigureRow) -> PivotCell | None:
    if figure.value is None:
        return None
    return PivotCell(PivotCellKind.UNIT, text=figure.unit or (NO_UNIT if figure.value else ""))


def _without_place(
    without_column: Mapping[tuple[str, str], Sequence[FigureRow]], column: Column
) -> PivotCell:
    """The cell without a figure; its row may have figures of unknown column."""
    row = without_column.get((column.table, column.row)) or without_column.get((column.table, ""))
    if not row:
        return _MISSING
    raws = _raws([each for each in row if each.state is not State.BLANK])
    return PivotCell(PivotCellKind.UNLOCATED, text=f"（列不明：{raws}）") if raws else _EMPTY


def _raws(figures: Sequence[FigureRow]) -> str:
    return "、".join(each.raw or "（空）" for each in figures)
