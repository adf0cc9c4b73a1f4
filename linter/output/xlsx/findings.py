"""Findings as an Excel workbook: a row for each, with a filter."""

from __future__ import annotations

from collections.abc import Iterable
from tempfile import TemporaryDirectory
from typing import TextIO

from xlsxwriter import Workbook

from linter.output.finding_rows import HEADS, Row
from linter.output.xlsx import NO_CLOCK, closed
from linter.output.xlsx.sheet import MOST_ROWS, Heading, Styles, names, put, table

NAME = "问题"
_WIDTHS = (26, 7, 9, 24, 24, 60, 40, 50, 30)
_HEADINGS = tuple(map(Heading, HEADS, _WIDTHS))
_YEAR = HEADS.index("年度")


def write(rows: Iterable[Row], out: TextIO, most: int = MOST_ROWS) -> None:
    """Write the workbook, each sheet of at most `most` rows, to the buffer of `out`.

    Raises OSError when the disk is full.
    """
    with TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
        book = Workbook(out.buffer, {"constant_memory": True, "tmpdir": folder})
        book.use_zip64()
        with closed(book):
            book.set_properties({"title": "政府信息公开工作年度报告检查结果", "created": NO_CLOCK})
            _fill(book, rows, most)


def _fill(book: Workbook, rows: Iterable[Row], most: int) -> None:
    styles, called = Styles(book), names(NAME)
    sheet, at = table(book, next(called), _HEADINGS, styles), 0
    for row in rows:
        if at + 1 == most:
            sheet.autofilter(0, 0, at, len(HEADS) - 1)
            sheet, at = table(book, next(called), _HEADINGS, styles), 0
        at += 1
        for index, value in enumerate(row):
            put(sheet, at, index, value, styles, styles.year if index == _YEAR else styles.wrapped)
    sheet.autofilter(0, 0, at, len(HEADS) - 1)
