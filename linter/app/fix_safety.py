"""What a change to a file must not lose: its sections, and the figures of its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from linter.diagnostic import Diagnostic
from linter.fix_selection import is_applicable
from linter.report.model import Report
from linter.report.tables.table import State, Table

_ZERO = "0"
_OF_SECTIONS = frozenset({"S102", "S105", "S106"})  # out of order, twice, wrongly numbered


class TableFigures(NamedTuple):
    """The figures of one table: those whose place is known by that, all that are not blank by row, and
    how many blanks there are."""

    key: str
    placed: dict[tuple[str, str], str]
    by_row: dict[str, Counter[str]]
    blanks: int


class ReportContent(NamedTuple):
    """What no fix may change of one report."""

    generation: str | None
    sections: tuple[str | None, ...]
    tables: tuple[TableFigures, ...]


def report_content(report: Report) -> ReportContent:
    """What no fix may change of a report."""
    return ReportContent(
        report.generation,
        tuple(section.key for section in report.sections),
        tuple(_figures(table) for table in report.tables),
    )


def loss(before: Sequence[ReportContent], after: Sequence[ReportContent]) -> str | None:
    """What changed that must not, in Chinese; None when nothing did. A blank may have become 0."""
    if len(before) != len(after):
        return f"报告由{len(before)}份变成{len(after)}份"
    for old, new in zip(before, after, strict=True):
        if old.generation != new.generation:
            return "适用的格式变了"
        if old.sections != new.sections:
            return "读出的章节变了"
        if [table.key for table in old.tables] != [table.key for table in new.tables]:
            return "读出的表格变了"
        if not all(map(_keeps, old.tables, new.tables)):
            return "表格里的数字变了"
    return None


def _figures(table: Table) -> TableFigures:
    placed: dict[tuple[str, str], str] = {}
    by_row: dict[str, Counter[str]] = {}
    for cell in table.cells:
        if cell.state is State.BLANK:
            continue
        by_row.setdefault(cell.row_key, Counter())[cell.figure.raw] += 1
        if cell.column_key is not None:
            placed.setdefault((cell.row_key, cell.column_key), cell.figure.raw)
    return TableFigures(table.key, placed, by_row, len(table.in_state(State.BLANK)))


def _keeps(old: TableFigures, new: TableFigures) -> bool:
    """Whether a table has all its figures where they were, and nothing new but zeros in its blanks."""
    if any(new.placed.get(place) != raw for place, raw in old.placed.items()):
        return False
    zeros = 0
    for row in old.by_row.keys() | new.by_row.keys():
        had, has = old.by_row.get(row, Counter()), new.by_row.get(row, Counter())
        if had - has or (has - had).keys() - {_ZERO}:
            return False
        zeros += (has - had)[_ZERO]
    return zeros <= old.blanks


def regression(before: Sequence[Diagnostic], after: Sequence[Diagnostic], *, unsafe: bool) -> str | None:
    """A code of which there are more findings than there were, those aside that fixing on (with
    `unsafe` fixes or without) removes; None when there is none. Of what is wrong with the sections
    themselves, and so may hide the rest, nothing is put aside."""
    had = Counter(found.code for found in before)
    has = Counter(
        found.code for found in after if found.code in _OF_SECTIONS or not is_applicable(found, unsafe=unsafe)
    )
    return next((code for code, count in sorted(has.items()) if count > had[code]), None)
