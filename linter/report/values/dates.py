"""Dates in prose that no calendar has: 2月30日, 13月."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

from linter.regex_cache import compiled
from linter.text.source import Span

_S = r"[ \t\n]*+"
_SPELLED = compiled(
    rf"(?<![\d.])(?:(?P<y>\d{{4}}){_S}年{_S})?(?P<m>\d{{1,2}}){_S}月(?:{_S}(?P<d>\d{{1,2}}){_S}(?P<unit>[日号]))?"
)
_DOTTED = compiled(
    r"(?<![0-9A-Za-z_./-])(?P<y>(?:19|20)\d\d)(?P<mark>[-./])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})"
    r"(?![0-9A-Za-z_/-]|\.\d)"
)
_NOT_A_DAY = compiled(rf"{_S}[文令楼院线件栋幢]")


class BadDate(NamedTuple):
    """A date in the text that no calendar has."""

    text: str
    span: Span


def find_bad_dates(normalized: str, span: Span) -> Iterator[BadDate]:
    """Dates of prose with a 13th month or a 30 February, in order; months alone need a year before
    them, days without year get the benefit of a leap year."""
    found = []
    for pattern in (_SPELLED, _DOTTED):
        for match in pattern.finditer(normalized, span.start, span.end):
            if match["y"] is None and match["d"] is None:
                continue
            if match.groupdict().get("unit") == "号" and _NOT_A_DAY.match(normalized, match.end()):
                continue  # 6月60号文件 is a document
            if not _exists(int(match["y"] or 2000), int(match["m"]), int(match["d"] or 1)):
                found.append(BadDate(match[0], Span(*match.span())))
    yield from sorted(found, key=lambda bad: bad.span)


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
