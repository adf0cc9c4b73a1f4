"""The page of a rule and the list of rules."""

from __future__ import annotations

import json

from msgspec.structs import replace

from linter.diagnostic import Applicability, Severity
from linter.output.rule_page import array, page, table
from linter.output.width import width
from tests.fakes import rule

RULE = rule("N501", "request-balance", Severity.ERROR, label="收支不平")


def test_page() -> None:
    assert page(RULE) == (
        "N501 request-balance 收支不平\n"
        "\n"
        "级别：错误\n"
        "可否自动修复：不可以\n"
        "适用格式：2019、2021\n"
        "\n"
        "查什么\n"
        "  request-balance 查的内容。\n"
        "\n"
        "为什么\n"
        "  读者按表核对，对不上就会退回。\n"
        "\n"
        "依据\n"
        "  国办公开办函〔2021〕30号 表三\n"
        "  《中华人民共和国政府信息公开条例》第五十条\n"
        "\n"
        "错误示例\n"
        "  总计 | 3\n"
        "  合计 | 4\n"
        "\n"
        "正确示例\n"
        "  总计 | 3\n"
        "  合计 | 3\n"
        "\n"
        "建议\n"
        "  逐行核对。\n"
    )


def test_page_leaves_out_what_a_rule_has_not() -> None:
    bare = replace(RULE, why="", references=(), wrong="", right="", generations=(), fix=Applicability.UNSAFE)
    assert page(bare) == (
        "N501 request-balance 收支不平\n\n级别：错误\n可否自动修复：可以（需人工确认）\n"
        "\n查什么\n  request-balance 查的内容。\n\n建议\n  逐行核对。\n"
    )


def test_page_wraps_prose_but_not_examples() -> None:
    long = replace(RULE, why="长" * 100, wrong="长" * 100)
    lines = page(long).splitlines()
    assert max(width(line) for line in lines[: lines.index("错误示例")]) <= 88
    assert "  " + "长" * 100 in lines


def test_table_aligns_columns() -> None:
    rules = [RULE, rule("T404", "blank-cell", Severity.WARNING)]
    assert table(rules) == (
        "N501  错误  request-balance  request-balance 查的内容。\n"
        "T404  警告  blank-cell       blank-cell 查的内容。\n"
    )


def test_array() -> None:
    fixable = rule("T404", "blank-cell", Severity.WARNING, Applicability.SAFE)
    first, second = json.loads(array([RULE, fixable]))
    assert first == {
        "code": "N501",
        "name": "request-balance",
        "label": "收支不平",
        "severity": "error",
        "status": "stable",
        "successor": None,
        "fix": None,
        "summary": "request-balance 查的内容。",
        "why": "读者按表核对，对不上就会退回。",
        "help": "逐行核对。",
        "references": ["国办公开办函〔2021〕30号 表三", "《中华人民共和国政府信息公开条例》第五十条"],
        "generations": ["2019", "2021"],
        "url": None,
    }
    assert (second["severity"], second["fix"]) == ("warning", "safe")
    assert json.loads(array([])) == []
