"""The rows or columns of a table in which an identity may be broken, found with little arithmetic.

An identity is expanded once for all tables of a template, to places in their flat order of figures. Most
figures are known and most identities hold; the judge explains the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from linter.checks.identities.arithmetic import weights
from linter.checks.identities.expression import Identity, UnknownNamesError
from linter.report.tables.table import FigureBounds
from linter.report.tables.table_shape import TableShape

Axis = Literal["row", "column"]
_Figures: TypeAlias = Callable[[tuple[float, ...]], tuple[float, ...]]

_REMEMBERED = 1024  # identities over templates; the built-in rules have some fifty
_MOST_TIMES = 8  # that a figure counts in one comparison
_EQUAL, _AT_MOST, _BELOW = "==", "<=", "<"
_TURNED: Final = {">=": _AT_MOST, ">": _BELOW}


class Line(Struct, frozen=True):
    """An expanded identity in one row or column, `unit`: the figures added less those subtracted, and
    `number`, compare with 0."""

    unit: str
    identity: Identity
    added: _Figures
    removed: _Figures
    number: int
    op: str
    within: int

    def is_suspect(self, bounds: FigureBounds) -> bool:
        """Whether the judge must be asked: False only where the identity is broken neither surely nor if
        blanks are zeros."""
        low, high = bounds.low, bounds.high
        least = sum(self.added(low)) - sum(self.removed(high)) + self.number
        if low is high:
            return not self._certain(least, least)
        most = sum(self.added(high)) - sum(self.removed(low)) + self.number
        if self._certain(least, most):
            return False
        if not self._possible(least, most):
            return True
        stated = bounds.stated
        zeros = sum(self.added(stated)) - sum(self.removed(stated)) + self.number
        return zeros == zeros and not self._possible(zeros, zeros)  # noqa: PLR0124 - no nan

    def _certain(self, low: float, high: float) -> bool:
        if self.op == _EQUAL:
            return -self.within <= low and high <= self.within
        return high < self.within if self.op == _BELOW else high <= self.within

    def _possible(self, low: float, high: float) -> bool:
        """Whether it may hold; not so where a figure is no number that is known here."""
        if self.op == _EQUAL:
            return low <= self.within and high >= -self.within
        return low < self.within if self.op == _BELOW else low <= self.within


@lru_cache(maxsize=_REMEMBERED)
def plan(
    identity: Identity, shape: TableShape, axis: Axis, units: tuple[str, ...]
) -> tuple[Line, ...] | None:
    """The lines that an identity is asked in, in order, those left out that do not have its names; None for
    an identity or a template that needs the judge for all."""
    keys = tuple(shape.rows) if axis == "row" else shape.columns
    if not shape.is_unique or not _is_linear(identity) or not {*units} <= {*keys}:
        return None
    lines: list[Line] = []
    for unit in units or keys:
        names = shape.rows[unit] if axis == "row" else tuple(shape.rows)
        expanded = expanded_over(identity, names)
        if expanded is not None:
            if (line := _line(unit, expanded, shape, axis)) is None:
                return None
            lines.append(line)
    return tuple(lines)


@lru_cache(maxsize=_REMEMBERED)
def expanded_over(identity: Identity, names: tuple[str, ...]) -> Identity | None:
    """The identity over these names; None when the table does not have them all."""
    try:
        return identity.expand(names)
    except UnknownNamesError:
        return None


def _is_linear(identity: Identity) -> bool:
    """Whether it compares sums of figures and numbers, unconditionally, and not for being different."""
    if identity.condition is not None or identity.op == "!=" or not isinstance(identity.within, int):
        return False
    terms = identity.left + identity.right
    return all(term.extreme is None and isinstance(term.number, int) for term in terms)


def _line(unit: str, expanded: Identity, shape: TableShape, axis: Axis) -> Line | None:
    """The line of one row or column; None where a figure counts a part of itself, or too often."""
    comparison = expanded.comparison
    places = {key: at for at, key in enumerate(shape.columns if axis == "row" else shape.rows)}
    width = len(shape.columns)
    own = (list(shape.rows) if axis == "row" else list(shape.columns)).index(unit)
    added: list[int] = []
    removed: list[int] = []
    number = 0
    sign = -1 if comparison.op in _TURNED else 1
    for key, weight in weights(comparison.left, comparison.right).items():
        if not isinstance(weight, int) or (key is not None and abs(weight) > _MOST_TIMES):
            return None
        if key is None:
            number = sign * weight
            continue
        at = own * width + places[str(key)] if axis == "row" else places[str(key)] * width + own
        (added if sign * weight > 0 else removed).extend([at] * abs(weight))
    op = _TURNED.get(comparison.op, comparison.op)
    return Line(unit, expanded, _getter(added), _getter(removed), number, op, int(comparison.within))


def _getter(places: Sequence[int]) -> _Figures:
    """What gives the figures at some places of a flat tuple, as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    return itemgetter(slice(places[0], places[0] + 1) if places else slice(0))
