"""What a word processor counts by itself: paragraphs whose marks follow from their place in a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_HAN: Final = "一二三四五六七八九十"
_WIDE: Final = str.maketrans("０１２３４５６７８９", "0123456789")
_MARK: Final = re.compile(
    r"(?P<open>[（(]?)(?:(?P<han>[一二三四五六七八九十]{1,2})|(?P<digits>\d{1,2}))(?P<close>[)）、.．])"
)


class Mark(NamedTuple):
    """A mark taken apart: its level (0 一、 1 （一） 2 1. 3 （1）), its number, what stands around that, and
    whether its digits are full-width."""

    level: int
    number: int
    before: str
    behind: str
    wide: bool = False


def mark_of(text: str) -> Mark | None:
    """The mark that `text` begins with, if any."""
    match = _MARK.match(text)
    if match is None:
        return None
    before, behind = match["open"], match["close"]
    if bool(before) != (behind in ")）"):
        return None
    if match["han"]:
        han = match["han"]
        number = _HAN.index(han[-1]) + 1 + 10 * (len(han) - 1)
        return Mark(1 if before else 0, number, before, behind)
    digits = match["digits"]
    return Mark(3 if before else 2, int(digits.translate(_WIDE)), before, behind, not digits.isascii())


def length(mark: Mark) -> int:
    """How many characters a mark takes."""
    digits = len(str(mark.number)) if mark.level > 1 else 1 + (mark.number > 10)
    return len(mark.before) + digits + len(mark.behind)


def counts(marks: Sequence[Mark]) -> bool:
    """Whether a list of several levels, each begun anew under the one above, gives exactly these."""
    at: list[int] = [0, 0, 0, 0]
    looks: dict[int, tuple[str, str, bool]] = {}
    for level, number, before, behind, wide in marks:
        at[level] += 1
        at[level + 1 :] = [0] * (3 - level)
        if at[level] != number or looks.setdefault(level, (before, behind, wide)) != (before, behind, wide):
            return False
    return True
