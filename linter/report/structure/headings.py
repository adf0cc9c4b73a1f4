"""The blocks of a report that are headings of sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from linter.report.lexicon import Lexicon
from linter.report.structure.inner_points import inner_points
from linter.report.structure.line_blocks import LONGEST_HEADING, LineBlock, heading_text, is_contents_entry
from linter.report.text_match import letters_only, split_numeral

_LONGEST_FREE = 36
_UNNUMBERED = 2  # so many headings word for word without numeral: the report's headings have none
_SHORTEST_LOOSE = 8
_CONTENTS = 3  # so many headings in a row that all come again are a table of contents


class Headings(Struct, frozen=True):
    """The blocks, with the keys of headings without proper numeral filled in; the indexes of the sections'
    headings and of the points that are numbered like sections."""

    blocks: Sequence[LineBlock]
    sections: Sequence[int]
    points: frozenset[int]


def find_headings(part: Sequence[LineBlock], lexicon: Lexicon) -> Headings:
    """The headings among the blocks of a stretch."""
    known = _without_contents(part, [i for i, block in enumerate(part) if block.key])
    lines = [i for i, block in enumerate(part) if block.level == 1 and _names_little(block)]
    first = known[0] if known else len(part)
    points = inner_points(part, sorted({*known, *(i for i in lines if i > first)}), lexicon)
    known = list(_without_nested(part, [i for i in known if i not in points], lexicon))
    part, bare = _unnumbered_headings(part, {part[i].key for i in known}, lexicon)
    known = sorted({*known, *bare})
    free = (i for i in _free_headings(part, known) if i not in points)
    return Headings(part, sorted({*known, *free}), points)


def broken_heading(first: str, second: str, lexicon: Lexicon) -> str | None:
    """The words of a heading that a line end breaks in two: both normalized lines together, the first with
    its numeral, are one word for word, or name a section in some wording that the first alone does
    not, nor the second, unless the first begins such a heading."""
    begun, rest = heading_text(first), second.strip(" \t\n*#:。.")
    if not begun or not rest or len(rest) > LONGEST_HEADING or split_numeral(second)[0]:
        return None
    if split_numeral(first)[2].rstrip(" \t\n*#") != begun:
        return None  # it ends there, or text follows it on its line
    whole, own = begun + rest, lexicon.named_section(rest) is not None
    if lexicon.is_heading(whole):
        return None if own and lexicon.is_heading(begun) else whole
    key = lexicon.named_section(whole)
    if key is None or lexicon.named_section(begun) or (own and not lexicon.begins_heading(begun, key)):
        return None
    return whole


def join_broken_headings(blocks: Sequence[LineBlock], lexicon: Lexicon) -> list[LineBlock]:
    """The blocks, with each heading that a line end breaks joined to one block."""
    joined: list[LineBlock] = []
    skip = False
    for index, block in enumerate(blocks):
        if skip:
            skip = False
        elif block.level == 1 and _is_broken(block, blocks[index + 1 : index + 2], lexicon):
            skip = True
            joined.append(replace(block, text=block.text + blocks[index + 1].text))
        else:
            joined.append(block)
    return joined


def _is_broken(block: LineBlock, after: Sequence[LineBlock], lexicon: Lexicon) -> bool:
    """Whether a numbered line and the block after it, if there is one, are one heading."""
    return bool(
        after
        and after[0].form == "SHORT"
        and block.is_line
        and after[0].is_line
        and block.text.count("\n") == 1
        and broken_heading(block.text, after[0].text, lexicon)
    )


def _without_contents(part: Sequence[LineBlock], known: list[int]) -> list[int]:
    """`known` without a table of contents: headings in a row, with no text under them, that all come
    again further down."""
    run, met = 0, set[str | None]()
    while run < len(known) and part[known[run]].key not in met:
        if run and not is_contents_entry(part[known[run - 1]], part[known[run - 1] + 1 : known[run]]):
            break
        met.add(part[known[run]].key)
        run += 1
    again = {part[i].key for i in known[run:]}
    contents = run >= _CONTENTS and all(part[i].key in again for i in known[:run])
    return known[run:] if contents else known


def _without_nested(part: Sequence[LineBlock], known: list[int], lexicon: Lexicon) -> Iterator[int]:
    """`known` without the items of a list inside a section: they count from 一 again, below the number
    of the section that they stand in, in words that name a section met before by another number."""
    outer, inner, met = 0, 0, set[str]()
    for index in known:
        number, key = part[index].number or 0, part[index].key or ""
        if key in met and inner + 1 == number < outer and not lexicon.is_number(key, number):
            inner = number
            continue
        outer, inner = number or outer + 1, 0
        met.add(key)
        yield index


def _unnumbered_headings(
    part: Sequence[LineBlock], keys: set[str | None], lexicon: Lexicon
) -> tuple[Sequence[LineBlock], list[int]]:
    """Headings that lost their numeral (automatic numbering did not survive), or that are numbered a
    level too low throughout: only for sections that no numbered heading names. In a report whose
    headings have no numerals, one in other words counts, too, if nothing else names its section."""
    out: list[LineBlock] = list(part)
    found: list[int] = []
    named = set(keys)
    low = None if keys else _low_level(part, lexicon)
    lines = [
        (index, block)
        for index, block in enumerate(part)
        if (block.level == low if block.level else block.form == "SHORT")
        and not block.key
        and block.is_line
        and block.form != "CAPTION"
    ]
    # as prescribed, then in other known words, then in words that are but like them
    for exact, loose in ((True, False), (False, False), (False, True)):
        if loose and (keys or len(found) < _UNNUMBERED):
            break
        for index, block in lines:
            if out[index].key or (loose and block.level):
                continue
            if exact and not lexicon.is_prescribed(split_numeral(block.text)[2]):
                continue
            key = unnumbered_key(block, lexicon, loose=loose)
            if key and key not in named:
                named.add(key)
                out[index] = replace(block, key=key)
                found.append(index)
    return out, sorted(found)


def _low_level(part: Sequence[LineBlock], lexicon: Lexicon) -> int | None:
    """The level below the first on which most sections are named, if that is more than lines without
    numeral name; what any other level names are items."""
    named: dict[int, set[str]] = {0: set(), 2: set(), 3: set()}
    for block in part:
        if block.level in named and block.is_line and block.form != "CAPTION":
            key = unnumbered_key(block, lexicon) if block.level or block.form == "SHORT" else None
            if key:
                named[block.level].add(key)
    return max(named, key=lambda level: len(named[level])) or None


def unnumbered_key(block: LineBlock, lexicon: Lexicon, *, loose: bool = False) -> str | None:
    """The section that a line names without the numeral proper: word for word, or if `loose` in any
    wording that is long enough to be no word of a table."""
    text = split_numeral(block.text)[2].strip()
    if lexicon.is_heading(text) or (loose and len(letters_only(text)) >= _SHORTEST_LOOSE):
        return lexicon.section_key(text, block.number)
    return None


def _free_headings(part: Sequence[LineBlock], known: list[int]) -> Iterator[int]:
    """Level-1 headings in free words: those whose numerals fit between the known headings'."""
    last, upcoming = 0, iter([*known, len(part)])
    following = next(upcoming)
    for index, block in enumerate(part):
        if index == following:
            last = block.number or last + 1
            following = next(upcoming, len(part))
        elif block.level == 1 and block.number is not None and _is_free_heading(block):
            limit = part[following].number if following < len(part) else None
            if last < block.number <= last + 2 and (limit is None or block.number < limit):
                last = block.number
                yield index


def _names_little(block: LineBlock) -> bool:
    """Whether a numbered line is a heading, or begins with one that its text follows."""
    return 0 < len(heading_text(block.text)) <= _LONGEST_FREE


def _is_free_heading(block: LineBlock) -> bool:
    text = block.text.strip(" \t\n。")
    return "\n" not in text and len(text) <= _LONGEST_FREE and not any(mark in text for mark in ",;。:!?")
