"""Patterns for paths: what they mean, and where what they mean can lie."""

from __future__ import annotations

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


def test_composed_and_decomposed_names_are_the_same() -> None:
    assert portable("cafe\u0301\\a.txt") == portable("caf\u00e9/a.txt")
