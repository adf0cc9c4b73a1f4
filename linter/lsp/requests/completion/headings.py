"""Completion of official headings and of row labels of tables, at the start of a line."""

from __future__ import annotations

from collections.abc import Iterator

from linter.app.editor.sections import RequiredSection, required_sections
from linter.lsp.requests.completion.context import Candidate, CandidateKind, CompletionContext, comparable
from linter.report.text_match import MARKS, letters_only, split_numeral, wordings
from linter.text.normalize import normalize

_BARS = " \t|"


def headings(context: CompletionContext) -> Iterator[Candidate]:
    """Headings that start with the typed text, by numeral or words; on an empty line the missing ones."""
    text = context.line.before.lstrip(MARKS)
    if "|" in text:
        return
    empty = not text and not context.line.after.strip(MARKS)
    seen: set[str] = set()
    for generation in context.generations:
        if generation.free_headings and context.year is None:
            continue  # an older format that prescribes no headings
        for section in required_sections(generation):
            heading = section.heading
            offered = section.key not in context.present if empty else _begins(section, text)
            if offered and heading not in seen and heading != text:
                seen.add(heading)
                yield Candidate(CandidateKind.HEADING, heading, context.line.span(len(text)), heading, "标题")


def _begins(section: RequiredSection, text: str) -> bool:
    """Whether a heading, in any wording, starts with the typed text, whatever its numeral."""
    letters = letters_only(text)
    if not letters:
        return False
    if comparable(section.heading).startswith(letters):
        return True
    bare = letters_only(split_numeral(text)[2])
    return bool(bare) and any(comparable(name).startswith(bare) for name in section.names)


def labels(context: CompletionContext) -> Iterator[Candidate]:
    """Row labels that start with the typed text, of this section's table or, without one, of all.

    The text is that of the line, or of the first cell of a row with bars.
    """
    text = context.line.before.lstrip(_BARS)
    letters, level = letters_only(text), split_numeral(text)[0]
    if not letters or "|" in text or "\t" in text:
        return
    tables = [table for generation in context.generations for table in generation.tables]
    seen: set[str] = set()
    for table in tables:
        if context.table not in (None, table.key):
            continue
        for row in (row for block in table.blocks for row in block.rows):
            begins = any(name.startswith(letters) for name in wordings(row.label, row.variants))
            if level not in (0, split_numeral(normalize(row.label))[0]):
                continue  # 四、 and （四） are different levels
            if begins and row.label not in seen and normalize(row.label) != text:
                seen.add(row.label)
                yield Candidate(
                    CandidateKind.LABEL, row.label, context.line.span(len(text)), row.label, table.name
                )
