"""Comparing wordings: what is left of a label or heading when blanks and punctuation do not count."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from linter.regex_cache import compiled
from linter.report.values.numeral import LEVELS

MARKS = " \t#*>?"
"""What may stand around a heading: blanks, Markdown, and question marks that blanks turned into."""

LONGEST_ROW = 160
"""Length of the longest line that is worth asking whether it is a row of labels."""

# A page that guards against copying writes the sound behind characters: 件數(shù).
_SOUND = compiled(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,6}\)")
_NOT_WORDS = compiled(rf"{_SOUND.pattern}|[\W_]+")
_NOTE = compiled(r"\([^()]{4,}\)$")


@lru_cache(maxsize=16384)
def letters_only(text: str) -> str:
    """Normalized `text` without blanks, punctuation, symbols and sounds in brackets: what two equal
    wordings share."""
    return _NOT_WORDS.sub("", text)


@lru_cache(maxsize=4096)
def split_numeral(text: str) -> tuple[int, str, str]:
    """A normalized line's heading level (0: none), its numeral as written, and the text behind it."""
    stripped = text.lstrip(MARKS)
    for level, pattern in LEVELS:
        match = pattern.match(stripped)
        if match:
            numeral = next(group for group in match.groups() if group)
            return level, numeral, stripped[match.end() :]
    return 0, "", stripped


def split_into_labels(text: str, known: Container[str], longest: int) -> list[tuple[int, int]]:
    """Where the `known` cores, of at most `longest` characters, stand in normalized `text`, if it is several
    of them one after another and nothing else, set apart or not; else an empty list."""
    words = letters_only(text)
    found, start = [], 0
    while start < len(words):
        stop = min(start + longest, len(words))
        while stop > start + 1 and words[start:stop] not in known:
            stop -= 1
        if stop <= start + 1:
            return []  # prose, nearly always at once
        found.append((start, stop))
        start = stop
    if len(found) < 2:
        return []
    silent = _SOUND.sub(lambda sound: " " * len(sound[0]), text)
    letters = [at for at, char in enumerate(silent) if char.isalnum()]
    return [(letters[start], letters[stop - 1] + 1) for start, stop in found]


@lru_cache(maxsize=4096)
def without_note(text: str) -> str:
    """`text` without an explanation in brackets at its end: 部分公开(区分处理的,…) is 部分公开."""
    return _NOTE.sub("", _SOUND.sub("", text))


@lru_cache(maxsize=4096)
def similarity(one: str, other: str) -> float:
    """How alike two wordings are, 0 to 100 (normalized indel similarity)."""
    from rapidfuzz.fuzz import ratio  # most reports word everything as prescribed and never ask

    return ratio(one, other)
