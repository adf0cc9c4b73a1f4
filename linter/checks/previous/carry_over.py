"""H701, H702: figures of this year that begin where last year's ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from linter.checks.base import Context, Finding, PairCheck, TableKey
from linter.checks.previous.year_pair import last_year, only_table, whole
from linter.diagnostic import Related
from linter.report.template import Generation
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.location import LocatedStr, Location
from linter.suggest import did_you_mean


class CarryOver(PairCheck, frozen=True):
    """`row` of this year's table must say in every column what `previous_row` of last year's said.

    The columns that differ are one finding, for a row is copied as a whole: on the total where that
    is among them, else on the first. `{{figures}}` lists them all with both values.
    """

    summary: ClassVar[str] = "上年结转与上年报告的结转是否一致（与上年报告比较）"

    placeholders: ClassVar[frozenset[str]] = frozenset({"row", "previous_row", "figures"})
    table: Annotated[TableKey, Doc("哪张表，写 key")]
    row: Annotated[LocatedStr, Doc("今年的哪一行，写 key")]
    previous_row: Annotated[LocatedStr, Doc("上年的哪一行，写 key")]

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """A table or rows that the format does not have."""
        yield from _unknown(generation, self.table, (self.row, self.previous_row), ())

    def run_pair(self, context: Context, previous: Context) -> Iterator[Finding]:
        """At most one finding; only figures whose place is known on both sides are compared."""
        now, then = only_table(context.report, self.table), only_table(previous.report, self.table)
        if now is None or then is None or self.row not in now.row:
            return
        total = now.row[self.row].block.total
        off: list[tuple[str, int, int]] = []
        for column in now.row[self.row].block.columns:
            mine, theirs = whole(now, self.row, column.key), whole(then, self.previous_row, column.key)
            if mine is not None and theirs is not None and mine != theirs:
                off.append((column.key, mine, theirs))
        if not off:
            return
        off.sort(key=lambda one: one[0] != total)  # the total first, the others as they stand
        related: list[Related] = []
        for key, _, theirs in off:
            place = then.cell[self.previous_row, key].span
            words = f"上年报告“{then.column_label(key)}”列：{theirs}"
            related.append(last_year(context, previous, place, words))
        for key, mine, _ in off[1:]:
            related.append(Related(now.cell[self.row, key].span, f"“{now.column_label(key)}”列：{mine}"))
        figures = (f"“{now.column_label(key)}”列为 {mine}，上年报告为 {theirs}" for key, mine, theirs in off)
        values = {
            "row": now.row_label(self.row),
            "previous_row": then.row_label(self.previous_row),
            "figures": "；".join(figures),
        }
        yield Finding(now.cell[self.row, off[0][0]].span, values, tuple(related))


class StockChain(PairCheck, frozen=True):
    """In each of `rows`, this year's `stock` must be last year's, plus `added`, less `removed`.

    Says nothing where last year's table does not have the column `stock`.
    """

    summary: ClassVar[str] = "年底存量与上年存量、本年增减是否接得上（与上年报告比较）"

    placeholders: ClassVar[frozenset[str]] = frozenset(
        {"row", "before", "added", "removed", "expected", "stock", "difference"}
    )
    table: Annotated[TableKey, Doc("哪张表，写 key")]
    rows: Annotated[tuple[LocatedStr, ...], Doc("哪些行，写 key")]
    stock: Annotated[LocatedStr, Doc("存量是哪一列，写 key")]
    added: Annotated[LocatedStr, Doc("增加是哪一列，写 key")]
    removed: Annotated[LocatedStr, Doc("减少是哪一列，写 key")]

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """A table, rows or columns that the format does not have."""
        yield from _unknown(generation, self.table, self.rows, (self.stock, self.added, self.removed))

    def run_pair(self, context: Context, previous: Context) -> Iterator[Finding]:
        """One finding a row; only rows whose four figures are all located are judged."""
        now, then = only_table(context.report, self.table), only_table(previous.report, self.table)
        if now is None or then is None:
            return
        for row in self.rows:
            before, stock = whole(then, row, self.stock), whole(now, row, self.stock)
            added, removed = whole(now, row, self.added), whole(now, row, self.removed)
            if before is None or stock is None or added is None or removed is None:
                continue
            expected = before + added - removed
            if stock == expected:
                continue
            related = [
                Related(now.cell[row, key].span, f"{now.words(row, key)}：{value}")
                for key, value in ((self.added, added), (self.removed, removed))
            ]
            at = then.cell[row, self.stock].span
            words = f"上年报告{then.words(row, self.stock)}：{before}"
            values = {
                "row": now.row_label(row),
                "before": str(before),
                "added": str(added),
                "removed": str(removed),
                "expected": str(expected),
                "stock": str(stock),
                "difference": str(abs(stock - expected)),
            }
            place = now.cell[row, self.stock].span
            yield Finding(place, values, (*related, last_year(context, previous, at, words)))


def _unknown(
    generation: Generation | None,
    table: str,
    rows: tuple[LocatedStr, ...],
    columns: tuple[LocatedStr, ...],
) -> Iterator[tuple[Location | None, str]]:
    template = generation.table(table) if generation else None
    if template is None:
        return
    for what, names, known in (("行", rows, template.row_keys()), ("列", columns, template.column_keys())):
        for name in names:
            if name not in known:
                meant = did_you_mean(name, known)
                yield name.where, f"“{template.name}”没有名为“{name}”的{what}{meant}"
