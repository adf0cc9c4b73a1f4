"""What a pattern cannot do without, of made up patterns and of every pattern of the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from linter.documents import open_document
from linter.lint import read_reports
from linter.report.prose.prose_tokens import find_passages
from linter.rulebook.codec import KeptPattern
from linter.strict_yaml.regex_literals import (
    Needs,
    literals_of,
    longest_match,
    may_hold,
    may_match,
    needs_of,
    needs_of_each,
    whole_literals,
)
from tests.corpus import example
from tests.linting import book


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("收到(?:了)?申请", {("收到申请", "收到了申请")}),
        ("(?:收到|接到)[^,]{0,8}申请", {("申请",), ("收到", "接到")}),
        ("[件条]信息|动态", {("件信息", "动态", "条信息")}),
        ("(?:公开)?信息", {("信息",)}),
        ("(?:信息)+", {("信息",)}),
        ("信息{2,3}公", {("信",), ("息",), ("公",)}),
        ("申请(?=公开)", {("申请",), ("公开",)}),
        ("申请(?!公开)书", {("申请书",)}),
        ("(?P<n>x)(?P=n)y", {("x",), ("y",)}),
        ("^信息$", {("信息",)}),
        ("信息|\\d件|", set()),
        ("\\d+", set()),
        ("(?i)abc", set()),
        ("(?i:abc)d", {("d",)}),
        ("信.息|公开", {("公开", "信")}),
        ("[A-C]号", {("A号", "B号", "C号")}),
        ("[一-龥]号", {("号",)}),
        ("[^A-C]号", {("号",)}),
    ],
)
def test_literals_that_a_pattern_needs(pattern: str, needs: set[tuple[str, ...]]) -> None:
    found = needs_of(re.compile(pattern))
    assert {frozenset(group) for group in found} == {frozenset(group) for group in needs}


def test_alternatives_have_needs_of_their_own() -> None:
    each = needs_of_each(re.compile("信息\\d|(?:公开|\\d)|申请"))
    assert set(each) == {(("信息",),), (), (("申请",),)}
    assert needs_of_each(re.compile("信息")) == ((("信息",),),)
    assert needs_of_each(re.compile("(?i)a|b")) == ((),)
    assert needs_of_each(None) == ()


def test_longest_match_counts_what_it_may_take() -> None:
    assert longest_match(re.compile("收到.{0,3}(?:申请|信息公开)")) == 9


def test_all_groups_are_needed() -> None:
    needs = (("信息", "公开"), ("申请",))
    assert may_match(needs, "公开申请")
    assert not may_match(needs, "公开信息")
    assert may_match((), "")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Needs, tuple[Needs, ...]], ...]:
    """Every pattern of the built-in rules, with what it and each of its alternatives need."""
    checks = {id(rule.check): rule.check for rules in book().by_generation.values() for rule in rules}
    found = {pattern.pattern: pattern for check in checks.values() for pattern in _within(check)}
    return tuple((pattern, needs_of(pattern), needs_of_each(pattern)) for pattern in found.values())


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, KeptPattern):
        yield value.restored()
    elif isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _within(each)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _within(getattr(value, name))


@cache
def _pieces() -> tuple[str, ...]:
    """Pieces of shapes, and words that patterns need."""
    shapes = [
        passage.shape
        for seed in range(12)
        for document in [open_document(example(seed).text.encode(), "a.txt")]
        for report in read_reports(document, book())
        for passage in find_passages(report, document.source.normalized)
    ]
    words = {word for _, needs, _ in _patterns() for group in needs for word in group}
    clauses = {clause for shape in shapes for clause in re.split("(?<=[,;。])", shape)}
    return (*sorted(clauses), *sorted(words))


def test_the_rules_have_many_patterns_with_needs() -> None:
    assert sum(bool(needs) for _, needs, _ in _patterns()) > 200


@given(st.data())
def test_no_pattern_of_a_rule_matches_in_a_text_without_what_it_needs(data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(_pieces()), max_size=16)))
    for pattern, needs, each in _patterns():
        if pattern.search(text):
            assert may_match(needs, text), pattern.pattern
            assert any(may_match(one, text) for one in each), pattern.pattern


_MANY = range(0x4E00, 0x4E00 + 40)  # code points of letters


@pytest.mark.parametrize(
    ("patterns", "literals"),
    [
        (["收到(?:了)?申请", "公开"], "公开|收到了申请|收到申请"),
        (["(?:收到|接到)[^,]{0,8}申请", "政府申请"], "申请"),
        (["|".join(f"{chr(code)}件" for code in _MANY)], "|".join(f"{chr(code)}件" for code in _MANY)),
        (["申请(?=公)", "[(]"], "\\(|申请"),
    ],
)
def test_one_of_the_literals_stands_wherever_one_of_the_patterns_matches(
    patterns: list[str | None], literals: str
) -> None:
    found = literals_of([None if pattern is None else re.compile(pattern) for pattern in patterns])
    assert found is not None
    assert found.pattern == literals


@pytest.mark.parametrize("patterns", [[None], []])
def test_no_text_holds_a_literal_of_no_pattern(patterns: list[None]) -> None:
    assert not may_hold(literals_of(patterns), "收到申请" * 1000)
    assert not may_hold(literals_of(patterns), "收到申请" * 1_000_000)


@pytest.mark.parametrize("pattern", ["\\d+", "申请|\\d", "(?i)abc", ""])
def test_there_are_no_literals_where_any_text_may_match(pattern: str) -> None:
    assert literals_of([re.compile("公开"), re.compile(pattern)]) is None


@given(st.data())
def test_no_pattern_of_a_rule_matches_in_a_text_without_its_literals(data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(_pieces()), max_size=16)))
    for pattern, literals, whole in _literals():
        if literals is not None and pattern.search(text):
            assert literals.search(text), pattern.pattern
        for word in whole:
            if word in text:
                assert pattern.search(text), (pattern.pattern, word)


@cache
def _literals() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None, tuple[str, ...]], ...]:
    patterns = [pattern for pattern, _, _ in _patterns()]
    return tuple([(one, literals_of([one]), whole_literals(one)) for one in patterns])


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("监督|(?:组织|制度)保障|考核.{0,3}办法", ("监督", "制度保障", "组织保障")),
        ("公开|信息公开", ("公开",)),
        ("(?<!不)公开|(?:发布(?=信息))|公告$|^公示", ()),
        ("(?:公开)?", ()),
        ("(?i)led", ()),
        ("信息(?>公开)", ("信息公开",)),
        ("(?>公开(?!栏))|信息", ("信息",)),
        ("(?:公开(?!栏)){2}|信息", ("信息",)),
    ],
)
def test_a_pattern_matches_its_whole_literals_wherever_they_stand(
    pattern: str, words: tuple[str, ...]
) -> None:
    assert whole_literals(re.compile(pattern)) == words


def test_a_text_may_hold_literals_that_are_not_known() -> None:
    assert may_hold(None, "")
    assert may_hold(literals_of([re.compile("公开.申请")]), "依法公开")
    assert not may_hold(literals_of([re.compile("公开.申请")]), "公文")


def test_no_pattern_has_no_whole_literals() -> None:
    assert whole_literals(None) == ()
