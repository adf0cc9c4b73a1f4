"""The compiled form of patterns, which is CPython's own affair: these tests fail when it changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import regex_code

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


def test_code_that_the_matcher_refuses_is_compiled_again() -> None:
    assert regex_code.restore("a+", 32, (32, b"\xff" * 16, 0, {}, (None,))).fullmatch("aaa")
