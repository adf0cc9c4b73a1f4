"""The sentences that a report must hold, from the packs: whole on an empty line, else the rest of one."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checks.reference_data import Sentence
from linter.lsp.completion.context import Offer, Place, Sort
from linter.text.normalize import normalize

_BEGUN = 2  # characters of a sentence's beginning that must be typed
_WITHIN = 4  # and letters of its midst: a date alone begins many others


def sentences(place: Place) -> Iterator[Offer]:
    """The sentences that what was typed is a part of, filled in for the report's year."""
    typed = place.typed
    empty = not typed.before.strip() and not typed.behind.strip()
    for sentence in place.book.domain.sentences:
        written = sentence.written(place.year)
        text = written or str(sentence.text)
        length, start = (0, 0) if empty else _continued(normalize(text), typed.before)
        if empty or length:
            rest = text[start:]
            yield Offer(
                Sort.SENTENCE, rest, typed.span(length), _label(sentence, rest), fields=written is None
            )


def _label(sentence: Sentence, text: str) -> str:
    return f"{sentence.name}：{text}"


def _continued(sentence: str, before: str) -> tuple[int, int]:
    """How many of the last characters typed are a part of the sentence, and where in it that part begins."""
    for length in range(min(len(sentence) - 1, len(before)), _BEGUN - 1, -1):
        part = before[-length:]
        start = sentence.find(part)
        if start == 0 or (start > 0 and sum(map(str.isalpha, part)) >= _WITHIN):
            return length, start
    return 0, 0
