"""Completion of required sentences of the packs: whole on an empty line, else the rest of one."""

from __future__ import annotations

from collections.abc import Iterator

from linter.app.editor.sentences import required_sentences
from linter.lsp.requests.completion.context import Candidate, CandidateKind, CompletionContext
from linter.text.normalize import normalize

_LEAST_AT_START = 2  # characters of a sentence's start that must be typed
_LEAST_INSIDE = 4  # and letters of a part inside it: a date occurs in many sentences


def sentences(context: CompletionContext) -> Iterator[Candidate]:
    """The sentences that contain the typed text, with the report's year filled in."""
    line = context.line
    empty = not line.before.strip() and not line.after.strip()
    for sentence in required_sentences(context.book, context.year):
        length, start = (0, 0) if empty else _overlap(normalize(sentence.text), line.before)
        if empty or length:
            rest = sentence.text[start:]
            yield Candidate(
                CandidateKind.SENTENCE,
                rest,
                line.span(length),
                f"{sentence.name}：{rest}",
                has_year_field=sentence.has_year_field,
            )


def _overlap(sentence: str, before: str) -> tuple[int, int]:
    """The length of the longest typed suffix that occurs in the sentence, and its index there."""
    for length in range(min(len(sentence) - 1, len(before)), _LEAST_AT_START - 1, -1):
        part = before[-length:]
        start = sentence.find(part)
        if start == 0 or (start > 0 and sum(map(str.isalpha, part)) >= _LEAST_INSIDE):
            return length, start
    return 0, 0
