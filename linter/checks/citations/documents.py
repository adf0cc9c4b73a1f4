"""Known documents cited by a wrong number (C202), or past or before their time (C204)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar

from msgspec import field

from linter.checks.base import (
    Context,
    Finding,
    KnownNumber,
    Message,
    ReportCheck,
    related_places,
    replacement,
)
from linter.checks.citations.citations import alike
from linter.checks.citations.document_lookup import documents_named, is_in_force, near_miss, title_before
from linter.checks.citations.title_marks import marked_titles, sentence
from linter.checks.reference_data import Document
from linter.diagnostic import Applicability
from linter.report.text_match import letters_only
from linter.report.values.document_number import Citation
from linter.strict_yaml.annotations import Doc
from linter.text.source import Span


class DocumentNumber(ReportCheck, frozen=True):
    """A number that just misses a known document's, or that has 第 before its last part."""

    summary: ClassVar[str] = "与已知文号只差一点的文号"

    placeholders: ClassVar[frozenset[str]] = frozenset({"number", "right", "title"})
    fixes: ClassVar[Applicability | None] = Applicability.UNSAFE

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for each number written wrong, on its first place."""
        meant = [(citation, _meant(context, citation)) for citation in context.report.citations]
        wrong = [(citation, document) for citation, document in meant if document]
        by_document: dict[Document, list[Citation]] = {}
        for citation, document in wrong:
            by_document.setdefault(document, []).append(citation)
        for document, citations in by_document.items():
            for group in alike(citations):
                edits = ((citation.span, document.number) for citation in group)
                yield Finding(
                    group[0].span,
                    {"number": group[0].text, "right": document.number, "title": document.title},
                    related_places((citation.span, "这里的写法相同") for citation in group[1:]),
                    replacement(Applicability.UNSAFE, f"改为{document.number}", *edits),
                )


def _meant(context: Context, citation: Citation) -> Document | None:
    known = context.domain.by_number.get(citation.canonical)
    if citation.ordinal and known is not None and not known.only_with_title:
        return known
    return near_miss(context, citation)


class Superseded(ReportCheck, frozen=True):
    """A known document in a report for a year in which another was in force: `instead` says which.

    `early_message` is for a document that did not exist yet. A sentence about what replaced
    what is history, not a wrong basis.
    """

    summary: ClassVar[str] = "是否引用了已被取代或者还没有的文件"

    placeholders: ClassVar[frozenset[str]] = frozenset({"cited", "number", "right", "title", "year"})
    fixes: ClassVar[Applicability | None] = Applicability.UNSAFE
    instead: Annotated[Mapping[KnownNumber, KnownNumber], Doc("旧文号应改引的新文号")] = field(
        default_factory=dict
    )
    early_message: Message = ""

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for each such document, on its first place."""
        if context.report.year is None:
            return
        by_number = context.domain.by_number
        numbers = {citation.canonical for citation in context.report.citations}
        titles = {words for _, words in context.fact(_titles)}
        for number, right in self.instead.items():
            old, new = by_number.get(number), by_number.get(right)
            if old is None or new is None or is_in_force(old, context.report.year):
                continue
            if old.number not in numbers and letters_only(old.title) not in titles:
                continue
            if finding := self._finding(context, old, new):
                yield finding

    def _finding(self, context: Context, old: Document, new: Document) -> Finding | None:
        starts = [cited.span.start for cited in context.report.citations if cited.canonical == new.number]
        places = [one for one in _places(context, old, new) if not _is_history(context, one[0], starts)]
        if not places:
            return None
        places.sort(key=lambda place: place[0])
        first = places[0][0]
        edits = [edit for _, parts in places for edit in parts]
        early = old.since is not None and (context.report.year or 0) < old.since
        values = {
            "cited": "".join(context.source.slice(first).split()),
            "number": old.number,
            "right": new.number,
            "title": new.title,
            "year": str(context.report.year),
        }
        return Finding(
            first,
            values,
            related_places((span, "这里也引用了这份文件") for span, _ in places[1:]),
            replacement(Applicability.UNSAFE, f"改引{new.number}", *edits),
            message="early_message" if early and self.early_message else None,
        )


_Place = tuple[Span, list[tuple[Span, str]]]


def _places(context: Context, old: Document, new: Document) -> Iterator[_Place]:
    """Where a report cites `old`, by number or by full title, and the edits that make it cite `new`.
    A number under the title of another document is a matter of that pair."""
    taken = set[Span]()
    for citation in context.report.citations:
        title = title_before(context, citation.span.start)
        named = documents_named(context, title) if title else ()
        if title:
            taken.add(title.span)
        if citation.canonical == old.number and not (named and old not in named):
            edits = [(citation.span, new.number)]
            if title and named and letters_only(old.title) != letters_only(new.title):
                edits.append((title.span, new.title))
            yield citation.span, edits
    if letters_only(old.title) == letters_only(new.title):
        return
    for span, words in context.fact(_titles):
        if span not in taken and words == letters_only(old.title):
            yield span, [(span, new.title)]


def _titles(context: Context) -> tuple[tuple[Span, str], ...]:
    """The titles in 《》 with their letters."""
    normalized = context.normalized
    return tuple([(span, letters_only(normalized[slice(*span)])) for span in marked_titles(context)])


def _is_history(context: Context, span: Span, starts: Sequence[int]) -> bool:
    """Whether the sentence around `span` tells what replaced what; `starts` are the offsets, in order,
    at which the document that holds now is cited."""
    said = sentence(context, span)
    text = "".join(context.normalized[said.start : said.end].split())
    words = context.lexicon.words.citations
    if words.replaced.search(text):
        return True
    beside = bisect_left(starts, said.start) < bisect_left(starts, said.end)
    return beside and words.revised.search(text) is not None
