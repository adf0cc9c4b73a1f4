"""Whether figures satisfy an identity: examples from the rules, and an oracle that tries all values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import product
from typing import Literal, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from linter.checks.identities.arithmetic import BLANK, UNKNOWN, Addend, Operand, Unplaced, Verdict, judge
from linter.checks.identities.expression import Comparison, Extreme, Identity, Sum, Term
from linter.checks.identities.expression_parser import parse
from linter.checks.interval import Function, Operator

HOLDS, BROKEN = Verdict.HOLDS, Verdict.BROKEN
IF_ZERO, UNDECIDABLE = Verdict.BROKEN_IF_BLANKS_ARE_ZERO, Verdict.UNDECIDABLE
_ = BLANK


@pytest.mark.parametrize(
    ("text", "figures", "verdict"),
    [
        ("a + b == t", (1, 2, 3), HOLDS),
        ("a + b == t", (1, 2, 4), BROKEN),
        ("a + b == t", (_, 5, 4), BROKEN),  # the others above the total
        ("a + b == t", (_, 3, 4), IF_ZERO),
        ("a + b == t", (_, 4, 4), UNDECIDABLE),  # zeros make it hold
        ("a + b == t", (_, _, 4), UNDECIDABLE),  # no addend is stated
        ("a + b == t", (_, _, 0), UNDECIDABLE),
        ("a + b == t", (_, _, -1), BROKEN),  # counts are never negative
        ("a + b == t", (3, 4, _), UNDECIDABLE),  # the total is not stated
        ("a + b == t", (_, 4, _), UNDECIDABLE),
        ("a + b == t", (UNKNOWN, 4, 4), UNDECIDABLE),
        ("a + b == t", (UNKNOWN, _, 4), UNDECIDABLE),
        ("a + b == t", (Unplaced(0, 2), 3, 4), UNDECIDABLE),
        ("a + b == t", (Unplaced(0, 2), 3, 6), BROKEN),  # wherever it stands
        ("a + b == t", (Unplaced(0, 2), _, 6), UNDECIDABLE),
        ("a + b == t", (Unplaced(2, 2), 3, 5), HOLDS),
        ("a + b == t", (Unplaced(2, 2), _, 5), IF_ZERO),
        ("a + b == t + u", (1, 2, 3, _), UNDECIDABLE),
        ("a + b == t + u", (1, 5, 3, _), IF_ZERO),
        ("a + b == t + u", (1, 1, 3, _), BROKEN),
        ("a + b == t + u", (1, _, 3, _), UNDECIDABLE),  # blanks on both sides
        ("t == p + i - r", (5, 4, 2, _), IF_ZERO),
        ("t == p + i - r", (7, 4, 2, _), BROKEN),
        ("t == p + i - r", (5, 4, _, _), UNDECIDABLE),  # they pull in both directions
        ("a - b == 0", (_, 3), UNDECIDABLE),  # the same as a == b
        ("a + 2 == t", (_, 3), IF_ZERO),
        ("a <= b", (3, 3), HOLDS),
        ("a < b", (3, 3), BROKEN),
        ("a <= b", (4, _), UNDECIDABLE),
        ("a <= b", (_, 4), UNDECIDABLE),
        ("a <= b", (_, -1), BROKEN),
        ("a < b", (_, 0), BROKEN),
        ("a <= b + c", (5, 3, _), IF_ZERO),
        ("a <= b + c", (3, 3, _), HOLDS),  # whatever the blank
        ("a >= b", (Unplaced(0, 2), 3), BROKEN),
        ("a >= b", (Unplaced(0, 3), 3), UNDECIDABLE),
        ("a > b", (Unplaced(0, 3), 3), BROKEN),
        ("a + c == b + c", (1, 1, UNKNOWN), HOLDS),  # c is the same figure on both sides
        ("a == b", (Decimal("0.1") + Decimal("0.2"), Decimal("0.3")), HOLDS),
        ("a == b", (Decimal("0.10"), Decimal("0.11")), BROKEN),
        ("a + b == t", (Decimal("258.13"), _, 300), IF_ZERO),
    ],
)
def test_verdicts(text: str, figures: tuple[Operand, ...], verdict: Verdict) -> None:
    identity = parse(text)
    order = sorted(identity.names()) if "c" in identity.names() else identity.names()
    assert judge(identity, dict(zip(order, figures, strict=True))).verdict is verdict


def test_a_judgement_names_sides_difference_and_operands() -> None:
    judgement = judge(parse("a + b - 1 == t"), {"a": 5, "b": BLANK, "t": 7, "other": 1})
    assert (judgement.left, judgement.right, judgement.difference) == (4, 7, -3)
    assert judgement.operands == (
        Addend("a", 1, "left", 5),
        Addend("b", 1, "left", BLANK),
        Addend("t", 1, "right", 7),
    )


@pytest.mark.parametrize(
    ("text", "figures", "verdict"),
    [
        ("max(a, b) == t", (_, 3, 5), IF_ZERO),
        ("max(a) == t", (_, 5), UNDECIDABLE),  # nothing beside the blank is stated
        ("2 * max(a) == t", (_, 4), UNDECIDABLE),
        ("t == max(- a)", (-2, _), IF_ZERO),  # taken away twice it adds
        ("t == - max(a)", (-2, _), IF_ZERO),
        ("t == max(a)", (2, _), UNDECIDABLE),
        ("t == 0.5 * a", (5, _), UNDECIDABLE),
        ("t == 0.5 * max(a)", (5, _), UNDECIDABLE),
        ("max(a, 3) == t", (_, 5), IF_ZERO),  # a number is stated
        ("max(a, b) == t", (UNKNOWN, _, 5), UNDECIDABLE),
        ("max(a, c) == t", (_, UNKNOWN, 5), UNDECIDABLE),
    ],
)
def test_a_blank_in_an_extreme_counts_for_the_side_that_it_adds_to(
    text: str, figures: tuple[Operand, ...], verdict: Verdict
) -> None:
    identity = parse(text)
    assert judge(identity, dict(zip(identity.names(), figures, strict=True))).verdict is verdict


def test_a_figure_that_cancels_out_is_no_matter() -> None:
    amounts: dict[str, Operand] = {"a": BLANK, "b": 3, "c": UNKNOWN, "t": 4}
    assert judge(parse("a + b + c == t + c"), amounts).verdict is IF_ZERO
    assert judge(parse("a + b + c - c == t"), amounts).verdict is IF_ZERO


def test_operands_have_their_weights_and_those_of_an_extreme_none() -> None:
    judgement = judge(parse("2 * a - b == max(c, 3 - d) + 0.5 * t"), {"a": 1, "c": 2, "d": BLANK})
    assert judgement.operands == (
        Addend("a", 2, "left", 1),
        Addend("b", -1, "left", UNKNOWN),
        Addend("c", None, "right", 2),
        Addend("d", None, "right", BLANK),
        Addend("t", Decimal("0.5"), "right", UNKNOWN),
    )


def test_a_side_that_is_not_known_has_no_sum() -> None:
    judgement = judge(parse("a == t"), {"a": Unplaced(1, 3), "t": 7})
    assert (judgement.verdict, judgement.left, judgement.right, judgement.difference) == (
        BROKEN,
        None,
        7,
        None,
    )


def test_a_name_without_figure_is_unknown() -> None:
    judgement = judge(parse("a + b == t"), {"a": 9, "t": 7})
    assert judgement.verdict is UNDECIDABLE
    assert judgement.operands[1] == Addend("b", 1, "left", UNKNOWN)


NAMES = ("a", "b", "c", "d")
LIMIT = 9  # beyond what four figures of at most 2 can make up
signs: st.SearchStrategy[Literal[1, -1]] = st.sampled_from((1, 1, 1, -1))
sides = st.lists(
    st.sampled_from(NAMES).flatmap(lambda name: signs.map(lambda sign: Term(sign, name)))
    | st.integers(0, 2).flatmap(lambda number: signs.map(lambda sign: Term(sign, None, number))),
    min_size=1,
    max_size=4,
    unique_by=lambda term: term.name,
).map(tuple)
operands: st.SearchStrategy[Operand] = (
    st.integers(0, 2)
    | st.sampled_from((BLANK, BLANK, UNKNOWN))
    | st.tuples(st.integers(0, 2), st.integers(0, 2)).map(lambda pair: Unplaced(min(pair), max(pair)))
)


def values(operand: Operand) -> tuple[int, ...]:
    if operand is BLANK:
        return tuple(range(LIMIT + 1))
    if operand is UNKNOWN:
        return tuple(range(-LIMIT, LIMIT + 1))
    if isinstance(operand, Unplaced):
        return tuple(range(int(operand.low), int(operand.high) + 1))
    assert isinstance(operand, int)
    return (operand,)


def total(terms: tuple[Term, ...], figures: Mapping[str, int]) -> int:
    return int(sum(term.sign * (term.number if term.name is None else figures[term.name]) for term in terms))


def satisfied(identity: Identity, figures: Mapping[str, int]) -> bool:
    left, right = total(identity.left, figures), total(identity.right, figures)
    by_op = {
        "==": left == right,
        "!=": left != right,
        "<=": left <= right,
        "<": left < right,
        ">=": left >= right,
        ">": left > right,
    }
    return by_op[identity.op]


def weight(identity: Identity, name: str) -> int:
    one = {other: int(other == name) for other in NAMES}
    zero = dict.fromkeys(NAMES, 0)
    return (total(identity.left, one) - total(identity.left, zero)) - (
        total(identity.right, one) - total(identity.right, zero)
    )


def oracle(identity: Identity, amounts: Mapping[str, Operand]) -> Verdict:
    """Try every value of every figure that counts."""
    weights = {name: weight(identity, name) for name in NAMES}
    names = [name for name in NAMES if weights[name]]
    rest = dict.fromkeys(NAMES, 0)
    choices = [values(amounts[name]) for name in names]
    outcomes = {
        satisfied(identity, rest | dict(zip(names, choice, strict=True))) for choice in product(*choices)
    }
    if outcomes == {False}:
        return BROKEN
    if outcomes == {True}:
        return HOLDS
    blanks = [name for name in names if amounts[name] is BLANK]
    points = {name: values(amounts[name])[0] for name in names if len(values(amounts[name])) == 1}
    if len(blanks) + len(points) < len(names):
        return UNDECIDABLE
    number = total(identity.left, rest) - total(identity.right, rest)
    left = [name for name in names if weights[name] > 0] + ["number"] * (number > 0)
    right = [name for name in names if weights[name] < 0] + ["number"] * (number < 0)
    if set(blanks) & set(left) and set(blanks) & set(right):
        return UNDECIDABLE
    if set(left) <= set(blanks) or set(right) <= set(blanks):
        # An empty side has no blanks to speak of: what counts is the side that has them.
        blank_side = left if set(blanks) & set(left) else right
        if set(blank_side) <= set(blanks):
            return UNDECIDABLE
    return UNDECIDABLE if satisfied(identity, rest | points) else IF_ZERO


@given(
    st.tuples(sides, st.sampled_from(("==", "==", *get_args(Operator))), sides).map(lambda it: Identity(*it)),
    st.fixed_dictionaries(dict.fromkeys(NAMES, operands)),
)
def test_judge_agrees_with_trying_every_value(identity: Identity, amounts: dict[str, Operand]) -> None:
    assume(all(abs(weight(identity, name)) < 2 for name in NAMES))  # halves would count, and none is tried
    assume(sum(operand in (BLANK, UNKNOWN) for operand in amounts.values()) <= 3)
    assert judge(identity, amounts).verdict is oracle(identity, amounts)


@pytest.mark.parametrize(
    ("text", "figures", "verdict"),
    [
        ("a != b", (1, 1), BROKEN),
        ("a != b", (1, 2), HOLDS),
        ("a != b", (1, _), UNDECIDABLE),
        ("2 * a == b", (2, 4), HOLDS),
        ("2 * a <= b", (Unplaced(3, 4), 5), BROKEN),
        ("max(a, b) <= c", (1, 9, 5), BROKEN),
        ("max(a, b) <= c", (_, 9, 5), BROKEN),  # whatever the blank
        ("min(a, b) <= c", (_, 4, 5), HOLDS),
        ("min(a, b) == c", (_, 4, 5), BROKEN),
        ("a == b within 1", (4, 5), HOLDS),
        ("a == b within 1", (4, 6), BROKEN),
        ("a <= b within 0.5", (Decimal("5.5"), 5), HOLDS),
        ("if a > 0 then b > 0", (0, 0), HOLDS),
        ("if a > 0 then b > 0", (3, 0), BROKEN),
        ("if a > 0 then b > 0", (_, 0), UNDECIDABLE),
        ("if a > 0 then b > 0", (_, 1), HOLDS),
    ],
)
def test_verdicts_of_the_wider_language(text: str, figures: tuple[Operand, ...], verdict: Verdict) -> None:
    identity = parse(text)
    assert judge(identity, dict(zip(identity.names(), figures, strict=True))).verdict is verdict


def reckoned(terms: Sum, figures: Mapping[str, int]) -> Decimal:
    """A sum by its definition."""
    values = []
    for term in terms:
        if term.extreme is not None:
            inner = [reckoned(each, figures) for each in term.extreme.arguments]
            value = min(inner) if term.extreme.function == "min" else max(inner)
        else:
            value = Decimal(term.number if term.name is None else figures[term.name])
        values.append(term.sign * value * (term.factor if term.name or term.extreme else 1))
    return sum(values, Decimal(0))


def is_met(comparison: Comparison, figures: Mapping[str, int]) -> bool:
    difference = reckoned(comparison.left, figures) - reckoned(comparison.right, figures)
    within = comparison.within
    return {
        "==": abs(difference) <= within,
        "!=": abs(difference) > within,
        "<=": difference <= within,
        "<": difference < within,
        ">=": -difference <= within,
        ">": -difference < within,
    }[comparison.op]


leaf = st.sampled_from(NAMES).map(lambda name: Term(1, name)) | st.integers(0, 2).map(
    lambda number: Term(1, None, number)
)
functions: st.SearchStrategy[Function] = st.sampled_from(("min", "max"))
extremes = st.tuples(functions, st.lists(leaf, min_size=1, max_size=2)).map(
    lambda it: Term(1, None, 0, 1, Extreme(it[0], tuple((each,) for each in it[1])))
)
addends = st.tuples(leaf | extremes, signs, st.sampled_from((1, 1, 2))).map(
    lambda it: replace(it[0], sign=it[1], factor=it[2] if it[0].name or it[0].extreme else 1)
)
wide = st.lists(addends, min_size=1, max_size=3).map(tuple)
comparisons = st.tuples(wide, st.sampled_from(get_args(Operator)), wide, st.sampled_from((0, 0, 1))).map(
    lambda it: Comparison(*it)
)


@settings(max_examples=40, deadline=None)
@given(comparisons, st.none() | comparisons, st.fixed_dictionaries(dict.fromkeys(NAMES, operands)))
def test_no_placement_of_blanks_belies_a_verdict(
    comparison: Comparison, condition: Comparison | None, amounts: dict[str, Operand]
) -> None:
    assume(sum(operand in (BLANK, UNKNOWN) for operand in amounts.values()) <= 2)
    identity = Identity(comparison.left, comparison.op, comparison.right, comparison.within, condition)
    verdict = judge(identity, amounts).verdict
    outcomes = set()
    names = identity.names()
    for choice in product(*(values(amounts[name]) for name in names)):
        figures = dict(zip(names, choice, strict=True))
        asked = condition is None or is_met(condition, figures)
        outcomes.add(not asked or is_met(comparison, figures))
    if len(outcomes) == 2:
        assert verdict in (IF_ZERO, UNDECIDABLE)
    if verdict in (HOLDS, BROKEN):
        assert outcomes == {verdict is HOLDS}
    if all(isinstance(amounts[name], int) for name in names):
        assert verdict is (HOLDS if outcomes == {True} else BROKEN)
