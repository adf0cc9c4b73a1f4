"""The official headings of the format, and the labels of the rows of its tables, at a line's beginning."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checks.section_matching import official, required
from linter.lsp.completion.context import Offer, Place, Sort, words
from linter.report.lexicon import wordings
from linter.report.template import SectionTemplate
from linter.report.text_match import MARKS, letters_only, split_numeral
from linter.text.normalize import normalize

_BARS = " \t|"


def headings(place: Place) -> Iterator[Offer]:
    """Headings that begin with what the line says so far, by number or by words; on an empty line those
    that the report lacks."""
    text = place.typed.before.lstrip(MARKS)
    if "|" in text:
        return
    empty = not text and not place.typed.behind.strip(MARKS)
    seen: set[str] = set()
    for generation in place.generations:
        if generation.free_headings and place.year is None:
            continue  # headings of old that nobody has to use
        for template in required(generation):
            heading = official(template)
            wanted = template.key not in place.present if empty else _begins(template, heading, text)
            if wanted and heading not in seen and heading != text:
                seen.add(heading)
                yield Offer(Sort.HEADING, heading, place.typed.span(len(text)), heading, "标题")


def _begins(template: SectionTemplate, heading: str, text: str) -> bool:
    """Whether a heading, in any wording, begins with what was typed, whatever its numeral."""
    said = letters_only(text)
    if not said:
        return False
    if words(heading).startswith(said):
        return True
    bare = letters_only(split_numeral(text)[2])
    names = (template.heading, *template.variants, *template.deprecated)
    return bool(bare) and any(words(name).startswith(bare) for name in names)


def labels(place: Place) -> Iterator[Offer]:
    """Labels of rows that begin with what the line, or the first cell of a row with bars, says so far: of
    the table of this section, or of all."""
    text = place.typed.before.lstrip(_BARS)
    said, level = letters_only(text), split_numeral(text)[0]
    if not said or "|" in text or "\t" in text:
        return
    tables = [table for generation in place.generations for table in generation.tables]
    seen: set[str] = set()
    for table in tables:
        if place.table not in (None, table.key):
            continue
        for row in (row for block in table.blocks for row in block.rows):
            begins = any(name.startswith(said) for name in wordings(row.label, row.variants))
            if level not in (0, split_numeral(normalize(row.label))[0]):
                continue  # 四、 is another level than （四）
            if begins and row.label not in seen and normalize(row.label) != text:
                seen.add(row.label)
                yield Offer(Sort.LABEL, row.label, place.typed.span(len(text)), row.label, table.name)
