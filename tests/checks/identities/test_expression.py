"""The language of the identities."""

from __future__ import annotations

import pickle
import subprocess
import sys
from decimal import Decimal
from typing import Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from linter.checks.identities.expression import (
    Comparison,
    Extreme,
    Identity,
    Term,
    UnknownNamesError,
    expand_sum,
    leaves,
    sum_text,
)
from linter.checks.identities.expression_parser import IdentitySyntaxError, parse, parse_sum
from linter.checks.interval import Function, Operator

KNOWN = ("received", "refused.a", "refused.b", "refused_all", "unavailable.a", "total")


def test_factors_extremes_conditions_and_precision() -> None:
    identity = parse("if a > 0 then 2 * b.* == max(c, d + 1.5) within 0.5").expand(
        ["a", "b.x", "b.y", "c", "d"]
    )
    assert str(identity) == "if a > 0 then 2 * b.x + 2 * b.y == max(c, d + 1.5) within 0.5"
    assert identity.names() == ("a", "b.x", "b.y", "c", "d")
    assert str(parse("min(b.*) != 0").expand(["b.x", "b.y"])) == "min(b.x, b.y) != 0"


def test_keys_called_as_words_of_the_language_are_names() -> None:
    for text in ("if == then", "min + max <= within", "if - a == b"):
        assert str(parse(text)) == text


def test_leaves_have_the_sign_with_which_they_count() -> None:
    terms = parse_sum("a - max(- b, c + min(2, - d))")
    assert [(sign, leaf.name or leaf.number) for sign, leaf in leaves(terms)] == [
        (1, "a"),
        (1, "b"),
        (-1, "c"),
        (-1, 2),
        (1, "d"),
    ]


def test_a_text_has_at_most_two_thousand_characters() -> None:
    text = "a == b"
    assert parse(text + " " * (2000 - len(text))) == parse(text)
    with pytest.raises(IdentitySyntaxError, match="式子过长，最多 2000 个字符") as caught:
        parse(text + " " * (2001 - len(text)))
    assert caught.value.column == 1


def test_a_comparison_of_sums() -> None:
    assert parse("received + refused.a == total - 3") == Identity(
        (Term(1, "received"), Term(1, "refused.a")), "==", (Term(1, "total"), Term(-1, None, 3))
    )


@pytest.mark.parametrize("op", get_args(Operator))
def test_every_comparison(op: str) -> None:
    assert parse(f"a{op}b").op == op


def test_blanks_and_a_leading_sign() -> None:
    assert parse("\n - a\n+ b\t<= 0") == Identity((Term(-1, "a"), Term(1, "b")), "<=", (Term(1, None, 0),))


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("a + == b", 5, "这里应为名称或数，不是“==”"),
        ("a = b", 3, "不认识“=”；相等要写作 =="),
        ("a $ b", 3, "不认识“$”"),
        ("甲 == b", 1, "不认识“甲”"),
        ("", 1, "没有写完，后面应有名称或数"),
        ("a", 2, "没有写完，后面应有加减号或比较符号（== != <= < >= >）"),
        ("a == b -", 9, "没有写完，后面应有名称或数"),
        ("a b == c", 3, "这里应为加减号或比较符号（== != <= < >= >），不是“b”"),
        ("a == b c", 8, "这里应为加减号或结尾，不是“c”"),
        ("a == b == c", 8, "这里应为加减号或结尾，不是“==”"),
        ("a + - b == c", 5, "这里应为名称或数，不是“-”"),
        ("a == 1.", 6, "不认识“1”"),
        ("3a == b", 1, "不认识“3”"),
        ("a. == b", 2, "不认识“.”"),
        ("a.*.b == c", 4, "不认识“.”"),
        ("* == b", 1, "这里应为名称或数，不是“*”"),
        ("2 * 3 == a", 5, "这里应为名称、min 或 max，不是“3”"),
        ("a ! b", 3, "不认识“!”"),
        ("if a > b", 9, "没有写完，后面应有加减号或 then"),
        ("if a then b", 6, "这里应为加减号或比较符号（== != <= < >= >），不是“then”"),
        ("min(a == b", 7, "这里应为加减号、逗号或右括号，不是“==”"),
        ("max() == a", 5, "这里应为名称或数，不是“)”"),
        ("a == b within c", 15, "这里应为数，不是“c”"),
    ],
)
def test_a_text_that_is_no_identity(text: str, column: int, message: str) -> None:
    with pytest.raises(IdentitySyntaxError) as caught:
        parse(text)
    assert (caught.value.column, str(caught.value)) == (column, message)


def test_prefixes_become_names_in_the_table_s_order() -> None:
    identity = parse("refused.* + received == total").expand(KNOWN)
    assert str(identity) == "refused.a + refused.b + received == total"
    assert identity.names() == ("refused.a", "refused.b", "received", "total")
    assert str(parse("total - refused.* == 0").expand(KNOWN)) == "total - refused.a - refused.b == 0"
    assert sum_text(expand_sum(parse_sum("total - refused.*"), KNOWN)) == "total - refused.a - refused.b"
    with pytest.raises(UnknownNamesError):
        expand_sum(parse_sum("total - granted.*"), KNOWN)


def test_names_lists_each_once_as_written() -> None:
    assert parse("a + x.* - 2 == a + b").names() == ("a", "x.*", "b")


def test_all_unknown_names_are_listed() -> None:
    with pytest.raises(UnknownNamesError) as caught:
        parse("granted + refused.* + received.* == totl").expand(KNOWN)
    assert caught.value.names == ("granted", "received.*", "totl")
    assert str(caught.value) == "表中没有这些名称：granted、received.*、totl"


def test_an_identity_pickles_and_is_used_without_lark() -> None:
    pickled = pickle.dumps(parse("refused.* + 2 == total"))
    program = (
        "import pickle, sys\n"
        f"identity = pickle.loads({pickled!r}).expand(['refused.a', 'total'])\n"
        "from linter.checks.identities.arithmetic import judge\n"
        "print(identity, judge(identity, {'refused.a': 1, 'total': 3}).verdict.value, 'lark' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[0] == "refused.a + 2 == total holds False"


names = st.sampled_from(("a", "b_1", "_", "received", "refused.a", "refused.*", "x0.y_.z9", "x0.y_.*"))
signs: st.SearchStrategy[Literal[1, -1]] = st.sampled_from((1, -1))
numbers = st.integers(0, 10**17) | st.sampled_from((Decimal("0.5"), Decimal("2.25")))
plain = st.tuples(signs, names, st.just(0), numbers).map(lambda it: Term(*it)) | st.tuples(
    signs, st.none(), numbers
).map(lambda it: Term(*it))
extremes = st.tuples(
    signs,
    numbers,
    st.sampled_from(get_args(Function)),
    st.lists(plain.map(lambda it: (it,)), min_size=1, max_size=3),
).map(lambda it: Term(it[0], None, 0, it[1], Extreme(it[2], tuple(it[3]))))
sums = st.lists(plain | extremes, min_size=1, max_size=3).map(tuple)
comparisons = st.tuples(sums, st.sampled_from(get_args(Operator)), sums, numbers).map(
    lambda it: Comparison(*it)
)


@given(comparisons, st.none() | comparisons)
def test_what_is_written_is_read_back(comparison: Comparison, condition: Comparison | None) -> None:
    if condition is not None:  # a word before a sign is a name
        first, *rest = condition.left
        condition = replace(condition, left=(replace(first, sign=1), *rest))
    identity = Identity(comparison.left, comparison.op, comparison.right, comparison.within, condition)
    assert parse(str(identity)) == identity


@given(st.text("abz_.*+-=<> 019\n甲", max_size=20) | st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    column = 1
    try:
        parse(text)
    except IdentitySyntaxError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1
