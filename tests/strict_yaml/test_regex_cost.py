"""Patterns of packs: what is refused, and that what is accepted takes no more steps than was reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from linter.strict_yaml.regex_check import DEEPEST, LONGEST, judge
from linter.strict_yaml.regex_cost import disjoint, measure
from linter.strict_yaml.regex_syntax import Atom, Choice, Look, Node, Point, Repeat, Sequence, parse

# -- a matcher that counts -------------------------------------------------------------------------


class Counter:
    """Backtracks over a tree as `re` does over a pattern, without any of its short cuts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps = 0

    def search(self, node: Node) -> bool:
        """Whether some place matches. To the end of all ways: the worst that a search can cost."""
        found = False
        for start in range(len(self.text) + 1):
            for _ in self.ends(node, start):
                found = True
        return found

    def ends(self, node: Node, at: int) -> Iterator[int]:
        if isinstance(node, Sequence):
            yield from self._in_order(node.parts, at)
        elif isinstance(node, Choice):
            for option in node.options:
                self.steps += 1
                yield from self.ends(option, at)
        elif isinstance(node, Repeat):
            yield from self._repeated(node, at, 0)
        else:
            self.steps += 1
            if isinstance(node, Atom):
                if at < len(self.text) and re.fullmatch(node.text, self.text[at]):
                    yield at + 1
            elif isinstance(node, Point):
                if re.compile(node.text).match(self.text, at):
                    yield at
            elif self._looks(node, at):
                yield at

    def _in_order(self, parts: tuple[Node, ...], at: int) -> Iterator[int]:
        if not parts:
            yield at
            return
        for end in self.ends(parts[0], at):
            yield from self._in_order(parts[1:], end)

    def _repeated(self, node: Repeat, at: int, count: int) -> Iterator[int]:
        self.steps += 1
        if node.high is None or count < node.high:
            for end in self.ends(node.body, at):
                if end > at or count < node.low:
                    yield from self._repeated(node, end, count + 1)
        if count >= node.low:
            yield at

    def _looks(self, node: Look, at: int) -> bool:
        if node.opening in ("(?=", "(?!"):
            found = bool(list(islice(self.ends(node.body, at), 1)))
        else:
            found = any(at in list(self.ends(node.body, start)) for start in range(max(0, at - 2), at + 1))
        return found == ("!" not in node.opening)


# -- patterns --------------------------------------------------------------------------------------

ATOMS = st.sampled_from(["a", "b", "c", "[ab]", "[^a]", "[^bc]", r"\d", r"\w", ".", r"\s", "[b-c]"])
POINTS = st.sampled_from(["^", "$", r"\b"])
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
    st.text("abc1 \n", max_size=14),
    st.builds(
        lambda part, times: (part * times)[:30], st.text("abc1 ", min_size=1, max_size=4), st.integers(1, 30)
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
    counter = Counter(text)
    counter.search(node)
    assert counter.steps <= 3 * cost * (len(text) + 1)


@given(PATTERNS, TEXTS)
def test_a_tree_says_what_the_pattern_says(pattern: str, text: str) -> None:
    node = parse(pattern)
    cost, unbounded = measure(node)
    assume(len(text) <= 8 if unbounded else cost < 2_000)
    assert Counter(text).search(node) == bool(re.compile(pattern).search(text))


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


@given(ATOMS, ATOMS, st.sampled_from("abc1 _件，") | st.characters(codec="utf-8"))
def test_disjoint_classes_share_no_character(one: str, other: str, char: str) -> None:
    if disjoint(one, other):
        assert not (re.fullmatch(one, char) and re.fullmatch(other, char))
