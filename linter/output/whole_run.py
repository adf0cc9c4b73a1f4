"""Formats whose document is put together when all files are known: a sheet for each file, then the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from linter.diagnostic import Diagnostic
from linter.output.style import Paint
from linter.output.totals import Tally, Totals
from linter.report.model import Report
from linter.text.source import Source


class Brief(NamedTuple):
    """One report in a list of many: which of its file (0: the file itself), whose, of which year, and how
    often each rule spoke in it."""

    number: int
    issuer: str | None
    year: int | None
    tallies: tuple[Tally, ...]


class Sheet(NamedTuple):
    """What a document needs of one checked file: its name, its reports in order, and `body`, the file as
    the format shows it; empty when there is nothing to show. Crosses processes."""

    name: str
    briefs: tuple[Brief, ...]
    body: str = ""


class Bound(NamedTuple):
    """A format that wants the reports themselves, and every file: also the clean ones and those that
    failed.

    `sheet` is made where the file is checked; `bind` gives the document in pieces, from the sheets in
    the order of the files, why others failed, and the totals. `statistics` is the whole document when only
    counts are wanted.
    """

    sheet: Callable[[Source, Sequence[Report], Sequence[Diagnostic]], Sheet]
    bind: Callable[[Sequence[Sheet], Sequence[str], Totals], Iterator[str]]
    statistics: Callable[[Totals, Paint], str]
