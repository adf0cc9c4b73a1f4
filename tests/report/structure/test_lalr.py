"""The driver gives what Lark gives for the same grammar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark
from lark import Token as LarkToken
from lark import Tree as LarkTree
from lark.exceptions import LarkError

from linter.report.lexicon import Lexicon
from linter.report.structure.grammar import ReportGrammar, compile_grammar
from linter.report.structure.joined_lines import with_headings_apart
from linter.report.structure.lalr import Lexeme, Lexer, Table, Tree, parse, read_table
from linter.report.structure.line_classifier import LineClassifier, Token
from linter.rulebook import Rulebook
from linter.text.normalize import normalize
from tests.corpus import example
from tests.samples.layouts import TITLE, report

GRAMMAR = (Path(__file__).parents[3] / "grammar" / "report.lark").read_text(encoding="utf-8")
Shape = list[Any]


class Postlex:
    """Our line classifier between Lark's own lexer and parser."""

    always_accept = ("CELLS", "NUMBER1", "NUMBER2", "NUMBER3", "NUMBER4", "CAPTION", "SHORT", "PROSE")

    def __init__(self, lexicon: Lexicon) -> None:
        self.classifier = LineClassifier(lexicon)

    def process(self, stream: Iterator[LarkToken]) -> Iterator[LarkToken]:
        lexemes = (Lexeme(token.type, str(token), token.start_pos or 0) for token in stream)
        for token in self.classifier.process(lexemes):
            yield LarkToken(token.type, token.block.text, token.block.start)


@pytest.fixture(scope="session")
def lark(book: Rulebook) -> Lark:
    postlex = Postlex(book.lexicon)
    return Lark(
        GRAMMAR, start="file", parser="lalr", lexer="basic", maybe_placeholders=False, postlex=postlex
    )


@pytest.fixture(scope="session")
def driver(book: Rulebook) -> ReportGrammar:
    return ReportGrammar(book.grammar, book.lexicon)


def larks(node: LarkTree[LarkToken] | LarkToken) -> Shape:
    if isinstance(node, LarkToken):
        return [node.type, str(node), node.start_pos]
    return [str(node.data), *map(larks, node.children)]


def ours(node: Tree[Token] | Token) -> Shape:
    if isinstance(node, Token):
        return [node.type, node.block.text, node.block.start]
    return [node.rule, *map(ours, node.children)]


def agree(lark: Lark, driver: ReportGrammar, lexicon: Lexicon, text: str) -> bool:
    normalized = normalize(text)
    whole = with_headings_apart(normalized, lexicon)
    return ours(driver.parse(normalized)) == larks(
        lark.parse(whole if whole.endswith("\n") else whole + "\n")
    )


LINES = [
    TITLE, "一、总体情况", "三、收到和处理政府信息公开申请情况", "第四部分 行政复议", "壹、概述",
    "l二、主动公开", "（一）主动公开", "㈡依申请公开", "1.重复申请", "12、其他", "①其他", "(3)丙。",
    "规章 | 0 |", "总计", "自然人 总计", "0", "3件", "|||", "\t1\t2", "规章 0 0 3", "无", "- 3 -", "", "  ",
    "　", "我局公开信息12条。", "云岭市", "2023年", "报 告", "云岭市民政局2022年政府信息公开年报", "分享到：",
    "上一篇：无", "长" * 70, "# 一、总体情况", "《某某》报告",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=40), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_lines_have_larks_tree(
    lark: Lark, driver: ReportGrammar, lexicon: Lexicon, lines: list[str], end: str
) -> None:
    assert agree(lark, driver, lexicon, end.join(lines))


@given(st.text())
def test_any_text_has_larks_tree(lark: Lark, driver: ReportGrammar, lexicon: Lexicon, text: str) -> None:
    assert agree(lark, driver, lexicon, text)


@given(st.text(alphabet="一二（(1)）、.．。|\t \n#*>?-+报告年政第部分章条①㈠0壹Ⅲl,;《无增"))
def test_any_marks_have_larks_tree(lark: Lark, driver: ReportGrammar, lexicon: Lexicon, text: str) -> None:
    assert agree(lark, driver, lexicon, text)


@pytest.mark.parametrize("seed", range(24))
def test_reports_have_larks_tree(lark: Lark, driver: ReportGrammar, lexicon: Lexicon, seed: int) -> None:
    assert agree(lark, driver, lexicon, f"首页\n{example(seed).text}{report()}上一篇：无\n")


OTHER = r"""
file: (line | _free | marked)*
?line: sum END -> ended
     | sum
?sum: NUMBER | WORD+
_free: (OPEN _PLUS?)+
!marked: _MARK NUMBER?
WORD: /[a-c]+/i
NUMBER: /[0-9]/
OPEN: /[(]/
_PLUS: /[+]/
_MARK: /[*]/
END: /[;\n]/
LONGER.2: /;;/
BLANK: /[ ]+/
%ignore BLANK
%ignore LONGER
"""


def or_none(work: Callable[[], Shape]) -> Shape | None:
    try:
        return work()
    except (LarkError, KeyError, ValueError):
        return None


@given(st.text(alphabet="aB c1;(+*\n?", max_size=20))
def test_another_grammar_has_larks_tree_or_none(other: tuple[Lark, Table], text: str) -> None:
    lark, table = other
    found = or_none(lambda: lexed(parse(table, Lexer(table).lexemes(text))))
    assert found == or_none(lambda: larks(lark.parse(text)))


def lexed(node: Tree[Lexeme] | Lexeme) -> Shape:
    if isinstance(node, Lexeme):
        return [node.type, node.text, node.start]
    return [node.rule, *map(lexed, node.children)]


@pytest.fixture(scope="session")
def other() -> tuple[Lark, Table]:
    lark = Lark(OTHER, start="file", parser="lalr", lexer="basic", maybe_placeholders=False)
    return lark, read_table(compile_grammar(OTHER))


def test_literals_which_the_driver_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="literal"):
        compile_grammar('file: "a"*\n')
