"""The sheet with the sections, document numbers and statistics periods of each report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xlsxwriter import Workbook

from linter.output.extract_model import PeriodRow, Record
from linter.output.xlsx.sheet import Heading, Styles, Value, put, table
from linter.report.template import Generation

NAME = "章节与依据"

_ABOUT = (
    *(Heading("机关", 26), Heading("年度", 7), Heading("格式", 7), Heading("文件", 24)),
    Heading("第几份", 7),
)
_REST = (Heading("其他章节", 30), Heading("引用的文号", 44), Heading("统计期限", 26))
_YEAR = 1
_SECTION_WIDTH = 24


def write(
    book: Workbook, styles: Styles, records: Sequence[Record], generations: Sequence[Generation]
) -> None:
    """Write the sheet: a column for each section of the formats of these reports, with its heading as
    written."""
    official = _sections(records, generations)
    sections = [Heading(label, _SECTION_WIDTH) for label in official.values()]
    headings = (*_ABOUT, *sections, *_REST)
    sheet = table(book, NAME, headings, styles)
    for row, record in enumerate(records, 1):
        for index, value in enumerate(_values(record, tuple(official))):
            style = styles.year if index == _YEAR else None
            if isinstance(value, str) and "\n" in value:
                style = styles.wrapped
            put(sheet, row, index, value, styles, style)
    if records:
        sheet.autofilter(0, 0, len(records), len(headings) - 1)


def _sections(records: Sequence[Record], generations: Sequence[Generation]) -> Mapping[str, str]:
    """The official headings by key, in the order of the newest format."""
    own = {record.generation for record in records}
    found: dict[str, str] = {}
    for generation in reversed(generations):
        if generation.key in own:
            for section in generation.sections:
                if section.required:
                    found.setdefault(section.key, section.heading)
    return found


def _values(record: Record, official: Sequence[str]) -> Iterator[Value]:
    yield from (record.issuer, record.year, record.generation, record.filename, record.report)
    for key in official:
        yield "\n".join(each.heading for each in record.sections if each.key == key)
    yield "\n".join(each.heading for each in record.sections if each.key not in official)
    yield "\n".join(dict.fromkeys(each.text for each in record.citations))
    yield "\n".join(map(_period, record.periods))


def _period(period: PeriodRow) -> str:
    if period.start is None or period.end is None:
        return period.text
    return f"{period.start.isoformat()} 至 {period.end.isoformat()}"
