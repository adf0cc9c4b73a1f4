"""The page of one rule, and the list of all rules as text or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent

from linter.diagnostic import Applicability
from linter.output.json_lines import Json, dump
from linter.output.text import WORDS
from linter.output.width import pad, width, wrap
from linter.rulebook import RuleDoc

_COLUMNS = 88
FIXES = {
    Applicability.SAFE: "可以（安全）",
    Applicability.UNSAFE: "可以（需人工确认）",
    None: "不可以",
}


def page(rule: RuleDoc) -> str:
    """The page of one rule for a terminal."""
    return "\n".join(_page(rule)) + "\n"


def _page(rule: RuleDoc) -> Iterator[str]:
    yield f"{rule.code} {rule.name}" if rule.label == rule.name else f"{rule.code} {rule.name} {rule.label}"
    yield ""
    yield f"级别：{WORDS[rule.severity]}"
    yield f"可否自动修复：{FIXES[rule.fix]}"
    if (status := status_words(rule)) is not None:
        yield f"状态：{status}"
    if rule.generations:
        yield f"适用格式：{'、'.join(rule.generations)}"
    if rule.url:
        yield f"网址：{rule.url}"
    paragraphs = (("查什么", rule.summary), ("为什么", rule.why), ("依据", "\n".join(rule.references)))
    for title, words in paragraphs:
        yield from _block(title, words, wrapped=True)
    yield from _block("错误示例", rule.wrong, wrapped=False)
    yield from _block("正确示例", rule.right, wrapped=False)
    yield from _block("建议", rule.help, wrapped=True)


def status_words(rule: RuleDoc) -> str | None:
    """How settled a rule is, with its successor; None for a stable one."""
    if rule.status == "preview":
        return "试行，查法、级别还可能改"
    if rule.status == "deprecated":
        return f"停用，不再检查；由 {rule.successor} 代替" if rule.successor else "停用，不再检查"
    return None


def _block(title: str, words: str, *, wrapped: bool) -> Iterator[str]:
    """A titled block; examples keep their lines."""
    if not words.strip():
        return
    yield ""
    yield title
    for line in words.strip("\n").splitlines():
        yield from (indent(each, "  ") for each in (wrap(line, _COLUMNS - 2) if wrapped else [line.rstrip()]))


def table(rules: Sequence[RuleDoc]) -> str:
    """Code, severity, name and what it finds, in columns."""
    names = max((width(rule.name) for rule in rules), default=0)
    return "".join(
        f"{rule.code}  {WORDS[rule.severity]}  {pad(rule.name, names)}  {' '.join(rule.summary.split())}\n"
        for rule in rules
    )


def array(rules: Sequence[RuleDoc]) -> str:
    """A JSON array with one object per rule, in the given order."""
    return "[\n" + ",\n".join(dump(_object(rule)) for rule in rules) + "\n]\n"


def _object(rule: RuleDoc) -> Json:
    return {
        "code": rule.code,
        "name": rule.name,
        "label": rule.label,
        "severity": rule.severity.value,
        "status": rule.status,
        "successor": rule.successor,
        "fix": rule.fix.value if rule.fix is not None else None,
        "summary": rule.summary,
        "why": rule.why,
        "help": rule.help,
        "references": list(rule.references),
        "generations": list(rule.generations),
        "url": rule.url,
    }
