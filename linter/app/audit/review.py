"""Task: check a file and keep of it what an audit needs, in few bytes."""

from __future__ import annotations

import os
from collections import Counter
from decimal import Decimal
from typing import cast

from msgspec import Struct

from linter.app.audit.packing import Figures, FileHead, ReportHead, clean, pack
from linter.app.check_document import CheckedFile, check_document
from linter.app.file_settings import FileSettings
from linter.app.item import Item
from linter.app.outcome import Outcome
from linter.app.previous_reports import FileNotGiven, PreviousSearch, ReportIndex
from linter.diagnostic import Diagnostic, Severity
from linter.documents import EditError, ReadError, open_document
from linter.lint import read_reports
from linter.output.audit.model import STATES, Counts, FigurePlace, FindingRow, Layout, Value
from linter.output.location import location
from linter.output.totals import Totals, count
from linter.output.word_comment import notes
from linter.report.model import Report
from linter.report.tables.table import Row, State, state_of
from linter.report.values.figure import Figure
from linter.rulebook import Rulebook
from linter.settings import Settings
from linter.text.source import Source

_LONGEST_QUOTE = 60
_LARGEST = 2**63  # what is larger is kept as digits
_ONLY_INTS = {int}
_LETTERS = {State(name): letter for letter, name in STATES.items()}
_LOCATED = _LETTERS[State.LOCATED]


class Review(Struct, frozen=True):
    """Check a file as `check` does; `previous` holds the reports of the year before, when they are to be
    compared. With `copies` a Word document is copied with its findings as comments. `remote`: the files of
    the year before cannot be read here, they come with the items."""

    settings: Settings
    fail_on: Severity = Severity.ERROR
    previous: ReportIndex | None = None
    copies: bool = True
    remote: bool = False

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """What was found in one file, packed; also why it cannot be read."""
        try:
            return self._outcome(data, item, book)
        except ReadError as error:
            return _unreadable(error)
        except FileNotGiven as error:
            return Outcome(kept=pack(FileHead(wanted=os.fsencode(str(error)))))

    def _outcome(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        document = open_document(data, item.name)
        settings = item.file_settings or FileSettings(self.settings, self.fail_on)
        search = None
        if self.previous is not None:
            contents = dict(item.related) if self.remote else None
            search = _Search(self.previous.search(item.name, book, contents))
        checked = check_document(
            document, book, settings.for_file(named=item.named), search, keep_reports=True
        )
        reports, copy = checked.kept_reports, self._copy(checked)
        head = FileHead(
            tuple(report_head(each, search) for each in reports),
            counts_of(checked, settings.fail_on),
            notes=tuple(map(clean, search.search.notes)) if search is not None else (),
            previous=_compared_with(search) if search is not None else (),
            has_copy=bool(copy),
        )
        findings = tuple(finding_row(checked.source, each) for each in checked.diagnostics)
        kept = pack(head, findings, tuple(map(report_figures, reports)), copy)
        totals = count(checked.reports, checked.diagnostics)
        return Outcome(totals=totals, record=checked.record, kept=kept)

    def _copy(self, checked: CheckedFile) -> bytes:
        if not (self.copies and checked.reports and checked.diagnostics and checked.document.can_comment):
            return b""
        try:
            return checked.document.commented(notes(checked.source, checked.diagnostics), dated=False)
        except EditError:
            return b""


class _Search:
    """Finds last year's reports, and notes which reports of a file have one."""

    def __init__(self, search: PreviousSearch) -> None:
        self.search = search
        self.compared: set[int] = set()

    def __call__(self, report: Report, *, only: bool) -> tuple[Source, Report] | None:
        found = self.search(report, only=only)
        if found is not None:
            self.compared.add(report.number)
        return found


def _compared_with(search: _Search) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((os.fsencode(path), digest) for path, digest in sorted(search.search.files.items()))


class ReadFigures(Struct, frozen=True):
    """Task: read a file's reports with their figures, and judge nothing."""

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """The reports of one file, packed; also why it cannot be read."""
        try:
            reports = list(read_reports(open_document(data, item.name), book))
        except ReadError as error:
            return _unreadable(error)
        head = FileHead(tuple(map(report_head, reports)))
        return Outcome(kept=pack(head, figures=tuple(map(report_figures, reports))))


def _unreadable(error: ReadError) -> Outcome:
    kept = pack(FileHead(reason=clean(error.reason)))
    return Outcome(totals=Totals(failed=1), failure=str(error), kept=kept)


def counts_of(checked: CheckedFile, fail_on: Severity) -> Counts:
    """How many findings of which kinds a checked file has."""
    return count_rows(
        [(each.code, each.severity) for each in checked.diagnostics],
        fail_on,
        checked.suppressed,
        checked.baselined,
    )


def count_rows(
    found: list[tuple[str, Severity]], fail_on: Severity, suppressed: int = 0, baselined: int = 0
) -> Counts:
    """The same for codes with severities."""
    levels = Counter(severity for _, severity in found)
    return Counts(
        errors=levels[Severity.ERROR],
        warnings=levels[Severity.WARNING],
        infos=levels[Severity.INFO],
        by_rule=tuple(sorted(Counter(code for code, _ in found).items())),
        failing=sum(fail_on <= severity for _, severity in found),
        suppressed=suppressed,
        baselined=baselined,
    )


def finding_row(source: Source, found: Diagnostic) -> FindingRow:
    """A finding without its document."""
    at = location(source, found.span)
    words = " ".join(source.text[found.span.start : min(found.span.end, found.span.start + 400)].split())
    return FindingRow(
        code=found.code,
        severity=found.severity.value,
        message=found.message,
        place=source.where(found.span.start),
        row=at.start.row if at is not None else None,
        column=at.start.column if at is not None else None,
        report=found.report,
        quote=words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…",
        fix=found.fix.applicability.value if found.fix is not None else None,
        help=found.help,
        references=found.references,
    )


def report_head(report: Report, search: _Search | None = None) -> ReportHead:
    """A report in short."""
    compared = search is not None and report.number in search.compared
    return ReportHead(report.number, report.issuer, report.year, report.is_whole, compared)


def report_figures(report: Report) -> Figures:
    """The figures of the first table of each key, of a row that stands twice the first."""
    seen: set[str] = set()
    places: list[FigurePlace] = []
    values: list[Value] = []
    states: list[str] = []
    for table in report.tables:
        if table.key in seen:
            continue
        seen.add(table.key)
        for row in table.row.values():
            places += _places(table.key, row)
            found = [figure.value for figure in row.figures]
            if _are_counts(found) and None not in row.columns:  # nearly all rows
                values += cast("list[Value]", found)
                states.append(_LOCATED * len(found))
            else:
                values += map(_value, found)
                states += map(_letter, row.figures, row.columns)
    return Figures(Layout(tuple(places)), tuple(values), "".join(states))


def _are_counts(found: list[int | Decimal | None]) -> bool:
    """Whether all figures of a row are counts that are kept as they are."""
    if set(map(type, found)) != _ONLY_INTS:
        return False
    counts = cast("list[int]", found)
    return min(counts) > -_LARGEST and max(counts) < _LARGEST


def _letter(figure: Figure, column: str | None) -> str:
    """The letter of what is known of a figure."""
    if figure.value is not None and column is not None:
        return _LOCATED
    return _LETTERS[state_of(figure, column)]


def _places(table: str, row: Row) -> tuple[FigurePlace, ...]:
    """The places of a row's figures; those of rows that are alike are made once."""
    own = tuple([figure.unit for figure in row.figures])
    key = (table, row.key, id(row.block), row.columns, own)
    known = _KNOWN.get(key)
    if known is None:
        units = {column.key: column.unit or "" for column in row.block.columns}
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        found = tuple(
            FigurePlace(table, row.key, column, unit or units.get(column or "", ""))
            for column, unit in zip(row.columns, own, strict=True)
        )
        known = _KNOWN[key] = (row.block, found)
    return known[1]


_MOST_KNOWN = 1024
_KNOWN: dict[object, tuple[object, tuple[FigurePlace, ...]]] = {}  # with the block, whose id is in the key


def _value(value: int | Decimal | None) -> Value:
    if value is None or (isinstance(value, int) and -_LARGEST < value < _LARGEST):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
