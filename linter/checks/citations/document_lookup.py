"""Which document a citation means: by its number, by the title beside it, or by a near miss of a number."""

from __future__ import annotations

from msgspec import Struct

from linter.checks.base import Context
from linter.checks.citations.title_wording import is_misworded
from linter.checks.reference_data import Document
from linter.regex_cache import compiled
from linter.report.text_match import letters_only
from linter.report.values.document_number import Citation
from linter.text.normalize import squeeze
from linter.text.source import Span

_NOTE = compiled(r"\([^()]*\)$")
_GAP = 24  # between a title and its number, blanks included
_LONGEST_TITLE = 220


class Titled(Struct, frozen=True):
    """A title in 《》: the place of its words (without the marks), and their core."""

    span: Span
    words: str
    bare: str  # the same without a note in brackets at its end


def title_before(context: Context, at: int) -> Titled | None:
    """The title in 《》 that ends right before offset `at`, where a number stands."""
    return context.fact(_title_before, at)


def _title_before(context: Context, at: int) -> Titled | None:
    normalized, words = context.normalized, context.lexicon.words.citations
    gap = squeeze(normalized, max(0, at - _GAP), at)
    match = words.after_title.search(gap.text)
    if match is None:
        return None
    end = gap.offsets[match.start()]
    depth, start, first = 1, end, max(0, end - _LONGEST_TITLE + 1)
    while depth:
        opening, closing = normalized.rfind("《", first, start), normalized.rfind("》", first, start)
        start = max(opening, closing)
        if start < 0:
            return None
        depth += 1 if start == closing else -1
    return titled(normalized, Span(start + 1, end))


def titled(normalized: str, span: Span) -> Titled:
    """The title whose words stand at a span."""
    words = normalized[span.start : span.end]
    return Titled(span, letters_only(words), letters_only(_NOTE.sub("", words.rstrip())))


def documents_named(context: Context, title: Titled) -> tuple[Document, ...]:
    """The known documents that a title names, word for word; more than one may share it."""
    names = context.domain.by_name
    return names.get(title.words) or names.get(title.bare, ())


def alike_titles(context: Context, title: Titled) -> tuple[Document, ...]:
    """The known documents whose title the words are nearly, but not quite."""
    return tuple(one for one in context.domain.documents if is_misworded(title.bare, one))


def is_in_force(document: Document, year: int | None) -> bool:
    """Whether a report for `year` rightly rests on the document; an unknown year forbids nothing."""
    if year is None:
        return True
    return (document.since or 0) <= year <= (document.until or year)


def near_miss(context: Context, citation: Citation) -> Document | None:
    """The known document whose number the citation just misses; None for a right number, and for
    one that is some other document's."""
    return context.fact(_near_miss, citation)


def _near_miss(context: Context, citation: Citation) -> Document | None:
    year, number = citation.year, citation.number
    near = [
        document
        for document, code, of, ordinal in context.domain.numbered
        if (of == year or ordinal == number) and _is_near(citation, code, of, ordinal)
    ]
    if not near:
        return None
    title = title_before(context, citation.span.start)
    named = documents_named(context, title) if title else ()
    exact = context.domain.by_number.get(citation.canonical)
    if exact is not None and (not exact.only_with_title or exact in named):
        return None
    if title is None:
        if _belongs_to_another(context, citation):
            return None
        candidates = tuple(document for document in context.domain.documents if document.near)
    else:
        candidates = named or alike_titles(context, title)
    missed = [document for document in candidates if document in near]
    missed.sort(key=lambda document: not is_in_force(document, context.report.year))
    return missed[0] if missed else None


def _belongs_to_another(context: Context, citation: Citation) -> bool:
    """Whether the words around a number without title in 《》 before it name some other document."""
    normalized, at, words = context.normalized, citation.span, context.lexicon.words.citations
    behind = squeeze(normalized, at.end, min(len(normalized), at.end + _LONGEST_TITLE)).text
    if match := words.before_title.match(behind):
        title = letters_only(behind[match.end() : (behind + "》").index("》", match.end())])
        return not any(title and title in name for name in context.domain.by_name)
    line_start = normalized.rfind("\n", 0, at.start) + 1
    before = squeeze(normalized, max(line_start, at.start - 60), at.start).text
    return words.plain_title.search(before) is not None and words.of_the_format.search(before) is None


def _is_near(citation: Citation, code: str, year: int | None, ordinal: int) -> bool:
    same_year, same_number = citation.year == year, citation.number == ordinal
    if citation.year is None or year is None:
        return same_year and citation.code == code
    if citation.code == code:
        return same_year or same_number
    if citation.code[0] == code[0] and _is_one_edit(citation.code, code):
        return same_year or same_number
    return same_year and same_number and (_is_one_edit(citation.code, code) or _is_part(citation.code, code))


def _is_one_edit(one: str, other: str) -> bool:
    """Whether one character put in, left out or changed makes two different texts alike."""
    shorter, longer = sorted((one, other), key=len)
    at = next((i for i, char in enumerate(shorter) if char != longer[i]), len(shorter))
    rest = shorter[at:] if len(shorter) < len(longer) else shorter[at + 1 :]
    return len(longer) - len(shorter) <= 1 and longer[at + 1 :] == rest


def _is_part(shorter: str, longer: str) -> bool:
    """Whether `longer` with some characters left out is `shorter`."""
    left = iter(longer)
    return len(shorter) >= 2 and all(char in left for char in shorter)
