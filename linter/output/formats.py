"""The table of output formats. A new format is a module in this package and a line in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct
from msgspec.structs import replace

from linter.diagnostic import Diagnostic
from linter.output import text
from linter.output.failure import Failure
from linter.output.finding_rows import Listed, Row
from linter.output.lazy import lazy_function
from linter.output.style import Paint
from linter.output.totals import Totals
from linter.output.whole_run import Bound, Sheet
from linter.report.model import Report
from linter.text.source import Source

if TYPE_CHECKING:
    from linter.rulebook import RuleDoc


_JUNIT = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="nianbao">\n'
_RDJSON = '{"source": {"name": "nianbao"}, "diagnostics": ['


class Format(Struct, frozen=True):
    """A format that is written file by file.

    The document is `opening`, the parts of the files with `separator` between them, and `closing`. A part
    depends on its own file only, so it can be rendered in any process; files without findings have none
    unless `every` is set. `statistics` is the document when only counts are asked for, None if the format
    has none. `introduce` makes the opening from the rules of the run. `missed` is the part of a file that
    could not be processed, `conclude` the closing made from all failures; a format without both does not
    report failures.
    """

    part: Callable[[Source, Sequence[Diagnostic], Paint], str]
    closing: Callable[[Totals, Paint], str]
    statistics: Callable[[Totals, Paint], str] | None
    opening: str = ""
    separator: str = ""
    every: bool = False
    introduce: Callable[[Sequence[RuleDoc]], str] | None = None
    missed: Callable[[Failure], str] | None = None
    conclude: Callable[[Sequence[Failure]], str] | None = None

    def open(self, rules: Sequence[RuleDoc]) -> str:
        """The opening of the document of a run with these rules."""
        return self.introduce(rules) if self.introduce is not None else self.opening


def _lazy_format(module: str) -> Format:
    """A format for programs, imported when it is used, without statistics."""
    return Format(lazy_function(module, "part"), lazy_function(module, "closing"), None)


FORMATS: Mapping[str, Format] = {
    "text": Format(text.part, text.closing, text.statistics, separator="\n"),
    "concise": replace(_lazy_format("concise"), statistics=text.statistics),
    "json": replace(
        _lazy_format("json"), statistics=lazy_function("json", "statistics"), opening="[", separator=","
    ),
    "sarif": replace(
        _lazy_format("sarif"),
        separator=",",
        introduce=lazy_function("sarif", "opening"),
        conclude=lazy_function("sarif", "conclude"),
    ),
    "github": replace(_lazy_format("github"), missed=lazy_function("github", "missed")),
    "gitlab": replace(
        _lazy_format("gitlab"), opening="[", separator=",", missed=lazy_function("gitlab", "missed")
    ),
    "junit": replace(
        _lazy_format("junit"), opening=_JUNIT, every=True, missed=lazy_function("junit", "missed")
    ),
    "rdjson": replace(
        _lazy_format("rdjson"), opening=_RDJSON, separator=",", missed=lazy_function("rdjson", "missed")
    ),
}
"""The formats that are written file by file."""


def _page_sheet(source: Source, reports: Sequence[Report], diagnostics: Sequence[Diagnostic]) -> Sheet:
    from linter.output.page.file_view import sheet

    return sheet(source, reports, diagnostics)


def _page_bind(sheets: Sequence[Sheet], failures: Sequence[str], totals: Totals) -> Iterator[str]:
    from linter.output.page.document import bind

    return bind(sheets, failures, totals)


def _page_statistics(totals: Totals, paint: Paint) -> str:
    from linter.output.page.document import statistics

    return statistics(totals, paint)


BOUND: Mapping[str, Bound] = {"html": Bound(_page_sheet, _page_bind, _page_statistics)}
"""The formats that are assembled at the end of the run."""


def _write_csv(rows: Iterable[Row], out: TextIO) -> None:
    from linter.output import csv

    csv.write_findings(rows, out)


def _write_xlsx(rows: Iterable[Row], out: TextIO) -> None:
    from linter.output.xlsx import findings

    findings.write(rows, out)


LISTED: Mapping[str, Listed] = {"csv": Listed(_write_csv), "xlsx": Listed(_write_xlsx, binary=True)}
"""The formats with a row for each finding."""

CHECK_FORMATS = (*FORMATS, *BOUND, *LISTED)
"""The names of all formats of `check`."""


def statistics_of(name: str) -> Callable[[Totals, Paint], str] | None:
    """What makes the document of a format when only counts are asked for; None if the format has none."""
    if name in LISTED:
        return None
    return BOUND[name].statistics if name in BOUND else FORMATS[name].statistics


SUFFIXES: Mapping[str, str] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".xml": "junit",
    ".csv": "csv",
    ".xlsx": "xlsx",
}
"""The format that the suffix of an output file chooses."""
