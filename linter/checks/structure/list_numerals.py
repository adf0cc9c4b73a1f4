"""The numerals of nested headings and clauses: (一), 1. and (1), each list of siblings by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from linter.checks.base import Context, Finding
from linter.checks.structure.renumber import CIRCLED, LONGEST_LABEL, Numeral, missing_before, wrong_numerals
from linter.checks.structure.sequence import Fault, corrected, list_faults
from linter.regex_cache import compiled
from linter.report.model import Block, Item, Section, walk
from linter.report.values.numeral import chinese, like


def list_findings(section: Section, context: Context) -> Iterator[Finding]:
    """Each list of siblings by itself; one may go on counting where the list before it ended."""
    last: dict[tuple[int, bool], int] = {}
    parents: list[tuple[int, tuple[Block, ...]]] = [(section.span.end, section.blocks)]
    parents += [
        (item.numeral_span.end, item.blocks) for item in walk(section.blocks) if isinstance(item, Item)
    ]
    for start, blocks in parents:
        for series, items in _series(blocks, context).items():
            faults = _judge(items, start, last.get(series, 0) + 1, context)
            last[series] = items[-1].number or 0
            if not faults:
                continue
            numbers = corrected([item.number or 0 for item in items], faults)
            mends = not list_faults(numbers, 1, lambda *_: False)
            numerals = [
                (Numeral(series[0], items[fault.index].numeral, items[fault.index].numeral_span), fault)
                for fault in faults
            ]
            found = wrong_numerals(numerals, mends=mends)
            (numeral, fault), value = numerals[0], items[faults[0].index].number or 0
            goes_on = [item.number for item in items[fault.index + 1 :][:1]] == [value + 1]
            if len(faults) == 1 and not mends and goes_on and value > fault.expected:
                found = missing_before(found, numeral, fault, value)
            yield found


def _series(blocks: tuple[Block, ...], context: Context) -> dict[tuple[int, bool], list[Item]]:
    """The numbered siblings under one parent: those of one level, circled numerals by themselves.
    Labels that a broken table left behind are not numbered by the writer."""
    found: dict[tuple[int, bool], list[Item]] = {}
    for block in blocks:
        if not isinstance(block, Item) or block.number is None or block.level == 1:
            continue
        if block.span.end - block.span.start <= LONGEST_LABEL and context.lexicon.is_label(
            context.normalized[block.span.start : block.span.end]
        ):
            continue
        found.setdefault((block.level, bool(CIRCLED.match(block.numeral))), []).append(block)
    return found


def _judge(items: Sequence[Item], start: int, begin: int, context: Context) -> list[Fault]:
    def hidden(index: int, value: int) -> bool:
        since = items[index - 1].numeral_span.end if index else start
        pattern = _running(items[index].level, value) if 0 < value < 100 else None
        return bool(pattern and pattern.search(context.normalized, since, items[index].numeral_span.start))

    return list_faults([item.number or 0 for item in items], begin, hidden)


@cache
def _running(level: int, value: int) -> re.Pattern[str]:
    """Matches a number of a level in running text, also one whose brackets are not whole."""
    word = str(value) if level > 2 else chinese(value)
    at_line = rf"^[ \t#>*]*{word}[ ]*[、.,)]"
    if level == 3:
        return compiled(rf"(?<!\d){word}[ ]*[、．.](?!\d)|{at_line}", re.MULTILINE)
    one, most = ("①", 20) if level == 4 else ("㈠", 10)
    circled = f"|{like(one, value)}" if value <= most else ""
    return compiled(rf"(?<!第)\([ ]*{word}(?!\w)|{at_line}{circled}", re.MULTILINE)
