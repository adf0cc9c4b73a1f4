"""Statements of the statistics period: 统计期限自2023年1月1日起至12月31日止, in all their wordings.

Patterns allow blanks and line ends between the parts of a date, as text copied out of a PDF has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from linter.regex_cache import compiled
from linter.report.values.dates import BadDate, days_of_month, find_bad_dates, matches_at
from linter.report.values.years import HAN_YEAR, year_value
from linter.report.word_lists import WordLists
from linter.text.source import Span

__all__ = ["BadDate", "Period", "PeriodWords", "find_bad_dates", "find_periods", "period_words"]

_S = r"[ \t\n]*+"  # possessive: no other way of matching blanks is ever tried
_UNTIL = r"(?:截止到|截至到|截止至|截至|截止|直至|直到|止于|至|到|[-–—―─~～]+)"
_TO = rf"(?:起|始|开始|零时|0时)?{_S}(?:起)?{_S}[,)]?{_S}{_UNTIL}{_S}"


# A year in words: one that only the reader's own year tells, and one that the date before it tells. The
# first is looked for before a range that names no year, for a range is found by its digits.
_RELATIVE = "(?:去年|上年度?|上一年度?|前一年度?|本年度?|今年|当年|该年度?|年度)"
_THE_SAME = "(?:当年|同年|本年|该年|同一年)"


def _day(name: str, words: str = "(?!)") -> str:
    spelled = (
        rf"(?:(?P<{name}y>\d{{4}}){_S}年度?{_S}[(,]?{_S}|{words}{_S})?"
        rf"(?:(?P<{name}m>\d{{1,2}})|(?P<{name}n>元)){_S}月{_S}"
        rf"(?P<{name}d>\d{{1,2}})(?!\d)(?:{_S}[日号])?"
    )
    mark = rf"{_S}[-./]{_S}"
    dotted = rf"(?P<{name}Y>\d{{4}}){mark}(?P<{name}M>\d{{1,2}}){mark}(?P<{name}D>\d{{1,2}})(?!\d)"
    return rf"(?:{spelled}|{dotted})"


_YEAR_END = rf"(?P<end>(?:{_THE_SAME}{_S}年?|年){_S}[底末终])"
_DAYS = compiled(rf"(?<!\d){_day('a')}{_S}{_TO}(?:{_day('b', _THE_SAME)}|{_YEAR_END})")
_MONTHS = compiled(
    rf"(?<!\d)(?:(?P<ay>\d{{4}}){_S}年{_S})?(?P<am>\d{{1,2}}){_S}月?{_S}(?:份)?{_S}(?:起)?{_S}{_UNTIL}{_S}"
    rf"(?:(?P<by>\d{{4}}){_S}年{_S})?(?P<bm>\d{{1,2}}){_S}月(?!{_S}\d)(?:份|底|末)?"
)
_HAN_FIRST = "一月一日"
_HAN = compiled(
    rf"(?P<y>{HAN_YEAR}){_S}年{_S}{_HAN_FIRST}{_S}{_TO}(?:(?P<by>{HAN_YEAR}){_S}年{_S})?十二月三十一日"
)

_LINKS = rf"{_S}[自从为是:均]*+{_S}"
_RELATIVE_ONLY = compiled(rf"{_LINKS}{_RELATIVE}{_S}(?:全年|整年)?{_S}(?=[,，。;)\n]|$)")
_YEAR_ONLY = compiled(rf"{_LINKS}(?P<y>20\d\d){_S}年{_S}(?:度|全年|整年)?{_S}(?=[,，。;)\n]|$)")
_DAMAGED = compiled(rf"{_LINKS}(?:\d{{4,8}}{_S}[年日]?{_S}(?:起|至|到|[-–—~～])|\d{{5,8}}{_S}[年月日])")

_RELATIVE_END = compiled(rf"{_RELATIVE}的?$")
_LOOK_BACK = 48

MonthDay = tuple[int, int]


class PeriodWords(Struct, frozen=True):
    """Words that announce a statistics period.

    `terms` matches the term itself, 统计期限. `announced` match words that end right before the first date;
    as other spans of time are announced alike (公示时间为 …), a word of `other` in their group `what` rules
    a statistics period out.
    """

    terms: re.Pattern[str]
    announced: tuple[re.Pattern[str], ...]
    other: re.Pattern[str]


def period_words(lists: WordLists) -> PeriodWords:
    """The words of the lists, compiled; where a list is missing, its words occur nowhere."""
    any_of = lists.alternation_or_never
    term, link = any_of("period_announced"), r"\w{0,3}?[自从为是系即:(,由于均\"“”]*$"
    return PeriodWords(
        terms=re.compile(rf"统{_S}计{_S}(?:的|数据)?{_S}{any_of('period_term')}"),
        announced=(
            re.compile(rf"统计\w{{0,8}}?{term}{link}"),
            re.compile(rf"{any_of('has_period')}(?P<what>\w{{0,8}}?){term}{link}"),
            re.compile(rf"{any_of('period_short')}[自从为是:(由于]+$"),
            re.compile(rf"{any_of('period_now')}{any_of('period_about')}\w{{0,16}}$"),
        ),
        other=re.compile(any_of("other_period")),
    )


class Period(Struct, frozen=True):
    """A stated period.

    `start` or `end` is None when its date is damaged, has no year or exists in no calendar; `first`
    and `last` are their month and day, known also without a year. `years` are the places of the
    years as written (the second is often left out). `announced` tells that the words before it call
    it the period of the statistics; a range that only happens to be a whole year is not. `is_relative`
    tells that no year is written, or one only in words: 去年1月1日至12月31日.
    """

    text: str
    start: date | None
    end: date | None
    span: Span
    years: tuple[Span, ...] = ()
    first: MonthDay | None = None
    last: MonthDay | None = None
    announced: bool = False
    is_relative: bool = False

    @property
    def is_whole_year(self) -> bool:
        """Whether it runs from a 1 January to a 31 December."""
        return (self.first, self.last) == ((1, 1), (12, 31))

    @property
    def is_one_year(self) -> bool:
        """Whether it runs from 1 January to 31 December of the same year."""
        same = self.start is not None and self.end is not None and self.start.year == self.end.year
        return same and self.is_whole_year


def find_periods(normalized: str, span: Span, words: PeriodWords, starts: Sequence[int]) -> Iterator[Period]:
    """The statements of a period in a stretch of prose, in order: a range of dates that the words
    before it announce as the period of the statistics, or a range that is one whole year. Dates begin
    at some of `starts`."""
    found = [*_ranges(normalized, span, words, starts)]
    found.sort(key=lambda period: period.span)
    taken = 0
    rest = []
    for term in words.terms.finditer(normalized, span.start, span.end):
        while taken < len(found) and found[taken].span.start < term.start():
            taken += 1
        if taken < len(found) and found[taken].span.start <= term.end() + 12:
            continue
        if only := _YEAR_ONLY.match(normalized, term.end(), span.end):
            years = (Span(*only.span("y")),)
            rest.append(_whole(normalized, term.start(), only.end(), int(only["y"]), years, True))
        elif relative := _RELATIVE_ONLY.match(normalized, term.end(), span.end):
            place = Span(term.start(), relative.end())
            text = normalized[place.start : place.end]
            rest.append(Period(text, None, None, place, announced=True, is_relative=True))
        elif damaged := _DAMAGED.match(normalized, term.end(), span.end):
            place = Span(term.start(), damaged.end())
            rest.append(Period(normalized[place.start : place.end], None, None, place, announced=True))
    yield from sorted((*found, *rest), key=lambda period: period.span)


def _ranges(normalized: str, span: Span, words: PeriodWords, starts: Sequence[int]) -> Iterator[Period]:
    for match in matches_at(_DAYS, normalized, starts, span.end):
        announced = _is_announced(normalized, span.start, match.start(), words)
        period = _from_days(match, announced)
        if announced or period.is_one_year:
            yield period
    for match in matches_at(_MONTHS, normalized, starts, span.end):
        if _is_announced(normalized, span.start, match.start(), words):
            yield _from_months(match)
    if normalized.find(_HAN_FIRST, span.start, span.end) < 0:
        return
    for match in _HAN.finditer(normalized, span.start, span.end):
        year = year_value(match["y"]) or 0
        if match["by"] is None or year_value(match["by"]) == year:
            yield _whole(normalized, match.start(), match.end(), year, (), False)


def _from_days(match: re.Match[str], announced: bool) -> Period:
    start_year = match["ay"] or match["aY"]
    end_year = match["by"] or match["bY"] or start_year
    begin = (_month(match, "a"), int(match["ad"] or match["aD"]))
    finish = (12, 31) if match["end"] else (_month(match, "b"), int(match["bd"] or match["bD"]))
    period = _period(match, start_year or end_year, begin, end_year, finish, announced)
    return replace(period, is_relative=not (start_year or end_year))


def _month(match: re.Match[str], name: str) -> int:
    return 1 if match[f"{name}n"] else int(match[f"{name}m"] or match[f"{name}M"])


def _from_months(match: re.Match[str]) -> Period:
    month = int(match["bm"])
    end_year = match["by"] or match["ay"]
    last = days_of_month(int(end_year or 0) or 1, month) if 1 <= month <= 12 else 0
    period = _period(match, match["ay"], (int(match["am"]), 1), end_year, (month, last), True)
    return replace(period, is_relative=end_year is None)


def _period(
    match: re.Match[str],
    start_year: str | None,
    begin: MonthDay,
    end_year: str | None,
    finish: MonthDay,
    announced: bool,
) -> Period:
    years = tuple(
        Span(*match.span(group))
        for group in ("ay", "aY", "by", "bY")
        if group in match.re.groupindex and match[group]
    )
    start, end = _date(start_year, begin), _date(end_year, finish)
    first = begin if _date(start_year or "2000", begin) else None
    last = finish if _date(end_year or "2000", finish) else None
    return Period(match[0], start, end, Span(*match.span()), years, first, last, announced)


def _date(year: str | None, day: MonthDay) -> date | None:
    try:
        return date(int(year or 0), *day)
    except ValueError:
        return None


def _whole(
    normalized: str, start: int, stop: int, year: int, years: tuple[Span, ...], announced: bool
) -> Period:
    return Period(
        normalized[start:stop],
        date(year, 1, 1),
        date(year, 12, 31),
        Span(start, stop),
        years,
        (1, 1),
        (12, 31),
        announced,
    )


def _is_announced(normalized: str, start: int, at: int, words: PeriodWords) -> bool:
    """Whether the words right before offset `at` say that a statistics period follows."""
    before = "".join(normalized[max(start, at - _LOOK_BACK) : at].split())
    before = _RELATIVE_END.sub("", before)
    for pattern in words.announced:
        if match := pattern.search(before):
            what = match.groupdict().get("what")
            return not (what and words.other.search(what))
    return False
