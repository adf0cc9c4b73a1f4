"""A document that is cited: its title and number, and whether this report may rest on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.checks.base import Context
from linter.checks.citations.document_lookup import is_in_force
from linter.checks.citations.documents import Superseded
from linter.checks.reference_data import Document
from linter.lsp.document_references import cited
from linter.lsp.hover.markup import At, Card, Fact
from linter.rulebook import CompiledRule


def documents(context: Context, rules: Sequence[CompiledRule], at: At) -> Iterator[Card]:
    """The known documents that are named at a place."""
    for place in cited(context):
        if at.touches(place.span):
            for document in place.documents:
                yield Card(place.span, f"《{document.title}》", tuple(_facts(context, rules, document)))


def _facts(context: Context, rules: Sequence[CompiledRule], document: Document) -> Iterator[Fact]:
    yield Fact(document.number, "文号")
    if years := term(document):
        yield Fact(years, "作为年报依据")
        if (year := context.report.year) is not None:
            held = is_in_force(document, year)
            yield Fact("适用" if held else f"不适用{_instead(context, rules, document)}", f"{year}年度的报告")
    if document.url is not None:
        yield Fact(str(document.url), "原文", url=True)


def term(document: Document) -> str:
    """The reporting years for which a document is right; empty where there are no bounds."""
    since, until = document.since, document.until
    if since is not None and until is not None:
        return f"{since}年度" if since == until else f"{since}年度至{until}年度"
    if since is not None:
        return f"{since}年度起"
    return f"至{until}年度止" if until is not None else ""


def _instead(context: Context, rules: Sequence[CompiledRule], document: Document) -> str:
    """What a rule says is to be cited in its place."""
    for rule in rules:
        if isinstance(rule.check, Superseded) and (number := rule.check.instead.get(document.number)):
            other = context.domain.by_number.get(number)
            if other is not None and is_in_force(other, context.report.year):
                return f"，应引《{other.title}》（{number}）"
    return ""
