"""The source line of a finding with its span underlined, cut to what a terminal can show."""

from __future__ import annotations

from msgspec import Struct

from linter.output.width import char_width, visible, width
from linter.text.source import Source, Span

LIMIT = 96
"""The most columns of source text shown."""

_TAB = 4
_CUT = "…"


class Snippet(Struct, frozen=True):
    """One row of text with a span in it.

    `text` is shown; the span starts `indent` columns into it and is `length` columns wide; `last_row` is
    the row in which the span ends.
    """

    row: int
    text: str
    indent: int
    length: int
    last_row: int


def snippet(source: Source, span: Span) -> Snippet:
    """The first row of a span, cut around the span if it is too long.

    Takes time for the width of the snippet only, however long the row is.
    """
    row = source.row(span.start)
    last_row = source.row(max(span.start, span.end - 1))
    line = source.line_span(row)
    start = min(span.start, line.end)
    end = max(start, min(span.end, line.end))
    low, high = _window(source.text, line, start, end)
    before = _columns(source.text[low:start])
    inside = _columns(source.text[start : min(end, high)], width(before))
    after = _columns(source.text[min(end, high) : high], width(before) + width(inside))
    head = _CUT if low > line.start else ""
    tail = _CUT if high < line.end else ""
    text = f"{head}{before}{inside}{after}{tail}"
    return Snippet(row, text.rstrip(), len(head) + width(before), max(1, width(inside)), last_row)


def _window(text: str, line: Span, start: int, end: int) -> tuple[int, int]:
    """The part of a line to show: offsets around `start`..`end` that fit into LIMIT columns."""
    if line.end - line.start <= LIMIT and _width(text[line.start : line.end]) <= LIMIT:
        return line.start, line.end
    room = LIMIT - 2 * len(_CUT)
    high = _fit(text, start, end, room, 1)
    room -= _width(text[start:high])
    low = _fit(text, start, line.start, room // 2, -1)
    room -= _width(text[low:start])
    stop = _fit(text, high, line.end, room, 1) if high == end else high
    room -= _width(text[high:stop])
    return _fit(text, low, line.start, room, -1), stop


def _fit(text: str, at: int, bound: int, room: int, step: int) -> int:
    """The offset reached from `at` towards `bound` within `room` columns."""
    while at != bound:
        room -= _wide(text[at] if step > 0 else text[at - 1])
        if room < 0:
            break
        at += step
    return at


def _wide(char: str) -> int:
    return _TAB if char == "\t" else char_width(char)


def _width(text: str) -> int:
    return sum(map(_wide, text))


def _columns(text: str, column: int = 0) -> str:
    """`text` with tabs expanded, counted from `column`, and invisible characters replaced."""
    if "\t" not in text:
        return visible(text)
    shown = ""
    for char in text:
        if char == "\t":
            shown += " " * (_TAB - (column + width(shown)) % _TAB)
        else:
            shown += visible(char)
    return shown
