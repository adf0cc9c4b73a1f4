"""Documents linted as a whole: what tests say of a text, all its reports and findings at once."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msgspec.structs import FieldInfo, fields

from linter.checks.base import AnyCheck
from linter.diagnostic import Diagnostic
from linter.documents import Document, open_document
from linter.lint import FileResult, FindPrevious, read_reports
from linter.lint import lint as lint_reports
from linter.report.model import Report
from linter.rulebook import Rulebook, load
from linter.settings import Settings
from linter.strict_yaml.annotations import DERIVED
from linter.text.source import Source

_ALL_RULES = Settings()


@cache
def book() -> Rulebook:
    """The built-in rules, loaded once a process."""
    return load()


class Result(NamedTuple):
    """The findings of a document, sorted by place, and how many reports there are and were compared."""

    source: Source
    reports: int
    diagnostics: tuple[Diagnostic, ...]
    compared: int = 0


def check_fields(check: AnyCheck | type[AnyCheck]) -> tuple[FieldInfo, ...]:
    """The fields of a check or of its kind that YAML fills."""
    return tuple(field for field in fields(check) if field.default is not DERIVED)


def lint(
    document: Document, book: Rulebook, settings: Settings = _ALL_RULES, previous: FindPrevious | None = None
) -> Result:
    """What the rules find in a document. Raises ReadError."""
    return read_and_lint(document, book, settings, previous)[1]


def read_and_lint(
    document: Document, book: Rulebook, settings: Settings = _ALL_RULES, previous: FindPrevious | None = None
) -> tuple[tuple[Report, ...], Result]:
    """The reports in a document, and what the rules find in it. Raises ReadError."""
    found: list[Diagnostic] = []
    read: list[Report] = []
    reports = compared = 0
    for result in lint_reports(document, book, settings, previous):
        found += result.diagnostics
        if isinstance(result, FileResult):
            reports = result.reports
        else:
            read.append(result.report)
            compared += result.compared
    diagnostics = tuple(sorted(found, key=lambda each: each.place))
    return tuple(read), Result(document.source, reports, diagnostics, compared)


def read(
    document: Document, book: Rulebook, settings: Settings = _ALL_RULES
) -> tuple[Source, tuple[Report, ...]]:
    """The text of a document and the reports in it. Raises ReadError."""
    return document.source, tuple(read_reports(document, book, settings))


def codes_of(text: str, name: str = "a.txt") -> set[str]:
    """The codes of what the built-in rules find in a text that was named."""
    document = open_document(text.encode(), name)
    return {one.code for one in lint(document, book(), Settings(fragments=True)).diagnostics}
