"""Where something is being typed: the line so far, and what is known of the report around it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from linter.lsp.analysis import Checked
from linter.regex_cache import compiled
from linter.report.model import Report
from linter.report.template import Generation
from linter.report.text_match import letters_only
from linter.report.values.title import read_title
from linter.rulebook import Rulebook
from linter.text.normalize import normalize
from linter.text.source import Source, Span

_YEAR = compiled(r"(?<!\d)20[0-4]\d(?!\d)")
_HEAD = 40  # lines among which the title of a report that is only begun stands


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """The words of a text of the packs, to compare with those that are typed."""
    return letters_only(normalize(text))


class Sort(Enum):
    """What an offer is."""

    HEADING = "heading"
    LABEL = "label"
    DOCUMENT = "document"
    SENTENCE = "sentence"


class Offer(NamedTuple):
    """A text that can be put in the place of `span`, a stretch of one line of the file's own text around
    the cursor. `outdated` tells that this report should not use it, `fields` that the text holds the
    mark YEAR for a year that is not known."""

    sort: Sort
    text: str
    span: Span
    label: str
    detail: str = ""
    outdated: bool = False
    fields: bool = False


class Typed(NamedTuple):
    """The line around the cursor, normalized: what stands `before` it (in a page, behind the last tag), and
    `behind` it. `end` is the offset of the cursor in the file's own text."""

    before: str
    behind: str
    end: int

    def span(self, length: int, more: int = 0) -> Span:
        """The last `length` characters before the cursor and the next `more` behind it."""
        return Span(self.end - length, self.end + more)


class Place(NamedTuple):
    """What is known where something is typed.

    `generations` is the one of the report, or all, newest first, where its year is not known; `present`
    are the keys of the sections that stand on other lines; `table` is the key of the table of the section
    that holds the cursor.
    """

    typed: Typed
    book: Rulebook
    year: int | None
    generations: tuple[Generation, ...]
    present: frozenset[str]
    table: str | None


def place(checked: Checked, offset: int) -> Place | None:
    """The place at an offset of the file's own text; None inside a tag of a page."""
    source = checked.source
    typed = _typed(source.file, offset, markup=source.original is not None)
    if typed is None:
        return None
    at = source.from_file(offset)
    report = _report(checked.reports, at)
    year = _reporting_year(source, report)
    lexicon = checked.book.lexicon
    generation = lexicon.generation(year)
    generations = (generation,) if generation is not None else tuple(reversed(lexicon.generations))
    present, table = _sections(source, report, at, generations)
    return Place(typed, checked.book, year, generations, present, table)


def _typed(own: Source, offset: int, *, markup: bool) -> Typed | None:
    line = own.line_span(own.row(offset))
    before = normalize(own.text[line.start : offset])
    if markup:
        if before.rfind("<") > before.rfind(">"):
            return None
        before = before[before.rfind(">") + 1 :]
    behind = normalize(own.text[offset : max(offset, line.end)])
    return Typed(before, behind.partition("<")[0] if markup else behind, offset)


def _report(reports: tuple[Report, ...], at: int | None) -> Report | None:
    """The report that holds a place, or the one before it, or else the first."""
    begun = [report for report in reports if at is not None and report.span.start <= at]
    return begun[-1] if begun else next(iter(reports), None)


def _reporting_year(source: Source, report: Report | None) -> int | None:
    """The year of the report, of the title of one that is only begun, or of the name of the file."""
    if report is not None and report.year is not None:
        return report.year
    titled = next(_title_years(source), None)
    named = set(_YEAR.findall(os.path.basename(source.name)))
    return titled or (int(named.pop()) if len(named) == 1 else None)


def _title_years(source: Source) -> Iterator[int]:
    for row in range(1, min(source.rows, _HEAD) + 1):
        line = source.line_span(row)
        title = read_title(source.normalized[line.start : line.end])
        if title is not None and title.year is not None:
            yield title.year


def _sections(
    source: Source, report: Report | None, at: int | None, generations: tuple[Generation, ...]
) -> tuple[frozenset[str], str | None]:
    """The keys of a report's sections but for one that begins on the cursor's line, and the table of the
    one that holds the cursor."""
    sections = report.sections if report is not None else ()
    row = source.row(at) if at is not None else None
    others = [section for section in sections if section.key and source.row(section.span.start) != row]
    above = [section.key for section in others if at is not None and section.span.start <= at]
    home = next((t for g in generations if above and (t := g.section(above[-1] or ""))), None)
    return frozenset(section.key for section in others if section.key), home.table if home else None
