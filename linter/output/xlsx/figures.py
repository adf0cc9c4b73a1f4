"""The sheets with one row per figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter import Workbook

from linter.output.extract_model import FigureRow, Record, TableRows
from linter.output.pivot import PivotCellKind
from linter.output.xlsx.sheet import MOST_ROWS, Heading, Styles, Value, names, put, table
from linter.report.tables.table import State

NAME = "各数字"

STATES = {
    State.LOCATED: "已读出",
    State.BLANK: "空格",
    State.UNLOCATED: "列不明",
    State.UNREADABLE: "不是数字",
}
"""The Chinese name of each state."""

_MARKS = {
    State.BLANK: PivotCellKind.EMPTY,
    State.UNLOCATED: PivotCellKind.UNLOCATED,
    State.UNREADABLE: PivotCellKind.UNREADABLE,
}
_HEADINGS = (
    *(Heading("机关", 26), Heading("年度", 7), Heading("格式", 7), Heading("表", 34)),
    *(Heading("行", 34), Heading("列", 16), Heading("数值", 11), Heading("单位", 7)),
    *(Heading("原文", 11), Heading("状态", 9), Heading("代码", 40)),
    *(Heading("文件", 24), Heading("第几份", 7), Heading("位置", 18)),
)
_YEAR, _STATE = 1, 9  # columns


def write(book: Workbook, styles: Styles, records: Sequence[Record], most: int = MOST_ROWS) -> None:
    """Write the sheets, each with at most `most` rows."""
    called = names(NAME)
    sheet, at = table(book, next(called), _HEADINGS, styles), 0
    for state, values in _rows(records):
        if at + 1 == most:
            sheet.autofilter(0, 0, at, len(_HEADINGS) - 1)
            sheet, at = table(book, next(called), _HEADINGS, styles), 0
        at += 1
        for index, value in enumerate(values):
            style = styles.year if index == _YEAR else None
            if index == _STATE and state in _MARKS:
                style = styles.marks[_MARKS[state]]
            put(sheet, at, index, value, styles, style)
    if at:
        sheet.autofilter(0, 0, at, len(_HEADINGS) - 1)


def _rows(records: Sequence[Record]) -> Iterator[tuple[State, tuple[Value, ...]]]:
    for record in records:
        for one in record.tables:
            for figure in one.figures:
                yield figure.state, _values(record, one, figure)


def _values(record: Record, one: TableRows, figure: FigureRow) -> tuple[Value, ...]:
    return (
        *(record.issuer, record.year, record.generation, one.label),
        *(figure.row_label, figure.column_label, figure.value, figure.unit),
        *(figure.raw, STATES[figure.state]),
        ".".join((one.key, figure.row_key, figure.column_key or "")).rstrip("."),
        *(record.filename, record.report, _place(record, figure)),
    )


def _place(record: Record, figure: FigureRow) -> str:
    where = f"第{figure.row}行第{figure.column}列" if record.has_lines else ""
    return where + (f"（{figure.origin}）" if where and figure.origin else figure.origin or "")
