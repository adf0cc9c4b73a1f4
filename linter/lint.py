"""The one door: an open document in, findings out, one report after another. Every face goes through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from linter.checks.base import Context, FileCheck, Finding, PairCheck, ReportCheck
from linter.checks.fix_limits import may_be_offered
from linter.diagnostic import Diagnostic
from linter.documents import Document, ReadError
from linter.regex_cache import compiled
from linter.report.model import Report
from linter.report.structure.line_classifier import TooLong
from linter.rulebook import CompiledRule, Rulebook
from linter.settings import Settings
from linter.text.source import Source

_PLACEHOLDER = compiled(r"\{\{(\w+)\}\}")
_ALL_RULES = Settings()


class FindPrevious(Protocol):
    """Finds the same body's report of the year before."""

    def __call__(self, report: Report, *, only: bool) -> tuple[Source, Report] | None:
        """That report with its file's text; None when there is none. `only`: no other report is in
        the file of `report`."""


class ReportResult(NamedTuple):
    """One report and what was found in it, in the order of the rules; `compared` with the year before."""

    report: Report
    diagnostics: tuple[Diagnostic, ...]
    compared: bool = False


class FileResult(NamedTuple):
    """How many reports a file holds, and what was found about the file as a whole."""

    reports: int
    diagnostics: tuple[Diagnostic, ...]


def read_reports(document: Document, book: Rulebook, settings: Settings = _ALL_RULES) -> Iterator[Report]:
    """The reports in a document, one after another. Raises ReadError for more rows than a report has."""
    source = document.source
    try:
        yield from book.parser.reports(source, settings.year, fragments=settings.fragments)
    except TooLong:
        raise ReadError(source.name, "行数太多，不像是一份年报") from None


def lint(
    document: Document, book: Rulebook, settings: Settings = _ALL_RULES, previous: FindPrevious | None = None
) -> Iterator[ReportResult | FileResult]:
    """What is wrong with each report of a document, by the rules of its generation; the file's own last.

    No report is kept once the next is asked for. Reports for which `previous` finds last year's are
    compared with it. Raises ReadError for more rows than any report has.
    """
    count = 0
    reports = read_reports(document, book, settings)
    if previous is None:
        for report in reports:
            count += 1
            yield _check(_context(document.source, report, book, settings), book, settings)
    else:
        for report, only in _with_only(reports):
            count += 1
            before = previous(report, only=only)
            yield _check(_context(document.source, report, book, settings), book, settings, before)
    yield FileResult(count, tuple(_check_file(document.source, count, book, settings)))


def _with_only(reports: Iterator[Report]) -> Iterator[tuple[Report, bool]]:
    """Each report with whether it is the only one; known once the next report is read."""
    first, second = next(reports, None), next(reports, None)
    if first is None:
        return
    yield first, second is None
    if second is not None:
        del first
        yield second, False
        del second
        for report in reports:
            yield report, False


def _context(source: Source, report: Report, book: Rulebook, settings: Settings) -> Context:
    generation = book.lexicon.generation_called(report.generation)
    return Context(source, report, generation, book.lexicon, book.domain, settings.unfinished)


def _check(
    context: Context, book: Rulebook, settings: Settings, before: tuple[Source, Report] | None = None
) -> ReportResult:
    report = context.report
    rules = [rule for rule in book.rules_for(report.generation) if settings.wants(rule.code)]
    found: list[Diagnostic] = []
    for rule in rules:
        if isinstance(rule.check, ReportCheck):
            found += _diagnostics(rule, rule.check.run(context), context.source, settings, report)
    if before is not None:
        previous = _context(*before, book, settings)
        for rule in rules:
            if isinstance(rule.check, PairCheck):
                found += _diagnostics(
                    rule, rule.check.run_pair(context, previous), context.source, settings, report
                )
    return ReportResult(report, tuple(found), before is not None)


def _check_file(source: Source, reports: int, book: Rulebook, settings: Settings) -> Iterator[Diagnostic]:
    for rule in book.rules_for(None):
        if isinstance(rule.check, FileCheck) and settings.wants(rule.code):
            yield from _diagnostics(rule, rule.check.run_file(source, reports), source, settings, None)


def _diagnostics(
    rule: CompiledRule,
    findings: Iterable[Finding],
    source: Source,
    settings: Settings,
    report: Report | None,
) -> Iterator[Diagnostic]:
    number, year = (report.number, report.year) if report is not None else (0, None)
    return (_diagnostic(rule, finding, source, settings, number, year) for finding in findings)


def _diagnostic(
    rule: CompiledRule, finding: Finding, source: Source, settings: Settings, report: int, year: int | None
) -> Diagnostic:
    template = getattr(rule.check, finding.message) if finding.message else rule.message
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        label=rule.label,
        severity=settings.severity(rule.code, finding.severity or rule.severity_in(year)),
        message=_filled(template, finding.values),
        span=finding.span,
        help=rule.help,
        references=rule.references,
        related=finding.related,
        fix=finding.fix if finding.fix is None or may_be_offered(finding.fix, source) else None,
        report=report,
        url=rule.url,
        subject=finding.values[rule.check.subject] if rule.check.subject else "",
    )


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: values[match[1]], template)
