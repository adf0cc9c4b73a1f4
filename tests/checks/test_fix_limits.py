"""Fixes that are not offered: those that change addresses, and those that mix scripts."""

from __future__ import annotations

import pytest

from linter.checks.fix_limits import may_be_offered
from linter.diagnostic import Applicability, Fix
from linter.text.edits import Edit
from linter.text.source import Source, Span

SAFE = Applicability.SAFE


@pytest.mark.parametrize(
    ("text", "old", "new", "offered"),
    [
        ("全年公开信息86条,见http://a.cn/b,c/d。", "条,", "条，", True),
        ("全年公开信息86条,见http://a.cn/b,c/d。", "b,c", "b，c", False),
        ("全年公开信息86条,见http://a.cn/b,c/d。", "信息", "", True),
        ('[附件](a.cn/(一).html "甲,乙"),见附件', "甲,", "甲，", False),
        ('[附件](a.cn/(一).html "甲,乙"),见附件', "),见", ")，见", False),
        ("执行`公开公开`命令,公开公开", "`公开", "`", False),
        ("执行`公开公开`命令,公开公开", ",公开", ",", True),
        ("邮箱a@b.cn,电话", "@", "＠", False),
        ("见附件(一).docx,另", "(一)", "（一）", False),
        ("```\n甲,乙\n```\n甲，乙", "甲,", "甲，", False),
        ("存于 /home/a/b,c 目录", "home", "家", False),
    ],
)
def test_a_fix_that_changes_an_address_is_not_offered(text: str, old: str, new: str, offered: bool) -> None:
    at = text.index(old)
    fix = Fix(SAFE, "改", (Edit(Span(at, at + len(old)), new),))
    assert may_be_offered(fix, Source("a.md", text)) is offered


def test_words_put_in_within_an_address_change_it_and_those_beside_it_do_not() -> None:
    source = Source("a.md", "见http://a.cn/b。")
    for at, offered in ((1, True), (5, False), (len(source.text) - 1, True)):
        assert may_be_offered(Fix(SAFE, "改", (Edit(Span(at, at), "一"),)), source) is offered


@pytest.mark.parametrize(
    ("text", "content", "offered"),
    [
        (
            "本局認真貫徹落實條例，積極推進政務公開各項工作，進一步擴大公開範圍，規範處理申請。",
            "总体情况",
            False,
        ),
        ("本局認真貫徹落實條例，積極推進政務公開各項工作，進一步擴大公開範圍，規範處理申請。", "一、", True),
        ("我局认真贯彻落实条例，积极推进政务公开各项工作，负责人張開。", "总体情况", True),
    ],
)
def test_simplified_words_are_not_written_into_a_traditional_text(
    text: str, content: str, offered: bool
) -> None:
    assert may_be_offered(Fix(SAFE, "改", (Edit(Span(0, 2), content),)), Source("a.txt", text)) is offered
