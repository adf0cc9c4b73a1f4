"""A report to start from: the official form of a year's generation, with what last year's report tells."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from unicodedata import category

from linter.app.choices import ChoiceError, check_year
from linter.app.error_words import reason
from linter.app.file_bytes import read_bytes
from linter.app.item import Item
from linter.atomic_write import replace
from linter.checks.previous.carry_over import CarryOver, StockChain
from linter.checks.previous.year_pair import only_table, whole
from linter.documents import ReadError, open_document
from linter.lint import read_reports
from linter.output.new_report import WRITERS, Kind, NewReport, NewTable, Words
from linter.report.form import table_form
from linter.report.model import Report
from linter.report.template import Generation, SectionTemplate, TableTemplate
from linter.report.text_match import split_numeral
from linter.report.values.numeral import chinese
from linter.rulebook import Rulebook
from linter.text.normalize import normalize


class NewReportError(Exception):
    """A report that cannot be begun; str() says why, in Chinese."""


def new_report(book: Rulebook, body: str, year: int, previous: Report | None = None) -> NewReport:
    """The report of a body for a year, to be filled in. Raises NewReportError."""
    if not body or any(map(_is_no_writing, body)):
        raise NewReportError(f"机关名称里有换行、控制字符等看不见的字符，请去掉：{shown(body)}")
    try:
        check_year("年度", year)
    except ChoiceError as error:
        raise NewReportError(str(error)) from None
    generation = book.lexicon.generation(year)
    if generation is None or generation.draft is None:
        first = min((each.since for each in book.lexicon.generations if each.draft), default=None)
        why = f"，{first}年度起才有" if first and year < first else ""
        raise NewReportError(f"{year}年度没有规定统一的格式{why}，不能起草")
    known = _known(book, generation, previous) if previous is not None else {}
    title = f"{body}{year}年{generation.title}"
    return NewReport(title, (Words(Kind.TITLE, title), *_blocks(generation, body, year, known)))


def last_report(name: str, book: Rulebook, year: int) -> Report:
    """The report of the year before in a file. Raises NewReportError."""
    try:
        reports = list(read_reports(open_document(read_bytes(Item(name)), name), book))
    except ReadError as error:
        raise NewReportError(str(error)) from None
    except OSError as error:
        raise NewReportError(f"读不了 {name}：{reason(error)}") from None
    found = [report for report in reports if report.year == year - 1]
    if len(found) == 1:
        return found[0]
    years = "、".join(f"{report.year}年度" for report in reports if report.year is not None)
    said = f"里面是{years}的" if years else "里面没有看出年报"
    raise NewReportError(f"{name}：应是{year - 1}年度的一份年报，{said}")


def write_new(target: str, report: NewReport) -> None:
    """Write a report to a file that is not there yet. Raises NewReportError, and OSError with its name."""
    if os.path.lexists(target):
        raise NewReportError(f"已有 {target}，不覆盖；请用 --output 写到别的文件")
    replace(target, WRITERS[os.path.splitext(target)[1].lower()](report))


def shown(words: str) -> str:
    """Words with escapes for what cannot be seen."""
    return "".join(ascii(char)[1:-1] if _is_no_writing(char) else char for char in words)


def _is_no_writing(char: str) -> bool:
    """Whether a character cannot stand in a name: of control, a line's end, invisible, or none at all."""
    is_none = ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
    return is_none or category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


_Figures = Mapping[tuple[str, str], str]


def _blocks(
    generation: Generation, body: str, year: int, known: Mapping[str, _Figures]
) -> Iterator[Words | NewTable]:
    assert generation.draft is not None
    texts = {str(section.key): section.text for section in generation.draft.sections}
    yield from (_words(text, body, year) for text in generation.draft.preface)
    for section in sorted(filter(_is_required, generation.sections), key=_number):
        yield Words(Kind.HEADING, f"{chinese(_number(section))}、{section.heading}")
        yield from (_words(text, body, year) for text in texts.get(section.key, ()))
        table = generation.table(section.table) if section.table else None
        if table is not None:
            yield NewTable(table_form(table), known.get(table.key, {}))


def _words(text: str, body: str, year: int) -> Words:
    text = text.replace("{{body}}", body).replace("{{year}}", str(year))
    level, _, _ = split_numeral(normalize(text))
    return Words(Kind.POINT if level == 2 else Kind.TEXT, text)


def _is_required(section: SectionTemplate) -> bool:
    return section.required and section.number is not None


def _number(section: SectionTemplate) -> int:
    return section.number or 0


def _known(book: Rulebook, generation: Generation, previous: Report) -> dict[str, dict[tuple[str, str], str]]:
    """The figures of each table that begin where last year's ended: those that rules compare."""
    known: dict[str, dict[tuple[str, str], str]] = {}
    for rule in book.rules_for(generation.key):
        check = rule.check
        if not isinstance(check, CarryOver | StockChain):
            continue
        template, then = generation.table(check.table), only_table(previous, check.table)
        if template is None or then is None:
            continue
        for row, old, column in _rows_going_on(check, template):
            figure = whole(then, old, column)
            if figure is not None:
                known.setdefault(check.table, {})[row, column] = str(figure)
    return known


def _rows_going_on(check: CarryOver | StockChain, template: TableTemplate) -> Iterator[tuple[str, str, str]]:
    """Rows that go on, with the row of last year's table and the column."""
    if isinstance(check, StockChain):
        yield from ((row, row, check.stock) for row in check.rows)
        return
    for block, row in template.rows():
        if row.key == check.row:
            yield from ((row.key, check.previous_row, column.key) for column in block.columns)
