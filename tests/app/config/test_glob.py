"""Patterns for paths: what they mean, and where what they mean can lie."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.app.config.glob import PathPattern, portable


@pytest.mark.parametrize(
    ("pattern", "anchored", "yes", "no"),
    [
        ("旧/**", False, ["旧/a.txt", "旧/深/a.txt"], ["旧.txt", "新/旧/a.txt", "旧版/a.txt"]),
        ("旧", False, ["旧/a.txt", "新/旧/a.txt", "旧"], ["旧版/a.txt"]),
        ("旧/", False, ["旧/a.txt", "新/旧/深/a.txt"], ["旧版/a.txt"]),
        ("/旧", False, ["旧/a.txt"], ["新/旧/a.txt"]),
        ("*.md", False, ["a.md", "新/b.md"], ["a.txt", "a.md.txt"]),
        ("**/民政局.txt", False, ["民政局.txt", "甲/乙/民政局.txt"], ["甲民政局.txt"]),
        ("2023/*局.txt", False, ["2023/民政局.txt"], ["2023/甲/民政局.txt", "甲/2023/民政局.txt"]),
        ("甲/**/乙.txt", False, ["甲/乙.txt", "甲/1/2/乙.txt"], ["甲/1/丙.txt"]),
        ("202?/a.txt", False, ["2023/a.txt"], ["20231/a.txt", "202//a.txt"]),
        ("[2023]年报.txt", False, ["[2023]年报.txt"], ["2年报.txt"]),
        ("./2023\\民政局.txt", True, ["2023/民政局.txt"], ["民政局.txt"]),
        ("民政局.txt", True, ["民政局.txt"], ["2023/民政局.txt"]),
        ("**", True, ["a.txt", "甲/a.txt"], []),
        ("a*b*c.txt", True, ["abc.txt", "a1b2bc.txt", "abcbc.txt"], ["acb.txt", "a/bc.txt"]),
        ("甲/*/**/乙?.*", True, ["甲/1/乙2.txt", "甲/1/2/3/乙4.md"], ["甲/乙2.txt", "甲/1/乙.txt"]),
        ("**/甲/**/乙/**", True, ["甲/乙/1", "0/甲/1/乙/2/3"], ["甲/乙", "甲/1", "乙/甲/1"]),
        ("报送 材料/*.txt", True, ["报送 材料/年 报.txt"], ["报送材料/年 报.txt"]),
    ],
)
def test_what_a_pattern_means(pattern: str, anchored: bool, yes: list[str], no: list[str]) -> None:
    made = PathPattern(pattern, anchored=anchored)
    assert [path for path in yes if not made.matches(path)] == []
    assert [path for path in no if made.matches(path)] == []


@pytest.mark.parametrize(
    ("pattern", "literal", "folder"),
    [
        ("2023/民政局.txt", "2023/民政局.txt", "2023"),
        ("民政局.txt", "民政局.txt", ""),
        ("甲/乙/*.txt", None, "甲/乙"),
        ("甲/*/乙.txt", None, "甲"),
        ("**/乙.txt", None, ""),
    ],
)
def test_where_an_anchored_pattern_looks(pattern: str, literal: str | None, folder: str) -> None:
    made = PathPattern(pattern, anchored=True)
    assert (made.literal, made.folder) == (literal, folder)


PARTS = st.lists(st.text("甲乙a.[](){}+^$| ", min_size=1, max_size=6), min_size=1, max_size=4)


@given(PARTS)
def test_a_path_without_wildcards_means_itself_and_what_is_under_it(parts: list[str]) -> None:
    path = "/".join(part if part.strip(". ") else f"甲{part}" for part in parts)
    made = PathPattern(path, anchored=True)
    assert made.matches(path)
    assert made.matches(f"{path}/下.txt")
    assert not made.matches(f"{path}甲")
    assert not made.matches(f"上/{path}")
    assert PathPattern(f"**/{path}").matches(f"上/{path}")


@pytest.mark.parametrize(
    ("pattern", "path"),
    [("*a" * 30 + "b", "a" * 200), ("**/a/" * 30 + "b", "a/" * 200), ("*?" * 30 + "b", "a" * 200)],
)
def test_no_number_of_stars_makes_a_pattern_slow(pattern: str, path: str) -> None:
    start = time.process_time()
    assert not PathPattern(pattern).matches(path)
    assert time.process_time() - start < 1


_WILD = st.text("a*?/", min_size=1, max_size=12).filter(lambda text: text.strip("/") and "//" not in text)


_PATHS = st.lists(st.text("ab", min_size=1, max_size=4), min_size=1, max_size=5)


@given(_WILD, _PATHS)
def test_a_pattern_means_what_trying_every_way_finds(pattern: str, path: list[str]) -> None:
    anchored = "/" in pattern.rstrip("/")
    parts = [*([] if anchored else ["**"]), *pattern.strip("/").split("/")]
    assert PathPattern(pattern).matches("/".join(path)) == _means(parts, path)


def _means(pattern: list[str], path: list[str]) -> bool:
    """Whether parts of a pattern match the first parts of a path; the plain way, which may be slow."""
    if not pattern:
        return True
    if pattern[0] == "**":
        if len(pattern) == 1:
            return bool(path)
        return any(_means(pattern[1:], path[start:]) for start in range(len(path) + 1))
    wild = re.sub(r"\*+", ".*", pattern[0].replace("?", "."))
    return bool(path) and re.fullmatch(wild, path[0]) is not None and _means(pattern[1:], path[1:])


def test_composed_and_decomposed_names_are_the_same() -> None:
    assert portable("cafe\u0301\\a.txt") == portable("caf\u00e9/a.txt")
