"""The table of output formats. A new one is a module beside this one and a line below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from linter.diagnostic import Diagnostic
from linter.output import concise, json, text
from linter.output.paint import Paint
from linter.output.sheet import Bound, Sheet
from linter.output.totals import Totals
from linter.report.model import Report
from linter.source import Source


class Format(NamedTuple):
    """How the findings of a run become text.

    The document is `opening`, the parts of the files with `separator` between them, `closing`.
    A part belongs to one file and knows no other, so that parts can be made in any process;
    files without findings have none. `statistics` is the whole document when only counts are
    wanted.
    """

    part: Callable[[Source, Sequence[Diagnostic], Paint], str]
    closing: Callable[[Totals, Paint], str]
    statistics: Callable[[Totals, Paint], str]
    opening: str = ""
    separator: str = ""


FORMATS: Mapping[str, Format] = {
    "text": Format(text.part, text.closing, text.statistics, separator="\n"),
    "concise": Format(concise.part, concise.closing, text.statistics),
    "json": Format(json.part, json.closing, json.statistics, opening="[", separator=","),
}
"""The formats that are written as the files come."""


def _page_sheet(source: Source, reports: Sequence[Report], diagnostics: Sequence[Diagnostic]) -> Sheet:
    from linter.output.page.sheet import sheet

    return sheet(source, reports, diagnostics)


def _page_bind(sheets: Sequence[Sheet], failures: Sequence[str], totals: Totals) -> Iterator[str]:
    from linter.output.page.document import bind

    return bind(sheets, failures, totals)


def _page_statistics(totals: Totals, paint: Paint) -> str:
    from linter.output.page.document import statistics

    return statistics(totals, paint)


BOUND: Mapping[str, Bound] = {"html": Bound(_page_sheet, _page_bind, _page_statistics)}
"""The formats that are put together at the end."""
