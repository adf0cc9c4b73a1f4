"""Findings as rows of a list, for a table: whose report, how bad, where, what, why, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

from msgspec import Struct

from linter.diagnostic import Diagnostic
from linter.output.failure import Failure
from linter.output.text import WORDS
from linter.output.whole_run import Brief
from linter.text.source import Source

HEADS = ("单位", "年度", "级别", "规则", "位置", "问题", "依据", "建议", "文件")
"""The names of the columns."""

_FAILED = "未能检查"

Row = tuple[str | int | None, ...]
"""What stands in the columns of `HEADS`."""


class FindingSheet(Struct, frozen=True):
    """The rows of one file. Is sent between processes."""

    rows: tuple[Row, ...] = ()


class Listed(Struct, frozen=True):
    """A format with a row for each finding, written at the end of the run. A `binary` document is for a file
    only, and written to the buffer of the stream."""

    write: Callable[[Iterable[Row], TextIO], None]
    binary: bool = False


def sheet(source: Source, reports: Sequence[Brief], diagnostics: Sequence[Diagnostic]) -> FindingSheet:
    """The rows of one file, which holds these reports."""
    by_number = {each.number: each for each in reports}
    if len(reports) == 1:
        by_number[0] = reports[0]  # what is about the file is about its only report
    return FindingSheet(tuple(_row(source, by_number, each) for each in diagnostics))


def failure_row(failure: Failure) -> Row:
    """The row of a file that could not be checked."""
    return (None, None, _FAILED, None, None, failure.why, None, None, failure.file)


def _row(source: Source, reports: Mapping[int, Brief], found: Diagnostic) -> Row:
    report = reports.get(found.report)
    return (
        *((report.issuer, report.year) if report is not None else (None, None)),
        WORDS[found.severity],
        f"{found.code} {found.label or found.name}",
        source.where(found.span.start),
        found.message,
        "；".join(found.references),
        found.help,
        source.name,
    )
