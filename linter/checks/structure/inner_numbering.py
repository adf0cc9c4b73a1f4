"""S111: points inside a section that carry the numerals of sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from linter.checks.base import Context, Finding, ReportCheck, related_places
from linter.checks.section_matching import written
from linter.report.model import Item, Report, Section
from linter.report.values.numeral import chinese


def points_like_sections(report: Report) -> Iterator[tuple[Section, tuple[Item, ...]]]:
    """The sections with points of the first level, and those points in order."""
    for section in report.sections:
        points = tuple(item for item in section.blocks if isinstance(item, Item) and item.level == 1)
        if points:
            yield section, points


class InnerNumbering(ReportCheck, frozen=True):
    """Points inside a section that are numbered 一、二、 like sections: one finding for a section's.

    `{{heading}}` is the section's heading, `{{first}}` and `{{last}}` are the numerals of the first and the
    last point, `{{expected}}` is how the first should be numbered.
    """

    summary: ClassVar[str] = "一部分里面的各点是否用了一级标题的序号"

    placeholders: ClassVar[frozenset[str]] = frozenset({"heading", "first", "last", "expected"})

    def run(self, context: Context) -> Iterator[Finding]:
        """One finding for each section with such points, on the first of them."""
        for section, points in points_like_sections(context.report):
            first, *others = points
            yield Finding(
                first.numeral_span,
                {
                    "heading": written(section, context.source),
                    "first": f"{first.numeral}、",
                    "last": f"{points[-1].numeral}、",
                    "expected": f"（{chinese(1)}）",
                },
                related_places(
                    (point.numeral_span, f"这里应为“（{chinese(number)}）”")
                    for number, point in enumerate(others, 2)
                    if number < 100
                ),
            )
