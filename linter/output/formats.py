"""The table of output formats. A new one is a module beside this one and a line below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter.diagnostic import Diagnostic
from linter.output import concise, json, text
from linter.output.failure import Failure
from linter.output.lazy import later
from linter.output.style import Paint
from linter.output.totals import Totals
from linter.output.whole_run import Bound, Sheet
from linter.report.model import Report
from linter.text.source import Source

if TYPE_CHECKING:
    from linter.rulebook import RuleDoc


_JUNIT = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="nianbao">\n'
_RDJSON = '{"source": {"name": "nianbao"}, "diagnostics": ['


class Format(NamedTuple):
    """How the findings of a run become text.

    The document is `opening`, the parts of the files with `separator` between them, `closing`.
    A part belongs to one file and knows no other, so that parts can be made in any process;
    files without findings have none, unless `every` file is to have one. `statistics` is the whole
    document when only counts are wanted; None where a format has no way to say them. `introduce` makes
    the opening instead, out of the rules of the run. `missed` is what a file that could not be treated
    gives, `conclude` the closing out of all of them; where there is neither, a format has no place for them.
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
        """What opens the document of a run with these rules."""
        return self.introduce(rules) if self.introduce is not None else self.opening


def _later(module: str) -> Format:
    """A format for programs, whose module is imported when it is written; it has no counts alone."""
    return Format(later(module, "part"), later(module, "closing"), None)


FORMATS: Mapping[str, Format] = {
    "text": Format(text.part, text.closing, text.statistics, separator="\n"),
    "concise": Format(concise.part, concise.closing, text.statistics),
    "json": Format(json.part, json.closing, json.statistics, opening="[", separator=","),
    "sarif": _later("sarif")._replace(
        separator=",", introduce=later("sarif", "opening"), conclude=later("sarif", "conclude")
    ),
    "github": _later("github")._replace(missed=later("github", "missed")),
    "gitlab": _later("gitlab")._replace(opening="[", separator=",", missed=later("gitlab", "missed")),
    "junit": _later("junit")._replace(opening=_JUNIT, every=True, missed=later("junit", "missed")),
    "rdjson": _later("rdjson")._replace(opening=_RDJSON, separator=",", missed=later("rdjson", "missed")),
}
"""The formats that are written as the files come."""


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
"""The formats that are put together at the end."""
