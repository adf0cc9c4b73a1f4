"""The lexemes of a text that has changed: lexing begins again before the change and stops behind it.

What matches at a place depends on the text from there on (the grammar's patterns never look back), and on no
more than the lines of the two lexemes behind: a run of lines ends where the next line is of another form.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from msgspec import Struct

from linter.report.structure.lalr import Lexeme, Lexer

_AHEAD = 3  # lexemes before a change that are cut again
_start = attrgetter("start")


class Lexed(Struct, frozen=True):
    """A text and its lexemes."""

    text: str
    lexemes: list[Lexeme]


def relex(lexer: Lexer, text: str, before: Lexed | None) -> Lexed:
    """The lexemes of a text, by help of those of the text that it was before."""
    if before is None:
        return Lexed(text, [*lexer.lexemes(text)])
    if before.text == text:
        return before
    old = before.lexemes
    same = _same_from_start(before.text, text)
    kept = max(0, bisect_right(old, same, key=_start) - 1 - _AHEAD)
    begin = old[kept].start if kept else 0
    lexemes = old[:kept]
    by = len(text) - len(before.text)
    tail = bisect_left(old, len(before.text) - _same_from_end(before.text, text, same), key=_start)
    boundaries = {old[index].start + by: index for index in range(tail, len(old))}
    for lexeme in lexer.lexemes(text, begin):
        index = boundaries.get(lexeme.start)
        if index is not None:
            rest = old[index:]
            lexemes += [Lexeme(one.type, one.text, one.start + by) for one in rest] if by else rest
            break
        lexemes.append(lexeme)
    return Lexed(text, lexemes)


def _same_from_start(one: str, other: str) -> int:
    """How many characters two texts begin alike with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _same_from_end(one: str, other: str, start: int) -> int:
    """How many characters two texts end alike with, those before `start` not counted."""
    low, high = 0, min(len(one), len(other)) - start
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
