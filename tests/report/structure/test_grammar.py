from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark.exceptions import LarkError

from linter.report.lexicon import Lexicon
from linter.report.structure.grammar import ReportGrammar, compile_grammar
from linter.report.structure.lalr import Tree
from linter.report.structure.line_classifier import Token
from linter.rulebook import Rulebook
from linter.text.normalize import normalize
from tests.samples.layouts import report

GRAMMAR = Path(__file__).parents[3] / "grammar" / "report.lark"


@pytest.fixture(scope="session")
def grammar(book: Rulebook) -> ReportGrammar:
    return ReportGrammar(book.grammar, book.lexicon)


def shape(node: Tree[Token] | Token) -> str:
    """A tree without its words: P a paragraph, T a table, and so on."""
    if isinstance(node, Token):
        return node.type[0] if not node.type.startswith("LEVEL") else ""
    name = {"report": "", "section": "§", "file": ""}.get(node.rule, node.rule[-1])
    return f"{name}({''.join(map(shape, node.children))})"


def test_items_nest_by_their_level(grammar: ReportGrammar) -> None:
    text = report(
        preface="前言，说明编制的依据。\n（一）甲。\n1.乙。\n(1)丙。\n2.丁。\n（二）戊。\n(1)己。\n"
    )
    assert shape(grammar.parse(normalize(text))) == "((TP2(3(4())3())2(4())§(SP)§(ST)§(ST)§(ST)§(SP)§(SP)))"


def test_each_report_and_what_may_be_a_part_of_one_is_one_tree(grammar: ReportGrammar) -> None:
    other = report().replace("2023", "2022")
    tree = grammar.parse(normalize(f"首页\n{report()}{other}上一篇：无\n"))
    assert [child.rule for child in tree.children if isinstance(child, Tree)] == ["report"] * 3


def test_the_last_line_needs_no_end(grammar: ReportGrammar) -> None:
    assert shape(grammar.parse(normalize(report().rstrip()))) == shape(grammar.parse(normalize(report())))


def test_a_compiled_grammar_knows_whatever_lexicon_it_is_given(book: Rulebook) -> None:
    compiled = compile_grammar(GRAMMAR.read_text(encoding="utf-8"))
    text = normalize(report())
    known = ReportGrammar(compiled, book.lexicon).parse(text)
    assert shape(known) == shape(ReportGrammar(book.grammar, book.lexicon).parse(text))
    assert "T" in shape(known).removeprefix("((T")
    assert "T" not in shape(ReportGrammar(compiled, Lexicon(())).parse(text)).removeprefix("((T")


def test_a_broken_grammar_is_told() -> None:
    with pytest.raises(LarkError):
        compile_grammar("file: NOWHERE\n")


@given(st.text(alphabet="一二（(1)）、.。|\t \n#*-报告年政第部分①0总体情况云岭市2023信息公开"))
def test_every_text_has_a_tree(grammar: ReportGrammar, text: str) -> None:
    assert grammar.parse(normalize(text)).rule == "file"
