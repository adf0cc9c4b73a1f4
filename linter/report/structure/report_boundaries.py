"""Where reports begin and end among the blocks of a file.

A caption with sections under it is a report's title; one without is not (a link to another report).
Sections without a caption make a fragment when they can be nothing else. What follows the line that
closes a web page's article is no part of the report before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from linter.report.lexicon import Lexicon, Words
from linter.report.structure.fragments import has_other_title, has_preface
from linter.report.structure.headings import find_headings
from linter.report.structure.line_blocks import (
    LONGEST_HEADING,
    LONGEST_TITLE,
    LineBlock,
    has_text,
    is_contents_entry,
    is_list,
)
from linter.report.text_match import letters_only
from linter.report.values.title import Title, TitleWords, is_subtitle, read_title

_TELLING = frozenset({"proactive", "requests", "review"})  # no other kind of text has such sections
_LONGEST_LINE = 20_000
_REPEATED_WITHIN = 12  # blocks between a title and what repeats it
_TITLE_LINES = 3  # a title is broken over so many lines at most
_NO_TITLE = frozenset({"CELLS", "TABLE", "CAPTION"})  # forms that no line of a broken title has
_WRAPPED = 80  # characters of a line that was wrapped, at most
_SENTENCE_ENDS = tuple("。;:!?")
_MARKS = frozenset(",。、《》()")  # a line of navigation has none
_RESTART = 4  # so many sections over again, without a caption, are another report


class Region(Struct, frozen=True):
    """Consecutive blocks; for a report whether the first is its title, and the indexes of its headings
    and of points that are numbered like them.

    `may_be_part`: too little for a report, but a whole stretch, which may be a part of one.
    """

    blocks: tuple[LineBlock, ...]
    is_report: bool = False
    titled: bool = False
    headings: frozenset[int] = frozenset()
    points: frozenset[int] = frozenset()
    may_be_part: bool = False


def split_regions(blocks: Sequence[LineBlock], lexicon: Lexicon) -> Iterator[Region]:
    """The reports of a file and what stands between them, as regions in order; nothing is lost."""
    if any(block.form == "CAPTION" or not block.text for block in blocks):
        blocks = list(_with_subtitles(blocks, lexicon.words.titles))
    blocks = _prefaces_apart(blocks)
    for cut in _cuts(blocks, lexicon):
        start, title = cut.start, cut.title
        part = blocks[start : cut.stop]
        if cut.is_cover:
            yield Region(tuple(part))
            continue
        if title is not None and title > start:  # a title over two lines is one
            whole = "".join(block.text for block in part[: title - start + 1])
            part = [replace(blocks[title], text=whole, start=part[0].start), *part[title - start + 1 :]]
        if part:
            yield from _region(part, titled=title is not None, lexicon=lexicon)


def _with_subtitles(blocks: Sequence[LineBlock], words: TitleWords) -> Iterator[LineBlock]:
    """The blocks, a caption without year together with the line below it where that is the year alone."""
    skipped = 0
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        own, text = block, block.text
        if skipped:
            text = text[skipped:]
            own, skipped = replace(block, text=text, start=block.start + skipped), 0
        if after is not None and block.form == "CAPTION" and after.form in ("PROSE", "SHORT"):
            line = after.text[: after.text.find("\n") + 1]
            title = read_title(text, words) if is_subtitle(line) else None
            if title is not None and title.year is None:
                rest = after.text[len(line) :]
                skipped = len(after.text) - len(rest.lstrip(" \t\n"))
                own = replace(own, text=text + after.text[:skipped])
        if own.text:
            yield own


def _prefaces_apart(blocks: Sequence[LineBlock]) -> list[LineBlock]:
    """The blocks, with the last line of running text before a first section alone: it may be a preface."""
    apart = list(blocks)
    firsts = [at for at, block in enumerate(blocks) if block.number == 1 and block.key and at > 0]
    for at in reversed(firsts):
        block = blocks[at - 1]
        last = block.text.rstrip().rfind("\n") + 1 if block.form == "PROSE" else 0
        if last:
            apart[at - 1 : at] = [
                replace(block, text=block.text[:last]),
                replace(block, text=block.text[last:], start=block.start + last),
            ]
    return apart


class _Stretch(Struct):
    """The stretch being walked: where it began, its title, and the sections met so far."""

    start: int = 0
    title: int | None = None
    keys: set[str | None] = field(default_factory=set)
    last: int = 0
    number: int = 0
    has_content: bool = False

    def meet(self, index: int, blocks: Sequence[LineBlock]) -> None:
        block = blocks[index]
        self.has_content = self.has_content or (
            bool(self.keys) and not is_contents_entry(blocks[self.last], blocks[self.last + 1 : index])
        )
        self.keys.add(block.key)
        self.last, self.number = index, block.number or 0


class _Cut(Struct, frozen=True):
    """A stretch of the file: its blocks from `start` up to `stop`, which of them is the title's last, and
    whether they are but the cover and the table of contents of the report that follows."""

    start: int
    stop: int
    title: int | None
    is_cover: bool = False


def _cuts(blocks: Sequence[LineBlock], lexicon: Lexicon) -> Iterator[_Cut]:
    """The stretches that captions and restarts cut the file into."""
    titles = {
        i: found
        for i, block in enumerate(blocks)
        if block.form == "CAPTION" and (found := _caption(blocks, i, lexicon))
    }
    captions = list(titles)
    keyed = [i for i, block in enumerate(blocks) if block.key]
    stretch = _Stretch()
    for index in sorted({*captions, *keyed}):
        here = bisect_left(keyed, index)
        following = bisect_right(captions, index)
        limit = captions[following] if following < len(captions) else len(blocks)
        if index in titles:
            ahead = blocks[keyed[here]] if here < len(keyed) and keyed[here] < limit else None
            if stretch.keys and not _begins_another(stretch, ahead, same=_same(blocks, stretch.title, index)):
                continue
            if not stretch.keys and _says_less(titles, index, stretch.title):
                continue
            if not stretch.keys and _repeats(titles, index, stretch.title, blocks, lexicon):
                continue
            begin = titles[index][1]
            cover = stretch.title is not None and _names_same(titles[stretch.title][0], titles[index][0])
            contents = len(stretch.keys) >= _RESTART and not stretch.has_content
            is_cover = cover and contents and is_list(blocks[stretch.start : begin])
            again = cover and not stretch.keys and index - (stretch.title or 0) <= _REPEATED_WITHIN
            yield _Cut(stretch.start, begin, None if again else stretch.title, is_cover)
            stretch = _Stretch(begin, index)
        else:
            block = blocks[index]
            if block.number == 1 and stretch.has_content and block.key in stretch.keys:
                ahead_keys = {blocks[i].key for i in keyed[here : here + 2 * _RESTART] if i < limit}
                if len(ahead_keys & stretch.keys) >= _RESTART:
                    above = blocks[index - 1]
                    preface = above.form == "PROSE" and above.level == 0 and index - stretch.last > 2
                    begin = index - preface  # what stands before it is the end of the report above
                    yield _Cut(stretch.start, begin, stretch.title)
                    stretch = _Stretch(begin)
            stretch.meet(index, blocks)
    yield _Cut(stretch.start, len(blocks), stretch.title)


def _names_same(one: Title, other: Title) -> bool:
    return (one.issuer, one.year) == (other.issuer, other.year)


def _caption(blocks: Sequence[LineBlock], index: int, lexicon: Lexicon) -> tuple[Title, int] | None:
    """What title_at finds at a caption; None for pages that only speak of reports."""
    block = blocks[index]
    if len(block.text) > LONGEST_TITLE:
        return None
    not_report = lexicon.not_report
    if not_report is not None and not_report.search(letters_only(block.text)):
        return None
    if _ends_sentence(blocks, index):
        return None
    return title_at(blocks, index, lexicon.words)


def _ends_sentence(blocks: Sequence[LineBlock], index: int) -> bool:
    """Whether a caption is but the last line of a sentence that is wrapped inside a title."""
    if index == 0 or not blocks[index].text.rstrip().endswith("。"):
        return False
    above = blocks[index - 1].text
    said = above.rstrip(" \t\n")
    wrapped = above[len(said) :].count("\n") == 1 and not said.endswith(_SENTENCE_ENDS)
    wrapped = wrapped and len(said) - said.rfind("\n") <= _WRAPPED
    return blocks[index - 1].form in ("PROSE", "SHORT") and wrapped and any(mark in said for mark in _MARKS)


def title_at(blocks: Sequence[LineBlock], index: int, words: Words) -> tuple[Title, int] | None:
    """The title whose last line is the block at `index`, and the index of its first line."""
    text = blocks[index].text
    alone = read_title(text, words.titles)
    found = (alone, index) if alone else None
    if alone and alone.is_whole:
        return found
    for first in range(index - 1, max(index - _TITLE_LINES, -1), -1):
        above = blocks[first]
        if above.form in _NO_TITLE or above.level or not above.is_line or len(above.text) > LONGEST_HEADING:
            break
        text = above.text + text
        joined = read_title(text, words.titles)
        # the issuer must not be a word of navigation
        if (
            joined
            and joined.issuer
            and words.bodies.is_body(joined.issuer)
            and (joined.year or alone is None or not alone.year)
        ):
            return joined, first
        if joined and joined.year and joined.issuer is None and not (alone and alone.year):
            found = joined, first
    return found


def _same(blocks: Sequence[LineBlock], title: int | None, index: int) -> bool:
    return title is not None and letters_only(blocks[title].text) == letters_only(blocks[index].text)


def _says_less(titles: Mapping[int, tuple[Title, int]], index: int, above: int | None) -> bool:
    """Whether a caption repeats in part the title above it, at `above`, which names a body and a year."""
    if above is None or index - above > _REPEATED_WITHIN or not titles[above][0].is_whole:
        return False
    return not titles[index][0].is_whole


def _repeats(
    titles: Mapping[int, tuple[Title, int]],
    index: int,
    above: int | None,
    blocks: Sequence[LineBlock],
    lexicon: Lexicon,
) -> bool:
    """Whether a caption repeats the title above it, at `above`, with the preface between the two."""
    if above is None or index - above > _REPEATED_WITHIN:
        return False
    between = blocks[above + 1 : titles[index][1]]
    return _names_same(titles[above][0], titles[index][0]) and has_preface(between, lexicon)


def _begins_another(stretch: _Stretch, ahead: LineBlock | None, *, same: bool) -> bool:
    """Whether a caption ends the stretch: not when it repeats the title at the head of a page and
    the sections go on where they were. `ahead` is the first section before the next caption."""
    if ahead is None:
        return not same
    return ahead.key in stretch.keys or (ahead.number or 0) < stretch.number


def _region(part: Sequence[LineBlock], *, titled: bool, lexicon: Lexicon) -> Iterator[Region]:
    """One stretch as a report with what follows it, or as noise."""
    found = find_headings(part, lexicon)
    part, headings = found.blocks, found.sections
    keys = {part[i].key for i in headings} - {None}
    if titled:
        enough = bool(keys) or len(headings) > 1
    else:
        tables = any(block.form == "TABLE" for block in part)
        treated = sum(
            has_text(part[before + 1 : after])
            for before, after in zip(headings, [*headings[1:], len(part)], strict=False)
        )
        enough = bool(keys & _TELLING) and (tables or (len(keys) > 1 and treated > 1))
        enough = enough and not has_other_title([_first_line(part[0])], lexicon)
    body, after = _without_residue(part, max(headings, default=0), lexicon) if enough else (part, ())
    yield Region(tuple(body), enough, titled, frozenset(headings), found.points, may_be_part=not enough)
    if after:
        yield Region(tuple(after))


def _first_line(block: LineBlock) -> LineBlock:
    return replace(block, text=block.text.lstrip("\n").partition("\n")[0])


def _without_residue(
    part: Sequence[LineBlock], last: int, lexicon: Lexicon
) -> tuple[list[LineBlock], list[LineBlock]]:
    """The blocks up to the line that closes the article, and those behind it. A mark at the end of a
    sentence (a counter) leaves the sentence to the report."""
    ends = lexicon.ending_residue
    if ends is None:
        return list(part), []
    for index in range(last + 1, len(part)):
        block = part[index]
        if block.form == "TABLE":
            continue
        at = 0
        for line in block.text.splitlines(keepends=True):
            mark = ends.search(line.strip()) if len(line) < _LONGEST_LINE else None
            if mark:
                stop = at + (len(line) if mark.start() else 0)
                head = replace(block, text=block.text[:stop])
                tail = replace(block, form="PROSE", level=0, text=block.text[stop:], start=block.start + stop)
                before = [*part[:index], head] if stop else list(part[:index])
                return before, [tail, *part[index + 1 :]] if tail.text else list(part[index + 1 :])
            at += len(line)
    return list(part), []
