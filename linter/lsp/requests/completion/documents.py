"""Completion of known documents: by number, by part of a title after 《, or by the start of a title."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from linter.app.editor.documents import KnownDocument, known_documents
from linter.lsp.requests.completion.context import (
    Candidate,
    CandidateKind,
    CompletionContext,
    LineContext,
    comparable,
)
from linter.report.text_match import letters_only
from linter.text.source import Span

_LONGEST = 60  # characters before the cursor that are looked at
_LEAST_OF_NUMBER = 2  # letters of a number that must be typed
_LEAST_OF_TITLE = 4  # and of a title
_OPENING = "〔[(【{"
_CLOSING = "〕])】}"


def documents(context: CompletionContext) -> Iterator[Candidate]:
    """The documents that fit, first those of the report's years, last those not in force."""
    ordered = sorted(known_documents(context.book, context.year), key=_rank)
    before = context.line.before
    mark = before.rfind("《")
    if mark >= 0 and "》" not in before[mark:]:
        yield from _titles(context, ordered, before[mark + 1 :])
        return
    yield from _numbers(context, ordered)
    plain = _longest(
        before, _LEAST_OF_TITLE, lambda letters: any(_has_title(each, letters) for each in ordered)
    )
    for document in ordered:
        if plain and _has_title(document, letters_only(plain)):
            yield _candidate(context, document, _citation(document), context.line.span(len(plain)))


def _rank(document: KnownDocument) -> tuple[int, int]:
    bounded = document.since is not None or document.until is not None
    return (0 if bounded and document.in_force else 1 if document.in_force else 2, -(document.since or 0))


def _titles(context: CompletionContext, ordered: Sequence[KnownDocument], text: str) -> Iterator[Candidate]:
    """Titles that contain the text after 《, each with its number unless one follows."""
    line, letters = context.line, letters_only(text)
    closed = line.after.startswith("》")
    numbered = closed and line.after[1:].lstrip().startswith(("(", "["))
    for document in ordered:
        names = (document.title, *document.aliases)
        if any(letters in comparable(name) for name in names) and not (closed and text == document.title):
            citation = document.title if numbered else _citation(document).removeprefix("《")
            span = line.span(len(text), 1 if closed and not numbered else 0)
            yield _candidate(context, document, citation, span)


def _numbers(context: CompletionContext, ordered: Sequence[KnownDocument]) -> Iterator[Candidate]:
    """Numbers that start with the typed letters, whatever the brackets.

    A number that is valid only beside its title is not offered alone.
    """
    known = [document for document in ordered if not document.only_with_title]
    text = _longest(
        context.line.before,
        _LEAST_OF_NUMBER,
        lambda letters: any(_has_number(document, letters) for document in known),
    )
    more = _closing_length(context.line, text)
    for document in known:
        if text and _has_number(document, letters_only(text)) and text != document.number:
            yield _candidate(context, document, document.number, context.line.span(len(text), more))


def _closing_length(line: LineContext, text: str) -> int:
    """1 if the editor has added the closing bracket, which is then replaced too, else 0."""
    opened = any(mark in text for mark in _OPENING) and not any(mark in text for mark in _CLOSING)
    return int(opened and line.after[:1] in tuple(_CLOSING))


def _longest(text: str, least: int, fits: Callable[[str], bool]) -> str:
    """The longest suffix whose letters fit; empty if none with at least `least` letters does."""
    for start in range(max(0, len(text) - _LONGEST), len(text)):
        letters = letters_only(text[start:]) if text[start].isalnum() else ""
        if len(letters) >= least and fits(letters):
            return text[start:]
    return ""


def _has_number(document: KnownDocument, letters: str) -> bool:
    return comparable(document.number).startswith(letters)


def _has_title(document: KnownDocument, letters: str) -> bool:
    return comparable(document.title).startswith(letters)


def _citation(document: KnownDocument) -> str:
    return f"《{document.title}》（{document.number}）"


def _candidate(context: CompletionContext, document: KnownDocument, text: str, span: Span) -> Candidate:
    outdated = not document.in_force
    alone = text == document.number
    label, detail = (document.number, document.title) if alone else (document.title, document.number)
    if outdated:
        detail = f"{context.year}年度的报告不适用：{detail}"
    return Candidate(CandidateKind.DOCUMENT, text, span, label, detail, outdated)
