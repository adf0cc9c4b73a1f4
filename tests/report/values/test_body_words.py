from __future__ import annotations

import pytest

from linter.report.lexicon import Lexicon
from linter.report.values.body_words import body_words
from linter.report.word_lists import NO_LISTS, WordLists


@pytest.mark.parametrize(
    ("name", "is_body"),
    [("临江区档案局", True), ("云岭市", True), ("首页", False), ("政务公开", False), ("", False)],
)
def test_what_reads_like_a_public_body(lexicon: Lexicon, name: str, is_body: bool) -> None:
    assert lexicon.words.bodies.is_body(name) is is_body


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("云岭市人民政府", "云岭市"),
        ("云岭市人民政府办公室", "云岭市"),
        ("云岭市政府办", "云岭市"),
        ("云岭省政府办公厅", "云岭省"),
        ("云岭市办公室", "云岭市"),
        ("云岭省办公厅", "云岭省办公厅"),
        ("云岭市档案局办公室", "云岭市档案局办公室"),
        ("云岭市办", "云岭市办"),
    ],
)
def test_the_place_of_a_government(lexicon: Lexicon, issuer: str, place: str) -> None:
    assert lexicon.words.bodies.place(issuer) == place


def test_words_that_a_pack_adds_count() -> None:
    assert body_words(WordLists({"body_end": ("集团公司",)})).is_body("云岭供水集团公司")


def test_without_lists_nothing_is_a_body() -> None:
    words = body_words(NO_LISTS)
    assert not words.is_body("临江区档案局")
    assert words.place("云岭市人民政府") == "云岭市人民政府"
