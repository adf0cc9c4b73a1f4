"""Known documents: by what is typed of a number, of a title behind 《, or of a full title without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from linter.checks.citations.document_lookup import is_in_force
from linter.checks.reference_data import Document
from linter.lsp.completion.context import Offer, Place, Sort, Typed, words
from linter.report.text_match import letters_only
from linter.text.source import Span

_LONGEST = 60
_OF_A_NUMBER = 2  # characters that must be typed of a number
_OF_A_TITLE = 4  # and of a title
_OPENING = "〔[(【{"
_CLOSING = "〕])】}"


def documents(place: Place) -> Iterator[Offer]:
    """The documents that fit, those first that the report may rest on, those last that it may not."""
    ordered = sorted(place.book.domain.documents, key=lambda document: _rank(document, place.year))
    before = place.typed.before
    mark = before.rfind("《")
    if mark >= 0 and "》" not in before[mark:]:
        yield from _titles(place, ordered, before[mark + 1 :])
        return
    yield from _numbers(place, ordered)
    plain = _longest(before, _OF_A_TITLE, lambda said: any(_entitled(each, said) for each in ordered))
    for document in ordered:
        if plain and _entitled(document, letters_only(plain)):
            yield _offer(place, document, _named(document), place.typed.span(len(plain)))


def _rank(document: Document, year: int | None) -> tuple[int, int]:
    bounded = document.since is not None or document.until is not None
    held = is_in_force(document, year)
    return (0 if bounded and held else 1 if held else 2, -(document.since or 0))


def _titles(place: Place, ordered: Sequence[Document], text: str) -> Iterator[Offer]:
    """Titles that hold what stands behind 《, with the number that goes with them unless one follows."""
    typed, said = place.typed, letters_only(text)
    closed = typed.behind.startswith("》")
    numbered = closed and typed.behind[1:].lstrip().startswith(("(", "["))
    for document in ordered:
        names = (document.title, *document.aliases)
        if any(said in words(name) for name in names) and not (closed and text == document.title):
            written = document.title if numbered else _named(document).removeprefix("《")
            span = typed.span(len(text), 1 if closed and not numbered else 0)
            yield _offer(place, document, written, span)


def _numbers(place: Place, ordered: Sequence[Document]) -> Iterator[Offer]:
    """Numbers that begin with what was typed, whatever its brackets. One that is right only beside its
    title is not offered alone."""
    known = [document for document in ordered if not document.only_with_title]
    text = _longest(
        place.typed.before, _OF_A_NUMBER, lambda said: any(_numbered(document, said) for document in known)
    )
    more = _closing(place.typed, text)
    for document in known:
        if text and _numbered(document, letters_only(text)) and text != document.number:
            yield _offer(place, document, document.number, place.typed.span(len(text), more))


def _closing(typed: Typed, text: str) -> int:
    """Whether an editor has closed the bracket by itself, so that it is to be replaced, too."""
    opened = any(mark in text for mark in _OPENING) and not any(mark in text for mark in _CLOSING)
    return int(opened and typed.behind[:1] in tuple(_CLOSING))


def _longest(text: str, least: int, fits: Callable[[str], bool]) -> str:
    """The longest end of a text whose words fit; empty when none of at least so many characters does."""
    for start in range(max(0, len(text) - _LONGEST), len(text)):
        said = letters_only(text[start:]) if text[start].isalnum() else ""
        if len(said) >= least and fits(said):
            return text[start:]
    return ""


def _numbered(document: Document, said: str) -> bool:
    return words(document.number).startswith(said)


def _entitled(document: Document, said: str) -> bool:
    return words(document.title).startswith(said)


def _named(document: Document) -> str:
    return f"《{document.title}》（{document.number}）"


def _offer(place: Place, document: Document, text: str, span: Span) -> Offer:
    outdated = not is_in_force(document, place.year)
    alone = text == document.number
    label, detail = (document.number, document.title) if alone else (document.title, document.number)
    if outdated:
        detail = f"{place.year}年度的报告不适用：{detail}"
    return Offer(Sort.DOCUMENT, text, span, label, detail, outdated)
