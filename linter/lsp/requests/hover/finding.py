"""Hovers of findings: message, fix, help, references, and the rule's summary and reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linter.app.editor.analysis import Analysis
from linter.app.rules import RuleDoc
from linter.diagnostic import Applicability, Diagnostic
from linter.lsp.requests.hover.markup import Cursor, Fact, HoverEntry
from linter.output.text import WORDS

_FIXES: Mapping[Applicability, str] = {
    Applicability.SAFE: "可自动修复",
    Applicability.UNSAFE: "需人工确认后修复",
}


def findings(analysis: Analysis, cursor: Cursor, *, without_message: bool = False) -> Iterator[HoverEntry]:
    """The findings at the cursor, optionally without their messages."""
    for finding in analysis.diagnostics:
        if cursor.is_in(finding.span):
            title = f"{WORDS[finding.severity]} {finding.code} {finding.label}"
            rule = analysis.book.by_code.get(finding.code)
            message = () if without_message else (Fact(finding.message),)
            facts = (*message, *_facts(finding, rule))
            yield HoverEntry(finding.span, title, facts)


def _facts(finding: Diagnostic, rule: RuleDoc | None) -> Iterator[Fact]:
    if finding.fix is not None:
        yield Fact(f"{finding.fix.message}（{_FIXES[finding.fix.applicability]}）", "修复")
    if finding.help:
        yield Fact(_joined(finding.help), "建议")
    if finding.references:
        yield Fact("；".join(finding.references), "依据")
    if rule is not None and rule.summary:
        yield Fact(_joined(rule.summary), "查什么")
    if rule is not None and rule.why:
        yield Fact(_joined(rule.why), "为什么")
    if finding.url:
        yield Fact(finding.url, "说明", url=True)


def _joined(text: str) -> str:
    """Lines of a pack, each a sentence, in one line."""
    return "".join(line.strip() for line in text.splitlines())
