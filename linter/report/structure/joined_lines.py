"""Headings and titles that share a line with other things, set apart by blanks alone.

一、总体情况 2023年，我局…; what is set apart from titles is in title_lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from linter.regex_cache import compiled
from linter.report.lexicon import Lexicon
from linter.report.structure.title_lines import title_breaks, title_end
from linter.report.text_match import letters_only

_LONGEST = 44  # of a heading, blanks included
_LEAST = 2  # headings in a line that hold a report, or a good part of one
_LONGEST_CLAUSE = 20  # of words that may belong to the heading before them
_NUMERAL = "[一二三四五六七八九十]{1,3}[、.,:]"
_BEGUN = rf"[ \t#>*]*+{_NUMERAL}[ ]*(?=[^\n ][^\n]{{1,{_LONGEST}}}[ ])"
_FIRST = compiled(_BEGUN)
_NEXT = compiled(rf"\n{_BEGUN}")
_LONG_LINE = 40  # characters of a line that may hold more than a heading
# A blank first: it is found fast; most have something else behind them.
_INSIDE = compiled(
    rf" (?=[ 一二三四五六七八九十])(?:(?<=[。;!?)\d] )|(?<=如下: ))[ ]*{_NUMERAL}[ ]*(?=[^\n ])"
)
_ITEM_INSIDE = compiled(r" (?<=[。;] )[ ]*(?=\([一二三四五六七八九十]{1,2}\))")
_BLANKS = compiled(r"[ ]+")
_SENTENCE_MARK = compiled(r"[。;!?|\t\n]")
_HAN = compiled(r"[一-鿿]")
_ANOTHER = compiled(_NUMERAL)
_LISTED = compiled(rf"[ \d.·…-]{{0,9}}{_NUMERAL}")  # the next heading, behind a page number or none
_BEGINS_TEXT = compiled(r"\([一二三四五六七八九十]{1,2}\)|\d{1,2}[.、](?!\d)|20\d\d[ ]*年")
_GOES_ON = compiled(r"[、及和与暨]|以及|\([^()]*\)[ *]*$")


def with_headings_apart(text: str, lexicon: Lexicon) -> str:
    """Normalized text with a line feed in the place of one blank before and behind each section's heading
    that text shares a line with, and in the place of the blank or mark that parts a title from what its page
    puts into its line: a text of the same length."""
    places = {
        *title_breaks(text, lexicon),
        *_behind_headings(text, lexicon),
        *_in_long_lines(text, lexicon),
    }
    if not places:
        return text
    start, out = 0, list[str]()
    for place in sorted(places):
        out += text[start:place], "\n"
        start = place + 1
    return "".join([*out, text[start:]])


def _behind_headings(text: str, lexicon: Lexicon) -> Iterator[int]:
    """The blanks between a heading at the beginning of a line and the text behind it."""
    first = _FIRST.match(text)
    for begun in [*([first] if first else []), *_NEXT.finditer(text)]:
        end = text.find("\n", begun.end())
        place = _heading_end(text, begun.end(), len(text) if end < 0 else end, lexicon)
        if place is not None and not _LISTED.match(text, place):
            yield place


def _in_long_lines(text: str, lexicon: Lexicon) -> Iterator[int]:
    """The blanks around the parts of a report that stand in one line: title, headings, items."""
    for start, end, inside in _lines_with_headings(text):
        if end - start < _LONG_LINE:
            continue
        begun = _FIRST.match(text, start)
        starts = [*([begun] if begun else []), *inside]
        found = [
            (match.start(), place)
            for match in starts
            if (place := _heading_end(text, match.end(), end, lexicon)) is not None
        ]
        if len(found) < _LEAST:
            continue  # what a search shows of a page
        bounds = [*found, (end, end)]
        if not any("。" in text[place:after] for (_, place), (after, _) in pairwise(bounds)):
            continue  # a list of headings, as in a table of contents
        yield from (at for pair in found for at in pair if text[at] == " ")
        yield from (item.start() for item in _ITEM_INSIDE.finditer(text, start, end))
        title = title_end(text, start)
        if title is not None and title < found[0][0]:
            yield title


def _lines_with_headings(text: str) -> Iterator[tuple[int, int, list[re.Match[str]]]]:
    """Where the lines begin and end that hold numerals behind the end of a sentence, and those."""
    start, end = 0, -1
    inside: list[re.Match[str]] = []
    for match in _INSIDE.finditer(text):
        if match.start() > end:
            if inside:
                yield start, end, inside
            start = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
            inside = []
        inside.append(match)
    if inside:
        yield start, end, inside


def _heading_end(text: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """The first blank behind a section's heading that begins at `start`, if text follows in the line."""
    window = text[start : min(end, start + _LONGEST)]
    mark = _SENTENCE_MARK.search(window)
    blanks = [match.start() for match in _BLANKS.finditer(window, 0, mark.start() if mark else len(window))]
    for exact in (True, False):
        for at in blanks:
            words, rest = window[:at], text[start + at : end].strip()
            known = lexicon.is_heading(words) if exact else lexicon.named_section(words) is not None
            if known and _is_text(words, rest, exact, lexicon):
                return start + at
    return None


def _is_text(words: str, rest: str, exact: bool, lexicon: Lexicon) -> bool:
    """Whether what follows the words of a heading in its line is text, not the heading's own end."""
    if not _HAN.search(rest):
        return False
    if _BEGINS_TEXT.match(rest) or _ANOTHER.match(rest):
        return True
    mark = _SENTENCE_MARK.search(rest)
    clause = rest[: mark.start()] if mark else rest
    if _GOES_ON.match(rest) or lexicon.is_heading(words + clause):
        return False
    if "," in clause or len(letters_only(clause)) > _LONGEST_CLAUSE:
        return True
    return lexicon.is_prescribed(words) or (exact and mark is not None)
