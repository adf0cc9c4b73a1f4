"""The numerals of a report's sections, against the format's and against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.checks.base import Context, Finding, replacement
from linter.checks.section_matching import has_beginning, moved, repeats, template_of, written
from linter.checks.structure.renumber import LONGEST_LABEL, Numeral, wrong_numerals
from linter.checks.structure.sequence import (
    Fault,
    Place,
    corrected,
    corrected_places,
    list_faults,
    missing_numbers,
    section_faults,
)
from linter.diagnostic import Applicability, Related
from linter.regex_cache import compiled
from linter.report.model import Block, Paragraph, Section, walk
from linter.report.text_match import split_numeral
from linter.report.values.numeral import chinese, is_regular, number
from linter.text.source import Span


def section_findings(context: Context) -> Iterator[Finding]:
    """At most three findings: sections without numeral, wrong numerals, numerals in another form."""
    sections = context.report.sections

    def hidden(index: int, value: int) -> bool:
        blocks = sections[index - 1].blocks if index else context.report.body
        return value in _numbers_in_text(blocks, context)

    places = _places(context)
    missing = missing_numbers(places, hidden)
    if missing:
        yield _without_numeral(missing, context)
    if context.generation is None or context.generation.free_headings:
        numbered = [index for index, section in enumerate(sections) if section.number is not None]
        numbers = [sections[index].number or 0 for index in numbered]
        begin = 1 if has_beginning(context) or not numbers else numbers[0]
        faults = list_faults(numbers, begin, lambda at, value: hidden(numbered[at], value))
        mends = not list_faults(corrected(numbers, faults), 1, lambda *_: False)
        faults = [Fault(numbered[fault.index], fault.expected) for fault in faults]
    else:
        faults = section_faults(places, hidden)
        mends = not section_faults(corrected_places(places, faults), lambda *_: False)
    numerals = [
        (Numeral(1, sections[at.index].numeral, sections[at.index].numeral_span), at) for at in faults
    ]
    if numerals:
        yield wrong_numerals(numerals, mends=mends)
    yield from _irregular(sections, {fault.index for fault in faults}, context)


def _irregular(sections: Sequence[Section], wrong: set[int], context: Context) -> Iterator[Finding]:
    """One finding on the numerals that are misread (l五、), formal (壹、), Roman (Ⅰ、) or marked as the
    third level is (一.); not on those that are wrong besides."""
    found = []
    free = context.generation is None or context.generation.free_headings
    for index, section in enumerate(sections):
        if index in wrong or section.number is None or not 0 < section.number < 100:
            continue
        mark = _MARK.match(context.normalized, section.numeral_span.end, section.words_span.start)
        dotted = mark is not None and mark[1] == "." and not free
        if not is_regular(section.numeral) or dotted:
            end = mark.end(1) if mark else section.numeral_span.end
            found.append((Span(section.numeral_span.start, end), f"{chinese(section.number)}、"))
    if found:
        span, expected = found[0]
        yield Finding(
            span,
            {"found": context.source.slice(span), "expected": expected},
            related=tuple(Related(other, f"这里应为“{text}”") for other, text in found[1:]),
            fix=replacement(Applicability.SAFE, "改正序号", *found),
        )


_MARK = compiled(r"[ ]*([、.,:。·])")


def _places(context: Context) -> list[Place]:
    """The sections as the sequence sees them; where headings are free, none has a number of its own."""
    generation, sections = context.generation, context.report.sections
    if generation is None or generation.free_headings:
        return [Place(_number(section)) for section in sections]
    other_causes = repeats(sections) | set(moved(sections, generation))
    places = []
    for index, section in enumerate(sections):
        template = template_of(section, generation)
        official = template.number if template and template.required else None
        places.append(Place(_number(section), official, official is not None and index not in other_causes))
    return places


def _number(section: Section) -> int | None:
    return (section.number or 0) if section.numeral else None


def _numbers_in_text(blocks: tuple[Block, ...], context: Context) -> set[int | None]:
    """The level-1 numbers that paragraphs begin with: headings too long or too free to be sections."""
    found: set[int | None] = set()
    for block in walk(blocks):
        if isinstance(block, Paragraph):
            level, numeral, _ = split_numeral(context.normalized[block.span.start : block.span.start + 12])
            line = context.normalized[
                block.span.start : min(block.span.end, block.span.start + LONGEST_LABEL)
            ]
            if level == 1 and not context.lexicon.is_label(line):
                found.add(number(numeral))
    return found


def _without_numeral(missing: Sequence[Fault], context: Context) -> Finding:
    sections = [context.report.sections[fault.index] for fault in missing]
    numerals = [f"{chinese(fault.expected)}、" if 0 < fault.expected < 100 else "" for fault in missing]
    first = sections[0]
    inserts = [
        (Span(section.words_span.start, section.words_span.start), numeral)
        for section, numeral in zip(sections, numerals, strict=True)
    ]
    return Finding(
        first.span,
        {"found": written(first, context.source), "expected": numerals[0]},
        related=tuple(Related(section.span, "这里也没有序号") for section in sections[1:]),
        fix=replacement(Applicability.SAFE, "补上序号", *inserts) if all(numerals) else None,
        message="missing_message",
    )
