"""Hovers of cited documents: title, number, and whether the report may cite them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.checks.base import Context
from linter.checks.citations.document_lookup import is_in_force
from linter.checks.citations.documents import Superseded
from linter.checks.reference_data import Document
from linter.lsp.requests.document_references import document_references
from linter.lsp.requests.hover.markup import Cursor, Fact, HoverEntry
from linter.rulebook import CompiledRule


def documents(context: Context, rules: Sequence[CompiledRule], cursor: Cursor) -> Iterator[HoverEntry]:
    """The known documents named at the cursor."""
    for reference in document_references(context):
        if cursor.is_in(reference.span):
            for document in reference.documents:
                yield HoverEntry(
                    reference.span, f"《{document.title}》", tuple(_facts(context, rules, document))
                )


def _facts(context: Context, rules: Sequence[CompiledRule], document: Document) -> Iterator[Fact]:
    yield Fact(document.number, "文号")
    if years := valid_years(document):
        yield Fact(years, "作为年报依据")
        if (year := context.report.year) is not None:
            in_force = is_in_force(document, year)
            yield Fact(
                "适用" if in_force else f"不适用{_replacement(context, rules, document)}", f"{year}年度的报告"
            )
    if document.url is not None:
        yield Fact(str(document.url), "原文", url=True)


def valid_years(document: Document) -> str:
    """The reporting years for which a document is in force, in words; empty without bounds."""
    since, until = document.since, document.until
    if since is not None and until is not None:
        return f"{since}年度" if since == until else f"{since}年度至{until}年度"
    if since is not None:
        return f"{since}年度起"
    return f"至{until}年度止" if until is not None else ""


def _replacement(context: Context, rules: Sequence[CompiledRule], document: Document) -> str:
    """The document that a rule names to be cited instead."""
    for rule in rules:
        if isinstance(rule.check, Superseded) and (number := rule.check.instead.get(document.number)):
            other = context.domain.by_number.get(number)
            if other is not None and is_in_force(other, context.report.year):
                return f"，应引《{other.title}》（{number}）"
    return ""
