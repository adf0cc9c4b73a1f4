"""Word lists: named once, used in patterns of every pack, added to by any."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.documents import open_document
from linter.report.word_lists import WordLists
from linter.rulebook import load
from tests.linting import lint
from tests.rulebook.packs import faults, loaded

FORBID = """\
pack: {pack}
{words}
sections:
  - key: problems
    number: 5
    heading: 存在的主要问题及改进情况
    patterns: ['{pattern}']
"""
WORDS = st.text("收到接办件()[]|.*^-", min_size=1, max_size=4)


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")


def pack(words: str, pattern: str = "短板", name: str = "own") -> str:
    return FORBID.format(pack=name, words=f"words: {words}" if words else "", pattern=pattern)


@given(st.lists(WORDS, min_size=1, max_size=5), st.text("收到接办件()[]|.*^-", max_size=12))
def test_a_list_in_a_pattern_matches_just_its_words(words: list[str], text: str) -> None:
    lists = WordLists({"some": tuple(words)})
    assert (re.fullmatch(lists.expand("{some}"), text) is not None) == (text in words)


def test_the_longest_word_that_stands_there_is_matched() -> None:
    lists = WordLists({"some": ("收", "收到")})
    found = re.match(lists.expand("{some}"), "收到件")
    assert found is not None
    assert found[0] == "收到"


def test_other_names_in_braces_stay() -> None:
    assert WordLists({"some": ("收",)}).expand("{n}{char}{0,3}{some}") == "{n}{char}{0,3}[收]"


def test_a_pattern_of_one_pack_may_name_a_list_of_another(tmp_path: Path) -> None:
    book = loaded(tmp_path, pack("", "^{lacks}$", "a"), "pack: b\nwords: {lacks: [欠缺, 弱项]}\n")
    assert book.lexicon.section_key("弱项", None) == "problems"
    assert book.lexicon.section_key("弱", None) is None


def test_packs_add_words_to_a_list_and_lists_name_lists(tmp_path: Path) -> None:
    words = "{lacks: [弱项, '{gaps}', 弱项], gaps: [缺口]}"
    book = loaded(tmp_path, pack(words, "^{lacks}$", "a"), "pack: b\nwords: {lacks: [欠缺], gaps: [差距]}\n")
    assert book.lexicon.words.lists["lacks"] == ("弱项", "缺口", "差距", "欠缺")
    for heading in book.lexicon.words.lists["lacks"]:
        assert book.lexicon.section_key(heading, None) == "problems"


@pytest.mark.parametrize(
    ("words", "pattern", "place", "message"),
    [
        ("{lacks: [弱项]}", "^弱{lack}$", (7, 19), "不认识的代号或词表“lack”，是不是想写“lacks”？"),
        ("{lacks: ['{lack}']}", "短板", (2, 17), "不认识的词表“lack”，是不是想写“lacks”？"),
        ("{a: ['{b}'], b: ['{a}']}", "短板", (2, 13), "词表互相引用，没有尽头"),
        ("{count: [弱项]}", "短板", (2, 9), "“count”是句式中的代号，词表要用别的名称"),
        ("{Lacks: [弱项]}", "短板", (2, 9), "词表的名称应为小写英文字母，可以用下划线相连，如 receive"),
        ("{lacks: []}", "短板", (2, 9), "词表“lacks”没有词"),
        ("{lacks: ['']}", "短板", (2, 17), "词不能为空"),
        ("{lacks: 弱项}", "短板", (2, 16), "应为列表，这里是文字“弱项”"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(
    tmp_path: Path, words: str, pattern: str, place: tuple[int, int], message: str
) -> None:
    found = faults(tmp_path, pack(words, pattern))
    assert (found[0].line, found[0].column) == place
    assert found[0].message.startswith(message)


def test_a_list_of_a_file_that_cannot_be_read_is_not_missed(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, pack("", "^{lacks}$", "a"), "pack: b\nwords: {lacks: [弱项\n")
    assert Path(fault.file).name == "1.yaml"


def test_words_that_make_a_pattern_slow_are_a_fault_of_the_pattern(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, pack("{lacks: [弱, 弱项, 弱弱]}", "^(?:{lacks}{0,30}){0,30}$"))
    assert fault.line == 7
    assert "太多" in fault.message


def test_the_tests_of_a_pack_know_the_lists_of_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from linter.cli import main

    own = tmp_path / "own.yaml"
    [name] = list(load().lexicon.words.lists.by_name)[:1]
    own.write_text(pack("", f"^{{{name}}}$"), encoding="utf-8")
    assert main(["rules", "test", str(own)]) == 0
    assert capsys.readouterr().out


def test_a_report_is_judged_by_the_words_that_a_pack_adds(tmp_path: Path) -> None:
    text = "云岭市民政局2023年政府信息公开工作年度报告\n一、总体情况\n无。\n五、弱项\n有。\n"
    without, with_it = load(), loaded(tmp_path, pack("{lacks: [弱项]}", "^{lacks}$"))
    document = open_document(text.encode(), "a.txt")
    codes = [{one.code for one in lint(document, book).diagnostics} for book in (without, with_it)]
    assert "S103" in codes[1] - codes[0]
