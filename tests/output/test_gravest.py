"""Of very many findings the gravest are shown, and how many more there are is said."""

from __future__ import annotations

import pytest

from linter.diagnostic import Diagnostic, Severity
from linter.output import gravest as module
from linter.output.gravest import gravest, left_out
from linter.output.page.file_view import sheet
from linter.output.word_comment import notes
from linter.text.source import Source, Span

SOURCE = Source("a.txt", "甲乙丙丁戊己庚辛")
LEVELS = (Severity.INFO, Severity.ERROR, Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.WARNING)
FOUND = [
    Diagnostic(f"G80{at}", "name", level, "有问题", Span(at, at + 1)) for at, level in enumerate(LEVELS, 1)
]
MORE = (
    "问题太多，这里只列最严重的 3 个，另有 3 个没有列出；改好以后请再查一次，"
    "也可以用命令 nianbao check 加 --output-format csv 查看全部"
)


def test_few_are_all_shown() -> None:
    assert gravest(FOUND) is FOUND
    assert left_out(FOUND) == ""
    assert len(notes(SOURCE, FOUND)) == len(FOUND)


def test_of_many_the_gravest_are_shown_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    assert [each.code for each in gravest(FOUND)] == ["G802", "G804", "G805"]
    first, *others = notes(SOURCE, FOUND)
    assert (first.span, first.lines) == (FOUND[1].span, (MORE,))
    assert [each.span for each in others] == [FOUND[at].span for at in (1, 3, 4)]
    body = sheet(SOURCE, (), FOUND).body
    assert MORE in body
    assert "问题 6 个" in body
    assert [code for code in ("G801", "G802", "G803", "G804", "G805", "G806") if code in body] == [
        "G802",
        "G804",
        "G805",
    ]
