"""Hovers of table cells and labels: position, value, and the identities that they are part of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.app.editor.analysis import Analysis
from linter.app.editor.identities import JudgedIdentity, Verdict, judged_identities
from linter.lsp.requests.hover.markup import Cursor, Fact, HoverEntry
from linter.report.model import Report
from linter.report.tables.labels import Role
from linter.report.tables.table import Cell, LabelUse, Row, State, Table


class _TablePlace(NamedTuple):
    """A table, its report and the analysis that holds them."""

    analysis: Analysis
    report: Report
    table: Table


def figures(analysis: Analysis, report: Report, cursor: Cursor) -> Iterator[HoverEntry]:
    """The cell at the cursor, or the row or column whose label is there."""
    for table in report.tables:
        place = _TablePlace(analysis, report, table)
        cell = next(_cells(table, cursor), None)
        use = next((use for use in table.labels if cursor.is_in(use.span)), None)
        if cell is not None:
            yield _cell_entry(place, cell)
        elif use is not None and use.label.key is not None:
            if use.label.role is Role.ROW and use.label.key in table.row:
                yield _row_entry(place, use, table.row[use.label.key])
            elif use.label.role is Role.COLUMN:
                facts = (*_wording(use), *_identities(place, None, use.label.key))
                if facts:
                    title = f"{table.template.name}：“{table.column_label(use.label.key)}”列"
                    yield HoverEntry(use.span, title, facts)


def _cells(table: Table, cursor: Cursor) -> Iterator[Cell]:
    """The cells at the cursor; without blank ones that stand nowhere and have their row's span."""
    for row in table.rows:
        yield from (cell for cell in row.cells if cursor.is_in(cell.span) and cell.span != row.span)


def _cell_entry(place: _TablePlace, cell: Cell) -> HoverEntry:
    table = place.table
    located = table.cell.get((cell.row_key, cell.column_key)) if cell.column_key else None
    identities = () if located is not cell else tuple(_identities(place, cell.row_key, cell.column_key))
    name = table.words_for(cell)
    title = name if name == table.template.name else f"{table.template.name}：{name}"
    return HoverEntry(cell.span, title, (Fact(_value(cell), "数值"), *identities))


def _row_entry(place: _TablePlace, use: LabelUse, row: Row) -> HoverEntry:
    table = place.table
    title = f"{table.template.name}：“{table.row_label(row.key)}”行"
    values = "，".join(
        f"{table.column_label(cell.column_key) if cell.column_key else '？'} {cell.figure.raw or '空'}"
        for cell in row.cells
    )
    stated = (Fact(values, "各列"),) if values else ()
    return HoverEntry(use.span, title, (*_wording(use), *stated, *_identities(place, row.key, None)))


def _wording(use: LabelUse) -> tuple[Fact, ...]:
    return () if use.official else (Fact(use.label.official, "规定的写法"),)


def _value(cell: Cell) -> str:
    raw, value = cell.figure.raw, cell.figure.value
    match cell.state:
        case State.BLANK:
            return f"“{raw}”，作没有填写看" if raw else "没有填写"
        case State.UNREADABLE:
            return f"“{raw}”不是数字"
        case State.UNLOCATED:
            return f"{raw}，在哪一列无法确定"
        case State.LOCATED:
            return raw if raw == str(value) else f"{raw}，读作 {value}{cell.figure.unit}"


def _identities(place: _TablePlace, row: str | None, column: str | None) -> Iterator[Fact]:
    analysis, report, table = place
    for judged in judged_identities(analysis, report, table, row, column):
        yield Fact(_statement(judged), f"勾稽 {judged.code}")


def _statement(judged: JudgedIdentity) -> str:
    """第一项 + 第二项 ＝ 第三项 + 第四项：222 + 5 = 227，227 ✓."""
    stated = judged.comparison
    if judged.condition:
        stated = f"若 {judged.condition}，则 {stated}"
    if judged.verdict is Verdict.UNDECIDABLE:
        return f"{stated}：有空格或读不准的数，无法判断"
    return f"{stated}：{judged.left}，{judged.right} {_verdict(judged)}"


def _verdict(judged: JudgedIdentity) -> str:
    off = f"相差 {abs(judged.difference)}" if judged.difference is not None else "不成立"
    if judged.verdict is Verdict.HOLDS:
        return "✓"
    return f"✗ {off}" if judged.verdict is Verdict.BROKEN else f"✗ 空格作 0 计，{off}"
