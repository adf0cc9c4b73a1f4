"""X612: a change that two figures do not make (86件，较上年的79件增加9件)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec import Struct
from msgspec.structs import force_setattr

from linter.checks.base import Context, Finding, Judged, Message, ProseCheck, RowKey, TableKey, related_places
from linter.checks.prose.compared_figures import compared_at, other_readings
from linter.checks.prose.growth import is_later, may_have_grown
from linter.checks.prose.phrases import DifferencePhrase, Phrase, PhrasePattern, PhrasePatterns, phrases
from linter.checks.prose.prose_patterns import written
from linter.checks.prose.table_sums import row_totals
from linter.regex_cache import compiled
from linter.report.prose.prose_tokens import MARKS, Passage
from linter.report.values.quantity import Quantity
from linter.strict_yaml.annotations import DERIVED, Doc

_FIGURES = 3  # of a phrase: the newer, the older, the change
_POINTS = compiled(r"(\d{1,6}(?:\.\d{1,4})?)分")


class _Compared(Struct, frozen=True):
    """Two figures, their stated change and the rate of growth beside it, by their places in the shape;
    the change with its sign."""

    now_at: int
    before_at: int
    change_at: int
    now: Decimal
    before: Decimal
    change: Decimal
    unit: str
    rate: Quantity | None


class Differences(ProseCheck, frozen=True):
    """A stated change that is not the difference of the two figures beside it.

    `changes` are patterns of the newer figure {x}, the older one {y} and the change {d}, perhaps with the
    rate of growth {p} behind; they hold for counts and for points (87.5分) alike. A match with a word of
    `down` tells of a decline. The rate says which of the figures is wrong: the newer one
    (`count_message`), where the rate agrees with the change, else the change. In a sentence with a word of
    `requests` a newer figure that only differs from the totals of the table (`rows`) by being wrong there
    is left to the rule that compares it with them.
    """

    summary: ClassVar[str] = "增减的数与前后两个数是否相符"

    placeholders: ClassVar[frozenset[str]] = frozenset({"stated", "now", "before", "right"})
    changes: Annotated[
        tuple[DifferencePhrase, ...],
        Doc("增减的句式，{x} 是今年的数，{y} 是上年的数，{d} 是增减的数，{p} 是增长率"),
    ]
    down: Annotated[PhrasePattern, Doc("表示减少的词（句式）")]
    count_message: Message
    requests: Annotated[PhrasePatterns, Doc("句子里有这些词，今年的数就由核对表格的规则管（句式）")] = None
    table: Annotated[TableKey, Doc("哪张表，写 key")] = ""
    rows: Annotated[tuple[RowKey, ...], Doc("今年的数可以是表中哪几行，或者这几行之和，写 key")] = ()
    phrases: tuple[Phrase, ...] = DERIVED

    def __post_init__(self) -> None:
        """Make the patterns for points, when the rule is read."""
        if self.phrases is DERIVED:
            points = (
                re.compile(each.pattern.replace(MARKS["count"], MARKS["other"])) for each in self.changes
            )
            force_setattr(self, "phrases", phrases((*self.changes, *points)))

    def judged(self, context: Context) -> Iterator[Judged]:
        """The changes that could be judged; a finding stands on the figure that is wrong."""
        for passage in context.passages:
            if len(passage.tokens) < _FIGURES:
                continue  # as most are
            seen = set[int]()
            for phrase in self.phrases:
                for match in phrase.occurrences(passage.shape):
                    at = match.start("d")
                    found = None if at in seen else self._compared(context, passage, match)
                    if found is None:
                        continue
                    seen.add(at)
                    holds = found.now - found.before == found.change or any(
                        one.exact and one.value - found.before == found.change
                        for one in other_readings(passage, found.now_at)
                    )
                    wrong = None if holds else self._wrong(context, passage, found)
                    if holds or wrong is not None:
                        yield Judged(passage, at, at + 1, wrong)

    def _compared(self, context: Context, passage: Passage, match: re.Match[str]) -> _Compared | None:
        now_at, before_at, change_at = (match.start(name) for name in ("x", "y", "d"))
        now_at = compared_at(passage, now_at)
        if is_later(passage, now_at, before_at, context.report.year):
            return None
        read = [_figure(passage, at) for at in (now_at, before_at, change_at)]
        units = {unit for _, unit in read}
        if len(units) != 1 or None in units:
            return None
        (now, unit), (before, _), (change, _) = read
        falls = self.down.search(match[0]) is not None
        rate_at = match.start("p") if "p" in match.re.groupindex else -1
        rate = passage.quantity(rate_at) if rate_at >= 0 else None
        signed = -change if falls else change
        return _Compared(now_at, before_at, change_at, now, before, signed, unit or "", rate)

    def _wrong(self, context: Context, passage: Passage, found: _Compared) -> Finding | None:
        should_be = found.before + found.change
        if should_be in row_totals(context, passage, found.now_at, self.requests, self.table, self.rows):
            return None  # another rule says so
        blames_now = found.rate is not None and not may_have_grown(found.now, found.before, found.rate)
        if blames_now and not (found.rate and may_have_grown(should_be, found.before, found.rate)):
            blames_now = False
        real = found.now - found.before
        right = f"{'减少' if real < 0 else '增加'}{written(abs(real))}{found.unit}"
        at = found.now_at if blames_now else found.change_at
        words: Mapping[int, str] = {
            place: passage.words(place, place + 1)
            for place in (found.now_at, found.before_at, found.change_at)
        }
        values = {
            "stated": words[at],
            "now": words[found.now_at],
            "before": words[found.before_at],
            "right": f"{written(should_be)}{found.unit}" if blames_now else right,
        }
        places = [(passage.span(place, place + 1), text) for place, text in words.items() if place != at]
        message = "count_message" if blames_now else None
        return Finding(passage.span(at, at + 1), values, related_places(places), message=message)


def _figure(passage: Passage, at: int) -> tuple[Decimal, str | None]:
    """An exact figure and its unit; None for a unit where it is none."""
    token = passage.tokens[at]
    if token.kind == "other":
        points = _POINTS.fullmatch(passage.text[token.start : token.end])
        return (Decimal(points[1]), "分") if points else (Decimal(0), None)
    quantity = passage.quantity(at)
    exact = quantity.exact and quantity.low == quantity.high
    return quantity.value, quantity.unit if exact else None
