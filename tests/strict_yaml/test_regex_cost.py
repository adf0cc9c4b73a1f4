"""Patterns of packs: what is refused, and that what is accepted takes no more steps than was reckoned."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from linter.strict_yaml.regex_check import DEEPEST, LONGEST, judge
from linter.strict_yaml.regex_cost import disjoint, measure
from linter.strict_yaml.regex_syntax import parse
from tests.strict_yaml.counting_matcher import CountingMatcher

# -- patterns --------------------------------------------------------------------------------------

ATOMS = st.sampled_from(
    [
        *("a", "b", "c", "[ab]", "[^a]", "[^bc]", "[b-c]", r"\d", r"\w", ".", r"\s", r"\D", r"\W", r"\S"),
        *(r"[^\W]", r"[\D1]", r"[\x61-\x62]", r"\u0061", r"\n", r"[^\n]", r"[\b]"),
        *("\U00010401", r"[\U00010401]", r"[^\U00010401]", r"[\U00010400-\U0001042a]"),
    ]
)
POINTS = st.sampled_from(["^", "$", r"\b", r"\B", r"\A", r"\Z"])
QUANTIFIERS = st.sampled_from(["", "", "?", "*", "+", "{2}", "{0,3}", "{1,2}", "{2,}", "{,2}", "*?", "??"])
LOOKS = st.builds("({}{})".format, st.sampled_from(["?=", "?!", "?<=", "?<!"]), ATOMS)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    group = st.builds("(?:{}){}".format, inner, QUANTIFIERS)
    return st.one_of(
        st.lists(st.one_of(inner, group), min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join).map("(?:{})".format),
        group,
    )


LEAVES = st.one_of(st.builds("{}{}".format, ATOMS, QUANTIFIERS), POINTS, LOOKS)
PATTERNS = st.recursive(LEAVES, _larger, max_leaves=8)
TEXTS = st.one_of(
    st.text("abc1 \n\U00010401\U00010402", max_size=14),
    st.builds(
        lambda part, times: (part * times)[:30],
        st.text("abc1 \n\U00010401", min_size=1, max_size=4),
        st.integers(1, 30),
    ),
)


@given(PATTERNS, TEXTS)
@example("b[^b]*c", "bcbcbcbc" * 3)
@example("(?:ab|b){0,3}c", "ab" * 12)
@example("(?:a?b?){0,3}$", "ab" * 12)
@example(r"(?<!\d)\d+a", "1" * 30)
def test_an_accepted_pattern_takes_no_more_steps_than_was_reckoned(pattern: str, text: str) -> None:
    node = parse(pattern)
    cost, unbounded = measure(node)
    assume(not unbounded and cost * len(text) < 50_000)  # more would take the counter too long
    counter = CountingMatcher(text)
    counter.search(node)
    assert counter.steps <= 3 * cost * (len(text) + 1)


@given(PATTERNS, TEXTS)
def test_a_tree_says_what_the_pattern_says(pattern: str, text: str) -> None:
    node = parse(pattern)
    cost, unbounded = measure(node)
    assume(len(text) <= 8 if unbounded else cost < 2_000)
    assert CountingMatcher(text).search(node) == bool(re.compile(pattern).search(text))


@pytest.mark.parametrize(
    ("pattern", "at"),
    [
        (r"(?:a+)+b", 6),
        (r"a*a*b", 1),
        (r".*报告", 1),
        (r"\d+件", 2),
        (r"(?:收到|接到)*申请", 9),
        (r"收到\w+\d+件", 4),
        (r"a{0,1001}", 1),
        (r"a{3,}", 1),
        (r"(a)\1", 3),
        (r"(?P<name>a)(?P=name)", 12),
        (r"(?i)a", 1),
        (r"(?>a)", 1),
        (r"(a", 0),
        (r"a**", 2),
    ],
)
def test_what_is_refused_is_refused_at_its_place(pattern: str, at: int) -> None:
    flaws = judge(pattern).flaws
    assert at in [flaw.at for flaw in flaws], flaws


@pytest.mark.parametrize(
    "pattern",
    [
        r"收到\d+件",
        r"^.*报告$",
        r"收到(?:了)?[\d,.]+件",
        r"(?<!\d)\d+件",
        r"(?:申请|受理)[^。;]{0,24}\d{1,9}(?:件|宗)",
        r"[\]a-]{1,3}\]\{\}{2}",
        r"a|b|",
        "",
    ],
)
def test_what_is_accepted(pattern: str) -> None:
    judged = judge(pattern)
    assert judged.flaws == ()
    assert judged.cost >= 1


def test_a_slow_pattern_without_endless_repeats_is_refused_too() -> None:
    assert "太多" in judge(".{0,40}.{0,40}.{0,40}.{0,40}报告").flaws[0].message
    assert "太多" in judge("(?:(?:a?){0,30}){0,30}b").flaws[0].message
    assert "过长" in judge("a" * (LONGEST + 1)).flaws[0].message
    assert "过深" in judge("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1)).flaws[0].message
    assert judge("(" * 300 + "a" + ")" * 300).flaws


@pytest.mark.parametrize(
    "one",
    [
        r"[\U00010401]",
        "[\U00010401]",
        r"[\N{DESERET CAPITAL LETTER LONG E}]",
        r"[\U00010400-\U0001044f]",
        r"[^\u0000-\uffff]",
        "[\\ud800-\\udfff]",
        r"[\ud801]",
    ],
)
def test_classes_of_any_character_are_compared(one: str) -> None:
    assert not disjoint(one, one)
    flaws = judge(f"{one}{one}*" * 3).flaws
    assert "没有上限" in flaws[0].message


def test_characters_above_the_first_plane_are_told_apart() -> None:
    assert disjoint(r"[\U00010401]", r"[\U00010402]")
    assert disjoint(r"[\U00010401-\U00010405]", r"[^\U00010400-\U00010406]")
    assert not disjoint(r"[\U00010000-\U0010ffff]", r"\d")
    assert disjoint(r"[\U00010000-\U0010ffff]", r"\s")


@pytest.mark.parametrize(
    ("pattern", "at"), [("收到[[:alpha:]]件", 4), ("[a--b]", 3), ("[a&&b]", 3), ("[a||b]", 3), ("[a~~b]", 3)]
)
def test_what_other_programs_read_in_brackets_is_refused(pattern: str, at: int) -> None:
    [flaw] = judge(pattern).flaws
    assert "方括号里" in flaw.message
    assert flaw.at is not None
    assert abs(flaw.at - at) <= 1


@given(ATOMS, ATOMS, st.sampled_from("abc1 _件，") | st.characters(codec="utf-8"))
def test_disjoint_classes_share_no_character(one: str, other: str, char: str) -> None:
    if disjoint(one, other):
        assert not (re.fullmatch(one, char) and re.fullmatch(other, char))
