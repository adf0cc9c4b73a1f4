"""The words of sectors that have rules of their own."""

from __future__ import annotations

import pytest

from linter.report.lexicon import Lexicon
from linter.report.values.sector_words import sector_words
from linter.report.word_lists import NO_LISTS


@pytest.mark.parametrize(
    "name", ["云岭大学", "云岭职业技术学院", "临江区实验小学", "云岭市人民医院院办", "云岭水务集团"]
)
def test_names_of_a_sector(lexicon: Lexicon, name: str) -> None:
    assert lexicon.words.sector.name.search(name)


@pytest.mark.parametrize(
    "name", ["云岭市人民法院", "大学路街道办事处", "云岭市学校管理局", "医院管理中心", "公司法研究会"]
)
def test_other_names(lexicon: Lexicon, name: str) -> None:
    assert not lexicon.words.sector.name.search(name)


def test_without_lists_nothing_is_of_a_sector() -> None:
    words = sector_words(NO_LISTS)
    assert not words.name.search("云岭大学")
    assert not words.own.search("我校")
    assert not words.rules.search("高等学校信息公开办法")
