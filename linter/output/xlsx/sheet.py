"""Cells of a sheet: their formats, and values made safe for Excel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from linter.output.pivot import PivotCellKind

MOST_ROWS = 1_048_576
"""The most rows of an Excel sheet."""

_LONGEST = 32_000  # characters that a cell holds, with room for what is escaped
_EXACT = 10**15  # Excel keeps fifteen digits

_HEAD = {"bold": True, "border": 1, "border_color": "#8EA9C1", "text_wrap": True, "valign": "vcenter"}
_COUNT, _AMOUNT = "#,##0", "#,##0.######"

Value = str | int | Decimal | None
"""The value of a cell; None leaves it empty."""


class Heading(NamedTuple):
    """A column of a plain sheet: its name, and its width in characters."""

    label: str
    width: float


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self.table = book.add_format({**_HEAD, "bg_color": "#BDD7EE"})
        self.head = book.add_format({**_HEAD, "bg_color": "#DDEBF7", "align": "center"})
        self.key = book.add_format({"font_color": "#808080", "font_size": 8})
        self.year = book.add_format({"num_format": "0"})
        self.count = book.add_format({"num_format": _COUNT})
        self.decimal = book.add_format({"num_format": _AMOUNT})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 12})
        self.marks: Mapping[PivotCellKind, Format] = {
            PivotCellKind.EMPTY: book.add_format({"font_color": "#7F6000", "bg_color": "#FFF2CC"}),
            PivotCellKind.MISSING: book.add_format({"font_color": "#666666", "bg_color": "#E7E6E6"}),
            PivotCellKind.UNLOCATED: book.add_format({"font_color": "#833C0B", "bg_color": "#F8CBAD"}),
            PivotCellKind.UNREADABLE: book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE"}),
        }


def put(
    sheet: Worksheet, row: int, column: int, value: Value, styles: Styles, style: Format | None = None
) -> None:
    """Write one value; numbers that Excel would round are text. Never a formula, never a link."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, safe(value), style)
        return
    usual = styles.count if isinstance(value, int) else styles.decimal
    if -_EXACT < value < _EXACT:
        sheet.write_number(row, column, value, style or usual)
    else:
        sheet.write_string(row, column, str(value), style)


def safe(text: str) -> str:
    """`text` as a cell can hold it: not too long, no lone surrogate, nothing that reads as markup."""
    text = text.encode(errors="backslashreplace").decode()
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return f" {text}" if text.startswith("<r>") else text  # the library reads that as markup


def table(book: Workbook, name: str, headings: Sequence[Heading], styles: Styles) -> Worksheet:
    """A sheet with one frozen header row."""
    sheet = book.add_worksheet(name)
    for index, heading in enumerate(headings):
        sheet.set_column(index, index, heading.width)
        sheet.write_string(0, index, heading.label, styles.head)
    sheet.freeze_panes(1, 1)
    return sheet


def names(name: str) -> Iterator[str]:
    """The names of a sheet and of those that continue it."""
    yield name
    number = 2
    while True:
        yield f"{name}{number}"
        number += 1
