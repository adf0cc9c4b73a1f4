"""Titles that do not go with their numbers, and titles misworded (C205)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from linter.checks.base import Context, Finding, Message, ReportCheck, related_places, replacement
from linter.checks.citations.document_lookup import (
    Titled,
    documents_named,
    is_in_force,
    near_miss,
    title_before,
)
from linter.checks.citations.title_wording import is_misworded
from linter.checks.reference_data import Document
from linter.diagnostic import Applicability, Fix
from linter.report.values.document_number import Citation
from linter.text.source import Span


class TitleNumber(ReportCheck, frozen=True):
    """A title in 《》 beside the number of another known document, or a known title misworded
    (`misworded_message`) beside its own number. A number that is not known is never judged."""

    summary: ClassVar[str] = "文件的标题与文号是否一致"

    placeholders: ClassVar[frozenset[str]] = frozenset(
        {"cited_title", "number", "right_title", "right_number"}
    )
    fixes: ClassVar[Applicability | None] = Applicability.UNSAFE
    misworded_message: Message = ""

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for each pair, on title and number, wherever it is repeated."""
        groups: dict[tuple[str, Document, Document], list[tuple[Titled, Citation]]] = {}
        for citation in context.report.citations:
            numbered = context.domain.by_number.get(citation.canonical)
            title = title_before(context, citation.span.start) if numbered else None
            if numbered is None or title is None:
                continue
            named = documents_named(context, title)
            if named:
                meant = _other(context, named, numbered, citation)
            else:
                meant = numbered if is_misworded(title.bare, numbered) else None
            if meant:
                groups.setdefault((title.words, meant, numbered), []).append((title, citation))
        for (_, meant, numbered), places in groups.items():
            yield self._finding(context, meant, numbered, places)

    def _finding(
        self, context: Context, meant: Document, numbered: Document, places: list[tuple[Titled, Citation]]
    ) -> Finding:
        title, citation = places[0]
        values = {
            "cited_title": "".join(context.source.slice(title.span).split()),
            "number": citation.text,
            "right_title": numbered.title,
            "right_number": meant.number,
        }
        return Finding(
            Span(title.span.start - 1, citation.span.end),
            values,
            related_places((other.span, "这里的写法相同") for other, _ in places[1:]),
            _correction(context, meant, numbered, places),
            message="misworded_message" if meant == numbered and self.misworded_message else None,
        )


def _other(
    context: Context, named: tuple[Document, ...], numbered: Document, citation: Citation
) -> Document | None:
    """The document that the title names, when the number is another's."""
    if numbered in named or near_miss(context, citation):
        return None
    year = context.report.year
    return next((document for document in named if is_in_force(document, year)), named[0])


def _correction(
    context: Context, meant: Document, numbered: Document, places: list[tuple[Titled, Citation]]
) -> Fix:
    """The title becomes the number's; or the number the title's, unless only the number's document
    is in force for the report."""
    year = context.report.year
    if meant == numbered or (is_in_force(numbered, year) and not is_in_force(meant, year)):
        edits = ((title.span, numbered.title) for title, _ in places)
        return replacement(Applicability.UNSAFE, f"标题改为《{numbered.title}》", *edits)
    edits = ((citation.span, meant.number) for _, citation in places)
    return replacement(Applicability.UNSAFE, f"文号改为{meant.number}", *edits)
