"""Runs the tests written inside rules, through the same door as every other text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.app.check_document import check_document
from linter.diagnostic import Diagnostic
from linter.documents import Document, ReadError, open_document
from linter.lint import FindPrevious, check_sums, read_reports
from linter.report.model import Report
from linter.rulebook import Rulebook
from linter.rulebook.pack import Example, RuleEntry
from linter.rulebook.rule_tests import LocatedFinding, RuleTestResult
from linter.settings import Settings
from linter.text.source import Source

_NOT_COMPARED = "没有与 previous 比较：它应当是早一个年度的报告，两份报告的标题都要写明年度"


def run_rule_tests(rules: Sequence[RuleEntry], book: Rulebook) -> Iterator[RuleTestResult]:
    """What came of each test of these rules, in their order, checked with all rules of `book`."""
    for rule in rules:
        for example in rule.tests:
            yield _run(str(rule.code), example, book)


def _run(code: str, example: Example, book: Rulebook) -> RuleTestResult:
    try:
        document = open_document(example.input.encode(example.encoding), example.file)
        previous = (
            _previous(example.previous.encode(example.encoding), example, book) if example.previous else None
        )
        checked = check_document(document, book, previous=previous)
    except UnicodeEncodeError:
        return RuleTestResult(code, example, unreadable=f"内容不能用 {example.encoding} 编码写出")
    except ReadError as error:
        return RuleTestResult(code, example, unreadable=str(error))
    if previous is not None and not checked.compared:
        return RuleTestResult(code, example, unreadable=_NOT_COMPARED)
    diagnostics = checked.diagnostics
    if example.units:
        diagnostics += _sum_findings(document, example, book)
    found = (LocatedFinding(checked.source.row(one.span.start), one) for one in diagnostics)
    return RuleTestResult(code, example, tuple(found))


def _sum_findings(document: Document, example: Example, book: Rulebook) -> tuple[Diagnostic, ...]:
    """What the sums of the reports in `units` show. Raises ReadError."""
    from linter.app.audit.review import report_figures  # sums are an audit's
    from linter.app.audit.sums import Sum, column_units, figures_of

    units, total = column_units(book.lexicon.generations), Sum()
    for text in example.units:
        for each in read_reports(open_document(text.encode(example.encoding), example.file), book):
            total.add(figures_of(report_figures(each), units))
    reports = read_reports(document, book)
    return tuple(
        found
        for report in reports
        for found in check_sums(document.source, report, book, Settings(), total.unit_sums(0)).diagnostics
    )


def _previous(data: bytes, example: Example, book: Rulebook) -> FindPrevious:
    """Finds last year's report in the text of `previous`. Raises ReadError."""
    document = open_document(data, example.file)
    reports = tuple(read_reports(document, book))

    def find(report: Report, *, only: bool) -> tuple[Source, Report] | None:
        wanted = None if report.year is None else report.year - 1
        return next(
            ((document.source, one) for one in reports if one.year is not None and one.year == wanted), None
        )

    return find
