"""The difference of two texts as few edits, so that an editor keeps cursor and folds everywhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from linter.text.edits import Edit
from linter.text.source import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_MOST_LINES = 2000  # comparing more lines with each other takes too long for an interactive request
_MOST_CHARACTERS = 2000


def text_diff(old: str, new: str) -> tuple[Edit, ...]:
    """Disjoint edits, in order, that change `old` into `new`; offsets are those of `old`."""
    return tuple(_between_lines(_LINE.findall(old), _LINE.findall(new))) if old != new else ()


def _between_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    first, last = _common_ends(old, new)
    at = sum(map(len, old[:first]))
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    if len(old) == len(new):  # most fixes keep the number of lines
        for before, after in zip(old, new, strict=True):
            yield from _between_words(before, after, at)
            at += len(before)
        return
    if max(len(old), len(new)) > _MOST_LINES:
        yield from _between_words("".join(old), "".join(new), at)
        return
    starts = [at]
    for line in old:
        starts.append(starts[-1] + len(line))
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _between_words("".join(old[i:j]), "".join(new[k:m]), starts[i])


def _between_words(old: str, new: str, at: int) -> Iterator[Edit]:
    first, last = _common_ends(old, new)
    at += first
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    if max(len(old), len(new)) > _MOST_CHARACTERS:
        yield Edit(Span(at, at + len(old)), new)
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(Span(at + i, at + j), new[k:m])


def _common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """The lengths of the common beginning and of the common end of the rest."""
    shorter = min(len(old), len(new))
    first = 0
    while first < shorter and old[first] == new[first]:
        first += 1
    last = 0
    while last < shorter - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first, last
