"""A judged identity as people write it, with its figures: `222 + 5 = 227`, `5 - 2 ≠ 4`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from linter.checks.identities.arithmetic import BLANK, UNKNOWN, Gap, Judgement, Operand, Side, Unplaced
from linter.checks.identities.expression import Extreme, Sum, Term
from linter.checks.interval import Amount, Operator

_MOST_SHOWN = 4  # addends: of more, zeros are left out
_SIGN: Final[Mapping[Operator, str]] = {"==": "=", "!=": "≠", "<=": "≤", "<": "<", ">=": "≥", ">": ">"}
_OPPOSITE: Final[Mapping[Operator, str]] = {
    "==": "≠",
    "!=": "=",
    "<=": ">",
    "<": "≥",
    ">=": "<",
    ">": "≤",
}


def side_text(judgement: Judgement, side: Side) -> str:
    """A side with what it comes to, blanks counted as 0: `222 + 5 = 227`; a lone figure as it is."""
    terms = judgement.identity.left if side == "left" else judgement.identity.right
    value = judgement.left if side == "left" else judgement.right
    if value is None:
        return "？"
    shown = _shown(terms, judgement.amounts)
    plain = all(term.extreme is None and term.factor == 1 for term in shown)
    if plain and len(shown) < 2:
        return amount_text(value)
    return f"{_sum_text(shown, judgement.amounts)} = {amount_text(value)}"


def comparison_text(judgement: Judgement) -> str:
    """A broken comparison with its figures, as it turned out: `5 - 2 ≠ 4`."""
    identity, amounts = judgement.identity, judgement.amounts
    left, right = (_shown(terms, amounts) or terms[:1] for terms in (identity.left, identity.right))
    text = f"{_sum_text(left, amounts)} {_OPPOSITE[identity.op]} {_sum_text(right, amounts)}"
    if identity.within:
        text += f"（允许相差 {amount_text(identity.within)}）"
    if (condition := identity.condition) is None:
        return text
    met = f"{_sum_text(condition.left, amounts)} {_SIGN[condition.op]} {_sum_text(condition.right, amounts)}"
    return f"{met}，而 {text}"


def amount_text(value: Amount) -> str:
    """A figure as it is shown."""
    return str(value)


def _shown(terms: Sum, amounts: Mapping[str, Operand]) -> Sum:
    return tuple(
        term for term in terms if len(terms) <= _MOST_SHOWN or amounts.get(term.name or "", UNKNOWN) != 0
    )


def _sum_text(terms: Sum, amounts: Mapping[str, Operand]) -> str:
    text = "".join(f" {'-' if term.sign < 0 else '+'} {_term_text(term, amounts)}" for term in terms)
    return "-" + text.removeprefix(" - ") if text.startswith(" - ") else text.removeprefix(" + ")


def _term_text(term: Term, amounts: Mapping[str, Operand]) -> str:
    if term.extreme is not None:
        words = _extreme_text(term.extreme, amounts)
    elif term.name is not None:
        operand = amounts.get(term.name, UNKNOWN)
        words = _operand_text(operand)
    else:
        words = amount_text(term.number)
    return words if term.factor == 1 else f"{amount_text(term.factor)} × {words}"


def _operand_text(operand: Operand) -> str:
    if isinstance(operand, Gap | Unplaced):
        return "空" if operand is BLANK else "？"
    return amount_text(operand)


def _extreme_text(extreme: Extreme, amounts: Mapping[str, Operand]) -> str:
    return f"{extreme.function}({', '.join(_sum_text(each, amounts) for each in extreme.arguments)})"
