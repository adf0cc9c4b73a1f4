"""S101, S107, S108: which sections a report has, and whether they say anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from linter.checks.base import Context, Finding, Message, ReportCheck
from linter.checks.section_matching import (
    WordingMatch,
    breaks_off,
    has_beginning,
    has_end,
    heading_wording,
    official,
    ordered,
    repeats,
    template_of,
    written,
)
from linter.checks.unread import unread_between
from linter.report.model import Paragraph, Report, Section, TableText, walk
from linter.report.text_match import letters_only
from linter.text.source import Source, Span


def last_line(source: Source, report: Report) -> Span:
    """The report's own last line: where a thing stands that should come at its end."""
    line = source.line_span(source.row(max(report.span.start, report.span.end - 1)))
    start = max(line.start, report.span.start)
    return Span(start, max(start, min(line.end, report.span.end)))


class RequiredSections(ReportCheck, frozen=True):
    """A section that the format requires and the report does not have: one finding each.

    It stands on the first section that should follow it, else on the report's last line.
    `{{heading}}` is the official heading with its numeral. In a text that has no section yet, is being
    written and has not come to some, or breaks off in a sentence, these are one finding: `later_message`,
    where `{{heading}}` is the first of them and `{{last}}` the last. A fragment without title lacks only
    what should stand between its sections.
    """

    summary: ClassVar[str] = "规定的部分是否齐全"

    later_message: Message

    placeholders: ClassVar[frozenset[str]] = frozenset({"heading", "last"})
    subject: ClassVar[str] = "heading"

    def run(self, context: Context) -> Iterator[Finding]:
        """The missing sections, in the format's order."""
        if context.generation is None:
            return
        report, templates = context.report, context.generation.required
        sections = report.sections
        present = {rank: sections[index].span for index, rank in ordered(sections, context.generation)}
        reached = max(present, default=-1)
        first = 0 if has_beginning(context) else min(present, default=len(templates))
        missing = [
            rank
            for rank in range(first, reached)
            if rank not in present and not _may_be_unread(context, present, rank)
        ]
        for rank in missing:
            place = next(present[other] for other in sorted(present) if other > rank)
            heading = official(templates[rank])
            yield Finding(place, {"heading": heading, "last": heading})
        if not has_end(context) and (sections or report.title_span is None):
            return
        place, later = last_line(context.source, report), templates[reached + 1 :]
        if _may_be_unread(context, present, len(templates)):
            return
        if len(later) > 1 and (context.unfinished or not sections or breaks_off(context)):
            values = {"heading": official(later[0]), "last": official(later[-1])}
            yield Finding(place, values, message="later_message")
            return
        for template in later:
            yield Finding(place, {"heading": official(template), "last": official(template)})


def _may_be_unread(context: Context, present: Mapping[int, Span], rank: int) -> bool:
    """Whether what could not be read stands where the section of a rank belongs."""
    start = max((span.end for other, span in present.items() if other < rank), default=0)
    later = [span.start for other, span in present.items() if other > rank]
    return unread_between(context, start, min(later, default=len(context.source.text)))


class EmptySection(ReportCheck, frozen=True):
    """A heading of a known section with nothing under it. `{{heading}}` is the heading as written.

    Not for a section whose table the format prescribes (the missing table is said instead), and not
    for a heading that was typed twice and has its content the other time.
    """

    summary: ClassVar[str] = "标题下面有没有内容"

    placeholders: ClassVar[frozenset[str]] = frozenset({"heading"})

    def run(self, context: Context) -> Iterator[Finding]:
        """The empty sections, in order of the text."""
        sections = context.report.sections
        filled = {section.key for section in sections if _has_content(section, context.normalized)}
        for section in sections:
            template = template_of(section, context.generation)
            if section.key is not None and section.key not in filled and not (template and template.table):
                yield Finding(section.span, {"heading": written(section, context.source)})


def _has_content(section: Section, normalized: str) -> bool:
    if section.tables:
        return True
    for block in walk(section.blocks):
        text = normalized[block.span.start : block.span.end]
        if isinstance(block, TableText) and text.strip(" \t\n|"):
            return True
        if isinstance(block, Paragraph) and any(char.isalnum() for char in text):
            return True
        if not isinstance(block, (TableText, Paragraph)):
            return True
    return False


def _is_begun(section: Section, context: Context) -> bool:
    """Whether a section, the last one, is but the beginning of a prescribed heading."""
    words, headings = letters_only(section.words), context.lexicon.official_headings
    is_last = section is context.report.sections[-1] and not section.blocks
    return is_last and len(words) > 1 and any(heading.startswith(words) for heading in headings)


class ExtraSection(ReportCheck, frozen=True):
    """A top-level section that the format does not have. `{{heading}}` is its heading as written."""

    summary: ClassVar[str] = "有没有格式以外的一级标题"

    placeholders: ClassVar[frozenset[str]] = frozenset({"heading"})

    def run(self, context: Context) -> Iterator[Finding]:
        """The extra sections, in order of the text; a doubled heading in words of its own is named once."""
        sections = context.report.sections
        again = repeats(sections)
        for index, section in enumerate(sections):
            unknown = heading_wording(section, context.generation) is WordingMatch.UNKNOWN
            if unknown and index not in again and not _is_begun(section, context):
                yield Finding(section.span, {"heading": written(section, context.source)})
