"""Whether the figures of a report satisfy an identity.

A figure may be blank, may stand in one place or another, or may be unreadable; so an identity
holds, is broken, or cannot be judged. Nothing here knows of tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from linter.checks.identities.expression import Comparison, Extreme, Identity, Sum, leaves
from linter.checks.interval import Amount, Interval, compare_with_zero, extreme, total

Side: TypeAlias = Literal["left", "right"]


class Gap(Enum):
    """A figure without a value: an empty cell (some count, unstated), or one nobody can read."""

    BLANK = "blank"
    UNKNOWN = "unknown"


BLANK: Final = Gap.BLANK
UNKNOWN: Final = Gap.UNKNOWN


class Unplaced(Struct, frozen=True):
    """A figure that may or may not stand here: anything from `low` to `high`, both included."""

    low: Amount
    high: Amount


Operand: TypeAlias = int | Decimal | Gap | Unplaced


class Verdict(Enum):
    """What can be said of an identity; only the two BROKEN ones are findings."""

    HOLDS = "holds"
    BROKEN = "broken"
    BROKEN_IF_BLANKS_ARE_ZERO = "broken-if-blanks-are-zero"
    UNDECIDABLE = "undecidable"


class Addend(Struct, frozen=True):
    """One named figure of a judged identity, on the side where it is written.

    `weight` is what the side grows by when the figure grows by 1; None inside of `min()` and `max()`.
    """

    name: str
    weight: Amount | None
    side: Side
    operand: Operand


class Judgement(Struct, frozen=True):
    """A verdict and its grounds.

    `left` and `right` are the two sums with blanks counted as 0, None where a figure is unplaced
    or unknown.
    """

    verdict: Verdict
    left: Amount | None
    right: Amount | None
    identity: Identity
    amounts: Mapping[str, Operand]

    @property
    def difference(self) -> Amount | None:
        """`left` less `right`, None unless both are known."""
        return None if self.left is None or self.right is None else self.left - self.right

    @property
    def operands(self) -> tuple[Addend, ...]:
        """The named figures of both sides in the order of writing."""
        return (*self._addends("left", self.identity.left), *self._addends("right", self.identity.right))

    def _addends(self, side: Side, terms: Sum) -> Iterable[Addend]:
        for term in terms:
            if term.name is not None:
                yield self._addend(side, term.name, term.sign * term.factor)
            elif term.extreme is not None:
                inner = (leaf.name for argument in term.extreme.arguments for _, leaf in leaves(argument))
                yield from (self._addend(side, name, None) for name in inner if name is not None)

    def _addend(self, side: Side, name: str, weight: Amount | None) -> Addend:
        return Addend(name, weight, side, self.amounts.get(name, UNKNOWN))


def judge(identity: Identity, amounts: Mapping[str, Operand]) -> Judgement:
    """Compare an expanded identity with the figures; a name without figure is UNKNOWN.

    BROKEN: no values of the blank, unplaced and unknown figures satisfy it. HOLDS: all do.
    BROKEN_IF_BLANKS_ARE_ZERO: it depends on blank figures alone, all on one side beside others
    that are not blank, and zeros do not satisfy it. UNDECIDABLE: anything else. An identity with a
    condition is judged so where the condition holds for all values, and HOLDS where it does for none.

    A verdict BROKEN or HOLDS is right for all values. A figure inside `min()` or `max()` that occurs again
    counts as two independent ones, so that the verdict may be UNDECIDABLE.
    """
    zeros = {name: 0 if operand is BLANK else operand for name, operand in amounts.items()}
    verdict = _conditional_verdict(identity, amounts)
    return Judgement(
        verdict, exact_value(identity.left, zeros), exact_value(identity.right, zeros), identity, amounts
    )


def exact_value(terms: Sum, amounts: Mapping[str, Operand]) -> Amount | None:
    """What a sum comes to; None where a figure that counts is not known."""
    value = interval_of(terms, amounts)
    return value.low if value.exact else None


def interval_of(terms: Sum, amounts: Mapping[str, Operand]) -> Interval:
    """What a sum may come to."""
    return _weighed(weights(terms, ()), amounts)


def _conditional_verdict(identity: Identity, amounts: Mapping[str, Operand]) -> Verdict:
    if identity.condition is None:
        return _verdict(identity.comparison, amounts)
    condition = identity.condition
    met = compare_with_zero(_difference(condition, amounts), condition.op, condition.within)
    if not met.possible:
        return Verdict.HOLDS
    verdict = _verdict(identity.comparison, amounts)
    return verdict if met.certain or verdict is Verdict.HOLDS else Verdict.UNDECIDABLE


def _verdict(comparison: Comparison, amounts: Mapping[str, Operand]) -> Verdict:
    """Judge by the bounds of left less right, in which a figure on both sides counts once."""
    outcome = compare_with_zero(_difference(comparison, amounts), comparison.op, comparison.within)
    if outcome.certain:
        return Verdict.HOLDS
    if not outcome.possible:
        return Verdict.BROKEN
    counted = weights(comparison.left, comparison.right)
    blank_sides, stated_sides = set[bool](), set[bool]()
    for adds, operand in _operands(counted, amounts):
        if operand is BLANK:
            blank_sides.add(adds)
        elif _bounds(operand).exact:
            stated_sides.add(adds)
        else:
            return Verdict.UNDECIDABLE
    if len(blank_sides) != 1 or not blank_sides <= stated_sides:
        return Verdict.UNDECIDABLE
    zeros = {name: 0 if operand is BLANK else operand for name, operand in amounts.items()}
    at_zeros = compare_with_zero(_weighed(counted, zeros), comparison.op, comparison.within)
    return Verdict.UNDECIDABLE if at_zeros.possible else Verdict.BROKEN_IF_BLANKS_ARE_ZERO


def _difference(comparison: Comparison, amounts: Mapping[str, Operand]) -> Interval:
    return _weighed(weights(comparison.left, comparison.right), amounts)


_Weights: TypeAlias = Mapping[str | Extreme | None, Amount]
"""How often each name and extreme counts; under None, the sum of the numbers."""


def weights(left: Sum, right: Sum) -> _Weights:
    """The weights in left less right, those that are not 0.

    A subtracted figure counts for the other side, as it would after moving it there.
    """
    counted: dict[str | Extreme | None, Amount] = {}
    for side, terms in ((1, left), (-1, right)):
        for term in terms:
            key = term.extreme if term.name is None else term.name
            amount = term.number if key is None else term.factor
            counted[key] = counted.get(key, 0) + side * term.sign * amount
    return {key: weight for key, weight in counted.items() if weight}


def _weighed(weights: _Weights, amounts: Mapping[str, Operand]) -> Interval:
    return total(_bounds_of(key, amounts).times(weight) for key, weight in weights.items())


def _bounds_of(key: str | Extreme | None, amounts: Mapping[str, Operand]) -> Interval:
    if isinstance(key, Extreme):
        return extreme(key.function, (interval_of(argument, amounts) for argument in key.arguments))
    return Interval(1, 1) if key is None else _bounds(amounts.get(key, UNKNOWN))


def _operands(weights: _Weights, amounts: Mapping[str, Operand]) -> Iterable[tuple[bool, Operand]]:
    """The figures that count, each with whether it adds to the left side less the right one."""
    for key, weight in weights.items():
        if isinstance(key, Extreme):
            for argument in key.arguments:
                for sign, leaf in leaves(argument):
                    number = leaf.number if leaf.name is None else amounts.get(leaf.name, UNKNOWN)
                    yield sign * weight > 0, number
        else:
            yield weight > 0, weight if key is None else amounts.get(key, UNKNOWN)


def _bounds(operand: Operand) -> Interval:
    """The least and the greatest value of a figure."""
    if isinstance(operand, Unplaced):
        return Interval(operand.low, operand.high)
    if isinstance(operand, Gap):
        return Interval(0 if operand is BLANK else None, None)
    return Interval(operand, operand)
