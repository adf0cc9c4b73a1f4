"""Titles that share a line with what a page puts there: labels before, residue and names of sites behind.

标题：…年度报告; [年报]…年度报告; …年度报告 字号：[大 中 小]; …年度报告-某某网.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.regex_cache import compiled
from linter.report.lexicon import Lexicon
from linter.report.text_match import letters_only
from linter.report.values.title import read_title
from linter.text.span import occurrences

_TITLE = compiled(r"[ #*]*[^\n,。;:!?《|]{4,60}?(?:报告|年报)(?=[ ]+[^ \n])")
_LAST_WORDS = ("报告", "年报")
_BLANK_BEHIND = ("报告 ", "年报 ")
_MARKS = tuple("-_–—")
_MARK_BEHIND = ("报告-", "报告_", "报告–", "报告—", "年报-", "年报_")
_AT_END = ("报告\n", "年报\n", "报告。\n")
_DATE = compiled(r"[(\[]?20\d\d(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?[^,。]{0,40}$")
_NO_NAME = compiled(r"[,。;:!?《|]")  # a site's name has none of these
_TAG = compiled(r"[ \t]*(?:\[[^\[\]\n]{1,20}\]|【[^【】\n]{1,20}】)")
_LONGEST = 160  # of a line with a title
_BELOW = 600  # characters below a labelled title in which the page shows it once more


def title_breaks(text: str, lexicon: Lexicon) -> Iterator[int]:
    """The blanks and marks in normalized text that part a title from the rest of its line."""
    words = [at for word in _LAST_WORDS for at in occurrences(text, word, 0, len(text))]
    yield from _before_residue(text, words, lexicon)
    yield from _before_site_names(text, words, lexicon)
    yield from _behind_labels(text, words, lexicon)


def title_end(text: str, start: int) -> int | None:
    """Where a title at the beginning of a line ends, if a blank and more follow."""
    title = _TITLE.match(text, start)
    return title.end() if title else None


def _places(text: str, words: Sequence[int], ends: tuple[str, ...]) -> Iterator[int]:
    """Where the last characters of some endings of titles stand, whose `words` begin at these offsets."""
    return (
        at + len(end) - 1
        for at in words
        if text.startswith(ends, at)
        for end in ends
        if text.startswith(end, at)
    )


def _line_end(text: str, place: int) -> int:
    """Where the line that a place is in ends."""
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


def _before_residue(text: str, words: Sequence[int], lexicon: Lexicon) -> Iterator[int]:
    """The blanks between a title at the beginning of a line and the residue or the date behind it."""
    residue = lexicon.words.residue_line
    for place in _places(text, words, _BLANK_BEHIND):
        start = text.rfind("\n", 0, place) + 1
        if title_end(text, start) == place:
            rest = text[place : _line_end(text, place)].strip()
            if _DATE.match(rest) or (residue and residue.search(rest)):
                yield place


def _before_site_names(text: str, words: Sequence[int], lexicon: Lexicon) -> Iterator[int]:
    """The marks between a whole title and the names of channel and site that a page's own title adds."""
    for place in _places(text, words, (*_MARK_BEHIND, *_BLANK_BEHIND)):
        start = text.rfind("\n", 0, place) + 1
        line = text[start : _line_end(text, place)]
        name = line[place - start :].lstrip(" ")
        if len(line) < _LONGEST and name[:1] in _MARKS and letters_only(name) and not _NO_NAME.search(name):
            title = read_title(line[: place - start], lexicon.words.titles)
            if title and title.is_whole and not _is_other(line, lexicon):
                yield place


def _behind_labels(text: str, last_words: Sequence[int], lexicon: Lexicon) -> Iterator[int]:
    """The ends of labels and of tags in brackets before a title that ends its line; not where the title
    stands alone in a line below."""
    words = lexicon.words.titles
    for place in _places(text if text.endswith("\n") else text + "\n", last_words, _AT_END):
        start = text.rfind("\n", 0, place) + 1
        line = text[start:place]
        at = line.rfind(":")
        if at < 0 and (tag := _TAG.match(line)):
            title, at = read_title(line[tag.end() :], words), tag.end() - 1
            is_title = title is not None and title.is_whole
        else:
            is_title = len(line) < _LONGEST and words.label.search(line, 0, max(at, 0)) is not None
            is_title = is_title and read_title(line[at + 1 :], words) is not None
        if is_title and not _is_other(line, lexicon) and not _stands_below(text, place, lexicon):
            yield start + at


def _stands_below(text: str, place: int, lexicon: Lexicon) -> bool:
    """Whether one of the next lines is a title."""
    below = text[place : place + _BELOW].splitlines()
    return any(read_title(line, lexicon.words.titles) for line in below if len(line) < _LONGEST)


def _is_other(line: str, lexicon: Lexicon) -> bool:
    """Whether a line is the title of a page about reports that is none."""
    return lexicon.not_report is not None and lexicon.not_report.search(letters_only(line)) is not None
