"""Lexing that begins again before a change: the lexemes of a new text."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from linter.report.structure.relex import Lexed, relex
from linter.rulebook import Rulebook
from linter.text.normalize import normalize

FIXTURES = sorted((Path(__file__).parents[3] / "fixtures").glob("*.txt"))
# lines of every form, which join those around them or part them
LINES = (
    "一、总体情况",
    "(一)主动公开。",
    "1.全年公开12条。",
    "规章 | 1 | 2",
    "12",
    "件",
    "年,依申请",
    "总计\t5\t",
    "某市2023年政府信息公开工作年度报告",
    "首页",
    "",
    " \t",
    "全年收到申请12件,均已答复;没有结转。",
    "3",
    "月",
    "/",
    "无",
    "增 3",
)


def edited(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    if rng.random() < 0.6:
        lines = text.split("\n")
        row = rng.randrange(len(lines))
        lines[row : row + rng.randrange(3)] = rng.choices(LINES, k=rng.randrange(4))
        return "\n".join(lines).rstrip("\n") + "\n"
    if rng.random() < 0.5:
        return text[:at] + rng.choice(" \n\t|,.。;一1(年") + text[at:]
    return text[:at] + text[at + rng.randrange(1, 30) :].rstrip("\n") + "\n"


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_lexemes_are_those_of_a_new_text(path: Path, book: Rulebook) -> None:
    lexer = book.parser._grammar._lexer
    text = normalize(path.read_bytes().decode("gb18030" if "gb18030" in path.name else "utf-8"))
    text = text.rstrip("\n") + "\n"
    rng, lexed = random.Random(len(text)), None
    for _ in range(60):
        lexed = relex(lexer, text, lexed)
        assert lexed == Lexed(text, [*lexer.lexemes(text)])
        text = edited(text, rng)


@pytest.mark.parametrize("seed", range(20))
def test_lexemes_of_short_lines_are_those_of_a_new_text(seed: int, book: Rulebook) -> None:
    lexer, rng, lexed = book.parser._grammar._lexer, random.Random(seed), None
    text = "\n".join(rng.choices(LINES, k=25)) + "\n"
    for _ in range(60):
        lexed = relex(lexer, text, lexed)
        assert lexed == Lexed(text, [*lexer.lexemes(text)])
        text = edited(text, rng)


def test_what_stands_far_from_a_change_is_not_cut_again(
    book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexer = book.parser._grammar._lexer
    text = normalize(FIXTURES[0].read_text(encoding="utf-8"))
    before = relex(lexer, text, None)
    cut = []

    class Counted:
        def lexemes(self, text: str, at: int = 0):  # type: ignore[no-untyped-def]
            for one in lexer.lexemes(text, at):
                cut.append(one)
                yield one

    middle = text.index("。", len(text) // 2)
    after = relex(Counted(), text[:middle] + "好" + text[middle:], before)  # type: ignore[arg-type]
    assert len(cut) < 8 < len(after.lexemes)


def test_no_pattern_of_the_grammar_looks_back(book: Rulebook) -> None:
    for _, pattern in book.parser._grammar._table.terminals:
        assert not re.search(r"\(\?<[=!]|\\[bBA]", pattern)
        assert "^" not in re.sub(r"\[(?:\\.|[^\]\\])*\]", "", pattern)
