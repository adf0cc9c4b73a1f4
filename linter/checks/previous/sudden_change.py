"""H705: figures that have changed beyond belief since last year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec import Struct

from linter.checks.base import ColumnKey, Context, Finding, Message, PairCheck, TableKey
from linter.checks.previous.year_pair import last_year, only_table
from linter.diagnostic import Related
from linter.report.tables.table import Cell, Table
from linter.report.template import ColumnKind, ColumnTemplate, Generation
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.location import Location

_MOST_RELATED = 12


class _Change(Struct, frozen=True):
    now: Cell
    then: Cell
    value: int | Decimal
    before: int | Decimal
    total: bool

    @property
    def size(self) -> tuple[Decimal, bool]:
        """By how much the figure changed; of two alike a total goes first."""
        return abs(Decimal(self.value) - Decimal(self.before)), self.total


class SuddenChange(PairCheck, frozen=True):
    """A figure more than `times` last year's, or less than that part of it: one finding a table, on the
    figure that changed most.

    Only figures that matter count: the larger of the two is at least `larger`, and they are at least
    `apart`. `except_columns` are not compared. `fall_message` is for a fall, `zero_message` for a
    figure that was 0. Columns that only one of the two formats has are not the same thing.
    """

    summary: ClassVar[str] = "数字是否突然增减数倍（与上年报告比较）"

    placeholders: ClassVar[frozenset[str]] = frozenset({"place", "now", "before", "ratio", "others"})
    tables: Annotated[tuple[TableKey, ...], Doc("哪些表，写 key")]
    times: Annotated[int, Doc("增减到多少倍以上才算")]
    larger: Annotated[int, Doc("两个数中较大的至少多少才算")]
    apart: Annotated[int, Doc("两个数至少相差多少才算")]
    fall_message: Message
    zero_message: Message
    except_columns: Annotated[tuple[ColumnKey, ...], Doc("不比较的列，写 key")] = ()

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """A factor that everything exceeds."""
        if self.times < 2:
            yield None, "times 应不小于 2"

    def run_pair(self, context: Context, previous: Context) -> Iterator[Finding]:
        """At most one finding a table."""
        for key in self.tables:
            now, then = only_table(context.report, key), only_table(previous.report, key)
            if now is None or then is None:
                continue
            changes = sorted(self._changes(now, then), key=lambda change: change.size, reverse=True)
            if changes:
                yield self._finding(context, previous, now, changes)

    def _changes(self, now: Table, then: Table) -> Iterator[_Change]:
        for row in now.row.values():
            for column in row.block.columns:
                place = (row.key, column.key)
                value, before = now.values.get(place), then.values.get(place)
                if column.key in self.except_columns or value is None or before is None:
                    continue
                if not self._is_sudden(value, before):
                    continue
                change = _Change(
                    now.cell[place], then.cell[place], value, before, column.key == row.block.total
                )
                if _unit(change.now, column) == _unit(change.then, _column(then, *place)) != "?":
                    yield change

    def _is_sudden(self, value: int | Decimal, before: int | Decimal) -> bool:
        low, high = sorted((value, before))
        return low >= 0 and high >= self.larger and high - low >= self.apart and high > low * self.times

    def _finding(self, context: Context, previous: Context, table: Table, changes: list[_Change]) -> Finding:
        first, *others = changes
        related = [
            last_year(
                context, previous, first.then.span, f"上年报告{table.words_for(first.then)}：{first.before}"
            )
        ]
        related += (
            Related(each.now.span, f"{table.words_for(each.now)}：{each.value}，上年 {each.before}")
            for each in others[:_MOST_RELATED]
        )
        values = {
            "place": table.words_for(first.now),
            "now": first.now.figure.raw,
            "before": first.then.figure.raw,
            "ratio": _ratio(first),
            "others": f"；同一张表另有 {len(others)} 个数变化也很大" if others else "",
        }
        message = None if first.value > first.before else "fall_message"
        return Finding(
            first.now.span, values, tuple(related), message="zero_message" if not first.before else message
        )


def _ratio(change: _Change) -> str:
    """`6.3 倍` of last year's, or `12%`."""
    if not change.before:
        return ""
    ratio = Decimal(change.value) / Decimal(change.before)
    return f"{ratio:.1f} 倍" if ratio > 1 else f"{ratio * 100:.0f}%"


def _column(table: Table, row: str, column: str) -> ColumnTemplate | None:
    return next((each for each in table.row[row].block.columns if each.key == column), None)


def _unit(cell: Cell, column: ColumnTemplate | None) -> str:
    """The unit that a figure is counted in; `?` for an amount of which none is known."""
    unit = cell.figure.unit or (column.unit if column else None) or ""
    if column is not None and column.kind is ColumnKind.AMOUNT and not unit:
        return "?" if cell.figure.value else ""
    return "万元" if unit == "万" else unit
