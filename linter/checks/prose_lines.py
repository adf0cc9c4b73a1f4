"""The running text of a report as checks of its form look at it: line by line, or as one string."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from linter.report.model import Report, Section, without_tables
from linter.text.source import Span


class Line(Struct, frozen=True):
    """One line without the blanks around it: where it begins, and its normalized text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Offset behind the line."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """The line's place."""
        return Span(self.start, self.end)


def prose_lines(normalized: str, stretches: Iterable[Span]) -> Iterator[Line]:
    """The lines of stretches of normalized text, in order, blank ones left out."""
    for stretch in stretches:
        at = stretch.start
        for line in normalized[stretch.start : stretch.end].split("\n"):
            text = line.strip(" \t")
            if text:
                yield Line(at + line.index(text[0]), text)
            at += len(line) + 1


def behind_title(report: Report) -> Iterator[Span]:
    """The report's prose without its title."""
    begin = report.title_span.end if report.title_span else report.span.start
    for stretch in report.prose:
        if stretch.end > begin:
            yield Span(max(stretch.start, begin), stretch.end)


def section_prose(section: Section) -> Iterator[Span]:
    """The stretches of a section under its heading that are not tables."""
    return without_tables(Span(section.span.end, section.end), section.blocks)


def joined(normalized: str, stretches: Iterable[Span]) -> str:
    """What stretches say, blanks and line ends dropped, so that words broken over lines are whole."""
    return "".join("".join(normalized[span.start : span.end].split()) for span in stretches)
