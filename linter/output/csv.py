"""Extracted reports as comma-separated values (RFC 4180): one row per figure, or per report; and findings,
one row each.

The text begins with a byte order mark: without it Excel reads a Chinese file in the system's own code
page and shows nonsense.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import BinaryIO, TextIO

from linter.output.extract_model import FigureRow, Record, TableRows
from linter.output.finding_rows import HEADS, Row
from linter.output.pivot import Column, PivotCell, pivot
from linter.regex_cache import compiled
from linter.report.template import Generation

_BOM = "\ufeff"
# Text that a spreadsheet reads as a formula, full-width signs included; signs alone are not one.
_FORMULA = compiled(r"[=+@\t\r＝＋－＠-][\W_]*\w")
_NUMBER = compiled(r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?")

_LONG = (
    *("filename", "report", "title", "issuer", "year", "generation"),
    *("table", "table_label", "row_key", "row_label", "column_key", "column_label"),
    *("value", "unit", "raw", "state", "row", "column", "origin"),
)
_WIDE = (*("文件 filename", "第几份 report", "标题 title", "机关 issuer", "年度 year", "格式 generation"),)

Value = str | int | Decimal | None
"""The value of a cell; None leaves it empty."""


def long_head() -> str:
    """The byte order mark and the column names, which are the keys of the JSON."""
    return _BOM + _text([_LONG])


def long_rows(records: Sequence[Record]) -> str:
    """One row per figure of the reports of one file."""
    return _text(
        _figure(record, table, figure)
        for record in records
        for table in record.tables
        for figure in table.figures
    )


def write_wide(records: Sequence[Record], generations: Sequence[Generation], out: BinaryIO) -> None:
    """Write one row per report; column names are the Chinese label and the keys."""
    own = pivot(records, generations)
    out.write((_BOM + _text([(*_WIDE, *map(_name, own.columns))])).encode(errors="backslashreplace"))
    for record in records:
        head = (
            record.filename,
            record.report,
            record.title,
            record.issuer,
            record.year,
            record.generation,
        )
        row = _text([(*head, *map(_shown, own.cells(record)))])
        out.write(row.encode(errors="backslashreplace"))


def write_findings(rows: Iterable[Row], out: TextIO) -> None:
    """Write one row per finding."""
    out.write(_BOM + _text([HEADS]))
    out.writelines(_text([row]) for row in rows)


def _figure(record: Record, table: TableRows, figure: FigureRow) -> tuple[Value, ...]:
    return (
        *(record.filename, record.report, record.title, record.issuer, record.year, record.generation),
        *(table.key, table.label, figure.row_key, figure.row_label, figure.column_key, figure.column_label),
        *(figure.value, figure.unit, figure.raw, figure.state.value),
        *((figure.row, figure.column) if record.has_lines else (None, None)),
        figure.origin,
    )


def _name(column: Column) -> str:
    return f"{column.row_label} {column.column_label} {column.key}"


def _shown(cell: PivotCell | None) -> Value:
    if cell is None:
        return None
    return cell.text if cell.number is None else cell.number


def _text(rows: Iterable[Iterable[Value]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int):
        return str(value)
    # A leading apostrophe tells a spreadsheet that the cell is text.
    return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value
