"""S103, S104: headings that are recognised but not worded as the format words them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from linter.checks.base import Context, Finding, Message, ReportCheck, replacement
from linter.checks.section_matching import (
    WordingMatch,
    heading_wording,
    official,
    repeats,
    template_of,
    written,
)
from linter.diagnostic import Applicability, Fix
from linter.regex_cache import compiled
from linter.report.model import Section
from linter.report.template import SectionTemplate
from linter.report.text_match import MARKS
from linter.text.source import Span


class HeadingWording(ReportCheck, frozen=True):
    """A heading in a variant wording; the fix puts the official one.

    `{{heading}}` is the heading as written, `{{official}}` as it should be, both without numeral.
    """

    summary: ClassVar[str] = "标题的用语"

    placeholders: ClassVar[frozenset[str]] = frozenset({"heading", "official"})
    fixes: ClassVar[Applicability | None] = Applicability.SAFE

    def run(self, context: Context) -> Iterator[Finding]:
        """The deviating headings, in order of the text; a doubled section's is judged once."""
        again = repeats(context.report.sections)
        count = Counter(section.key for section in context.report.sections)
        for index, section in enumerate(context.report.sections):
            template = template_of(section, context.generation)
            if template is None or index in again:
                continue
            if heading_wording(section, context.generation) is WordingMatch.VARIANT:
                yield Finding(
                    section.span,
                    {"heading": written(section, context.source), "official": template.heading},
                    fix=_fix(context, section, template, f"标题改为“{template.heading}”")
                    if count[section.key] == 1  # no second section of that name
                    else None,
                )


class DeprecatedHeading(ReportCheck, frozen=True):
    """A heading of an older format; the fix puts the present one of the section it stands for.

    `{{heading}}` is the heading as written, `{{official}}` the present one with its numeral.
    `withdrawn_message` is for headings that no section of the present format stands for.
    """

    summary: ClassVar[str] = "是否用了旧格式的标题"

    withdrawn_message: Message

    placeholders: ClassVar[frozenset[str]] = frozenset({"heading", "official"})
    fixes: ClassVar[Applicability | None] = Applicability.UNSAFE

    def run(self, context: Context) -> Iterator[Finding]:
        """The deprecated headings, in order of the text."""
        sections = context.report.sections
        count = Counter(section.key for section in sections)
        for section in sections:
            template = template_of(section, context.generation)
            if (
                template is None
                or heading_wording(section, context.generation) is not WordingMatch.DEPRECATED
            ):
                continue
            heading = written(section, context.source)
            if not template.required:
                values = {"heading": heading, "official": ""}
                yield Finding(section.span, values, message="withdrawn_message")
                continue
            fix = None
            if count[section.key] == 1:  # another of that name would be a doubled section
                message = f"标题改为“{template.heading}”，内容按现行格式重新核对"
                fix = _fix(context, section, template, message, Applicability.UNSAFE)
            yield Finding(section.span, {"heading": heading, "official": official(template)}, fix=fix)


def _fix(
    context: Context,
    section: Section,
    template: SectionTemplate,
    message: str,
    applicability: Applicability = Applicability.SAFE,
) -> Fix | None:
    """The official words in the place of a heading's; none where the heading may go on behind them (only
    a blank tells), and not a safe one where it says more than a heading: a figure, a note in brackets."""
    start, end = section.words_span
    words = context.normalized[start:end]
    start += len(words) - len(words.lstrip(MARKS))
    line = context.source.line_span(context.source.row(end))
    if _GOES_ON.match(context.normalized, end, max(end, line.end)):
        return None
    if _SAYS_MORE.search(words):
        applicability = Applicability.UNSAFE
    return replacement(applicability, message, (Span(start, end), template.heading))


_GOES_ON = compiled(r"[ \t]+[^\s#*]")
_SAYS_MORE = compiled(r"[\d()〔〕《》]")
