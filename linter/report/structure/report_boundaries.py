"""Where reports begin and end among the pieces of a file.

A caption with sections under it is a report's title; one without is not (a link to another report).
Sections without a caption make a fragment when they can be nothing else. What follows the line that
closes a web page's article is no part of the report before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from linter.report.lexicon import Lexicon
from linter.report.structure.headings import find_headings
from linter.report.structure.line_blocks import (
    LONGEST_HEADING,
    LONGEST_TITLE,
    LineBlock,
    has_text,
    is_bare,
    is_list,
)
from linter.report.text_match import letters_only
from linter.report.values.title import Title, is_subtitle, read_title

_TELLING = frozenset({"proactive", "requests", "review"})  # no other kind of text has such sections
_LONGEST_LINE = 20_000
_REPEATED_WITHIN = 12  # pieces between a title and what repeats it
_TITLE_LINES = 3  # a title is broken over so many lines at most
_NO_TITLE = frozenset({"CELLS", "TABLE", "CAPTION"})  # forms that no line of a broken title has
_RESTART = 4  # so many sections over again, without a caption, are another report


class Region(NamedTuple):
    """Consecutive pieces; for a report whether the first is its title, and the indexes of its headings."""

    pieces: tuple[LineBlock, ...]
    is_report: bool = False
    titled: bool = False
    headings: frozenset[int] = frozenset()


def split_regions(pieces: Sequence[LineBlock], lexicon: Lexicon) -> Iterator[Region]:
    """The file's pieces as reports and what stands between them, in order, nothing lost."""
    pieces = list(_prefaces_apart(list(_with_subtitles(pieces))))
    for start, stop, title, is_cover in _cuts(pieces, lexicon):
        part = pieces[start:stop]
        if is_cover:
            yield Region(tuple(part))
            continue
        if title is not None and title > start:  # a title over two lines is one
            whole = "".join(piece.text for piece in part[: title - start + 1])
            part = [pieces[title]._replace(text=whole, start=part[0].start), *part[title - start + 1 :]]
        if part:
            yield from _region(part, titled=title is not None, lexicon=lexicon)


def _with_subtitles(pieces: Sequence[LineBlock]) -> Iterator[LineBlock]:
    """The pieces, a caption without year together with the line below it where that is the year alone."""
    skipped = 0
    for piece, after in zip(pieces, [*pieces[1:], None], strict=False):
        text = piece.text[skipped:]
        own, skipped = piece._replace(text=text, start=piece.start + skipped), 0
        if after is not None and piece.form == "CAPTION" and after.form in ("PROSE", "SHORT"):
            line = after.text[: after.text.find("\n") + 1]
            title = read_title(text) if is_subtitle(line) else None
            if title is not None and title.year is None:
                rest = after.text[len(line) :]
                skipped = len(after.text) - len(rest.lstrip(" \t\n"))
                own = own._replace(text=text + after.text[:skipped])
        if own.text:
            yield own


def _prefaces_apart(pieces: Sequence[LineBlock]) -> Iterator[LineBlock]:
    """The pieces, with the last line of running text before a first section alone: it may be a preface."""
    following = [*pieces[1:], None]
    for piece, after in zip(pieces, following, strict=False):
        line_blocks = piece.text.rstrip().rfind("\n") + 1
        if after is not None and after.key and after.number == 1 and piece.form == "PROSE" and line_blocks:
            yield piece._replace(text=piece.text[:line_blocks])
            yield piece._replace(text=piece.text[line_blocks:], start=piece.start + line_blocks)
        else:
            yield piece


@dataclass(slots=True)
class _Stretch:
    """The stretch being walked: where it began, its title, and the sections met so far."""

    start: int = 0
    title: int | None = None
    keys: set[str | None] = field(default_factory=set)
    last: int = 0
    number: int = 0
    has_content: bool = False

    def meet(self, index: int, pieces: Sequence[LineBlock]) -> None:
        piece = pieces[index]
        self.has_content = self.has_content or (
            bool(self.keys) and not is_bare(pieces[self.last], pieces[self.last + 1 : index])
        )
        self.keys.add(piece.key)
        self.last, self.number = index, piece.number or 0


class _Cut(NamedTuple):
    """A stretch of the file: its pieces from `start` up to `stop`, which of them is the title's last, and
    whether they are but the cover and the table of contents of the report that follows."""

    start: int
    stop: int
    title: int | None
    is_cover: bool = False


def _cuts(pieces: Sequence[LineBlock], lexicon: Lexicon) -> Iterator[_Cut]:
    """The stretches that captions and restarts cut the file into."""
    titles = {i: found for i in range(len(pieces)) if (found := _caption(pieces, i, lexicon))}
    captions = list(titles)
    keyed = [i for i, piece in enumerate(pieces) if piece.key]
    stretch = _Stretch()
    for index in sorted({*captions, *keyed}):
        here = bisect_left(keyed, index)
        following = bisect_right(captions, index)
        limit = captions[following] if following < len(captions) else len(pieces)
        if index in titles:
            ahead = pieces[keyed[here]] if here < len(keyed) and keyed[here] < limit else None
            if stretch.keys and not _begins_another(stretch, ahead, same=_same(pieces, stretch.title, index)):
                continue
            if not stretch.keys and _says_less(titles, index, stretch.title):
                continue
            begin = titles[index][1]
            cover = stretch.title is not None and _names_same(titles[stretch.title][0], titles[index][0])
            contents = len(stretch.keys) >= _RESTART and not stretch.has_content
            is_cover = cover and contents and is_list(pieces[stretch.start : begin])
            yield _Cut(stretch.start, begin, stretch.title, is_cover)
            stretch = _Stretch(begin, index)
        else:
            ahead_keys = {pieces[i].key for i in keyed[here : here + 2 * _RESTART] if i < limit}
            if (
                pieces[index].number == 1
                and stretch.has_content
                and len(ahead_keys & stretch.keys) >= _RESTART
                and pieces[index].key in stretch.keys
            ):
                above = pieces[index - 1]
                preface = above.form == "PROSE" and above.level == 0 and index - stretch.last > 2
                begin = index - preface  # what stands before it is the end of the report above
                yield _Cut(stretch.start, begin, stretch.title)
                stretch = _Stretch(begin)
            stretch.meet(index, pieces)
    yield _Cut(stretch.start, len(pieces), stretch.title)


def _names_same(one: Title, other: Title) -> bool:
    return (one.issuer, one.year) == (other.issuer, other.year)


def _caption(pieces: Sequence[LineBlock], index: int, lexicon: Lexicon) -> tuple[Title, int] | None:
    """What title_at finds at a caption; None for other pieces, and for pages that only speak of reports."""
    piece = pieces[index]
    if piece.form != "CAPTION" or len(piece.text) > LONGEST_TITLE:
        return None
    not_report = lexicon.not_report
    if not_report is not None and not_report.search(letters_only(piece.text)):
        return None
    return title_at(pieces, index)


def title_at(pieces: Sequence[LineBlock], index: int) -> tuple[Title, int] | None:
    """The title whose last line is the piece at `index`, and the index of its first line."""
    text = pieces[index].text
    alone = read_title(text)
    found = (alone, index) if alone else None
    if alone and alone.is_whole:
        return found
    for first in range(index - 1, max(index - _TITLE_LINES, -1), -1):
        above = pieces[first]
        if above.form in _NO_TITLE or above.level or not above.is_line or len(above.text) > LONGEST_HEADING:
            break
        text = above.text + text
        joined = read_title(text)
        if joined and joined.names_body and (joined.year or alone is None):
            return joined, first
        if joined and joined.year and joined.issuer is None and not (alone and alone.year):
            found = joined, first
    return found


def _same(pieces: Sequence[LineBlock], title: int | None, index: int) -> bool:
    return title is not None and letters_only(pieces[title].text) == letters_only(pieces[index].text)


def _says_less(titles: Mapping[int, tuple[Title, int]], index: int, above: int | None) -> bool:
    """Whether a caption repeats in part the title above it, at `above`, which names a body and a year."""
    if above is None or index - above > _REPEATED_WITHIN or not titles[above][0].is_whole:
        return False
    return not titles[index][0].is_whole


def _begins_another(stretch: _Stretch, ahead: LineBlock | None, *, same: bool) -> bool:
    """Whether a caption ends the stretch: not when it repeats the title at the head of a page and
    the sections go on where they were. `ahead` is the first section before the next caption."""
    if ahead is None:
        return not same
    return ahead.key in stretch.keys or (ahead.number or 0) < stretch.number


def _region(part: Sequence[LineBlock], *, titled: bool, lexicon: Lexicon) -> Iterator[Region]:
    """One stretch as a report with what follows it, or as noise."""
    part, headings = find_headings(part, lexicon)
    keys = {part[i].key for i in headings} - {None}
    if titled:
        enough = bool(keys) or len(headings) > 1
    else:
        tables = any(piece.form == "TABLE" for piece in part)
        treated = sum(
            has_text(part[before + 1 : after])
            for before, after in zip(headings, [*headings[1:], len(part)], strict=False)
        )
        enough = bool(keys & _TELLING) and (tables or (len(keys) > 1 and treated > 1))
    if not enough:
        yield Region(tuple(part))
        return
    body, after = _without_residue(part, max(headings), lexicon)
    yield Region(tuple(body), True, titled, frozenset(headings))
    if after:
        yield Region(tuple(after))


def _without_residue(
    part: Sequence[LineBlock], last: int, lexicon: Lexicon
) -> tuple[list[LineBlock], list[LineBlock]]:
    """The pieces up to the line that closes the article, and those behind it. A mark at the end of a
    sentence (a counter) leaves the sentence to the report."""
    ends = lexicon.ending_residue
    if ends is None:
        return list(part), []
    for index in range(last + 1, len(part)):
        piece = part[index]
        if piece.form == "TABLE":
            continue
        at = 0
        for line in piece.text.splitlines(keepends=True):
            mark = ends.search(line.strip()) if len(line) < _LONGEST_LINE else None
            if mark:
                stop = at + (len(line) if mark.start() else 0)
                head = piece._replace(text=piece.text[:stop])
                tail = piece._replace(form="PROSE", level=0, text=piece.text[stop:], start=piece.start + stop)
                before = [*part[:index], head] if stop else list(part[:index])
                return before, [tail, *part[index + 1 :]] if tail.text else list(part[index + 1 :])
            at += len(line)
    return list(part), []
