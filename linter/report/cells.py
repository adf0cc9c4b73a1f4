"""The cells of a flattened table, in reading order, whatever the style: bars, tabs, spaces, bare lines.

Lines are not rows here: a line may hold a row, a cell, a piece of a label or only bars. What stands
in a cell is not judged either, beyond whether it can be a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from linter.report.figure import Figure, read_figure

_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")
_PAGE = re.compile(
    r"[ \t]*(?:[-–—]+[ ]*\d{1,3}[ ]*[-–—]+|第[ ]*\d{1,3}[ ]*页[, ]*(?:共[ ]*\d{1,3}[ ]*页)?)[ \t]*"
)
_ONE = r"(?:\d[\d,.]*|[-–—/]{1,2})"
_SPACED = re.compile(
    rf"(?:(?P<label>.*?[^\d,. ][^ ]*)[ ]+)??(?P<figures>\d[\d,.]*(?:[ ]+{_ONE})*|{_ONE}(?:[ ]+{_ONE})+)"
)


class Kind(Enum):
    """What a cell is to the reader of a table.

    GAP is an empty cell whose place counts; PAD stands for bars that only fill a line, where
    nobody can tell how many cells they are.
    """

    TEXT = "text"
    FIGURE = "figure"
    GAP = "gap"
    PAD = "pad"


class RawCell(NamedTuple):
    """A cell as it stands: its folded text, its place, the line it is on (by the line's offset)."""

    kind: Kind
    text: str
    start: int
    end: int
    line: int
    figure: Figure | None = None
    shares_line: bool = False  # other cells stand on the same line


def read_cells(folded: str, start: int, end: int) -> Iterator[RawCell]:
    """The cells between two offsets of a folded text."""
    open_cell = False  # the last line held a cell that no bar has closed yet
    for match in _LINE.finditer(folded, start, end):
        line, at = match[0], match.start()
        bars = line.count("|")
        if bars:
            if bars == 1 and (text := line.rstrip(" \t")[:-1].strip(" \t")) and line.rstrip(" \t")[-1] == "|":
                yield _cell(text, at + line.index(text), at, False)  # the commonest line by far
                open_cell = False
            elif not line.strip(" \t|"):
                yield from _bars_only(bars - open_cell, line, at)
                open_cell = False
            elif not ("--" in line and _RULE.fullmatch(line)):
                cells = line.split("|")
                yield from _row(cells, at, open_cell)
                open_cell = bool(cells[-1].strip(" \t")) and bars == 1 and not cells[0].strip(" \t")
        elif "\t" in line.strip(" \t"):
            yield from _row(line.lstrip(" \t").split("\t"), at + len(line) - len(line.lstrip(" \t")), False)
        elif line.strip(" \t") and not _PAGE.fullmatch(line):
            yield from _bare(line, at)
            open_cell = True


def _bars_only(bars: int, line: str, at: int) -> Iterator[RawCell]:
    """A line without words. One bar is an empty cell; several fill a row that lost its cells."""
    if bars == 1:
        place = at + line.index("|")
        yield RawCell(Kind.GAP, "", place, place, at, read_figure(""))
    elif bars > 1:
        place = at + len(line) - len(line.lstrip(" \t"))
        yield RawCell(Kind.PAD, "", place, place, at)


def _row(parts: list[str], at: int, open_cell: bool) -> Iterator[RawCell]:
    """The cells of a line with separators. The part before a leading and behind a trailing separator
    is no cell. On a line written with spaces (`规章 | 0 | ||`) the separators that hang behind the last
    one are left over from empty cells that may have stood anywhere."""
    first = 1 if not parts[0].strip(" ") and len(parts) > 1 else 0
    last = len(parts)
    if last - first > 1 and not parts[-1].strip(" "):
        last -= 1
    padded = last
    while padded > first + 1 and parts[padded - 1] == "":
        padded -= 1
    spaced = any(part != part.strip(" ") for part in parts[first:padded])
    hanging = spaced and not first and padded > 1 and parts[padded - 1] == " "
    padded -= hanging
    pads = last - padded if hanging or (spaced and last - padded > 1) else 0
    shares = last - first > 1
    place = at + sum(len(part) + 1 for part in parts[:first])
    for part in parts[first : last - pads]:
        text = part.strip(" \t")
        begin = place + (len(part) - len(part.lstrip(" \t")) if text else min(1, len(part)))
        if text:
            yield _cell(text, begin, at, shares)
        else:
            yield RawCell(Kind.GAP, "", begin, begin, at, read_figure(""), shares)
        place += len(part) + 1
    if pads:
        yield RawCell(Kind.PAD, "", place, place, at)


def _bare(line: str, at: int) -> Iterator[RawCell]:
    """A line without separators: one cell, or a label and figures set apart by spaces."""
    text = line.strip(" \t")
    begin = at + len(line) - len(line.lstrip(" \t"))
    if " " in text and text[-1] in "0123456789-–—/":
        match = _SPACED.fullmatch(text) if len(text) < 200 else None
        if match:
            if match["label"]:
                yield _cell(match["label"], begin, at, True)
            offset = begin + match.start("figures")
            for figure in re.finditer(r"[^ ]+", match["figures"]):
                yield _cell(figure[0], offset + figure.start(), at, True)
            return
    yield _cell(text, begin, at, False)


def _cell(text: str, start: int, line: int, shares: bool) -> RawCell:
    figure = read_figure(text) if len(text) < 48 else None
    is_figure = figure is not None and (figure.value is not None or figure.blank)
    return RawCell(
        Kind.FIGURE if is_figure else Kind.TEXT, text, start, start + len(text), line, figure, shares
    )
