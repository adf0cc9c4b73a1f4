"""The cells of a flattened table, in reading order, whatever the style: bars, tabs, spaces, bare lines.

Lines are not rows here: a line may hold a row, a cell, a piece of a label or only bars. What stands
in a cell is not judged either, beyond whether it can be a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import Final

from msgspec import Struct

from linter.regex_cache import compiled
from linter.report.values.figure import NO_FIGURE, Figure, FigureWords, read_figure

_RULE = compiled(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")
_PAGE = compiled(
    r"[ \t]*(?:[-–—]+[ ]*\d{1,3}[ ]*[-–—]+|P\.[ ]*\d{1,3}"
    r"|第[ ]*\d{1,3}[ ]*页[, ]*(?:共[ ]*\d{1,3}[ ]*页)?)[ \t]*"
)
_COLUMNS = compiled(r"[ ]{2,}|[ ](?=\d{1,2}[.、][^\d ]|\([一二三四五六七八九十]\))")
_LONGEST_FIGURE = 48
_ONE = r"(?:\d[\d,.]*|[-–—/]{1,2})"
_SPACED = compiled(
    rf"(?:(?P<label>.*?[^\d,. ][^ ]*)[ ]+)??(?P<figures>\d[\d,.]*(?:[ ]+{_ONE})*|{_ONE}(?:[ ]+{_ONE})+)"
)


class Kind(Enum):
    """What a cell is to the reader of a table.

    GAP is an empty cell whose place counts; PAD stands for bars that only fill a line, where
    the number of cells is unknown. BREAK is no cell: text that is no table's stands there.
    """

    TEXT = "text"
    FIGURE = "figure"
    GAP = "gap"
    PAD = "pad"
    BREAK = "break"


# for what asks each cell: an attribute of an enumeration is slow
TEXT: Final = Kind.TEXT
FIGURE: Final = Kind.FIGURE
GAP: Final = Kind.GAP
PAD: Final = Kind.PAD
BREAK: Final = Kind.BREAK


class RawCell(Struct, frozen=True):
    """A cell as it stands: its normalized text, its place, the line it is on (by the line's offset).

    Of a text that may be a label, `core` is its wording, and `family` the only table that has such a label.
    """

    kind: Kind
    text: str
    start: int
    end: int
    line: int
    figure: Figure | None = None
    shares_line: bool = False  # other cells stand on the same line
    glued: bool = False  # nothing parts it from the label, nor, if it is several figures, these
    core: str = ""
    family: str | None = None


class LineCells(Struct, frozen=True):
    """The cells of one line, by offsets from its beginning, and their kinds; whether it ends in a cell
    without a bar behind it, None where it leaves that as it was. `behind_open`: what the line is where the
    one before ends in such a cell, if that is something else. `only`: its cell, if there is but one."""

    cells: tuple[RawCell, ...] = ()
    kinds: tuple[Kind, ...] = ()
    opens: bool | None = None
    behind_open: LineCells | None = None
    only: RawCell | None = None


def cells_of_line(
    cells: tuple[RawCell, ...], opens: bool | None = None, behind_open: LineCells | None = None
) -> LineCells:
    """A line of these cells."""
    only = cells[0] if len(cells) == 1 else None
    return LineCells(cells, tuple([cell.kind for cell in cells]), opens, behind_open, only)


def line_cells(line: str, words: FigureWords) -> LineCells:
    """The cells of one line, which is not empty; `words` say what a figure is."""
    bars = line.count("|")
    if bars:
        closed = line.rstrip(" \t")
        if bars == 1 and closed[-1] == "|" and (text := closed[:-1].strip(" \t")):
            return cells_of_line(
                (_cell(text, line.index(text), 0, False, words),), opens=False
            )  # the commonest line
        if not line.strip(" \t|"):
            behind_open = cells_of_line(_bars_only(bars - 1, line), opens=False)
            return cells_of_line(_bars_only(bars, line), opens=False, behind_open=behind_open)
        if "--" in line and _RULE.fullmatch(line):
            return LineCells()
        cells = line.split("|")
        opens = bars == 1 and not cells[0].strip(" \t")
        return cells_of_line(tuple(_row(cells, 0, words)), opens=opens)
    if "\t" in line.strip(" \t"):
        row = line.lstrip(" \t")  # a tab parts two cells: behind the last one stands a cell, too
        cells = row.rstrip(" ").split("\t")  # a space at the end may be half of CRLF
        return cells_of_line(tuple(_parts(cells, len(line) - len(row), 0, words, shares=True)))
    if not (text := line.strip(" \t")) or _PAGE.fullmatch(line):
        return LineCells()
    begin = line.index(text)
    if " " in text:
        return cells_of_line(tuple(_bare(text, begin, 0, words)), opens=True)
    return cells_of_line((_cell(text, begin, 0, False, words),), opens=True)


def _bars_only(bars: int, line: str) -> tuple[RawCell, ...]:
    """A line without words. One bar is an empty cell; several fill a row that lost its cells."""
    if bars == 1:
        place = line.index("|")
        return (RawCell(GAP, "", place, place, 0, NO_FIGURE),)
    if bars > 1:
        place = len(line) - len(line.lstrip(" \t"))
        return (RawCell(PAD, "", place, place, 0),)
    return ()


def _row(parts: list[str], at: int, words: FigureWords) -> Iterator[RawCell]:
    """The cells of a line with bars. The part before a leading and behind a trailing separator
    is no cell. On a line written with spaces (`规章 | 0 | ||`) the bars that hang behind the last
    one are left over from empty cells that may have stood anywhere."""
    first = 0 if parts[0].strip(" ") else 1
    last = len(parts)
    if not parts[-1].strip(" "):
        last -= 1
    padded = last
    while parts[padded - 1] == "":
        padded -= 1
    spaced = any(part != part.strip(" ") for part in parts[first:padded])
    hanging = spaced and not first and parts[padded - 1] == " "
    padded -= hanging
    pads = last - padded if hanging or (spaced and last - padded > 1) else 0
    place = at + sum(len(part) + 1 for part in parts[:first])
    yield from _parts(parts[first : last - pads], place, at, words, shares=last - first > 1)
    if pads:
        place += sum(len(part) + 1 for part in parts[first : last - pads])
        yield RawCell(PAD, "", place, place, at)


def _parts(parts: list[str], place: int, line: int, words: FigureWords, *, shares: bool) -> Iterator[RawCell]:
    """What stands between separators, from offset `place` on: each part is a cell, empty or not."""
    for part in parts:
        text = part.strip(" \t")
        if text:
            yield _cell(text, place + len(part) - len(part.lstrip(" \t")), line, shares, words)
        else:
            begin = place + min(1, len(part))
            yield RawCell(GAP, "", begin, begin, line, NO_FIGURE, shares)
        place += len(part) + 1


def _bare(text: str, begin: int, at: int, words: FigureWords) -> Iterator[RawCell]:
    """A text with spaces but no separators: one cell, or a label and figures set apart by spaces."""
    if text[-1] in "0123456789-–—/":
        match = _SPACED.fullmatch(text) if len(text) < 200 else None
        if match:
            if match["label"]:
                yield from _words(match["label"], begin, at, words, shares=True)
            offset = begin + match.start("figures")
            for figure in re.finditer(r"[^ ]+", match["figures"]):
                yield _cell(figure[0], offset + figure.start(), at, True, words)
            return
    yield from _words(text, begin, at, words, shares=False)


def _words(text: str, begin: int, at: int, words: FigureWords, *, shares: bool) -> Iterator[RawCell]:
    """Words as one cell, or as several where wide gaps or the numerals of a list keep a page's columns
    apart."""
    parts = _COLUMNS.split(text) if " " in text else [text]
    place = 0
    for part in parts:
        place = text.index(part, place)
        yield _cell(part, begin + place, at, shares or len(parts) > 1, words)
        place += len(part)


def _cell(text: str, start: int, line: int, shares: bool, words: FigureWords) -> RawCell:
    kind, figure = _judged(text, words) if len(text) < _LONGEST_FIGURE else (TEXT, None)
    return RawCell(kind, text, start, start + len(text), line, figure, shares)


@lru_cache(maxsize=8192)
def _judged(text: str, words: FigureWords) -> tuple[Kind, Figure]:
    """Whether a text can stand for a figure, and what it says."""
    figure = read_figure(text, words)
    return (FIGURE if figure.value is not None or figure.blank else TEXT), figure
