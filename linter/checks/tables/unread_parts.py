"""Parts of a file that hold material which cannot be read (G809)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from linter.checks.base import Context, Finding, Message, ReportCheck, related_places
from linter.checks.unread import is_damaged, is_label_left, label_text, unread_parts
from linter.report.tables.table import Table
from linter.text.source import Span

_NAMED = 4  # rows that a message names one by one


class UnreadPart(ReportCheck, frozen=True):
    """Pages that are pictures, tables whose cells ran together, figures without a label beside them."""

    summary: ClassVar[str] = "有没有读不出来的部分"

    placeholders: ClassVar[frozenset[str]] = frozenset({"where", "what", "table", "rows", "count"})
    rows_message: Message = ""
    table_message: Message = ""

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding a part of the file and one a table."""
        for part in unread_parts(context):
            values = {"where": part.where, "what": part.what, "table": "", "rows": "", "count": ""}
            yield Finding(Span(part.at, part.at), values)
        generation = context.generation
        for table in context.report.tables:
            if generation is None or generation.table(table.key) is not None:
                yield from self._rows(context, table)
        yield from self._tables(context)

    def _rows(self, context: Context, table: Table) -> Iterator[Finding]:
        """The rows of a table that were not read, on the first place that was not."""
        places = sorted([*table.unlabelled, *(row.span for row in table.unread)])
        names = [table.row_label(row.key) for row in table.unread]
        lost = [row for _, row in table.template.rows() if row.key not in table.row and "" not in table.row]
        if is_damaged(table):
            names += [row.label for row in lost]
        elif left := [row.label for row in lost if is_label_left(context, table, row)]:
            places, names = [table.span], left
        if places:
            rows = "、".join(f"“{name}”" for name in names[:_NAMED]) or "其中的数字"
            values = {
                "where": context.here(places[0]),
                "what": "",
                "table": table.template.name,
                "rows": f"{rows}等{len(names)}行" if len(names) > _NAMED else rows,
                "count": str(len(names)),
            }
            others = ((place, "这里也没有读出") for place in places[1:])
            yield Finding(places[0], values, related_places(others), message="rows_message")

    def _tables(self, context: Context) -> Iterator[Finding]:
        """Tables that are absent but for text full of their labels, on that text."""
        for template in context.generation.sections if context.generation else ():
            section = context.report.section(template.key)
            table = (
                context.generation.table(template.table) if context.generation and template.table else None
            )
            if section is None or table is None or context.report.table(table.key) is not None:
                continue
            place = label_text(context, section, table)
            if place is not None:
                values = {
                    "where": context.here(place),
                    "what": "",
                    "table": table.name,
                    "rows": "",
                    "count": "",
                }
                yield Finding(place, values, message="table_message")
