"""What the linter makes of one file against the truth about the document that was written into it."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Final, NamedTuple

from linter.diagnostic import Diagnostic, Severity
from linter.documents import ReadError, open_document
from linter.report.model import Report
from linter.report.tables.table import Cell
from linter.text.normalize import normalize
from linter.text.source import Source, Span
from tests.corpus.forms import FORMS, Document, Figure, File
from tests.linting import Result, book, read_and_lint

Key = tuple[str, str, str]
"""Table, row and column key."""
_PLACES: Final = re.compile(
    r"第\d+页（全文第\d+个表格第\d+行第\d+列）|第\d+个表格第\d+行第\d+列|第\d+[行段页]"
)
_COUNT: Final = re.compile(r"（\d+处.*?）")


class Heard(NamedTuple):
    """A finding without its place: code, severity, message."""

    code: str
    severity: str
    message: str


class Verdict(NamedTuple):
    """How one file was read: figures written, figures that came back just as they are, what was wrong with
    the others in words, what was found, and why the file was refused, if it was."""

    cells: int
    right: int
    wrong: tuple[str, ...]
    heard: tuple[Heard, ...]
    result: Result | None
    refused: str = ""

    @property
    def alarms(self) -> tuple[Heard, ...]:
        """The errors and warnings."""
        return tuple(one for one in self.heard if one.severity != Severity.INFO.value)


def judge(form: str, file: File, document: Document) -> Verdict:
    """What the linter makes of a file in a form, whose document is known."""
    truths = document.figures
    try:
        reports, result = read_and_lint(open_document(file.data, file.name), book())
    except ReadError as error:
        return Verdict(len(truths), 0, (), (), None, error.reason)
    wrong = list(_differences(form, file, document, result.source, list(reports)))
    unread = {line.split("：", 1)[0] for line in wrong} & {_name(one) for one in truths}
    right = len(truths) - len(unread)
    return Verdict(len(truths), right, tuple(wrong), tuple(map(heard, result.diagnostics)), result)


def heard(found: Diagnostic) -> Heard:
    """A finding without its places, which differ from form to form."""
    return Heard(found.code, found.severity.value, _PLACES.sub("某处", found.message))


def differs(form: str, one: Verdict, text: Verdict) -> list[str]:
    """The findings that only a file in a form has, or only the plain text of the same document."""
    # A PDF does not tell for sure where a paragraph ends, and so not how many marks stand within one.
    counted = not form.startswith("pdf")
    first, second = (
        Counter(each if counted else each._replace(message=_COUNT.sub("", each.message)) for each in it.heard)
        for it in (one, text)
    )
    more = (f"+ {each.code} {each.message}" for each in (first - second).elements())
    return [*more, *(f"- {each.code} {each.message}" for each in (second - first).elements())]


def _name(figure: Figure) -> str:
    return f"{figure.table}.{figure.row_key}.{figure.column_key}"


def _differences(
    form: str, file: File, document: Document, source: Source, reports: list[Report]
) -> list[str]:
    if len(reports) != 1:
        return [f"reports：{len(reports)}", *(f"{_name(one)}：unread" for one in document.figures)]
    found = cells_of(reports[0])
    lines = []
    for one in document.figures:
        cell = found.pop((one.table, one.row_key, one.column_key), None)
        if cell is None:
            lines.append(f"{_name(one)}：unread, {one.raw!r} at {one.place}")
            continue
        value = None if one.value is None else Decimal(one.value)
        read = None if cell.figure.value is None else Decimal(cell.figure.value)
        if (value, _raw(one.raw), one.state) != (read, cell.figure.raw, cell.state.value):
            lines.append(
                f"{_name(one)}：{one.raw!r} {one.state} read as {cell.figure.raw!r} {cell.state.value}"
            )
        elif not stands(form, file, source, cell.span, one):
            lines.append(f"{_name(one)}：not at {one.place} but {source.origin(cell.span.start)}")
    return lines + [f"more：{key}" for key in found]


def _raw(text: str) -> str:
    return normalize(text).replace(" ", "")


def cells_of(report: Report) -> dict[Key, Cell]:
    """The cells of a report by their keys; those without a column are by their place in the row."""
    return {
        (table.key, cell.row_key, cell.column_key or f"?{index}"): cell
        for table in report.tables
        for index, cell in enumerate(table.cells)
    }


def stands(form: str, file: File, source: Source, span: Span, truth: Figure) -> bool:
    """Whether a span of the source is where the truth says a figure is, as exactly as the form can tell."""
    if file.places is not None:
        own, place = source.to_file(span)
        at = file.places[truth.table, truth.row_key, truth.column_key]
        return not truth.raw or (place.start <= at and own.slice(place).strip() == truth.raw)
    if FORMS[form].cells:
        return source.origin(span.start) == truth.place
    return _raw(source.slice(span)) == _raw(truth.raw)
