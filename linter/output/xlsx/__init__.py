"""Extracted reports as an Excel workbook: reports, figures, sections, and a legend.

Written by XlsxWriter row by row, so that the rows of thousands of reports are never all in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from tempfile import TemporaryDirectory
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from linter.output.extract_model import Record
from linter.output.pivot import pivot
from linter.output.xlsx import figures, legend, reports, sections
from linter.output.xlsx.sheet import Styles
from linter.report.template import Generation

NO_CLOCK = datetime(2000, 1, 1)  # noqa: DTZ001 - the same reports make the same bytes
"""The date of every workbook."""


def write(
    records: Sequence[Record], generations: Sequence[Generation], out: BinaryIO, *, in_memory: bool = False
) -> None:
    """Write the workbook of all reports; `generations` are those that the run knows, oldest first.

    With `in_memory` nothing of it is on a disk meanwhile. Raises OSError when the disk is full.
    """
    if in_memory:
        book = Workbook(out, {"in_memory": True})
        _fill(book, records, generations)
        book.close()
        return
    # The writer leaves its own files open and behind when it is stopped.
    with TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as folder:
        book = Workbook(out, {"constant_memory": True, "tmpdir": folder})
        book.use_zip64()
        with closed(book):
            _fill(book, records, generations)


@contextmanager
def closed(book: Workbook) -> Iterator[None]:
    """Write a workbook to its file when the block ends well, and close the files of its own.

    Raises OSError when the disk is full.
    """
    try:
        yield
        book.close()
    except FileCreateError as error:  # wraps an OSError
        raise error.args[0] from None
    finally:
        for sheet in book.worksheets():
            sheet.row_data_fh.close()


def _fill(book: Workbook, records: Sequence[Record], generations: Sequence[Generation]) -> None:
    book.set_properties({"title": "政府信息公开工作年度报告汇总", "created": NO_CLOCK})
    styles = Styles(book)
    own = pivot(records, generations)
    reports.write(book, styles, records, own)
    figures.write(book, styles, records)
    sections.write(book, styles, records, generations)
    legend.write(book, styles, own.columns, generations)
