"""The sections that a format requires, and how those of a report agree with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linter.app.editor.analysis import Analysis
from linter.checks.section_matching import WordingMatch, heading_wording, official, template_of
from linter.report.model import Report
from linter.report.template import Generation, TableTemplate
from linter.text.source import Span

__all__ = ["ReportSection", "RequiredSection", "WordingMatch", "report_sections", "required_sections"]


class RequiredSection(NamedTuple):
    """A section that every report of a format has: its official heading with numeral, and all its names."""

    key: str
    heading: str
    names: tuple[str, ...]


class ReportSection(NamedTuple):
    """A section of a report that its format knows.

    `span` is that of the heading in the report, `heading` the official one. `number` is the section's place
    among the format's `required_count` required ones, None where the format gives none. `table` is what it
    must hold.
    """

    span: Span
    heading: str
    required: bool
    number: int | None
    required_count: int
    wording: WordingMatch
    table: TableTemplate | None
    generation: Generation


def required_sections(generation: Generation) -> Iterator[RequiredSection]:
    """The required sections of a format, in order."""
    for template in generation.required:
        names = (template.heading, *template.variants, *template.deprecated)
        yield RequiredSection(template.key, official(template), names)


def report_sections(analysis: Analysis, report: Report) -> Iterator[ReportSection]:
    """The sections of a report that its format knows, in order."""
    generation = analysis.context(report).generation
    if generation is None:
        return
    for section in report.sections:
        template = template_of(section, generation)
        if template is not None:
            yield ReportSection(
                section.span,
                official(template) if template.required else template.heading,
                template.required,
                template.number,
                len(generation.required),
                heading_wording(section, generation),
                generation.table(template.table) if template.table is not None else None,
                generation,
            )
