"""What the checks of prose share: what stands around a place in a shape, sums, and how figures are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce

from msgspec.structs import replace

from linter.checks.interval import Interval, compare
from linter.regex_cache import compiled
from linter.report.prose.prose_tokens import Passage, Sentence, Token
from linter.report.values.quantity import Convention, Measure, Quantity

_REACH = 16
_ANY_PERCENT = 10**9  # of nothing
_YEARS_END = compiled(r"(?:12|十二)月(?:31[日号]?|[底末])$")
_WHOLE_YEAR = compiled(r"^(?:\d{4}年)?0?1月(?:0?1[日号])?[-–—~至到](?:\d{4}年)?12月(?:份|31[日号]?|[底末])?$")
_RANGE = compiled(r"月.*[-–—~至到]")


def year_meant(
    passage: Passage, sentence: Sentence, at: int, compared: re.Pattern[str] | None = None
) -> tuple[bool, int | None]:
    """Of what time the words at a place of a sentence speak: whether of a whole year, and which.

    The nearest year before it decides, in the sentence or in the opening of its paragraph; None when
    none is named. A month, or a day but the last of the year, is no whole year. Years in a match of
    `compared` are those of a comparison.
    """
    near = _times(passage, sentence.start, at, compared)
    if not near and sentence.start:
        near = _times(passage, 0, sentence.start, compared)[-1:]
        if near and near[0].kind != "year":
            return True, None
    if not near:
        return True, None
    token = near[-1]
    if token.kind == "years":
        return False, None
    if token.kind == "date":
        words = passage.text[token.start : token.end]
        whole = _WHOLE_YEAR if _RANGE.search(words) else _YEARS_END
        return whole.search(words) is not None, token.year
    return True, token.year


_TIMES = frozenset({"year", "years", "date"})


def _times(passage: Passage, start: int, end: int, compared: re.Pattern[str] | None) -> list[Token]:
    """The years and dates of a stretch of a shape, in order, but for those of comparisons."""
    found = [(place, token) for place, token in passage.tokens_in(start, end) if token.kind in _TIMES]
    if found and compared:
        aside = [match.span() for match in compared.finditer(passage.shape, start, end)]
        found = [one for one in found if not any(begin <= one[0] < stop for begin, stop in aside)]
    return [token for _, token in found]


def counts(passage: Passage, start: int, end: int) -> list[int]:
    """The places of the counts in a stretch of a passage's shape, in order."""
    return [at for at, token in passage.tokens_in(start, end) if token.kind == "count"]


def clause_before(passage: Passage, at: int) -> str:
    """The words of a shape right before a place, as far back as the clause and a short reach go."""
    near = passage.shape[max(0, at - _REACH) : at]
    return near[max(near.rfind(mark) for mark in ",;。:()") + 1 :]


def percent_of(part: Quantity, whole: Quantity, share: Quantity, slack: int = 0) -> bool:
    """Whether `share` is `part` of `whole` in percent, rounded or cut at its own precision. `slack` is
    granted on either side, in units of its last digit."""
    if whole.high <= 0:
        return False
    margin = slack * share.step
    least, most = share.value - share.step / 2 - margin, share.value + share.step + margin
    # products, for a quotient costs far more
    if part.low * 100 > most * whole.high:
        return False
    return part.high * 100 >= least * whole.low if whole.low > 0 else least <= _ANY_PERCENT


def percent(value: Decimal, like: Quantity) -> str:
    """A percentage for a message, as precise as another is stated."""
    return f"{value:.{max(0, -int(like.step.as_tuple().exponent))}f}%"


def plus(one: Quantity, other: Quantity) -> Quantity:
    """The sum of two counts, as an interval."""
    whole = bounds(one).plus(bounds(other))
    assert whole.low is not None
    assert whole.high is not None
    value, exact = one.value + other.value, one.exact and other.exact
    return replace(one, value=value, low=Decimal(whole.low), high=Decimal(whole.high), exact=exact)


def bounds(quantity: Quantity) -> Interval:
    """Between which values the true one lies."""
    return Interval(quantity.low, quantity.high)


def may_be_equal(one: Quantity, other: Quantity) -> bool:
    """Whether two figures may have the same true value."""
    return compare(bounds(one), "==", bounds(other)).possible


def may_make(parts: Iterable[Quantity], whole: Quantity) -> bool:
    """Whether figures may add up to another, all of them rounded or all of them cut."""
    return any(compare(made, "==", bound).possible for made, bound in _readings(tuple(parts), whole))


def surely_exceed(parts: Iterable[Quantity], whole: Quantity) -> bool:
    """Whether figures together are greater than another whatever their true values."""
    return all(compare(made, ">", bound).certain for made, bound in _readings(tuple(parts), whole))


def _readings(parts: Sequence[Quantity], whole: Quantity) -> Iterator[tuple[Interval, Interval]]:
    """The sum of figures beside another, by each convention that they may be shortened by."""
    if whole.exact and all(each.exact for each in parts):
        made = sum((each.value for each in parts), Decimal(0))
        yield Interval(made, made), Interval(whole.value, whole.value)
        return
    for way in Convention:
        yield bounds(total(each.under(way) for each in parts)), bounds(whole.under(way))


NOTHING = Quantity(Measure.COUNT, Decimal(0), Decimal(0), Decimal(0), Decimal(1), "", True)
"""No things at all."""


def total(quantities: Iterable[Quantity]) -> Quantity:
    """The sum of counts, as an interval."""
    return reduce(plus, quantities, NOTHING)


def written(value: Decimal | int) -> str:
    """A figure for a message, without needless zeros."""
    if isinstance(value, int) or value == value.to_integral_value():
        return str(int(value))
    return f"{value.normalize():f}"


def alike_slip(one: Decimal | int, other: Decimal | int) -> bool:
    """Whether two numbers of three digits or more differ as a slip of the pen makes them: one digit,
    or two neighbours exchanged."""
    left, right = written(one), written(other)
    if len(left) != len(right) or len(left) < 3:
        return False
    wrong = [index for index, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(wrong) == 1:
        return True
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return swapped and left[wrong[0]] == right[wrong[1]] and left[wrong[1]] == right[wrong[0]]


def subsequence(short: str, long: str) -> bool:
    """Whether the characters of `short` occur in `long` in their order: 区政府 in 临江区人民政府."""
    letters: Iterator[str] = iter(long)
    return all(letter in letters for letter in short)
