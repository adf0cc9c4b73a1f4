"""Match the sections of a report with the template of its generation.

The checks of the report's structure share these answers, so that one cause is one finding: a
section that was moved, doubled or added is not wrongly numbered or worded besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from linter.checks.base import Context
from linter.regex_cache import compiled
from linter.report.model import Section
from linter.report.template import Generation, SectionTemplate
from linter.report.text_match import letters_only
from linter.report.values.numeral import chinese
from linter.strict_yaml.patterns import occurs
from linter.text.normalize import normalize
from linter.text.source import Source


class WordingMatch(Enum):
    """How a heading is worded, as the format has it."""

    OFFICIAL = "official"
    VARIANT = "variant"
    DEPRECATED = "deprecated"
    UNKNOWN = "unknown"


def template_of(section: Section, generation: Generation | None) -> SectionTemplate | None:
    """The template that a section stands for; None when the format has no such section."""
    return generation.section(section.key) if generation and section.key else None


def heading_wording(section: Section, generation: Generation | None) -> WordingMatch:
    """How a section's heading is worded; UNKNOWN when the format has no such section."""
    template = template_of(section, generation)
    return (
        WordingMatch.UNKNOWN
        if template is None
        else _wording_by_template(letters_only(section.words), template)
    )


def _wording_by_template(words: str, template: SectionTemplate) -> WordingMatch:
    """Exact wordings go before patterns, and within each the present format before an older one."""
    if not template.required:
        return WordingMatch.DEPRECATED
    if words == letters(template.heading):
        return WordingMatch.OFFICIAL
    if any(words == letters(variant) for variant in template.variants):
        return WordingMatch.VARIANT
    if any(words == letters(deprecated) for deprecated in template.deprecated):
        return WordingMatch.DEPRECATED
    if occurs(template.patterns, words):
        return WordingMatch.VARIANT
    if occurs(template.deprecated_patterns, words):
        return WordingMatch.DEPRECATED
    return WordingMatch.VARIANT


@lru_cache(maxsize=1024)
def letters(wording: str) -> str:
    """The letters of a template's wording; kept by the wording, for a template is costly to hash."""
    return letters_only(normalize(wording))


def repeats(sections: Sequence[Section]) -> frozenset[int]:
    """The indexes of sections whose key has come before."""
    seen: set[str] = set()
    found: set[int] = set()
    for index, section in enumerate(sections):
        if section.key in seen:
            found.add(index)
        elif section.key:
            seen.add(section.key)
    return frozenset(found)


def ordered(sections: Sequence[Section], generation: Generation) -> list[tuple[int, int]]:
    """Index and rank in the format of each required section, where it first comes."""
    ranks = {template.key: rank for rank, template in enumerate(generation.required)}
    again = repeats(sections)
    return [
        (index, ranks[section.key])
        for index, section in enumerate(sections)
        if section.key in ranks and index not in again
    ]


def moved(sections: Sequence[Section], generation: Generation) -> tuple[int, ...]:
    """The indexes of the fewest sections without which the others stand in the format's order."""
    places = ordered(sections, generation)
    longest: list[list[int]] = []  # the longest rising run that ends at each place
    for at, (_, rank) in enumerate(places):
        before = [run for run in longest if places[run[-1]][1] < rank]
        longest.append([*max(before, key=len, default=[]), at])
    kept = max(longest, key=len, default=[])
    return tuple(index for at, (index, _) in enumerate(places) if at not in kept)


_LEAST_BROKEN = 20  # characters of a line that is a sentence, no signature
_GOES_ON = compiled(r"[一-鿿,、]$")
_IN_SENTENCE = compiled(r"[,。]")
_LEAST_TEXT = 300  # characters above the first section that are a part of the report, not a note on it


def has_beginning(context: Context) -> bool:
    """Whether the part of a report at hand includes its beginning: a title, the first section, or a good
    deal of text above the first section that there is."""
    report, generation = context.report, context.generation
    if report.title_span is not None:
        return True
    if not report.sections:
        return False
    first = report.sections[0]
    if generation is None or generation.free_headings:
        begins = first.number in (1, None)
    else:
        begins = first.key is None or first.key == generation.required[0].key
    return begins or first.span.start - report.span.start >= _LEAST_TEXT


def has_end(context: Context) -> bool:
    """Whether it includes the end: it has a title and sections, or the last section, or another report
    follows in the file."""
    report, generation = context.report, context.generation
    if report.is_whole or report.is_followed:
        return True
    if generation is None or generation.free_headings:
        return False
    return report.section(generation.required[-1].key) is not None


def breaks_off(context: Context) -> bool:
    """Whether the text ends in the middle of a sentence, so that what should follow may have been lost."""
    report = context.report
    if report.is_followed or not report.prose or report.prose[-1].end != report.span.end:
        return False
    line = context.normalized[report.prose[-1].start : report.span.end].rpartition("\n")[2].rstrip()
    is_open = _GOES_ON.search(line) is not None and _IN_SENTENCE.search(line) is not None
    return len(line) >= _LEAST_BROKEN and is_open


def is_complete(context: Context) -> bool:
    """Whether what a report does not say anywhere is missing; in one by its sector's rules nothing is."""
    if context.report.by_sector_rules:
        return False
    return bool(context.report.sections) and has_beginning(context) and has_end(context)


def official(template: SectionTemplate) -> str:
    """A section's heading as the format has it, with its numeral: 一、总体情况."""
    return f"{chinese(template.number)}、{template.heading}" if template.number else template.heading


def written(section: Section, source: Source) -> str:
    """A section's heading as the report has it, without numeral."""
    return source.slice(section.words_span).strip()
