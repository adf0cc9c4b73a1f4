"""Points inside a section that are numbered like sections: the lines that are no headings of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.report.lexicon import Lexicon
from linter.report.structure.line_blocks import LineBlock, is_label

_LEAST = 2  # points that make a run
_AGREEING = 3  # so many headings with their sections' own numbers are sections, not points


def inner_points(part: Sequence[LineBlock], candidates: Sequence[int], lexicon: Lexicon) -> frozenset[int]:
    """Which `candidates`, numbered lines of the first level in order, are points inside a section.

    They count from 一, or on from the section's own number, and then the counting of the sections begins
    again or goes on where it was: 一 [二 三 四] 一 二 三, 一 [一 二 三] 二 三, 五 [一 二] 六.
    """
    lines = [i for i in candidates if part[i].number is not None and not is_label(part[i].text, lexicon)]
    return frozenset(
        (*_before_the_first_table(part, lines, lexicon), *_between_sections(part, lines, lexicon))
    )


def _before_the_first_table(
    part: Sequence[LineBlock], lines: Sequence[int], lexicon: Lexicon
) -> Iterator[int]:
    """The points between the first section and the first that has a table, where that one counts anew."""
    for at, index in enumerate(lines):
        if at <= _LEAST or part[index].key not in lexicon.tabled_sections:
            continue
        if not (_has_table(part, lines, at) or _is_followed(part, lines, at, lexicon)):
            continue
        points = lines[1:at]
        last, number = part[points[-1]].number or 0, part[index].number or 0
        agreeing = sum(lexicon.is_number(part[i].key or "", part[i].number or 0) for i in points)
        anew = number <= min(last, 2) and _counts(part, points, part[lines[0]].number or 0)
        if anew and agreeing < _AGREEING and part[lines[0]].number == 1:
            yield from points
        return


def _between_sections(part: Sequence[LineBlock], lines: Sequence[int], lexicon: Lexicon) -> Iterator[int]:
    """The points that count from 一 between a section and the one that goes on counting behind it."""
    start = 0
    while start < len(lines):
        stop = start + 1
        while stop < len(lines) and part[lines[stop]].number == stop - start:
            stop += 1
        run = lines[start + 1 : stop]
        above = part[lines[start]]
        below = part[lines[stop]] if stop < len(lines) else None
        if (
            len(run) >= _LEAST
            and below is not None
            and below.number == (above.number or 0) + 1
            and lexicon.is_number(above.key or "", above.number or 0)
            and lexicon.is_number(below.key or "", below.number or 0)
        ):
            yield from run
            start = stop
        else:
            start += 1


def _counts(part: Sequence[LineBlock], points: Sequence[int], above: int) -> bool:
    numbers = [part[i].number for i in points]
    return any(numbers == list(range(begin, begin + len(numbers))) for begin in (1, above + 1))


def _has_table(part: Sequence[LineBlock], lines: Sequence[int], at: int) -> bool:
    end = lines[at + 1] if at + 1 < len(lines) else len(part)
    return any(block.form == "TABLE" for block in part[lines[at] + 1 : end])


def _is_followed(part: Sequence[LineBlock], lines: Sequence[int], at: int, lexicon: Lexicon) -> bool:
    """Whether the sections with tables come one after another from here, each with the next number."""
    keys = lexicon.tabled_sections[lexicon.tabled_sections.index(part[lines[at]].key or "") :]
    following = [part[i] for i in lines[at : at + len(keys)]]
    first = following[0].number or 0
    return len(keys) > _LEAST and [(b.key, b.number) for b in following] == [
        (key, first + more) for more, key in enumerate(keys)
    ]
