"""The one door: an open document in, findings out, one report after another. Every face goes through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from linter.checks.base import Context, FileCheck, Finding, PairCheck, ReportCheck, SumCheck, UnitSums
from linter.checks.fix_limits import may_be_offered
from linter.diagnostic import Diagnostic
from linter.documents import Document, ReadError
from linter.memory import Memory
from linter.regex_cache import compiled
from linter.report.model import Report
from linter.report.structure.line_classifier import TooLong
from linter.rulebook import CompiledRule, Rulebook
from linter.settings import Settings
from linter.text.source import Source

_PLACEHOLDER = compiled(r"\{\{(\w+)\}\}")
_ALL_RULES = Settings()


class CheckCancelled(Exception):
    """A check was given up because its result is not wanted any more."""


class FindPrevious(Protocol):
    """Finds the same body's report of the year before."""

    def __call__(self, report: Report, *, only: bool) -> tuple[Source, Report] | None:
        """That report with its file's text; None when there is none. `only`: no other report is in
        the file of `report`."""


class ReportResult(Struct, frozen=True):
    """One report and what was found in it, in the order of the rules; `compared` with the year before."""

    report: Report
    diagnostics: tuple[Diagnostic, ...]
    compared: bool = False


class FileResult(Struct, frozen=True):
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
            yield check_report(context_of(document.source, report, book, settings), book, settings)
    else:
        for report, only in _with_only(reports):
            count += 1
            before = previous(report, only=only)
            context = context_of(document.source, report, book, settings)
            yield check_report(context, book, settings, before)
    yield check_file(document.source, count, book, settings)


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


def context_of(
    source: Source, report: Report, book: Rulebook, settings: Settings, memory: Memory | None = None
) -> Context:
    """What the checks of a report are given."""
    generation = book.lexicon.generation_called(report.generation)
    return Context(source, report, generation, book.lexicon, book.domain, settings.unfinished, memory)


def check_report(
    context: Context,
    book: Rulebook,
    settings: Settings,
    before: tuple[Source, Report] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ReportResult:
    """What is wrong with a report, also against the one of the year before. Raises CheckCancelled when
    `cancelled` says so between two rules."""
    report = context.report
    rules: Sequence[CompiledRule] = (
        book.rules_alone(report.generation) if before is None else book.rules_for(report.generation)
    )
    if not settings.wants_all:
        rules = [rule for rule in rules if settings.wants(rule.code)]
    found: list[Diagnostic] = []
    for rule in rules:
        if cancelled is not None and cancelled():
            raise CheckCancelled
        if isinstance(rule.check, ReportCheck):
            found += [
                _diagnostic(rule, finding, context.source, settings, report.number, report.year)
                for finding in rule.check.run(context)
            ]
    if before is not None:
        previous = context_of(*before, book, settings)
        for rule in rules:
            if isinstance(rule.check, PairCheck):
                found += [
                    _diagnostic(rule, finding, context.source, settings, report.number, report.year)
                    for finding in rule.check.run_pair(context, previous)
                ]
    return ReportResult(report, tuple(found), before is not None)


def check_sums(
    source: Source, report: Report, book: Rulebook, settings: Settings, sums: UnitSums
) -> ReportResult:
    """What is wrong with a consolidated report, given the sums of its units' reports."""
    context = context_of(source, report, book, settings)
    found = [
        _diagnostic(rule, finding, source, settings, report.number, report.year)
        for rule in book.rules_for(report.generation)
        if isinstance(rule.check, SumCheck) and settings.wants(rule.code)
        for finding in rule.check.run_sum(context, sums)
    ]
    return ReportResult(report, tuple(found))


def check_file(source: Source, reports: int, book: Rulebook, settings: Settings) -> FileResult:
    """What is wrong with a file that holds so many reports."""
    return FileResult(reports, tuple(_file_findings(source, reports, book, settings)))


def _file_findings(source: Source, reports: int, book: Rulebook, settings: Settings) -> Iterator[Diagnostic]:
    for rule in book.rules_alone(None):
        if isinstance(rule.check, FileCheck) and settings.wants(rule.code):
            for finding in rule.check.run_file(source, reports):
                yield _diagnostic(rule, finding, source, settings, 0, None)


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
