"""The one door: an open document in, findings out. Every face goes through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from linter.checks.base import Context, FileCheck, Finding, PairCheck, ReportCheck
from linter.diagnostic import Diagnostic
from linter.documents import Document, ReadError
from linter.regex_cache import compiled
from linter.report.model import Report
from linter.report.structure.line_classifier import TooLong
from linter.rulebook import CompiledRule, Rulebook
from linter.settings import Settings
from linter.text.source import Source

_PLACEHOLDER = compiled(r"\{\{(\w+)\}\}")
_EVERYTHING = Settings()

Partner = Callable[[Report], tuple[Source, Report] | None]
"""Gives the same body's report of the year before, with its file's text; None when there is none."""
Watcher = Callable[[Report, Sequence[Diagnostic]], None]
"""Sees each report with what was found in it, before the report is let go."""


class Result(NamedTuple):
    """What was found in one file: how many reports it holds, and the findings sorted by place.

    The reports themselves are not kept (`read` gives them): a file may hold a thousand. `compared`
    counts those that were compared with the year before.
    """

    source: Source
    reports: int
    diagnostics: tuple[Diagnostic, ...]
    compared: int = 0


def read(
    document: Document, book: Rulebook, settings: Settings = _EVERYTHING
) -> tuple[Source, tuple[Report, ...]]:
    """The text of a document and the reports in it.

    Raises ReadError for a text of more rows than any report has.
    """
    source = document.source
    try:
        return source, book.parser.parse(source, settings.year)
    except TooLong:
        raise _too_long(source.name) from None


def lint(
    document: Document,
    book: Rulebook,
    settings: Settings = _EVERYTHING,
    previous: Partner | None = None,
    watch: Watcher | None = None,
) -> Result:
    """Everything that is wrong with the reports in a document, by the rules of the generation of each.

    Reports for which `previous` gives last year's are compared with it; `watch` sees the reports one by
    one. Raises ReadError for a text of more rows than any report has.
    """
    source = document.source
    found: list[Diagnostic] = []
    count = compared = 0
    try:
        for report in book.parser.reports(source, settings.year):
            count += 1
            generation = book.lexicon.generation(report.year)
            context = Context(source, report, generation, book.lexicon, book.domain)
            own = list(_check(context, book, settings))
            if previous is not None and (partner := previous(report)) is not None:
                compared += 1
                own += _compare(context, *partner, book, settings)
            if watch is not None:
                watch(report, own)
            found += own
    except TooLong:
        raise _too_long(source.name) from None
    for rule in book.rules_for(None):
        if isinstance(rule.check, FileCheck) and settings.wants(rule.code):
            found += (
                _diagnostic(rule, finding, settings, 0, None)
                for finding in rule.check.run_file(source, count)
            )
    return Result(source, count, tuple(sorted(found, key=_place)), compared)


def _too_long(name: str) -> ReadError:
    return ReadError(name, "行数太多，不像是一份年报")


def _check(context: Context, book: Rulebook, settings: Settings) -> Iterator[Diagnostic]:
    report = context.report
    for rule in book.rules_for(report.generation):
        if isinstance(rule.check, ReportCheck) and settings.wants(rule.code):
            for finding in rule.check.run(context):
                yield _diagnostic(rule, finding, settings, report.number, report.year)


def _compare(
    context: Context, source: Source, before: Report, book: Rulebook, settings: Settings
) -> Iterator[Diagnostic]:
    report = context.report
    previous = Context(source, before, book.lexicon.generation(before.year), book.lexicon, book.domain)
    for rule in book.rules_for(report.generation):
        if isinstance(rule.check, PairCheck) and settings.wants(rule.code):
            for finding in rule.check.run_pair(context, previous):
                yield _diagnostic(rule, finding, settings, report.number, report.year)


def _place(diagnostic: Diagnostic) -> tuple[int, int, str]:
    return diagnostic.place


def _diagnostic(
    rule: CompiledRule, finding: Finding, settings: Settings, report: int, year: int | None
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
        fix=finding.fix,
        report=report,
        url=rule.url,
        subject=finding.values[rule.check.subject] if rule.check.subject else "",
    )


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: values[match[1]], template)
