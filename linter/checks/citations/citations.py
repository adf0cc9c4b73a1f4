"""How documents are cited: the format's own document at all (C201), brackets of the year (C203)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from linter.checks.base import Context, Finding, KnownNumber, ReportCheck, related_places, replacement
from linter.checks.citations.document_lookup import near_miss
from linter.checks.reference_data import Document
from linter.checks.section_matching import is_complete
from linter.diagnostic import Applicability
from linter.report.text_match import letters_only
from linter.report.values.document_number import Citation
from linter.strict_yaml.annotations import Doc
from linter.text.source import Span

_INNER_MARKS = "〈〉《》<>"


class CitationRequired(ReportCheck, frozen=True):
    """A report that nowhere cites `document`, by number (also one just missed) or by title.

    A report that cites one of `unless_cited` has another rule's finding for the same cause.
    """

    summary: ClassVar[str] = "是否引用了某份文件"

    placeholders: ClassVar[frozenset[str]] = frozenset({"number", "title"})
    document: Annotated[KnownNumber, Doc("应当引用的文号")]
    unless_cited: Annotated[tuple[KnownNumber, ...], Doc("引用了这些文号之一也可以")] = ()

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding, on the title; none for a part of a report."""
        if not is_complete(context):
            return
        wanted = context.domain.by_number.get(self.document)
        accepted = {self.document, *self.unless_cited}
        for citation in context.report.citations:
            if citation.canonical in accepted or (wanted and near_miss(context, citation) == wanted):
                return
        if wanted is None or not _names_it(context, wanted):
            title = wanted.title if wanted else ""
            yield Finding(context.report.place, {"number": self.document, "title": title})


def _names_it(context: Context, document: Document) -> bool:
    """Whether the report's prose holds the title or an alias, whatever blanks and inner marks."""
    names = {letters_only(name) for name in (document.title, *document.aliases)}
    for stretch in context.report.prose:
        text = "".join(context.normalized[stretch.start : stretch.end].split())
        for mark in _INNER_MARKS:
            text = text.replace(mark, "")
        if any(name in text for name in names):
            return True
    return False


class CitationBrackets(ReportCheck, frozen=True):
    """A document number whose year is not in 〔〕; the same number written alike is one finding."""

    summary: ClassVar[str] = "文号里年份的括号"

    placeholders: ClassVar[frozenset[str]] = frozenset({"number", "right"})
    fixes: ClassVar[Applicability | None] = Applicability.SAFE

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for each wrong way a number is written, on its first place."""
        wrong = (citation for citation in context.report.citations if not citation.is_bracketed_well)
        for group in alike(wrong):
            first = group[0]
            right = f"{first.code}〔{first.year}〕{'第' if first.ordinal else ''}{first.number}号"
            edits = [edit for citation in group for edit in _bracket_edits(citation)]
            yield Finding(
                first.span,
                {"number": first.text, "right": right},
                related_places((citation.span, "这里的写法相同") for citation in group[1:]),
                replacement(Applicability.SAFE, "年份改用六角括号“〔〕”", *edits),
            )


def alike(citations: Iterable[Citation]) -> list[list[Citation]]:
    """Citations grouped by how they are written, in the order of the first of each."""
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.text, []).append(citation)
    return list(groups.values())


def _bracket_edits(citation: Citation) -> Iterator[tuple[Span, str]]:
    place = citation.year_span
    assert place is not None
    if citation.opening != "〔":
        yield Span(place.start, place.start + len(citation.opening)), "〔"
    if citation.closing != "〕":
        yield Span(place.end - len(citation.closing), place.end), "〕"
