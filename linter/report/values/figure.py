"""A figure as a table's cell holds it: 12, 1,234, 12宗, 9623(增), -92, 258.13万元, a blank, or no number."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from linter.report.word_lists import WordLists

# Marks that stand for "nothing" in a cell.
_MARKS = frozenset(
    {"", "/", "\\", "-", "--", "---", "—", "——", "–", "−", "~", "／", "_", "__", "___", "…", "……", "*"}
)
_AROUND = "()。.,;:"  # may stand around a word for nothing: (无), 不适用。
_LONGEST_WORD = 12
_SIGNS_DOWN = frozenset("-−–—↓")


class Figure(Struct, frozen=True):
    """One figure.

    `raw` is what stands in the cell, blanks dropped; `value` is None for a blank and for text that
    is no number (then `blank` tells which). `unit` is the unit of money as written, which may be
    missing or doubled; the value is counted in it.
    """

    raw: str
    value: int | Decimal | None
    unit: str = ""
    blank: bool = False

    def __str__(self) -> str:
        return self.raw


NO_FIGURE = Figure("", None, blank=True)
"""What an empty cell holds."""


class FigureWords(Struct, frozen=True, eq=False):
    """The words that stand in cells for nothing or beside numbers; compared by identity, for readings are
    remembered by them.

    `number` matches a number with what people write around it; `fall` are the words that make it negative.
    """

    nothing: frozenset[str]
    number: re.Pattern[str]
    fall: frozenset[str]

    def is_nothing(self, raw: str) -> bool:
        """Whether a text without blanks says that there is nothing to count."""
        if raw in _MARKS:
            return True
        return len(raw) <= _LONGEST_WORD and raw.strip(_AROUND).upper() in self.nothing


def figure_words(lists: WordLists) -> FigureWords:
    """The words of the lists, compiled; where a list is missing, its words occur nowhere."""
    any_of = lists.alternation_or_never
    rise, fall, measures = any_of("rise_in_cell"), any_of("fall_in_cell"), any_of("measure_in_cell")
    number = re.compile(
        rf"(?P<before>[-+−–—↑↓]|{rise}|{fall})?"
        r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
        rf"(?:{measures}|\({measures}\))?(?P<unit>(?:万元|亿元|元|万)*)"
        rf"(?:\((?P<after>{rise}|{fall}|[-+])\)|(?P<arrow>[↑↓]))?"
    )
    nothing = frozenset(word.upper() for word in lists.get("nothing_in_cell"))
    return FigureWords(nothing, number, frozenset(lists.get("fall_in_cell")) | _SIGNS_DOWN)


@lru_cache(maxsize=8192)
def read_figure(text: str, words: FigureWords) -> Figure:
    """The figure that a cell's normalized text holds; spaces do not count."""
    raw = text.replace(" ", "")
    if raw.isdigit() and raw.isascii() and len(raw) < 16:
        return Figure(raw, int(raw))
    if words.is_nothing(raw):
        return Figure(raw, None, blank=True)
    match = words.number.fullmatch(raw)
    if match is None or len(raw) > 40:
        return Figure(raw, None)
    digits = match["whole"].replace(",", "")
    value: int | Decimal = Decimal(digits + match["fraction"]) if match["fraction"] else int(digits)
    if words.fall.intersection((match["before"], match["after"], match["arrow"])):
        value = -value
    return Figure(raw, value, match["unit"])
