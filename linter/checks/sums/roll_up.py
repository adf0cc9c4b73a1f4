"""H703: figures of a consolidated report that are not the sums of its units'."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from linter.checks.base import Context, Finding, PlaceSum, SumCheck, TableKey, UnitSums
from linter.checks.previous.year_pair import only_table
from linter.diagnostic import Related
from linter.report.tables.table import Cell, Row, Table
from linter.report.template import ColumnKind
from linter.strict_yaml.annotations import Doc

_MOST_RELATED = 12
_IN_YUAN = {"元": 1, "万": 10_000, "万元": 10_000, "亿元": 100_000_000}


def is_off(stated: int | Decimal, total: int | Decimal, missing: int, kind: ColumnKind) -> bool:
    """Whether a figure is surely not the sum of all units, `missing` of which are not in `total`.

    These may account for what is stated above it; a change, which may be negative, for anything.
    """
    if missing:
        return stated < total and kind is not ColumnKind.CHANGE
    return stated != total


def in_unit(value: int | Decimal, unit: str, wanted: str | None) -> int | Decimal:
    """An amount in another unit of money, in its shortest form; as it is where either is none."""
    if wanted is not None and unit != wanted and unit in _IN_YUAN and wanted in _IN_YUAN:
        value = Decimal(value) * _IN_YUAN[unit] / _IN_YUAN[wanted]
    return int(value) if value == int(value) else value


class RollUp(SumCheck, frozen=True):
    """Every figure of `tables` must be the sum of the units': one finding a row, on the total where that is
    among the figures that differ, else on the first; the others are its related places.

    `{{others}}` lists them, `{{reason}}` says which units make the difference up, where any stand out.
    """

    summary: ClassVar[str] = "汇总报告的数字是否等于各单位报告的合计（nianbao audit --total）"

    placeholders: ClassVar[frozenset[str]] = frozenset(
        {"place", "stated", "total", "difference", "others", "reason"}
    )
    tables: Annotated[tuple[TableKey, ...], Doc("哪些表，写 key")]

    def run_sum(self, context: Context, sums: UnitSums) -> Iterator[Finding]:
        """The rows that differ, in the order of the tables."""
        for key in self.tables:
            table = only_table(context.report, key)
            if table is not None:
                for row in table.rows:
                    off = list(_off(table, row, sums))
                    if off:
                        yield _finding(table, row, off, sums)


_Off = tuple[Cell, int | Decimal, PlaceSum]


def _off(table: Table, row: Row, sums: UnitSums) -> Iterator[_Off]:
    """The figures of a row that differ, each in its column's unit, with their sums."""
    for column in row.block.columns:
        cell = table.cell.get((row.key, column.key))
        found = sums.places.get((table.key, row.key, column.key))
        if cell is None or cell.figure.value is None or found is None:
            continue
        stated = in_unit(cell.figure.value, cell.figure.unit or column.unit or "", column.unit)
        if is_off(stated, found.total, found.missing, column.kind):
            yield cell, stated, found


def _finding(table: Table, row: Row, off: list[_Off], sums: UnitSums) -> Finding:
    first = next((one for one in off if one[0].column_key == row.block.total), off[0])
    others = [one for one in off if one is not first]
    cell, stated, found = first

    def words(one: _Off) -> str:
        return f"“{table.column_label(one[0].column_key or '')}”列为 {one[1]}，合计是 {one[2].total}"

    why = found.words or next((one[2].words for one in others if one[2].words), "") or sums.words
    values = {
        "place": table.words(row.key, cell.column_key or ""),
        "stated": str(stated),
        "total": str(found.total),
        "difference": str(abs(stated - found.total)),
        "others": f"（同一行另有{'；'.join(map(words, others))}）" if others else "",
        "reason": f"；{why}" if why else "",
    }
    related = tuple(Related(one[0].span, words(one)) for one in others[:_MOST_RELATED])
    return Finding(cell.span, values, related)
