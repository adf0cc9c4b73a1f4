"""Comparing wordings: what is left of a label or heading when blanks and punctuation do not count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from linter.regex_cache import compiled
from linter.report.values.numeral import LEVELS
from linter.text.normalize import normalize

MARKS = " \t#*>?"
"""What may stand around a heading: blanks, Markdown, and question marks that blanks turned into."""

LONGEST_ROW = 160
"""Length of the longest line that is worth asking whether it is a row of labels."""

_FEW = 100  # comparisons: importing rapidfuzz takes as long as some thousands of them

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


class KnownLabels(Struct, frozen=True):
    """The cores of labels of two letters or more, by the two that each begins with.

    `lengths` are how long those with some beginning are, the longest first.
    """

    cores: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]

    def end(self, words: str, start: int) -> int:
        """Where the longest core that stands in `words` at `start` ends; `start` where none does."""
        for length in self.lengths.get(words[start : start + 2], ()):
            found = words[start : start + length]
            if found in self.cores:
                return start + len(found)
        return start


def known_labels(cores: Iterable[str]) -> KnownLabels:
    """Some cores of labels, to be looked for."""
    known = frozenset([core for core in cores if len(core) > 1])
    lengths: dict[str, set[int]] = {}
    for core in known:
        lengths.setdefault(core[:2], set()).add(len(core))
    return KnownLabels(known, {begin: tuple(sorted(each, reverse=True)) for begin, each in lengths.items()})


def split_into_labels(text: str, known: KnownLabels) -> list[tuple[int, int]]:
    """Where the `known` cores stand in normalized `text`, if it is several of them one after another and
    nothing else, set apart or not; else an empty list."""
    words = letters_only(text)
    found, start = [], 0
    while start < len(words):
        stop = known.end(words, start)
        if stop == start:
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
    if similarity.cache_info().misses < _FEW:
        return indel_ratio(one, other)
    from rapidfuzz.fuzz import ratio

    return ratio(one, other)


def indel_ratio(one: str, other: str) -> float:
    """The same as rapidfuzz.fuzz.ratio. The longest common subsequence is counted in bits (Hyyrö 2004)."""
    whole = len(one) + len(other)
    if not whole:
        return 100.0
    places: dict[str, int] = {}
    for at, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << at
    row = full = (1 << len(one)) - 1
    for char in other:
        same = row & places.get(char, 0)
        row = (row + same) | (row - same)
    common = len(one) - (row & full).bit_count()
    return (1.0 - (whole - 2 * common) / whole) * 100.0


@lru_cache(maxsize=4096)
def wordings(label: str, variants: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The cores by which a label may be named: with and without its numeral and its note."""
    cores: list[str] = []
    for wording in map(normalize, (label, *variants)):
        bare = split_numeral(wording)[2]
        cores += dict.fromkeys(map(letters_only, (wording, without_note(wording), bare, without_note(bare))))
    return tuple(cores)
