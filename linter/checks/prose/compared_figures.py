"""Which figure a comparison behind several is about (公开360条，其中…54条，比上年的300条增加60条)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from linter.report.prose.prose_tokens import Passage
from linter.report.values.quantity import Quantity

_FEWEST_PARTS = 2


def compared_at(passage: Passage, at: int) -> int:
    """The place of the figure that is compared where one stands at a place of the shape: of the whole, where
    all its parts stand before the comparison, else that place."""
    figures = list(_figures(passage, at))
    parts = Decimal(0)
    for count, (place, figure) in enumerate(reversed(figures)):
        if count >= _FEWEST_PARTS and figure.value == parts:
            return place
        parts += figure.value
    return at


def other_readings(passage: Passage, at: int) -> Iterator[Quantity]:
    """What else may be compared: each figure of that unit in the sentence before, and sums with those."""
    *others, (_, total) = [*_figures(passage, at)] or [(at, passage.quantity(at))]
    for _, figure in reversed(others):
        yield figure
        total = replace(
            total,
            value=total.value + figure.value,
            low=total.low + figure.low,
            high=total.high + figure.high,
            exact=total.exact and figure.exact,
        )
        yield total


def _figures(passage: Passage, at: int) -> Iterator[tuple[int, Quantity]]:
    """The figures of one unit in a sentence, up to the one at a place of the shape."""
    unit = passage.quantity(at).unit
    if passage.tokens[at].kind != "count":
        yield at, passage.quantity(at)
        return
    for place, token in passage.tokens_in(passage.sentence(at).start, at + 1):
        if token.kind == "count" and (figure := passage.quantity(place)).unit == unit:
            yield place, figure
