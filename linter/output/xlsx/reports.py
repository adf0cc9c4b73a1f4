"""The sheet with one row per report and the official tables side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from linter.output.extract_model import Record
from linter.output.pivot import Column, Pivot, PivotCell
from linter.output.xlsx.sheet import Heading, Styles, Value, put, safe
from linter.report.template import ColumnKind

NAME = "各报告"

_ABOUT = (
    Heading("机关", 26),
    Heading("年度", 7),
    Heading("格式", 7),
    Heading("标题", 40),
    Heading("文件", 24),
    Heading("第几份", 7),
)
_KEYS = ("issuer", "year", "generation", "title", "filename", "report")
_YEAR = 1
_STAYS = 2  # frozen columns
_TABLES, _ROWS, _CODES, _LABELS = range(4)  # rows of the head; that of the keys is hidden
_HEIGHTS = {_TABLES: 20, _ROWS: 64, _CODES: 12, _LABELS: 34}
_FIRST = 4  # row of the first report
_WIDTH, _AMOUNT_WIDTH = 9, 14


def write(
    book: Workbook,
    styles: Styles,
    records: Sequence[Record],
    pivot: Pivot,
) -> None:
    """Write the sheet, the pivot table of the reports."""
    sheet = book.add_worksheet(NAME)
    _head(sheet, styles, pivot.columns)
    for row, record in enumerate(records, _FIRST):
        for index, value in enumerate(_about(record)):
            put(sheet, row, index, value, styles, styles.year if index == _YEAR else None)
        for index, cell in enumerate(pivot.cells(record), len(_ABOUT)):
            if cell is not None:
                _pivot_cell(sheet, row, index, cell, styles)
    sheet.freeze_panes(_FIRST, _STAYS)
    if records:
        sheet.autofilter(_LABELS, 0, _FIRST + len(records) - 1, len(_ABOUT) + len(pivot.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.repeat_rows(_TABLES, _LABELS)
    sheet.repeat_columns(0, _STAYS - 1)


def _about(record: Record) -> tuple[Value, ...]:
    title = " ".join((record.title or "").split())
    return record.issuer, record.year, record.generation, title, record.filename, record.report


def _pivot_cell(sheet: Worksheet, row: int, index: int, cell: PivotCell, styles: Styles) -> None:
    style = styles.marks.get(cell.mark)
    put(sheet, row, index, cell.text if cell.number is None else cell.number, styles, style)
    if cell.note:
        sheet.write_comment(row, index, safe(cell.note))


def _head(sheet: Worksheet, styles: Styles, columns: Sequence[Column]) -> None:
    """The rows above the reports, one after another: the writer keeps one row at a time, so that nothing
    may be merged over several."""
    for index, heading in enumerate(_ABOUT):
        sheet.set_column(index, index, heading.width)
    for index, column in enumerate(columns, len(_ABOUT)):
        sheet.set_column(index, index, _AMOUNT_WIDTH if column.kind is ColumnKind.AMOUNT else _WIDTH)
    for row, height in _HEIGHTS.items():
        sheet.set_row(row, height, None, {"hidden": row == _CODES})
    for row, label in ((_TABLES, _table), (_ROWS, _row)):
        for index in range(len(_ABOUT)):
            sheet.write_blank(row, index, None, styles.table if row == _TABLES else styles.head)
        _merged(sheet, row, columns, label, styles.table if row == _TABLES else styles.head)
    for index, key in enumerate((*_KEYS, *(column.key for column in columns))):
        sheet.write_string(_CODES, index, key, styles.key)
    for index, words in enumerate((*(each.label for each in _ABOUT), *map(_column, columns))):
        sheet.write_string(_LABELS, index, words, styles.head)


def _table(column: Column) -> tuple[str, str]:
    return column.table, column.table_label


def _row(column: Column) -> tuple[str, str]:
    return f"{column.table}.{column.row}", column.row_label


def _column(column: Column) -> str:
    return column.column_label


def _merged(
    sheet: Worksheet,
    row: int,
    columns: Sequence[Column],
    label: Callable[[Column], tuple[str, str]],
    style: Format,
) -> None:
    """A row of heads: columns side by side that `label` gives the same key share one."""
    at = len(_ABOUT)
    for (_, words), group in groupby(columns, label):
        end = at + sum(1 for _ in group) - 1
        if end > at:
            sheet.merge_range(row, at, row, end, words, style)
        else:
            sheet.write_string(row, at, words, style)
        at = end + 1
