"""G802, G811: a report published after the day that the law sets, or signed before its year ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from msgspec import Struct
from msgspec.structs import force_setattr

from linter.checks.base import Context, Finding, Message, ReportCheck, related_places
from linter.checks.prose_lines import Line
from linter.checks.text.page_frame import head_start, lines_above, page
from linter.regex_cache import compiled
from linter.report.model import Report
from linter.report.template import Generation
from linter.report.text_match import letters_only
from linter.report.values.body_words import BodyWords
from linter.report.values.numeral import number
from linter.report.values.years import HAN_DIGITS, ZEROS, year_value
from linter.strict_yaml import Location
from linter.strict_yaml.annotations import DERIVED, Doc
from linter.strict_yaml.patterns import Pattern, Patterns
from linter.text.source import Span

_S = "[ \t]*"
_DATE = compiled(
    rf"(?P<y>20\d\d){_S}(?:年|[-./]){_S}(?P<m>\d{{1,2}}){_S}(?:月|[-./]){_S}(?P<d>\d{{1,2}})(?!\d)(?:{_S}日)?"
    rf"|(?P<Y>二[{ZEROS}][{HAN_DIGITS}]{{2}}){_S}年{_S}(?P<M>[一二三四五六七八九十]{{1,2}}){_S}月{_S}"
    rf"(?P<D>[一二三四五六七八九十]{{1,3}}){_S}日"
)
_BEGIN = compiled(rf"20\d\d|二[{ZEROS}]")  # of a date, found faster than by its pattern
_BEHIND_LABEL = r"[ \t]*[:|]?[ \t]*"
_NEAR = 600  # characters around the text that dates of its publication stand in
_LAST_YEARS = 0  # a date of a later year than the statutory day is that of a page that was moved
_DUE = compiled(r"(\d\d)-(\d\d)")


class Deadline(Struct, frozen=True):
    """The day `by` (month and day: 03-31) of the year after the reporting year.

    It holds for bodies whose name `body` matches (none: for all) and reporting years to `until`
    (none: for ever). Without `by`, no day is set for them.
    """

    by: Annotated[str | None, Doc("期限，月-日，如 01-31；不写则不判断")] = None
    body: Annotated[Pattern | None, Doc("机关名称的样子（正则表达式）；不写则不论机关")] = None
    until: Annotated[int | None, Doc("适用到哪个报告年度；不写则不论年度")] = None

    def holds(self, name: str, year: int) -> bool:
        """Whether it is meant for the body of that name, in that reporting year."""
        if self.until is not None and year > self.until:
            return False
        return self.body is None or self.body.search(name) is not None

    def day(self, year: int) -> date | None:
        """The day for a reporting year; raises ValueError for one that no calendar has."""
        if self.by is None:
            return None
        match = _DUE.fullmatch(self.by)
        if match is None:
            raise ValueError(self.by)
        return date(year + 1, int(match[1]), int(match[2]))


class _Dated(Struct, frozen=True, order=True):
    """A date that a report or its page states; `is_public` where it surely tells when the report was
    public at the earliest, `is_signature` for the date under the text."""

    day: date
    span: Span
    is_public: bool
    is_signature: bool = False


class PublicationDate(ReportCheck, frozen=True):
    """A report whose dates are all after the day set for its body.

    Dates are those behind the words `publication` in the page's head or foot, and the signature's,
    after which the report was published. A date behind the words `drafting`, or alone in the page's
    head, clears a report but convicts none. `due` are the days, of which the first that holds counts.
    A report of an unknown body, or with a date that cannot be right, is not judged.
    """

    summary: ClassVar[str] = "发布日期是否在法定期限之内"

    publication: Annotated[Patterns, Doc("发布日期前面的词语（正则表达式）")]
    drafting: Annotated[Patterns, Doc("只能证明没有迟发的日期前面的词语（正则表达式）")]
    due: Annotated[tuple[Deadline, ...], Doc("公布期限，从上往下取第一条合适的")]
    signed_message: Message

    labels: re.Pattern[str] = DERIVED

    placeholders: ClassVar[frozenset[str]] = frozenset({"date", "due", "year"})

    def __post_init__(self) -> None:
        """Compile once, when the rule is read."""
        if self.labels is DERIVED:
            force_setattr(self, "labels", _labels(self.publication, self.drafting))

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the earliest date."""
        report = context.report
        year = report.year
        limit = self._limit(report)
        if limit is None or year is None or not _is_any_after(context, limit):
            return
        dates = sorted(self._dates(context))
        if not dates or dates[0].day <= limit or _is_any_in_time(context, limit):
            return
        if any(one.day.year > limit.year + _LAST_YEARS for one in dates):
            return
        public = [one for one in dates if one.is_public]
        if public:
            first, *others = public
            yield Finding(
                first.span,
                {"date": _written(first.day), "due": _written(limit), "year": str(year)},
                related_places((one.span, "这个日期也晚于法定期限") for one in others),
                message="signed_message" if first.is_signature else None,
            )

    def verify(self, generation: Generation | None) -> Iterator[tuple[Location | None, str]]:
        """Days that no calendar has."""
        for deadline in self.due:
            try:
                deadline.day(2022)
            except ValueError:
                yield None, f"“{deadline.by}”不是一年中的某一天，应写作“月-日”，例如“03-31”"

    def _limit(self, report: Report) -> date | None:
        stated = report.caption is not None and report.caption.year is not None
        if report.year is None or not (stated or report.periods):
            return None  # the year is only a guess
        name = letters_only(report.issuer or "")
        held = next((one for one in self.due if one.holds(name, report.year)), None)
        return held.day(report.year) if held else None

    def _dates(self, context: Context) -> Iterator[_Dated]:
        parted = context.fact(page)
        if parted is None:
            return
        for line in (*lines_above(context), *parted.head, *parted.foot):
            yield from _labelled(line, self.labels)
        words = context.lexicon.words.bodies
        for line in parted.open:
            is_last = line.start >= parted.last
            if (is_last or line.start == parted.text.start) and (signed := _signed(line, words)):
                yield _Dated(signed[0], signed[1], is_public=is_last, is_signature=is_last)


class EarlySignature(ReportCheck, frozen=True):
    """A whole report on a year that is signed in the first months of that year, before it has ended.

    Only months to `month` count: those in which reports on the year before are signed, so that the year
    was not written anew. A report that lacks sections, or states a period of another year, is not judged.
    """

    summary: ClassVar[str] = "落款日期是否早于报告年度结束"

    placeholders: ClassVar[frozenset[str]] = frozenset({"date", "year"})
    month: Annotated[int, Doc("落款在报告年度的几月以前才算")] = 3

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the signature's date."""
        report, generation = context.report, context.generation
        year = report.year
        stated = report.caption is not None and report.caption.year == year
        if year is None or generation is None or not stated or context.unfinished:
            return
        required = {section.key for section in generation.sections if section.required}
        present = {section.key for section in report.sections}
        if not required or required - present or not report.periods:
            return
        if any(period.start is not None and period.start.year != year for period in report.periods):
            return
        parted = context.fact(page)
        if parted is None:
            return
        words = context.lexicon.words.bodies
        for line in parted.open:
            signed = _signed(line, words) if line.start >= parted.last else None
            if signed and signed[0].year == year and signed[0].month <= self.month:
                yield Finding(signed[1], {"date": _written(signed[0]), "year": str(year)})
                return


def _is_any_after(context: Context, limit: date) -> bool:
    """Whether any date around a report's text is late at all, which few are."""
    report, normalized = context.report, context.normalized
    begin = report.title_span.end if report.title_span else report.span.start
    end = report.span.end
    spans = ((head_start(context), min(begin + _NEAR, end)), (max(begin, end - _NEAR), end))
    least = str(limit.year)
    days = (_day(match) for start, end in spans for match in _dates(normalized, start, end, least))
    return any(day is not None and day > limit for day in days)


def _dates(text: str, start: int, end: int, least: str = "") -> Iterator[re.Match[str]]:
    """The dates in a stretch of a text, in order, those left out that are surely before the year `least`."""
    behind = start
    for begin in _BEGIN.finditer(text, start, end):
        at = begin.start()
        if at >= behind and begin[0] >= least and (match := _DATE.match(text, at, end)) is not None:
            behind = match.end()
            yield match


def _is_any_in_time(context: Context, limit: date) -> bool:
    """Whether a date above the title, whatever it is called, tells that the page was there in time."""
    days = map(_day, _dates(context.normalized, *_above(context)))
    return any(day is not None and day.year == limit.year and day <= limit for day in days)


def _above(context: Context) -> Span:
    report = context.report
    return Span(head_start(context), report.title_span.start if report.title_span else report.span.start)


def _labels(publication: re.Pattern[str] | None, drafting: re.Pattern[str] | None) -> re.Pattern[str]:
    """Matches the words in front of a date; the group `public` tells those of publication."""
    public, other = (words.pattern if words else "(?!)" for words in (publication, drafting))
    return re.compile(rf"(?:(?P<public>{public})|(?:{other})){_BEHIND_LABEL}")


def _labelled(line: Line, labels: re.Pattern[str]) -> Iterator[_Dated]:
    for label in labels.finditer(line.text):
        found = _DATE.match(line.text, label.end())
        day = _day(found) if found else None
        if found and day:
            start = line.start
            yield _Dated(day, Span(start + found.start(), start + found.end()), label["public"] is not None)


def _signed(line: Line, words: BodyWords) -> tuple[date, Span] | None:
    """The date that a line holds alone, or behind the name of a body."""
    text = line.text.strip("()[] \t")
    match = next((found for found in _dates(text, 0, len(text)) if found.end() == len(text)), None)
    day = _day(match) if match else None
    if match is None or day is None:
        return None
    name = text[: match.start()].strip()
    if name and not (words.is_body(name) and len(letters_only(name)) == len(name)):
        return None
    start = line.start + line.text.index(text) + match.start()
    return day, Span(start, start + len(match[0]))


def _day(match: re.Match[str]) -> date | None:
    try:
        if match["y"]:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        return date(year_value(match["Y"]) or 0, number(match["M"]) or 0, number(match["D"]) or 0)
    except ValueError:
        return None


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
