"""Hovers of cited documents: title, number, and whether the report may cite them."""

from __future__ import annotations

from collections.abc import Iterator

from linter.app.editor.analysis import Analysis
from linter.app.editor.documents import KnownDocument, replacement, report_references
from linter.lsp.requests.hover.markup import Cursor, Fact, HoverEntry
from linter.report.model import Report


def documents(analysis: Analysis, report: Report, cursor: Cursor) -> Iterator[HoverEntry]:
    """The known documents named at the cursor."""
    for reference in report_references(analysis, report):
        if cursor.is_in(reference.span):
            for document in reference.documents:
                facts = tuple(_facts(analysis, report, document))
                yield HoverEntry(reference.span, f"《{document.title}》", facts)


def _facts(analysis: Analysis, report: Report, document: KnownDocument) -> Iterator[Fact]:
    yield Fact(document.number, "文号")
    if years := _valid_years(document):
        yield Fact(years, "作为年报依据")
        if report.year is not None:
            valid = "适用" if document.in_force else f"不适用{_replacement(analysis, report, document)}"
            yield Fact(valid, f"{report.year}年度的报告")
    if document.url is not None:
        yield Fact(document.url, "原文", url=True)


def _valid_years(document: KnownDocument) -> str:
    """The reporting years for which a document is in force, in words; empty without bounds."""
    since, until = document.since, document.until
    if since is not None and until is not None:
        return f"{since}年度" if since == until else f"{since}年度至{until}年度"
    if since is not None:
        return f"{since}年度起"
    return f"至{until}年度止" if until is not None else ""


def _replacement(analysis: Analysis, report: Report, document: KnownDocument) -> str:
    """The document to be cited instead, in words; empty if no rule names one."""
    other = replacement(analysis, report, document.number)
    return f"，应引《{other.title}》（{other.number}）" if other is not None else ""
