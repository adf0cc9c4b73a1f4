"""What checks of two reports share: figures that stand in both, and places in last year's file."""

from __future__ import annotations

from linter.checks.base import Context
from linter.diagnostic import Related
from linter.report.model import Report
from linter.report.tables.table import Table
from linter.text.source import Span


def only_table(report: Report, key: str) -> Table | None:
    """The report's table of that key; None when it has none, or several (or rows that stand twice) of
    which any may be meant."""
    tables = [table for table in report.tables if table.key == key]
    if len(tables) != 1:
        return None
    keys = [row.key for row in tables[0].rows if row.key]
    return tables[0] if len(keys) == len(set(keys)) else None


def whole(table: Table, row: str, column: str) -> int | None:
    """The figure at a row and column if it is located and a whole number."""
    value = table.values.get((row, column))
    return value if isinstance(value, int) else None


def last_year(context: Context, previous: Context, span: Span, message: str) -> Related:
    """A place in last year's report, which may be in the same file."""
    same = context.source.name == previous.source.name
    return Related(span, message, None if same else previous.source)
