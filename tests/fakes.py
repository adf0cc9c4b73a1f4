"""A linter small enough to know every answer, in the place of the real one.

A text is a report when it holds 年报; the words 错误, 警告 and 提示 in it are findings of that
severity; other words make reading or the process fail.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import cast

from msgspec import Struct

from linter.diagnostic import Applicability, Diagnostic, Fix, Related, Severity
from linter.documents import Document, ReadError
from linter.lint import FileResult
from linter.report.lexicon import Lexicon
from linter.rulebook import CompiledRule, Rulebook, RuleDoc
from linter.rulebook import load as real_load
from linter.settings import Settings
from linter.text.edits import Edit
from linter.text.source import Source, Span

_WORDS = {
    "错误": ("N501", "request-balance", Severity.ERROR),
    "警告": ("T404", "blank-cell", Severity.WARNING),
    "提示": ("G803", "mixed-punctuation", Severity.INFO),
}


def rule(
    code: str, name: str, severity: Severity, fix: Applicability | None = None, *, label: str = "短名"
) -> RuleDoc:
    """A rule's documentation."""
    return RuleDoc(
        code=code,
        name=name,
        label=label,
        severity=severity,
        fix=fix,
        summary=f"{name} 查的内容。",
        why="读者按表核对，对不上就会退回。",
        help="逐行核对。",
        references=("国办公开办函〔2021〕30号 表三", "《中华人民共和国政府信息公开条例》第五十条"),
        wrong="总计 | 3\n合计 | 4",
        right="总计 | 3\n合计 | 3",
        url=None,
        generations=("2019", "2021"),
    )


class Book(Struct, frozen=True):
    """As much of a rulebook as the command line looks at."""

    rules: tuple[RuleDoc, ...] = (
        rule("G803", "mixed-punctuation", Severity.INFO, Applicability.SAFE),
        rule("G806", "not-a-report", Severity.WARNING),
        rule("N501", "request-balance", Severity.ERROR, label="收支不平"),
        rule("T404", "blank-cell", Severity.WARNING, Applicability.UNSAFE),
    )

    @property
    def lexicon(self) -> Lexicon:
        """The words of the built-in packs, by which files named like reports are told."""
        return real_load().lexicon

    notes: tuple[str, ...] = ()
    key: str = ""

    @property
    def by_generation(self) -> dict[str | None, tuple[CompiledRule, ...]]:
        """The rules of each form: this linter has no checks."""
        return {}

    @property
    def by_code(self) -> dict[str, RuleDoc]:
        """The rules by their codes."""
        return {rule.code: rule for rule in self.rules}


BOOK = cast(Rulebook, Book())


def load(packs: object = (), waiting: object = None) -> Rulebook:
    """Stands for linter.app.rules.load."""
    return BOOK


def lint(document: Document, book: Rulebook, settings: Settings, *_: object) -> Iterator[FileResult]:
    """Stands for linter.lint.lint."""
    name, text = document.source.name, document.source.text
    if "读不了" in text:
        raise ReadError(name, "不是文本")
    if "出错" in text:
        raise ValueError("fault")
    if "崩溃" in text:
        os._exit(3)
    found = [
        Diagnostic(*_WORDS[match.group()], f"这里写着{match.group()}", Span(*match.span()), report=1)
        for match in re.finditer("错误|警告|提示", text)
    ]
    if "年报" not in text:
        found.append(Diagnostic("G806", "not-a-report", Severity.WARNING, "不是年报", Span(0, 0)))
    yield FileResult(text.count("年报"), tuple(each for each in found if settings.wants(each.code)))


def finding(source: Source, word: str, *, related: int = 0, fix: bool = False) -> Diagnostic:
    """A finding on the first `word` of a text, with everything a finding can have."""
    at = source.text.index(word)
    span = Span(at, at + len(word))
    edit = Fix(Applicability.SAFE, "改为规范表述", (Edit(span, "改"),))
    return Diagnostic(
        code="N501",
        name="request-balance",
        label="收支不平",
        severity=Severity.ERROR,
        message="“总计”一列收支不平：3 + 0 ≠ 4 + 0，差 -1",
        span=span,
        help="核对四行。",
        references=("国办公开办函〔2021〕30号 表三",),
        related=tuple(Related(Span(0, index + 1), f"第{index}项") for index in range(related)),
        fix=edit if fix else None,
        report=1,
    )
