"""The smallest parts of rendering: lines that know their row, characters, and figures in words."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tests.corpus.grid import Cell, Number

_HALF: Final = str.maketrans("，；：（）？！", ",;:()?!")
_FULL: Final = str.maketrans({"(": "（", ")": "）", ":": "：", ",": "，"})
_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_ANGLES: Final = str.maketrans("〈〉", "<>")
_UNITS: Final = {"proactive": ("件", "项"), "requests": ("件", "宗"), "review": ("件", "起")}


@dataclass
class Lines:
    """A text under construction: every line written gets to know its row, from 1."""

    written: list[str] = field(default_factory=list)

    def add(self, line: str) -> int:
        """Write a line; its row."""
        self.written.append(line)
        return len(self.written)

    def blank(self, count: int = 1) -> None:
        """Write empty lines."""
        self.written.extend([""] * count)

    @property
    def row(self) -> int:
        """The row of the last line written."""
        return len(self.written)

    def text(self, eol: str) -> str:
        """Everything written, each line ended by `eol`."""
        return eol.join(self.written) + eol


Dress = Callable[[str], str]
"""Gives authored words the punctuation and digits of a style; never changes their length."""


def dress(half: bool, angles: bool, wide: bool) -> Dress:
    """The dress of a style: half- or full-width punctuation, < > for 〈 〉, full-width digits."""
    table: dict[int, int | str] = {**(_HALF if half else _FULL)}
    if angles:
        table |= _ANGLES
    if wide:
        table |= _WIDE
    return lambda words: words.translate(table)


def prose_dress(half: bool, angles: bool, wide: bool) -> Dress:
    """The dress of prose, which is authored in full-width punctuation already."""
    table: dict[int, int] = dict(_HALF) if half else {}
    if angles:
        table |= _ANGLES
    if wide:
        table |= _WIDE
    return (lambda words: words.translate(table)) if table else (lambda words: words)


_STICKY: Final = frozenset("，。；：、！？）》”’〉%％‰,.;:!?)")
"""Characters that never begin a line."""


def wrapped(line: str, width: int) -> list[str]:
    """`line` cut into lines of about `width` characters, all of it if that is 0. No number is cut, and no
    line begins with punctuation or is a character or two."""
    parts, rest = [], line
    while width and len(rest) > width + 4:
        at = width
        while at < len(rest) and (rest[at] in _STICKY or (rest[at - 1].isalnum() and _within(rest, at))):
            at += 1
        if at == len(rest):
            break
        parts.append(rest[:at])
        rest = rest[at:]
    return [*parts, rest]


def _within(text: str, at: int) -> bool:
    """Whether `at` is inside a number or a word of letters, or between a number and its point."""
    return not (_is_han(text[at - 1]) or _is_han(text[at]))


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


class FigureWriter:
    """Writes the figures of one table the way its style writes figures."""

    def __init__(self, rng: random.Random, table: str, numbers: str, half: bool, wide: bool) -> None:
        self._rng = rng
        self._numbers = numbers
        self._unit = rng.choice(_UNITS[table]) if numbers == "unit" else ""
        self._brackets = "()" if half else "（）"
        self._wide = wide or numbers == "wide"
        self._money = rng.choice(("万元", "万元", "元"))

    def write(self, cell: Cell, label: str) -> str:
        """The text of `cell`, under the column called `label`."""
        if cell.raw is not None:
            return cell.raw
        value = cell.value
        if value is None:
            return ""
        if cell.column == "change":
            text = self._change(int(value))
        elif cell.column == "amount":
            text = self._amount(value, "单位" in label)
        else:
            text = self._plain(value) + self._unit
        return text.translate(_WIDE) if self._wide else text

    def _plain(self, value: Number) -> str:
        return f"{value:,}" if self._numbers == "comma" else str(value)

    def _amount(self, value: Number, named: bool) -> str:
        if named:
            return self._plain(value)
        if not value:
            return self._rng.choice(("0", f"0{self._money}"))
        return self._plain(value) + self._money

    def _change(self, value: int) -> str:
        if not value:
            return "0"
        left, right = self._brackets[0], self._brackets[1]
        size = self._plain(abs(value))
        if value < 0:
            return self._rng.choice((f"-{size}", f"-{size}", f"{size}{left}减{right}"))
        return self._rng.choice((size, size, f"+{size}", f"{size}{left}增{right}", f"增{size}"))
