"""Patterns as types of fields: compiled when a file is decoded, refused in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from msgspec import Struct

from linter.checks.registry import CheckType, check_types
from linter.resources import builtin_packs
from linter.rulebook import Rulebook
from linter.rulebook.pack import Pack
from linter.strict_yaml import Fault, compose, decode
from linter.strict_yaml.names import NO_NAMES, Names
from linter.strict_yaml.patterns import Pattern, Patterns, PatternsType, PatternType, alternation, either
from linter.strict_yaml.regex_check import MOST_IN_ALL, MOST_STEPS, judge
from linter.strict_yaml.structure import members, text_type


class Both(Struct, frozen=True):
    """A class with one pattern and several."""

    one: Pattern
    some: Patterns = None


class Channels:
    """Names that stand for words."""

    by_name: Mapping[str, tuple[str, ...]] = {"channel": ("信函", "当面")}

    def expand(self, pattern: str) -> str:
        return pattern.replace("{channel}", "(?:信函|当面)")


def decoded(text: str, names: Names | None = NO_NAMES) -> tuple[Both, list[Fault]]:
    found: list[Fault] = []
    value = decode(compose(text, "a"), Both, "a", found, names)
    assert value is not None
    return value, found


def test_a_pattern_is_compiled_when_its_file_is_decoded() -> None:
    both, faults = decoded("one: '收到(?P<n>[0-9]{1,3})件'\nsome: [甲, '(?P<x>乙)']")
    assert faults == []
    assert [match["n"] for match in both.one.finditer("收到12件")] == ["12"]
    assert both.some is not None
    assert [match[0] for match in both.some.finditer("甲丙乙")] == ["甲", "乙"]
    assert dict(both.some.groupindex) == {}


def test_an_empty_list_of_patterns_is_none() -> None:
    assert decoded("one: 甲\nsome: []")[0].some is None


def test_after_a_fault_there_is_a_pattern_that_matches_nothing() -> None:
    both, faults = decoded("one: '(a'\nsome: ['b', '.*c']")
    assert [(fault.line, fault.column, fault.field) for fault in faults] == [
        (1, 7, "one"),
        (2, 15, "some[1]"),
    ]
    assert both.one.search("(a") is None
    assert both.some is not None
    assert both.some.search("b")


def test_names_stand_for_their_words() -> None:
    both, faults = decoded("one: '{channel}申请'\nsome: ['经{channel}', 丙]", Channels())
    assert faults == []
    assert both.one.fullmatch("当面申请")
    assert both.some is not None
    assert both.some.search("经信函")


def test_an_unknown_name_is_a_fault_where_it_stands() -> None:
    _, [fault] = decoded("one: '经{chanel}'", Channels())
    assert (fault.line, fault.column) == (1, 8)
    assert "是不是想写“channel”？" in fault.message


def test_where_names_are_not_known_patterns_that_name_something_are_not_judged() -> None:
    assert decoded("one: '经{channel}'\nsome: ['(a']", None)[1][0].field == "some[0]"


def test_alternations_match_where_one_of_their_patterns_does() -> None:
    one, other = alternation(["a|b"]), alternation(["(?P<x>c)", "d"])
    both = either((one, None, other))
    assert both is not None
    assert [match[0] for match in both.finditer("abcde")] == ["a", "b", "c", "d"]
    assert either((None, one)) is one
    assert either(()) is None


def pack_faults(text: str) -> list[Fault]:
    found: list[Fault] = []
    decode(compose(text, "a"), Pack, "a", found)
    return [fault for fault in found if "缺少" not in fault.message]


def test_faults_stand_in_the_pattern() -> None:
    text = "pack: 试\nsections:\n  - patterns: ['.*报告', \"a\"]\nnot_reports: [(a)\\1]\n"
    places = [(fault.line, fault.column, fault.field) for fault in pack_faults(text)]
    assert places == [(3, 18, "sections[0].patterns[0]"), (4, 18, "not_reports[0]")]


def test_all_patterns_of_a_pack_have_a_bound() -> None:
    slow = "[^。]{0,60}年度?报告[^。]{0,24}(?:通知|通报|方案)[^。]{0,6}会"
    assert not judge(slow).flaws
    times = int(MOST_IN_ALL / judge(slow).cost) + 2
    [fault] = pack_faults("not_reports:\n" + f"  - '{slow}'\n" * times)
    assert "合起来" in fault.message


def test_the_built_in_patterns_are_fast(book: Rulebook) -> None:
    lists = book.lexicon.words.lists
    for path in builtin_packs():
        found: list[Fault] = []
        decode(compose(path.read_text(encoding="utf-8"), path.name), Pack, path.name, found, lists)
        assert found == []
    assert MOST_STEPS <= 100_000


@pytest.mark.parametrize("type_", [*check_types()])
def test_every_field_that_is_said_to_hold_patterns_is_one(type_: CheckType) -> None:
    for member in members(type_.check):
        hints = (member.hint, *getattr(member.hint, "__args__", ()))
        typed = any(isinstance(text_type(hint), PatternType | PatternsType) for hint in hints)
        said = "正则表达式" in member.doc or "句式" in member.doc
        assert typed == said, member.key


@pytest.mark.parametrize(
    ("pattern", "at"),
    [
        ("[[:alpha:]]", 1),
        ("[^[:alpha:]]", 2),
        ("甲[_[:alpha:]]", 3),
        ("[_[:alpha:]-]", 2),
        ("[a[.x.]b]", 2),
        ("[a[=x=]]", 2),
        ("[a[b]]", 2),
        ("[^]a[b]]", 4),
        ("[\\]a[b]]", 4),
        ("[a--b]", 2),
        ("[a&&[b]]", 4),
    ],
)
def test_what_other_engines_read_as_a_set_in_a_set_is_refused(pattern: str, at: int) -> None:
    [flaw] = judge(pattern).flaws
    assert flaw.at == at
    assert flaw.message.startswith(f"第{at + 1}个字符处的写法不能用：方括号里不能再有方括号")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("[（([]x", "[x"),
        ("[a\\[b]]", "[]"),
        ("\\[a[b]\\]", "[ab]"),
        ("[a[:b]x", ":x"),
        ("[a[:b.]x", ".x"),
        ("[^]a[]b", "xb"),
        ("[a]]", "a]"),
    ],
)
def test_brackets_that_are_meant_are_matched(pattern: str, text: str) -> None:
    assert judge(pattern).flaws == ()
    assert re.fullmatch(pattern, text)
