"""G810: a file whose name tells another year than its report."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Annotated, ClassVar

from linter.checks.base import Context, Finding, ReportCheck
from linter.regex_cache import compiled
from linter.report.values.years import HAN_DIGITS, year_value
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.patterns import Patterns, occurs
from linter.text.normalize import normalize

# A year with its month is a date: of publication, of a download.
_YEAR = compiled(rf"(?<![0-9])(20[0-9]{{2}}|二[{HAN_DIGITS}]{{3}})年(?!度?[0-9]{{1,2}}月)")


class FileNameYear(ReportCheck, frozen=True):
    """The only report of a file whose name, which is one of a report, names one year and another one.

    `{{named}}` is the year of the name, `{{year}}` that of the report.
    """

    summary: ClassVar[str] = "文件名写的年度与报告年度是否一致"

    named: Annotated[Patterns, Doc("年报的文件名里必有的说法（正则表达式）")]
    passed: Annotated[Patterns, Doc("文件名里不算的部分，如括号里的发布时间（正则表达式）")] = None

    placeholders: ClassVar[frozenset[str]] = frozenset({"named", "year"})

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the title."""
        report = context.report
        if report.year is None or report.number > 1 or report.is_followed:
            return
        name = normalize(os.path.splitext(os.path.basename(context.source.name))[0])
        if self.passed is not None:
            name = self.passed.sub(" ", name)
        if not occurs(self.named, name):
            return
        years = {year_value(year) for year in _YEAR.findall(name)} - {None}
        if len(years) == 1 and (named := years.pop()) != report.year:
            yield Finding(report.place, {"named": str(named), "year": str(report.year)})
