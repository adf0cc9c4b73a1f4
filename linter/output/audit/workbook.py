"""`审核.xlsx`: the audit as a workbook with filters and frozen heads."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from linter.output.audit import sheets
from linter.output.audit.labels import PAGE, TONES, UNITS, headline_columns, title_of
from linter.output.audit.model import STATUS_NAMES, Audit, Details, UnitResult
from linter.output.audit.new_file import errors_of
from linter.output.audit.priorities import Priorities
from linter.output.audit.trends import trends
from linter.output.audit.unit_counts import UnitCounts, rule_columns, unit_counts
from linter.output.width import width as columns_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from linter.output.audit.row_sheet import Cell, RowSheet
    from linter.output.xlsx.sheet import Heading

NAME = "审核.xlsx"
_LINE = 15  # points of a line's height
_MOST_LINES = 12  # of a row
_FILLED = 0.88  # of a column's width by a line: Chinese is wider than the digits that widths count
_MOST_LINKS = 65_000  # that Excel opens in one sheet
_FEW_LINKS = 5000  # of the other sheets: each takes memory until the end
_COLORS: Mapping[str, str] = {"ok": "#1E6B3A", "w": "#8A5300", "e": "#B3261E", "i": "#1B5E9B"}
_ESCAPED: Mapping[str, str] = {each: f"%{ord(each):02X}" for each in ' %#"<>[]^`{|}'}


def write(audit: Audit, details: Details, folder: str) -> Iterable[str]:
    """Write the workbook; no notes."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxFileError

    from linter.output.audit.row_sheet import RowSheet
    from linter.output.xlsx import NO_CLOCK

    path = os.path.join(folder, NAME)
    # Rows wait where the folder is written: there is room for them, or nowhere.
    with (
        errors_of(path, always=True),
        TemporaryDirectory(prefix=".", dir=folder, ignore_cleanup_errors=True) as temporary,
    ):
        book = Workbook(path, {"constant_memory": True, "tmpdir": temporary})
        book.use_zip64()
        book.worksheet_class = RowSheet
        book.set_properties({"title": title_of(audit), "created": NO_CLOCK})
        try:
            _fill(_Writer(book, details), audit, details)
            book.close()
        except XlsxFileError as error:
            raise error.__context__ or OSError(None, str(error)) from None
        finally:
            for sheet in book.worksheets():
                with suppress(OSError):
                    sheet.drop_rows()
    return ()


def _fill(writer: _Writer, audit: Audit, details: Details) -> None:
    def counts(result: UnitResult) -> UnitCounts | None:
        return unit_counts(audit, details, result)

    first = Priorities()

    def noted() -> Iterator[UnitCounts | None]:
        for each in audit.units:
            own = counts(each)
            first.add(each, own)
            yield own

    columns = rule_columns(audit, noted())
    years = trends(audit)
    places = sheets.figure_places(audit)
    headline = frozenset(each.place for each in headline_columns(audit))
    sums = (("汇总单位", 30.0), ("单位数", 8.0), ("计入", 8.0), *sheets.figure_head(audit, places)[3:])
    writer.sheet("先看这些", sheets.PRIORITIES, sheets.priority_rows(first.groups(audit)), wrapped=True)
    writer.sheet(
        "报送情况", sheets.UNITS, sheets.unit_rows(audit, counts), status=3, links=_MOST_LINKS, wrapped=True
    )
    writer.sheet("问题清单", sheets.FINDINGS, sheets.finding_rows(audit, details), wrapped=True)
    writer.sheet(
        "单位×规则", sheets.matrix_head(columns), sheets.matrix_rows(audit, counts, columns), status=3
    )
    writer.sheet("汇总核对", sheets.ROLLUPS, sheets.rollup_rows(audit, details), wrapped=True)
    writer.sheet("逐年变化", sheets.year_head(years), sheets.year_rows(audit, details, years, headline))
    head, figures = sheets.figure_head(audit, places), sheets.figure_rows(audit, details, places)
    writer.sheet("各数字", head, figures, numbers=3)
    writer.sheet("各级合计", sums, sheets.sum_rows(audit, places), numbers=1)
    writer.sheet("文件", sheets.FILES, sheets.file_rows(audit), status=1, links=0, wrapped=True)


class _Writer:
    """Writes sheets whose first column, where it names a unit, leads to the unit's page."""

    def __init__(self, book: Workbook, details: Details) -> None:
        from linter.output.xlsx.sheet import Styles

        self._book, self._styles = book, Styles(book)
        self._details = details
        self._last: tuple[str, str | None] = ("", None)
        self._link = book.add_format(
            {"font_color": "#0B57D0", "underline": 1, "valign": "top", "text_wrap": True}
        )
        self._top = book.add_format({"valign": "top", "text_wrap": True})
        self._percent = book.add_format({"num_format": "+0.0%;-0.0%;0.0%", "valign": "top"})
        self._count = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._amount = book.add_format({"num_format": "#,##0.######", "valign": "top"})
        self._states = {
            name: book.add_format({"font_color": color, "valign": "top"})
            for name, color in ((name, _COLORS[TONES[each]]) for each, name in STATUS_NAMES.items())
        }

    def sheet(
        self,
        name: str,
        head: sheets.Head,
        rows: Iterable[Sequence[sheets.Cell]],
        status: int | None = None,
        *,
        links: int = _FEW_LINKS,
        wrapped: bool = False,
        numbers: int | None = None,
    ) -> None:
        """Write a sheet, and further ones where there are more rows than a sheet has. `status` is the column
        with a status; in the first rows, `links` of them, the first column leads to the unit that it names;
        `wrapped`: rows are as high as their words; `numbers`: the column from which on nearly all rows
        have numbers alone."""
        from linter.output.xlsx.sheet import MOST_ROWS, Heading, names

        headings = [Heading(*each) for each in head]
        every = names(name)
        sheet, row = self._new(next(every), headings), 0
        self._paper(sheet, head)
        for values in rows:
            if row == MOST_ROWS - 1:
                sheet.autofilter(0, 0, row, len(head) - 1)
                sheet, row = self._new(next(every), headings), 0
                self._paper(sheet, head)
            row += 1
            if wrapped:
                self._height(sheet, row, head, values)
            if numbers is None or not self._numbers(sheet, row, values, numbers, links):
                self._row(sheet, row, values, status, links)
        sheet.autofilter(0, 0, row, len(head) - 1)

    def _new(self, name: str, headings: Sequence[Heading]) -> RowSheet:
        from linter.output.xlsx.sheet import table

        sheet: RowSheet = table(self._book, name, headings, self._styles)
        return sheet

    def _paper(self, sheet: RowSheet, head: sheets.Head) -> None:
        """The height of the head; A4 across, as wide as the page, with the head and the number on each."""
        lines = max(sum(_lines(line, width) for line in name.split("\n")) for name, width in head)
        sheet.set_row(0, _LINE * lines + 4)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1 if len(head) <= 16 else 0, 0)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)

    def _height(self, sheet: RowSheet, row: int, head: sheets.Head, values: Sequence[sheets.Cell]) -> None:
        lines = max(
            sum(_lines(line, width) for line in value.split("\n")) if isinstance(value, str) else 1
            for value, (_, width) in zip(values, head, strict=True)
        )
        if lines > 1:
            sheet.set_row(row, _LINE * min(lines, _MOST_LINES))

    def _numbers(
        self, sheet: RowSheet, row: int, values: Sequence[sheets.Cell], numbers: int, links: int
    ) -> bool:
        """Write a row of a few words and many numbers; False, and nothing is written, where it is none."""
        rest = values[numbers:]
        if not rest or not sheet.write_numbers(row, numbers, rest, self._count):
            return False
        for column, value in enumerate(values[:numbers]):
            if (cell := self._cell(value, is_status=False)) is not None:
                self._put(sheet, row, column, *cell, linked=column == 0 and row <= links)
        return True

    def _row(
        self, sheet: RowSheet, row: int, values: Sequence[sheets.Cell], status: int | None, links: int
    ) -> None:
        cells = [self._cell(value, is_status=at == status) for at, value in enumerate(values)]
        first = next((at for at, each in enumerate(cells) if each is not None and (at or row > links)), None)
        fast = first is not None and sheet.write_rest(row, first, cells[first:])
        for column, cell in enumerate(cells[:first] if fast else cells):
            if cell is not None:
                self._put(sheet, row, column, *cell, linked=column == 0 and row <= links)

    def _cell(self, value: sheets.Cell, *, is_status: bool) -> Cell | None:
        """A value with its format; None for an empty cell."""
        if value is None or value == "":
            return None
        if isinstance(value, int):
            return value, self._count
        if isinstance(value, sheets.Percent):
            return value.part, self._percent
        if isinstance(value, str):
            return value, self._states.get(value, self._top) if is_status else self._top
        return value, self._amount

    def _put(
        self,
        sheet: RowSheet,
        row: int,
        column: int,
        value: str | float | Decimal,
        style: Format,
        *,
        linked: bool,
    ) -> None:
        from linter.output.xlsx.sheet import put, safe

        link = self._address(value) if linked and isinstance(value, str) else None
        if isinstance(value, float):
            sheet.write_number(row, column, value, style)
        elif link is not None:
            sheet.write_url(row, column, link, self._link, safe(str(value)))
        else:
            put(sheet, row, column, value, self._styles, style)

    def _address(self, name: str) -> str | None:
        """The address of a unit's page; rows of one unit follow each other."""
        if self._last[0] != name:
            result = self._details.unit(name)
            self._last = name, _address(result.unit.folder) if result is not None else None
        return self._last[1]


def _address(folder: str) -> str:
    """The address of a unit's page; only what would mean something else in it is escaped."""
    return "external:" + "/".join((UNITS, "".join(_ESCAPED.get(char, char) for char in folder), PAGE))


def _lines(words: str, width: float) -> int:
    """How many lines some words take in a column."""
    room = width * _FILLED
    if 2 * len(words) < room:
        return 1
    return max(1, math.ceil(columns_of(words) / room))
