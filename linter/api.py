"""The Python interface: check, extract and fix one file, and load rules (docs/api.md).

Use it by way of the package: `import linter; linter.check("年报.docx")`. Config files and baselines are
not looked for; what a call is to do differently is said in its arguments.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from linter.app.check_document import CheckedFile, check_document
from linter.app.choices import check_codes, check_year
from linter.app.file_bytes import read_bytes
from linter.app.file_settings import FileSettings
from linter.app.fixer import fix_document
from linter.app.item import Item
from linter.diagnostic import Diagnostic
from linter.documents import Document, ReadError, open_document
from linter.lint import read_reports
from linter.output.extract_model import Record, record
from linter.output.location import location
from linter.rulebook import Rulebook, RuleError, load
from linter.settings import Settings
from linter.text.source import Source

__all__ = [
    "CheckResult",
    "Finding",
    "FixedFile",
    "ReadError",
    "Record",
    "RuleError",
    "Rulebook",
    "check",
    "extract",
    "fix",
    "load_rules",
]

PathOrBytes = str | os.PathLike[str] | bytes
"""The path of a file, or the bytes of one."""


@dataclass(frozen=True)
class Finding:
    """One finding.

    `row` and `column` count from 1, in code points of the file; None in files that have no lines (Word,
    PDF). `place` says in Chinese where it is, in files of every kind. `report` counts the reports of the
    file from 1, 0 for the file as a whole. `fix` tells whether it can be fixed, and whether that is safe.
    """

    code: str
    name: str
    label: str
    severity: Literal["error", "warning", "info"]
    message: str
    help: str
    references: tuple[str, ...]
    report: int
    row: int | None
    column: int | None
    place: str
    fix: Literal["safe", "unsafe"] | None

    def __str__(self) -> str:
        return f"{self.place} {self.severity} {self.code} {self.message}"


@dataclass(frozen=True)
class CheckResult:
    """The findings in one file, in the order of its text, and how many reports it holds."""

    name: str
    reports: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class FixedFile:
    """A fixed file: its bytes, what was fixed, what is still found, and what could not be fixed and why.

    Fixing goes on in rounds: places of `fixed` are those of the text of their round, all others those of
    the fixed text.
    """

    data: bytes
    fixed: tuple[Finding, ...]
    remaining: CheckResult
    refused: tuple[tuple[Finding, str], ...]


def load_rules(*packs: str | os.PathLike[str]) -> Rulebook:
    """The built-in rules and those of `packs`, to be handed to the other functions.

    Raises RuleError with all faults of all packs.
    """
    return load(tuple(Path(pack) for pack in packs))


def check(
    path_or_bytes: PathOrBytes,
    *,
    name: str | None = None,
    rules: Rulebook | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    year: int | None = None,
) -> CheckResult:
    """What is wrong with the reports in a file.

    `name` tells of bytes what file they are, and so their format (default: a text). `rules` are by default
    the built-in ones; `select` and `ignore` hold codes or prefixes of codes; `year` replaces the reporting
    year read from the text. Raises OSError and ReadError for a file that cannot be read, and ValueError for
    rules that there are not and a year that no report is about.
    """
    book = rules or _builtin()
    settings = _settings(book, select, ignore, year)
    return _result(check_document(_open(path_or_bytes, name), book, settings))


def extract(
    path_or_bytes: PathOrBytes,
    *,
    name: str | None = None,
    rules: Rulebook | None = None,
    year: int | None = None,
) -> tuple[Record, ...]:
    """What the reports in a file say: title, sections, citations, periods and the figures of the tables.

    The arguments and errors are those of `check`.
    """
    book = rules or _builtin()
    settings = _settings(book, (), (), year).settings
    document = _open(path_or_bytes, name)
    reports = read_reports(document, book, settings)
    return tuple(record(document.source, report) for report in reports)


def fix(
    path_or_bytes: PathOrBytes,
    *,
    name: str | None = None,
    rules: Rulebook | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    year: int | None = None,
    unsafe: bool = False,
) -> FixedFile:
    """A file with its safe fixes applied, with `unsafe` all of them. The file itself is not written.

    The other arguments and the errors are those of `check`.
    """
    book = rules or _builtin()
    settings = _settings(book, select, ignore, year)

    def check_again(document: Document) -> CheckedFile:
        return check_document(document, book, settings, keep_contents=True)

    result = fix_document(_open(path_or_bytes, name), check_again, unsafe=unsafe)
    after = result.after.source
    return FixedFile(
        result.data,
        tuple(map(_finding, result.applied_in, result.applied)),
        _result(result.after),
        tuple((_finding(after, each.diagnostic), each.reason) for each in result.refused),
    )


@cache
def _builtin() -> Rulebook:
    return load()


def _settings(book: Rulebook, select: Iterable[str], ignore: Iterable[str], year: int | None) -> FileSettings:
    if isinstance(select, str) or isinstance(ignore, str):
        raise TypeError("select and ignore are collections of codes")
    chosen, dropped = _codes(select), _codes(ignore)
    check_codes("select", chosen, [book])
    check_codes("ignore", dropped, [book])
    if year is not None:
        check_year("year", year)
    return FileSettings(Settings(chosen, dropped, year, fragments=True))


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in given)


def _open(path_or_bytes: PathOrBytes, name: str | None) -> Document:
    if isinstance(path_or_bytes, bytes):
        return open_document(path_or_bytes, name or "data.txt")
    path = os.fspath(path_or_bytes)
    return open_document(read_bytes(Item(path)), name or path)


def _result(checked: CheckedFile) -> CheckResult:
    findings = tuple(_finding(checked.source, each) for each in checked.diagnostics)
    return CheckResult(checked.source.name, checked.reports, findings)


def _finding(source: Source, found: Diagnostic) -> Finding:
    place = location(source, found.span)
    return Finding(
        code=found.code,
        name=found.name,
        label=found.label,
        severity=found.severity.value,
        message=found.message,
        help=found.help,
        references=found.references,
        report=found.report,
        row=place.start.row if place is not None else None,
        column=place.start.column if place is not None else None,
        place=source.where(found.span.start),
        fix=found.fix.applicability.value if found.fix is not None else None,
    )
