"""A finding: what is wrong, on what ground, what would mend it, and why the rule is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linter.diagnostic import Applicability, Diagnostic
from linter.lsp.analysis import Checked
from linter.lsp.hover.markup import At, Card, Fact
from linter.output.text import WORDS
from linter.rulebook import RuleDoc

_FIXES: Mapping[Applicability, str] = {
    Applicability.SAFE: "可自动修复",
    Applicability.UNSAFE: "需人工确认后修复",
}


def findings(checked: Checked, at: At, *, brief: bool = False) -> Iterator[Card]:
    """The findings that stand at a place; `brief` without their messages."""
    for found in checked.diagnostics:
        if at.touches(found.span):
            title = f"{WORDS[found.severity]} {found.code} {found.label}"
            rule = checked.book.by_code.get(found.code)
            message = () if brief else (Fact(found.message),)
            facts = (*message, *_facts(found, rule))
            yield Card(found.span, title, facts)


def _facts(found: Diagnostic, rule: RuleDoc | None) -> Iterator[Fact]:
    if found.fix is not None:
        yield Fact(f"{found.fix.message}（{_FIXES[found.fix.applicability]}）", "修复")
    if found.help:
        yield Fact(_joined(found.help), "建议")
    if found.references:
        yield Fact("；".join(found.references), "依据")
    if rule is not None and rule.summary:
        yield Fact(_joined(rule.summary), "查什么")
    if rule is not None and rule.why:
        yield Fact(_joined(rule.why), "为什么")
    if found.url:
        yield Fact(found.url, "说明", url=True)


def _joined(text: str) -> str:
    """Lines of a pack, each a sentence, as one."""
    return "".join(line.strip() for line in text.splitlines())
