"""Cells that ran together when a page was copied without its separators: `规章000`.

What is a label is known by the labels; which digits are which figure only where they fit the columns in
one way.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from linter.report.text_match import KnownLabels, letters_only

_UNITS = ("", "元", "万元", "亿元", "万")  # of the last figure of a text
_LONGEST_NUMBER = 9  # digits of one figure


class Piece(Struct, frozen=True):
    """A label (`is_label`) or a run of digits in a text, by offsets of the text."""

    start: int
    end: int
    is_label: bool


def split_glued(text: str, known: KnownLabels) -> list[Piece]:
    """The `known` cores and the digits behind each that make up normalized `text`; an empty list where it is
    anything else, or holds no digits behind a label."""
    letters = [at for at, char in enumerate(text) if letters_only(char)]
    words = "".join(text[at] for at in letters)
    pieces: list[Piece] = []
    start = 0
    while start < len(words):
        stop = known.end(words, start)
        is_label = stop > start
        if not is_label:
            while (
                stop < len(words)
                and words[stop].isdigit()
                and not _is_numeral(text, letters[stop], words, stop, known)
            ):
                stop += 1
            if stop > start and words[stop:] in _UNITS:
                stop = len(words)
        if stop == start or (not pieces and not is_label):
            return []
        pieces.append(Piece(letters[start], letters[stop - 1] + 1, is_label))
        start = stop
    return pieces if any(not piece.is_label for piece in pieces) else []


def _is_numeral(text: str, at: int, words: str, start: int, known: KnownLabels) -> bool:
    """Whether the digit at an offset numbers the label behind it: 2.重复申请."""
    return text[at + 1 : at + 2] in ("", ".", "、") and known.end(words, start) > start


def split_digits(digits: str, count: int) -> Sequence[str] | None:
    """The numbers of a run of digits when it can be that `count` in one way only; None when it cannot, or in
    several ways. A number of several digits does not begin with 0. The last may have a unit of money."""
    run = digits.rstrip("元万亿")
    numbers = _numbers(run, count)
    return numbers and [*numbers[:-1], numbers[-1] + digits[len(run) :]]


def _numbers(digits: str, count: int) -> list[str] | None:
    if not digits.isdigit() or not count <= len(digits) <= count * _LONGEST_NUMBER:
        return None
    if len(digits) == count:
        return list(digits)
    known: dict[tuple[int, int], list[list[str]]] = {}
    found = _ways(digits, 0, count, known)
    return found[0] if len(found) == 1 else None


def _ways(
    digits: str, start: int, count: int, known: dict[tuple[int, int], list[list[str]]]
) -> list[list[str]]:
    """The ways to part the digits from `start` on into `count` numbers, two at most; `known` keeps them."""
    if count == 0:
        return [[]] if start == len(digits) else []
    if (start, count) not in known:
        longest = 1 if digits[start : start + 1] == "0" else _LONGEST_NUMBER
        ends = range(start + 1, min(start + longest, len(digits) - count + 1) + 1)
        found = ([digits[start:end], *rest] for end in ends for rest in _ways(digits, end, count - 1, known))
        known[start, count] = list(islice(found, 2))
    return known[start, count]
