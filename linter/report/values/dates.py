"""Dates in prose that no calendar has: 2月30日, 13月."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from linter.regex_cache import compiled
from linter.text.source import Span
from linter.text.span import occurrences

_S = r"[ \t\n]*+"
_SPELLED = compiled(
    rf"(?<![\d.])(?:(?P<y>\d{{4}}){_S}年{_S})?(?P<m>\d{{1,2}}){_S}月(?:{_S}(?P<d>\d{{1,2}}){_S}(?P<unit>[日号]))?"
)
_DOTTED = compiled(
    r"(?<![\dA-Za-z_./-])(?P<y>(?:19|20)\d\d)(?P<mark>[-./])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})"
    r"(?![0-9A-Za-z_/-]|\.\d)"
)
# Where a date, or a range of months, may begin: digits, or 元月, before what either goes on with.
_START = compiled(rf"[\d元](?:(?<=\d)(?<!\d\d)\d*+(?={_S}[年月份起截直止至到./\-–—―─~～])|(?<=元)(?={_S}月))")
_DOTS = ("-", ".", "/")
_SIGNS = ("月", *_DOTS)
_BEFORE_SIGN = 80  # characters, blanks among them: no date that is written out is longer
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NOT_A_DAY = compiled(rf"{_S}[文令楼院线件栋幢]")


class BadDate(Struct, frozen=True):
    """A date in the text that no calendar has."""

    text: str
    span: Span


def date_starts(normalized: str, span: Span) -> Sequence[int]:
    """The offsets in a stretch at which a date or a range of dates may begin, in order."""
    return [
        match.start()
        for near in _near_signs(normalized, span)
        for match in _START.finditer(normalized, *near)
    ]


def _near_signs(normalized: str, span: Span) -> Iterator[tuple[int, int]]:
    """The parts of a stretch from which a sign that each date has is not far: most of prose is passed over
    so, for a single character is found far faster than digits."""
    signs = [at for sign in _SIGNS for at in occurrences(normalized, sign, span.start, span.end)]
    start = end = span.start
    for sign in sorted(signs):
        if sign - _BEFORE_SIGN > end:
            if start < end:
                yield start, end
            start = sign - _BEFORE_SIGN
        end = min(sign + 2, span.end)
    if start < end:
        yield start, end


def matches_at(
    pattern: re.Pattern[str], normalized: str, starts: Iterable[int], end: int
) -> Iterator[re.Match[str]]:
    """The matches of a pattern of dates before `end`, as `finditer` finds them, which would try each
    character."""
    done = 0
    for start in starts:
        if start >= done and (match := pattern.match(normalized, start, end)):
            yield match
            done = match.end()


def find_bad_dates(normalized: str, span: Span, starts: Sequence[int]) -> Iterator[BadDate]:
    """Dates of prose with a 13th month or a 30 February, in order, each from one of `starts`; months alone
    need a year before them, days without year get the benefit of a leap year."""
    found = []
    dotted = [at for at in starts if normalized[at + 4 : at + 5] in _DOTS]  # few
    for pattern, begins in ((_SPELLED, starts), (_DOTTED, dotted)):
        for match in matches_at(pattern, normalized, begins, span.end):
            if match["y"] is None and match["d"] is None:
                continue
            if match.groupdict().get("unit") == "号" and _NOT_A_DAY.match(normalized, match.end()):
                continue  # 6月60号文件 is a document
            if not _exists(int(match["y"] or 2000), int(match["m"]), int(match["d"] or 1)):
                found.append(BadDate(match[0], Span(*match.span())))
    yield from sorted(found, key=lambda bad: bad.span)


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= days_of_month(year, month)


def days_of_month(year: int, month: int) -> int:
    """How many days a month from 1 to 12 of a year has (without `calendar`, which is slow to import)."""
    return _DAYS[month - 1] + (month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
