"""Known documents: all of a rulebook, and those that a report names by number or by title in 《》."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.app.editor.analysis import Analysis
from linter.checks.base import Context
from linter.checks.citations.document_lookup import documents_named, is_in_force, title_before, titled
from linter.checks.citations.documents import Superseded
from linter.checks.citations.title_marks import marked_titles
from linter.checks.reference_data import Document
from linter.report.model import Report
from linter.rulebook import Rulebook
from linter.text.source import Span


class KnownDocument(NamedTuple):
    """A document of the packs, seen from a report of one reporting year.

    `since` and `until` are the first and last reporting years that may rest on it (None: open); `in_force`
    says whether the report's year may. `only_with_title`: its number alone does not mean it. `url` is where
    its text is published.
    """

    number: str
    title: str
    aliases: tuple[str, ...]
    since: int | None
    until: int | None
    in_force: bool
    only_with_title: bool
    url: str | None


class DocumentReference(NamedTuple):
    """A span that names a document; several if documents share the title in the report's year."""

    span: Span
    documents: tuple[KnownDocument, ...]


def known_documents(book: Rulebook, year: int | None) -> tuple[KnownDocument, ...]:
    """All documents of a rulebook, seen from a report of `year`."""
    return tuple(_known(document, year) for document in book.domain.documents)


def document_references(analysis: Analysis) -> Iterator[DocumentReference]:
    """The references to known documents in the reports: of each its numbers, then its titles."""
    for report in analysis.reports:
        yield from report_references(analysis, report)


def report_references(analysis: Analysis, report: Report) -> Iterator[DocumentReference]:
    """The references of one report."""
    context, year = analysis.context(report), report.year
    for citation in report.citations:
        document = context.domain.by_number.get(citation.canonical)
        if document is not None and _is_meant(context, document, citation.span.start):
            yield DocumentReference(citation.span, (_known(document, year),))
    for title in marked_titles(context):
        named = documents_named(context, titled(context.normalized, title))
        current = tuple(document for document in named if is_in_force(document, year))
        if named:
            span = Span(title.start - 1, title.end + 1)
            yield DocumentReference(span, tuple(_known(each, year) for each in current or named))


def replacement(analysis: Analysis, report: Report, number: str) -> KnownDocument | None:
    """The document in force that a rule of the report's generation names in place of `number`."""
    for rule in analysis.book.rules_for(report.generation):
        if isinstance(rule.check, Superseded) and (instead := rule.check.instead.get(number)):
            other = analysis.book.domain.by_number.get(instead)
            if other is not None and is_in_force(other, report.year):
                return _known(other, report.year)
    return None


def _known(document: Document, year: int | None) -> KnownDocument:
    return KnownDocument(
        document.number,
        document.title,
        document.aliases,
        document.since,
        document.until,
        is_in_force(document, year),
        document.only_with_title,
        str(document.url) if document.url is not None else None,
    )


def _is_meant(context: Context, document: Document, at: int) -> bool:
    """Whether a number means this document and is not more likely a mistyped other one."""
    if not document.only_with_title:
        return True
    title = title_before(context, at)
    return title is not None and document in documents_named(context, title)
