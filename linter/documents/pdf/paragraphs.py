"""Joins wrapped lines to paragraphs. In doubt the break stays, as reports are read from broken lines too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from linter.documents.pdf.lines import TextLine
from linter.regex_cache import compiled

_FULL = 2.2  # sizes from the right margin: a line that ends nearer may have been wrapped there
_LEFT = 0.7  # sizes from the left margin: a line that begins nearer is not indented
_INDENT = (1.2, 4.5)
_SAME_SIZE = 0.08
_TITLE = 1.15  # of the usual size: type so large is a title's
_TITLE_PITCH = 2.5  # sizes
_PITCH = 1.35  # of the usual distance between lines: one farther off begins anew
_ENDS = tuple("。！？；!?;：:")
_NUMBERED = compiled(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d|$)|\d{1,2}[.．]\d{4}年"
    r"|第[一二三四五六七八九十]{1,3}[章条部]|[①-⑳])"
)


_WORD = compiled(r"[!-~]{2,40}")


class Placed(NamedTuple):
    """A line and the page that it stands on."""

    line: TextLine
    page: int


class Layout(NamedTuple):
    """How running text is set: its left and right margins, the distance between its lines, the size of its
    characters, whether paragraphs begin with an indent."""

    left: float
    right: float
    pitch: float
    size: float
    indented: bool


def layout_of(lines: Sequence[Placed]) -> Layout | None:
    """The layout of lines that were set alike; None without lines."""
    if not lines:
        return None
    left = _edge((round(each.line.x0) for each in lines), low=True)
    right = _edge((round(each.line.x1) for each in lines), low=False)
    pairs = pairwise(lines)
    steps = [
        below.line.base - above.line.base
        for above, below in pairs
        if above.page == below.page and 0 < below.line.base - above.line.base < 4 * above.line.size
    ]
    pitch = median(steps) if steps else 2 * lines[0].line.size
    starts = [
        below.line
        for above, below in pairwise(lines)
        if above.page == below.page and above.line.x1 < right - 2 * _FULL * above.line.size
    ]
    indents = sum(_INDENT[0] * line.size < line.x0 - left < _INDENT[1] * line.size for line in starts)
    size = median(each.line.size for each in lines)
    return Layout(left, right, pitch, size, 2 * indents > len(starts))


def _edge(places: Iterable[int], *, low: bool) -> float:
    """A margin: the outermost place, but for single lines that stand out."""
    ordered = sorted(places, reverse=not low)
    return float(ordered[min(len(ordered) // 40, 2)])


def paragraphs(lines: Sequence[Placed], layout: Layout | None) -> Iterator[tuple[str, int]]:
    """The text of each paragraph and the page on which it begins."""
    words, page = "", 0
    last: Placed | None = None
    for each in lines:
        if last is not None and layout is not None and _runs_on(last, each, layout):
            words = _joined(words, each.line.text)
        else:
            if last is not None:
                yield words, page
            words, page = each.line.text, each.page
        last = each
    if last is not None:
        yield words, page


def _runs_on(last: Placed, each: Placed, layout: Layout) -> bool:
    above, below = last.line, each.line
    if abs(above.size - below.size) > _SAME_SIZE * above.size:
        return False
    if above.size > _TITLE * layout.size:
        return _is_title(above, below, layout)
    room = _FULL * above.size + _whole(below)
    if above.x1 < layout.right - room or abs(below.x0 - layout.left) > _LEFT * below.size:
        return False
    if last.page == each.page and below.base - above.base > _PITCH * layout.pitch:
        return False
    if "  " in above.text or "  " in below.text or _NUMBERED.match(below.text):
        return False
    return layout.indented or not above.text.endswith(_ENDS)


def _whole(line: TextLine) -> float:
    """About the width of what could not be parted to fill the line above: a number, a word."""
    match = _WORD.match(line.text)
    return 0.55 * line.size * len(match[0]) if match else 0.0


def _is_title(above: TextLine, below: TextLine, layout: Layout) -> bool:
    """Whether a line in large type was too long for the page: its rest stands centred below."""
    middle = (above.x0 + above.x1 - below.x0 - below.x1) / 2
    room = layout.right - layout.left - (above.x1 - above.x0)
    near = 0 < below.base - above.base < _TITLE_PITCH * above.size
    return (
        near and room < _FULL * above.size and (abs(middle) < above.size or below.x0 - above.x0 < above.size)
    )


def _joined(above: str, below: str) -> str:
    latin = above[-1].isascii() and above[-1].isalpha() and below[0].isascii() and below[0].isalpha()
    return f"{above} {below}" if latin else above + below
