"""Formats whose document is assembled at the end of the run from a section for each file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from linter.diagnostic import Diagnostic
from linter.output.style import Paint
from linter.output.totals import Tally, Totals
from linter.report.model import Report
from linter.text.source import Source


class Brief(Struct, frozen=True):
    """One report in a list: its number in the file (0: the file itself), issuer, year and finding counts."""

    number: int
    issuer: str | None
    year: int | None
    tallies: tuple[Tally, ...]


class Sheet(Struct, frozen=True):
    """One checked file in the document; `body` is its content in the format, empty without findings.

    Is sent between processes.
    """

    name: str
    briefs: tuple[Brief, ...]
    body: str = ""


class Bound(Struct, frozen=True):
    """A format that needs the reports of every file, also of those without findings.

    `sheet` renders a file in the process that checks it. `bind` yields the document in parts, from the
    sheets in the order of the files, the reasons of failures, and the totals. `statistics` is the document
    when only counts are asked for.
    """

    sheet: Callable[[Source, Sequence[Report], Sequence[Diagnostic]], Sheet]
    bind: Callable[[Sequence[Sheet], Sequence[str], Totals], Iterator[str]]
    statistics: Callable[[Totals, Paint], str]
