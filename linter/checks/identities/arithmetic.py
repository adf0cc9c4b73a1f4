"""Whether the figures of a report satisfy an identity.

A figure may be blank, may stand in one place or another, or may be unreadable; so an identity
holds, is broken, or cannot be judged. Nothing here knows of tables.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Final, Literal, NamedTuple, TypeAlias

from linter.checks.identities.expression import Comparison, Identity, Term

Amount: TypeAlias = int | Decimal
Side: TypeAlias = Literal["left", "right"]

_HOLDS: dict[Comparison, Callable[[Amount, Amount], bool]] = {
    "==": operator.eq,
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
}


class Gap(Enum):
    """A figure without a value: an empty cell (some count, unstated), or one nobody can read."""

    BLANK = "blank"
    UNKNOWN = "unknown"


BLANK: Final = Gap.BLANK
UNKNOWN: Final = Gap.UNKNOWN


class Unplaced(NamedTuple):
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


class Addend(NamedTuple):
    """One named figure of a judged identity, on the side where it is written."""

    name: str
    sign: Literal[1, -1]
    side: Side
    operand: Operand


class Judgement(NamedTuple):
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
        """The named figures in the order of writing."""
        sides: tuple[tuple[Side, tuple[Term, ...]], ...] = (
            ("left", self.identity.left),
            ("right", self.identity.right),
        )
        return tuple(
            Addend(term.name, term.sign, side, self.amounts.get(term.name, UNKNOWN))
            for side, terms in sides
            for term in terms
            if term.name is not None
        )


def judge(identity: Identity, amounts: Mapping[str, Operand]) -> Judgement:
    """Compare an expanded identity with the figures; a name without figure is UNKNOWN.

    BROKEN: no values of the blank, unplaced and unknown figures satisfy it. HOLDS: all do.
    BROKEN_IF_BLANKS_ARE_ZERO: it depends on blank figures alone, all on one side beside others
    that are not blank, and zeros do not satisfy it. UNDECIDABLE: anything else.
    """
    left, right = _exact_sum(identity.left, amounts), _exact_sum(identity.right, amounts)
    if left is not None and right is not None:
        verdict = Verdict.HOLDS if _HOLDS[identity.op](left, right) else Verdict.BROKEN
        return Judgement(verdict, left, right, identity, amounts)
    zeros = {name: 0 if operand is BLANK else operand for name, operand in amounts.items()}
    left, right = _exact_sum(identity.left, zeros), _exact_sum(identity.right, zeros)
    return Judgement(_verdict(identity, amounts), left, right, identity, amounts)


def _exact_sum(terms: tuple[Term, ...], amounts: Mapping[str, Operand]) -> Amount | None:
    """The sum when every figure has a value, else None."""
    total: Amount = 0
    for term in terms:
        value = term.number if term.name is None else amounts.get(term.name)
        if not isinstance(value, (int, Decimal)):
            return None
        total = total + value if term.sign > 0 else total - value
    return total


def _verdict(identity: Identity, amounts: Mapping[str, Operand]) -> Verdict:
    """Judge by the bounds of left less right, in which a figure on both sides counts once."""
    low: Amount | None = 0
    high: Amount | None = 0
    at_zeros: Amount = 0
    vague = False
    blank_sides, stated_sides = set[bool](), set[bool]()
    for name, weight in _weights(identity).items():
        operand: Operand = weight if name is None else amounts.get(name, UNKNOWN)
        factor = 1 if name is None else weight
        bottom, top = _bounds(operand)
        if factor < 0:
            bottom, top = top, bottom
        low = None if low is None or bottom is None else low + factor * bottom
        high = None if high is None or top is None else high + factor * top
        if operand is BLANK:
            blank_sides.add(factor > 0)
            continue
        stated_sides.add(weight > 0)
        if bottom is None or bottom != top:
            vague = True
        else:
            at_zeros += factor * bottom
    possible, certain = _outcomes(identity.op, low, high)
    if not possible:
        return Verdict.BROKEN
    if certain:
        return Verdict.HOLDS
    one_side_in_part = len(blank_sides) == 1 and blank_sides <= stated_sides
    if vague or not one_side_in_part or _HOLDS[identity.op](at_zeros, 0):
        return Verdict.UNDECIDABLE
    return Verdict.BROKEN_IF_BLANKS_ARE_ZERO


def _weights(identity: Identity) -> dict[str | None, int]:
    """How often each name counts in left less right; under None, the sum of the numbers.

    A subtracted figure counts for the other side, as it would after moving it there.
    """
    weights: dict[str | None, int] = {}
    for side, terms in ((1, identity.left), (-1, identity.right)):
        for term in terms:
            amount = term.number if term.name is None else 1
            weights[term.name] = weights.get(term.name, 0) + side * term.sign * amount
    return {name: weight for name, weight in weights.items() if weight}


def _bounds(operand: Operand) -> tuple[Amount | None, Amount | None]:
    """The least and the greatest value, None where there is no limit."""
    if isinstance(operand, Unplaced):
        return operand.low, operand.high
    if isinstance(operand, Gap):
        return (0 if operand is BLANK else None), None
    return operand, operand


def _outcomes(op: Comparison, low: Amount | None, high: Amount | None) -> tuple[bool, bool]:
    """Whether some value from `low` to `high` compares with 0 as `op` says, and whether all do."""
    if op == "==":
        possible = (low is None or low <= 0) and (high is None or high >= 0)
        return possible, low == high == 0
    holds = _HOLDS[op]
    least, most = (low, high) if op in ("<=", "<") else (high, low)
    return least is None or holds(least, 0), most is not None and holds(most, 0)
