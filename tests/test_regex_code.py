"""The compiled form of patterns, which is CPython's own affair: these tests fail when it changes."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import cache, regex_code
from linter.rulebook import Rulebook

TEXT = "2023年5月，行ab dd ABC\n行 2024年12月，收到12件"
SAMPLES = [
    (r"(?P<year>\d{4})年(?P<month>\d{1,2})月", 0),
    (r"a(?=b)|(?<!c)d{2,3}?", re.IGNORECASE),
    (r"[^\W\d_]+|\s*+", 0),
    (r"^行.*$", re.MULTILINE | re.DOTALL),
    (r"(?!)", 0),
    ("", 0),
]


def found(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], dict[str, str | None]]]:
    return [(match.span(), match.groupdict()) for match in pattern.finditer(text)]


@pytest.mark.parametrize(("pattern", "flags"), SAMPLES)
def test_the_code_makes_the_pattern_that_re_makes(pattern: str, flags: int) -> None:
    made = regex_code.pattern_of(pattern, regex_code.code_of(pattern, flags))
    plain = re.compile(pattern, flags)
    assert made == plain
    assert (made.flags, made.groups, made.groupindex) == (plain.flags, plain.groups, plain.groupindex)
    assert found(made, TEXT) == found(plain, TEXT)


@given(st.text("ab(|)*?[]{}\\d+^$.,01", max_size=12))
def test_a_pattern_has_a_code_or_the_error_that_re_raises(pattern: str) -> None:
    try:
        plain = re.compile(pattern)
    except (re.error, OverflowError, FutureWarning) as error:
        with pytest.raises(type(error)):
            regex_code.code_of(pattern)
        return
    assert regex_code.pattern_of(pattern, regex_code.code_of(pattern)) == plain


def test_the_matcher_is_one_that_takes_code() -> None:
    assert regex_code.BUILD > 0
    function, arguments = regex_code.reduce(re.compile("a+"))
    assert function is regex_code.restore
    assert function(*arguments) == re.compile("a+")


def test_code_that_the_matcher_refuses_is_compiled_again() -> None:
    assert regex_code.restore("a+", 32, (32, b"\xff\xff\xff\xff" * 4, 0, {}, (None,))).fullmatch("aaa")


def test_a_kept_rulebook_has_the_patterns_that_re_makes(book: Rulebook) -> None:
    def compiled_again(pattern: str, flags: int) -> re.Pattern[str]:
        raise AssertionError(pattern)

    with pytest.MonkeyPatch.context() as patch:
        data = cache._dumps(book)
        patch.setattr(re, "_compile", compiled_again)  # what is kept needs no compiling
        again = pickle.loads(data)
    assert isinstance(again, Rulebook)
    assert again.by_generation == book.by_generation
    assert again.lexicon.words == book.lexicon.words
