"""Which part of a page is the article: the smallest element that holds its headings, tables and title.

Headings and tables are recognised by their form, not their words. In doubt the larger
element is chosen: text around a report does no harm, a missing section does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from linter.documents.document_model import Block, Line, Table, inner_blocks
from linter.documents.html.duplicate_article import without_copies
from linter.documents.html.names import HEADINGS, TABLE
from linter.documents.html.tree import Element
from linter.regex_cache import compiled

_HEADING = compiled(r"\s*第?[一二三四五六七八九十]{1,2}(?:部分)?\s*[、.．，：:]\s*\S")
_LONGEST_HEADING = 60
_FIGURE = compiled(r"\s*[-+]?[0-9０-９][0-9０-９,.]*\s*")
_LEAST_FIGURES = 4
_LEAST_HEADINGS = 2
_FEWEST_LINKS = 3
_SENTENCE_END = "。"
_LOOKED_AHEAD = 3  # lines behind an element, in which the text may go on
_YEAR = compiled(r"[12１２][0-9０-９]{3}|[一二][〇○ＯO零九][〇○ＯO零一二三四五六七八九]{2}")
_SHORTEST_TITLE = 8
_BLANKS = compiled(r"[\s\xa0]+")
_PARTS = TABLE - {"td", "th"}


class _Row(NamedTuple):
    """A line or a table of figures, and where it begins and ends in the page."""

    begin: int
    end: int
    words: str
    figures: bool = False


def article(blocks: Sequence[Block], body: Element, title: str) -> list[Block]:
    """The blocks of a page's article. `title` is what the page calls itself; all blocks where nothing
    tells the article from the rest."""
    blocks = without_copies(blocks)
    rows = [row for block in blocks for row in _rows(block)]
    links = set(_links(rows))
    if links:
        blocks = [block for block in blocks if not (isinstance(block, Line) and _place(block) in links)]
        rows = [row for row in rows if (row.begin, row.end) not in links]
    telling = [row for row in rows if row.figures or _is_heading_row(row)]
    headings = sum(not row.figures for row in telling)
    if headings < _LEAST_HEADINGS and headings == len(telling):
        return list(blocks)
    captions = _captions(rows, telling[0].begin, body, title)
    if not captions:
        return list(blocks)
    begin = min(captions[-1].begin, *(row.begin for row in telling))
    end = max(row.end for row in telling)
    found = _smallest(body, begin, end)
    starts = [row.begin for row in rows]
    while found is not body:
        after = bisect_left(starts, found.end)
        more = [row for row in rows[after : after + _LOOKED_AHEAD] if _SENTENCE_END in row.words]
        if not more:
            return list(_inside(blocks, found))
        found = _smallest(body, found.start, more[-1].end)
    return list(blocks)


def _links(rows: Sequence[_Row]) -> Iterator[tuple[int, int]]:
    """The places of headings in lists of nothing but headings that the page has elsewhere, too: links to
    its parts."""
    lists = list(_lists(rows))
    alone = {_BLANKS.sub("", row.words) for each in lists if len(each) < _FEWEST_LINKS for row in each}
    for each in lists:
        if len(each) >= _FEWEST_LINKS and all(_BLANKS.sub("", row.words) in alone for row in each):
            yield from ((row.begin, row.end) for row in each)


def _lists(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """The headings with nothing between them, none twice: where one comes again, something else begins."""
    for heading, each in groupby(rows, _is_heading_row):
        found: dict[str, _Row] = {}
        for row in each if heading else ():
            bare = _BLANKS.sub("", row.words)
            if bare in found:
                yield list(found.values())
                found = {}
            found[bare] = row
        yield list(found.values())


def _is_heading_row(row: _Row) -> bool:
    return not row.figures and is_heading(row.words)


def _rows(block: Block) -> Iterator[_Row]:
    """The lines of a block, tables of figures as one."""
    if isinstance(block, Line):
        if (place := _place(block)) is not None:
            yield _Row(*place, block.words)
        return
    inner = inner_blocks(block)
    rows = [row for part in inner for row in _rows(part)]
    nested = any(isinstance(part, Table) for part in inner)
    if not nested and sum(_FIGURE.fullmatch(row.words) is not None for row in rows) >= _LEAST_FIGURES:
        yield _Row(min(row.begin for row in rows), max(row.end for row in rows), "", figures=True)
    else:
        yield from rows


def _place(line: Line) -> tuple[int, int] | None:
    """Where a line begins and ends in the page; None for one that the page does not hold."""
    in_file = [run for run in line.runs if run.holder is not None]
    if not in_file:
        return None
    return in_file[0].at, in_file[-1].at + (in_file[-1].length or len(in_file[-1].words))


def is_heading(words: str) -> bool:
    """Whether a line has the form of a section's heading."""
    return len(words) <= _LONGEST_HEADING and _HEADING.match(words) is not None


def _captions(rows: Sequence[_Row], limit: int, body: Element, title: str) -> list[_Row]:
    """The lines above the first heading or table that may be the article's title: they name a year, and
    the page is called so or they are marked up as headings."""
    above = [row for row in rows if row.begin < limit and _YEAR.search(row.words)]
    named = _BLANKS.sub("", title)
    bare = [(row, _BLANKS.sub("", row.words)) for row in above]
    called = [row for row, words in bare if len(words) >= _SHORTEST_TITLE and words in named]
    if called:
        return called
    marked = [(element.start, element.end) for element in _elements(body) if element.name in HEADINGS]
    return [row for row in above if any(start <= row.begin < end for start, end in marked)]


def _elements(element: Element) -> Iterator[Element]:
    """All elements inside of one."""
    waiting = [element]
    while waiting:
        for child in waiting.pop().children:
            if isinstance(child, Element):
                yield child
                waiting.append(child)


def _smallest(body: Element, begin: int, end: int) -> Element:
    """The smallest element that holds a stretch of the page, and is not a part of a table but a cell."""
    found = inner = body
    while True:
        covering = (
            child
            for child in inner.children
            if isinstance(child, Element) and child.start <= begin and end <= child.end
        )
        following = next(covering, None)
        if following is None:
            return found
        inner = following
        if inner.name not in _PARTS:
            found = inner


def _inside(blocks: Iterable[Block], element: Element) -> Iterator[Block]:
    """What of the blocks stands in an element."""
    for block in blocks:
        if isinstance(block, Line):
            place = _place(block)
            if place is not None and element.start <= place[0] < element.end:
                yield block
            continue
        places = [(row.begin, row.end) for row in _rows(block)]
        if all(element.start <= begin and end <= element.end for begin, end in places):
            yield block
        elif any(begin < element.end and element.start < end for begin, end in places):
            yield from _inside(inner_blocks(block), element)
