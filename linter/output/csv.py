"""What was read as comma-separated values (RFC 4180): a row a figure, or a row a report.

The text begins with a byte order mark: without it Excel reads a Chinese file in the system's own code
page and shows nonsense.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import BinaryIO

from linter.output.extract_model import FigureRow, Record, TableRows
from linter.output.pivot import Column, Spot, wide
from linter.regex_cache import compiled
from linter.report.template import Generation

_BOM = "\ufeff"
# What a spreadsheet takes for a formula, in full width too, or drops before one; marks alone are none.
_FORMULA = compiled(r"[=+@\t\r＝＋－＠-][\W_]*\w")
_NUMBER = compiled(r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?")

_LONG = (
    *("filename", "report", "title", "issuer", "year", "generation"),
    *("table", "table_label", "row_key", "row_label", "column_key", "column_label"),
    *("value", "unit", "raw", "state", "row", "column", "origin"),
)
_WIDE = (*("文件 filename", "第几份 report", "标题 title", "机关 issuer", "年度 year", "格式 generation"),)

Value = str | int | Decimal | None
"""What a cell holds; None is an empty one."""


def long_head() -> str:
    """The byte order mark and the names of the columns, which are those of the JSON."""
    return _BOM + _text([_LONG])


def long_rows(records: Sequence[Record]) -> str:
    """A row a figure, for the reports of one file."""
    return _text(
        _figure(record, table, figure)
        for record in records
        for table in record.tables
        for figure in table.figures
    )


def write_wide(records: Sequence[Record], generations: Sequence[Generation], out: BinaryIO) -> None:
    """A row a report; a column is named by its Chinese label and, last, by its keys."""
    own = wide(records, generations)
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
        row = _text([(*head, *map(_shown, own.spots(record)))])
        out.write(row.encode(errors="backslashreplace"))


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


def _shown(spot: Spot | None) -> Value:
    if spot is None:
        return None
    return spot.text if spot.number is None else spot.number


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
    # An apostrophe before it is how a spreadsheet is told that a cell is text.
    return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value
