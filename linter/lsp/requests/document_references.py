"""Known documents that a report names, by number or by title in 《》."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.checks.base import Context
from linter.checks.citations.document_lookup import documents_named, is_in_force, title_before, titled
from linter.checks.citations.title_marks import marked_titles
from linter.checks.reference_data import Document
from linter.text.source import Span


class DocumentReference(NamedTuple):
    """A span that names a document; several if documents share the title in the report's year."""

    span: Span
    documents: tuple[Document, ...]


def document_references(context: Context) -> Iterator[DocumentReference]:
    """The references of a report to known documents: numbers first, then titles with their marks."""
    for citation in context.report.citations:
        document = context.domain.by_number.get(citation.canonical)
        if document is not None and _is_meant(context, document, citation.span.start):
            yield DocumentReference(citation.span, (document,))
    for title in marked_titles(context):
        named = documents_named(context, titled(context.normalized, title))
        current = tuple(document for document in named if is_in_force(document, context.report.year))
        if named:
            yield DocumentReference(Span(title.start - 1, title.end + 1), current or named)


def _is_meant(context: Context, document: Document, at: int) -> bool:
    """Whether a number means this document and is not more likely a mistyped other one."""
    if not document.only_with_title:
        return True
    title = title_before(context.normalized, at)
    return title is not None and document in documents_named(context, title)
