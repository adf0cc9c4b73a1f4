"""A figure as a table's cell holds it: 12, 1,234, 12宗, 9623(增), -92, 258.13万元, a blank, or no number."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from linter.regex_cache import compiled

# Marks that stand for "nothing" in a cell.
_BLANKS = frozenset({"", "/", "\\", "-", "--", "---", "—", "——", "–", "−", "~", "无", "空", "／"})
_NUMBER = compiled(
    r"(?P<before>[-+−–—]|增加?|减少?|新增)?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    r"(?P<measure>[件宗项条起份个次人户部笔家例]?)"
    r"(?P<unit>(?:万元|亿元|元|万)*)"
    r"(?:\((?P<after>增加?|减少?|增长|下降|[-+])\))?"
)
_DOWN = frozenset("-−–—") | {"减", "减少", "下降"}


class Figure(NamedTuple):
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


@lru_cache(maxsize=8192)
def read_figure(text: str) -> Figure:
    """The figure that a cell's normalized text holds; spaces do not count."""
    raw = text.replace(" ", "")
    if raw.isdigit() and raw.isascii() and len(raw) < 16:
        return Figure(raw, int(raw))
    if raw in _BLANKS:
        return Figure(raw, None, blank=True)
    match = _NUMBER.fullmatch(raw)
    if match is None or len(raw) > 40:
        return Figure(raw, None)
    number = match["whole"].replace(",", "")
    value: int | Decimal = Decimal(number + match["fraction"]) if match["fraction"] else int(number)
    if match["before"] in _DOWN or match["after"] in _DOWN:
        value = -value
    return Figure(raw, value, match["unit"])
