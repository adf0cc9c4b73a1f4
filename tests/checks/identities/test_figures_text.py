"""A judged identity with its figures."""

from __future__ import annotations

import pytest

from linter.checks.identities.arithmetic import BLANK, Operand, judge
from linter.checks.identities.expression_parser import parse
from linter.checks.identities.figures_text import comparison_text, side_text


@pytest.mark.parametrize(
    ("text", "figures", "left", "comparison"),
    [
        ("a - b == t", (5, 2, 4), "5 - 2 = 3", "5 - 2 ≠ 4"),
        ("a + b == t", (5, 2, 4), "5 + 2 = 7", "5 + 2 ≠ 4"),
        ("- a + b <= t", (1, 9, 4), "-1 + 9 = 8", "-1 + 9 > 4"),
        ("a == t", (5, 4), "5", "5 ≠ 4"),
        ("2 * a == t", (3, 5), "2 × 3 = 6", "2 × 3 ≠ 5"),
        ("max(a, b + 1) <= t", (3, 7, 5), "max(3, 7 + 1) = 8", "max(3, 7 + 1) > 5"),
        ("a + b == t", (3, BLANK, 5), "3 + 空 = 3", "3 + 空 ≠ 5"),
        ("a != t within 1", (3, 4), "3", "3 = 4（允许相差 1）"),
        ("if a > 0 then b > 0", (3, 0), "0", "3 > 0，而 0 ≤ 0"),
        ("a + b + c - d + e == t", (1, 0, 0, 4, 0, 5), "1 - 4 = -3", "1 - 4 ≠ 5"),
    ],
)
def test_what_was_judged_is_shown(
    text: str, figures: tuple[Operand, ...], left: str, comparison: str
) -> None:
    identity = parse(text)
    judgement = judge(identity, dict(zip(identity.names(), figures, strict=True)))
    assert side_text(judgement, "left") == left
    assert comparison_text(judgement) == comparison
