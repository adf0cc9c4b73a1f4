"""S102, S105: sections out of order, and sections that come twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from linter.checks.base import Context, Finding, Message, ReportCheck
from linter.checks.section_matching import (
    WordingMatch,
    heading_wording,
    moved,
    official,
    ordered,
    template_of,
    written,
)
from linter.diagnostic import Related
from linter.report.model import Section
from linter.report.text_match import letters_only


class SectionOrder(ReportCheck, frozen=True):
    """Sections in another order than the format's: one finding, on the first that is out of place.

    `{{heading}}` is that section's, `{{neighbour}}` the official heading of the section that it
    belongs behind, or (`before_message`) in front of.
    """

    summary: ClassVar[str] = "各部分的次序"

    before_message: Message

    placeholders: ClassVar[frozenset[str]] = frozenset({"heading", "neighbour"})

    def run(self, context: Context) -> Iterator[Finding]:
        """At most one finding."""
        if context.generation is None:
            return
        sections, formats = context.report.sections, context.generation.required
        astray = moved(sections, context.generation)
        if not astray:
            return
        first = sections[astray[0]]
        ranks = dict(ordered(sections, context.generation))
        rank = ranks[astray[0]]
        fixed = sorted(other for index, other in ranks.items() if index not in astray)
        before = [other for other in fixed if other < rank]
        neighbour = formats[before[-1]] if before else formats[fixed[0]]
        yield Finding(
            first.span,
            {"heading": written(first, context.source), "neighbour": official(neighbour)},
            related=tuple(Related(sections[index].span, "这一部分也不在规定的位置") for index in astray[1:]),
            message=None if before else "before_message",
        )


class DuplicateSection(ReportCheck, frozen=True):
    """The same section more than once: one finding on the second, the first as related.

    `{{heading}}` is the official heading, `{{first}}` names the line of the first one.
    """

    summary: ClassVar[str] = "同一部分是否写了两次"

    placeholders: ClassVar[frozenset[str]] = frozenset({"heading", "first"})

    def run(self, context: Context) -> Iterator[Finding]:
        """The second of each repeated section; a heading of an older format beside the present one is
        deprecated-heading's to speak of."""
        groups: dict[str, list[Section]] = {}
        for section in context.report.sections:
            template = template_of(section, context.generation)
            if template is not None and template.required:
                groups.setdefault(template.key, []).append(section)
        for group in groups.values():
            first, *others = group
            again = [other for other in others if _is_same(first, other, context)]
            if not again:
                continue
            template = template_of(first, context.generation)
            assert template is not None
            places = [Related(first.span, "第一次出现在这里")]
            places += [Related(other.span, "这里又出现一次") for other in again[1:]]
            yield Finding(
                again[0].span,
                {"heading": template.heading, "first": context.here(first.span)},
                related=tuple(places),
            )


def _is_same(one: Section, other: Section, context: Context) -> bool:
    current = all(
        heading_wording(section, context.generation) is not WordingMatch.DEPRECATED
        for section in (one, other)
    )
    return current or letters_only(one.words) == letters_only(other.words)
