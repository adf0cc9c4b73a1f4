"""S106: the numerals of headings at every level: 一、 → (一) → 1. → (1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from linter.checks.base import Context, Finding, Message, ReportCheck
from linter.checks.structure.inner_numbering import points_like_sections
from linter.checks.structure.list_numerals import list_findings
from linter.checks.structure.section_numerals import section_findings
from linter.diagnostic import Applicability


class Numbering(ReportCheck, frozen=True):
    """Numerals that skip or repeat, or that are not their section's; one finding a list of siblings.

    `{{found}}` is the numeral as it is, `{{expected}}` as it should be. `missing_message` is for
    sections without numeral, where `{{found}}` is the first one's heading; `gap_message` is for a list
    that goes on counting from its wrong numeral, so that what should stand before it (`{{expected}}`) is
    missing. The fix renumbers where that leaves no other fault; it never renumbers what follows.
    """

    summary: ClassVar[str] = "各级标题的序号"

    missing_message: Message
    gap_message: Message

    placeholders: ClassVar[frozenset[str]] = frozenset({"found", "expected"})
    fixes: ClassVar[Applicability | None] = Applicability.SAFE

    def run(self, context: Context) -> Iterator[Finding]:
        """The findings of the sections first, then of the lists in each; none of the sections where points
        inside one are numbered like them."""
        if not any(True for _ in points_like_sections(context.report)):
            yield from section_findings(context)
        for section in context.report.sections:
            yield from list_findings(section, context)
