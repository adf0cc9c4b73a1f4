"""The context of a completion: the line around the cursor, and the report around the line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from linter.app.editor.analysis import Analysis
from linter.app.rules import Rulebook
from linter.regex_cache import compiled
from linter.report.model import Report
from linter.report.template import Generation
from linter.report.text_match import letters_only
from linter.report.values.title import TitleWords, read_title
from linter.text.normalize import normalize
from linter.text.source import Source, Span

_YEAR = compiled(r"(?<!\d)20[0-4]\d(?!\d)")
_TITLE_LINES = 40  # lines in which the title of an unfinished report is looked for


@lru_cache(maxsize=4096)
def comparable(text: str) -> str:
    """The letters of a text of a pack, to compare with those typed."""
    return letters_only(normalize(text))


class CandidateKind(Enum):
    """What a candidate is."""

    HEADING = "heading"
    LABEL = "label"
    DOCUMENT = "document"
    SENTENCE = "sentence"


class Candidate(NamedTuple):
    """A text to replace `span`, part of the cursor's line in the file's own text.

    `outdated`: this report should not use it. `has_year_field`: the text contains the mark YEAR, as the
    reporting year is not known.
    """

    kind: CandidateKind
    text: str
    span: Span
    label: str
    detail: str = ""
    outdated: bool = False
    has_year_field: bool = False


class LineContext(NamedTuple):
    """The line of the cursor, normalized: the parts `before` and `after` it, in a page without tags.

    `offset` is that of the cursor in the file's own text.
    """

    before: str
    after: str
    offset: int

    def span(self, length: int, more: int = 0) -> Span:
        """The last `length` characters before the cursor and the next `more` after it."""
        return Span(self.offset - length, self.offset + more)


class CompletionContext(NamedTuple):
    """The cursor's line and its report.

    `generations` is that of the report, or all, newest first, if its year is not known; `present` are the
    keys of the sections on other lines; `table` is the key of the table of the section at the cursor.
    """

    line: LineContext
    book: Rulebook
    year: int | None
    generations: tuple[Generation, ...]
    present: frozenset[str]
    table: str | None


def completion_context(analysis: Analysis, offset: int) -> CompletionContext | None:
    """The context at an offset of the file's own text; None inside a tag of a page."""
    source = analysis.source
    line = _line(source.file, offset, markup=source.original is not None)
    if line is None:
        return None
    at = source.from_file(offset)
    report, lexicon = _report(analysis.reports, at), analysis.book.lexicon
    year = _reporting_year(source, report, lexicon.words.titles)
    generation = lexicon.generation(year)
    generations = (generation,) if generation is not None else tuple(reversed(lexicon.generations))
    present, table = _sections(source, report, at, generations)
    return CompletionContext(line, analysis.book, year, generations, present, table)


def _line(file: Source, offset: int, *, markup: bool) -> LineContext | None:
    line = file.line_span(file.row(offset))
    before = normalize(file.text[line.start : offset])
    if markup:
        if before.rfind("<") > before.rfind(">"):
            return None
        before = before[before.rfind(">") + 1 :]
    after = normalize(file.text[offset : max(offset, line.end)])
    return LineContext(before, after.partition("<")[0] if markup else after, offset)


def _report(reports: tuple[Report, ...], at: int | None) -> Report | None:
    """The report at an offset, or the one before it, or else the first."""
    started = [report for report in reports if at is not None and report.span.start <= at]
    return started[-1] if started else next(iter(reports), None)


def _reporting_year(source: Source, report: Report | None, words: TitleWords) -> int | None:
    """The year of the report, of the title of an unfinished one, or of the file's name."""
    if report is not None and report.year is not None:
        return report.year
    from_title = next(_title_years(source, words), None)
    in_name = set(_YEAR.findall(os.path.basename(source.name)))
    return from_title or (int(in_name.pop()) if len(in_name) == 1 else None)


def _title_years(source: Source, words: TitleWords) -> Iterator[int]:
    for row in range(1, min(source.rows, _TITLE_LINES) + 1):
        line = source.line_span(row)
        title = read_title(source.normalized[line.start : line.end], words)
        if title is not None and title.year is not None:
            yield title.year


def _sections(
    source: Source, report: Report | None, at: int | None, generations: tuple[Generation, ...]
) -> tuple[frozenset[str], str | None]:
    """The keys of a report's sections that start on other lines, and the table of the cursor's section."""
    sections = report.sections if report is not None else ()
    row = source.row(at) if at is not None else None
    others = [section for section in sections if section.key and source.row(section.span.start) != row]
    above = [section.key for section in others if at is not None and section.span.start <= at]
    template = next((t for g in generations if above and (t := g.section(above[-1] or ""))), None)
    return frozenset(section.key for section in others if section.key), template.table if template else None
