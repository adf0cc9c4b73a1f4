"""The sheet that explains the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from linter.output.pivot import NO_UNIT, UNIT_LABEL, Column, PivotCellKind
from linter.output.xlsx import figures, reports, sections
from linter.output.xlsx.sheet import Styles
from linter.report.template import Generation

NAME = "说明"

_SHEETS = (
    (reports.NAME, "一份报告一行，一个数字一列，按各表的官方顺序排列；第三行（已隐藏）是各列的代码。"),
    (figures.NAME, "一个数字一行，写明它在哪张表的哪一行、哪一列，在文件的什么地方。"),
    (sections.NAME, "一份报告一行：各章节的标题（照原文）、引用的文号、统计期限。"),
)
_PLACES = (
    (None, "空白", "这份报告的格式没有这一项。"),
    (None, "0", "报告写的就是 0。"),
    (PivotCellKind.EMPTY, "（空）", "表里有这一格，但没有填，或只写了“/”“—”“无”之类。"),
    (PivotCellKind.MISSING, "（缺）", "格式要求有这一项，但报告里没有读到这一行。"),
    (PivotCellKind.UNLOCATED, "（列不明：3、4）", "这一行读到了这些数，但原文丢了空格，不能确定各在哪一列。"),
    (PivotCellKind.UNREADABLE, "若干", "这一格写的不是数字，照录原文。"),
)
_UNITS = (
    f"金额照报告所写的数，不作换算；右边的“{UNIT_LABEL}”是报告写的单位，没有写时用该列表头规定的单位，"
    f"表头也没有规定的为“{NO_UNIT}”。"
)


class _Line(NamedTuple):
    """A line of the sheet: a word with its format, and its meaning."""

    word: str
    meaning: str = ""
    style: Format | None = None


def write(
    book: Workbook, styles: Styles, columns: Sequence[Column], generations: Sequence[Generation]
) -> None:
    """Write the sheet."""
    sheet = book.add_worksheet(NAME)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 90)
    for row, line in enumerate(_lines(styles, columns, generations)):
        sheet.write_string(row, 0, line.word, line.style)
        if line.meaning:
            sheet.write_string(row, 1, line.meaning, styles.wrapped)


def _lines(styles: Styles, columns: Sequence[Column], generations: Sequence[Generation]) -> Iterator[_Line]:
    yield _Line("工作表", style=styles.title)
    yield from (_Line(name, meaning) for name, meaning in _SHEETS)
    yield from (_Line(""), _Line(f"“{reports.NAME}”的格子", style=styles.title))
    for mark, word, meaning in _PLACES:
        yield _Line(word, meaning, styles.marks[mark] if mark else None)
    yield _Line("金额", _UNITS)
    yield from (_Line(""), _Line(f"“{figures.NAME}”的状态", style=styles.title))
    yield from (_Line(word, state.value) for state, word in figures.STATES.items())
    yield from (_Line(""), _Line("格式", style=styles.title))
    yield from (_Line(each.key, f"{each.since}报告年度起：{each.source}") for each in generations)
    yield from (_Line(""), _Line("各列的代码", style=styles.title))
    for column in columns:
        yield _Line(column.key, f"{column.table_label} {column.row_label} {column.column_label}")
