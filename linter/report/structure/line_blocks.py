"""The lexer's runs of lines, split further where a single line may matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from linter.regex_cache import compiled
from linter.report.lexicon import Lexicon
from linter.report.structure.lalr import Lexeme
from linter.report.tables.glued_cells import split_glued
from linter.report.text_match import LONGEST_ROW, split_into_labels, split_numeral
from linter.report.values.numeral import number

LONGEST_HEADING = 42
LONGEST_TITLE = 4 * LONGEST_HEADING
_REMEMBERED = 4096  # lines: they repeat from report to report
_LEADER = compiled(r"[ ]*[.·…‥・]{3,}.*")  # leads from a heading to its page in a table of contents
_LEADER_MARK = compiled(r"[.·…‥・]{3}")  # found faster than what stands around it
_PAGE = compiled(r"[ \t*#|]*[-–—(]?[ ]*\d{0,3}[ ]*[-–—)]?[ \t*#|]*")  # or nothing
_MARKS_BEHIND = " \t*#。:;."
_CLAUSE_END = compiled(r"[。:;!?]|[ ]{2,}")


class LineBlock(Struct, frozen=True):
    """A run of lines: its form (a terminal of the grammar), its normalized text, its start offset.

    `level`, `numeral` (as written) and `number` are those of a numbered line; `key` is that of the
    section which the line names.
    """

    form: str
    text: str
    start: int
    level: int = 0
    numeral: str = ""
    number: int | None = None
    key: str | None = None

    @property
    def end(self) -> int:
        """Offset behind the block."""
        return self.start + len(self.text)

    @property
    def is_line(self) -> bool:
        """Whether the block is one short line, which a label or a heading must be."""
        return len(self.text) < LONGEST_TITLE and "\n" not in self.text.rstrip()


def line_blocks(stream: Iterable[Lexeme], lexicon: Lexicon) -> Iterator[LineBlock]:
    """The blocks of the lexer's stream: numbered lines with level and number, runs of short lines split.

    Of such a run each line that could be a label, the first and the last become blocks of their own."""
    for lexeme in stream:
        form, text, start = lexeme.type, lexeme.text, lexeme.start
        if form.startswith("NUMBER"):
            level, numeral, _ = split_numeral(text[: 2 * LONGEST_HEADING])
            yield LineBlock(form, text, start, level, numeral, number(numeral) if numeral else None)
        elif form == "SHORT" and text.count("\n") > 1:
            yield from _lines(text, start, lexicon)
        else:
            yield LineBlock(form, text, start)


_SHORT_LINE = compiled(r"[^\n]*\n(?:[ \t]*\n)*")


def _lines(text: str, start: int, lexicon: Lexicon) -> Iterator[LineBlock]:
    pending, begin = "", start
    lines = _SHORT_LINE.findall(text)  # each with the blank lines behind it
    for index, line in enumerate(lines):
        if (
            index in (0, len(lines) - 1)
            or is_label(line, lexicon)
            or lexicon.is_label_part(line)
            or lexicon.is_heading(line)
        ):
            if pending:
                yield LineBlock("SHORT", pending, begin)
            yield LineBlock("SHORT", line, start)
            pending, begin = "", start + len(line)
        else:
            pending += line
        start += len(line)
    if pending:
        yield LineBlock("SHORT", pending, begin)


def is_list(part: Iterable[LineBlock]) -> bool:
    """Whether blocks are but short lines, as on a cover: no sentence and no table."""
    return not any(
        block.form == "TABLE"
        or "。" in block.text
        or any(len(line) > LONGEST_TITLE for line in block.text.splitlines())
        for block in part
    )


def is_contents_entry(heading: LineBlock, below: Iterable[LineBlock]) -> bool:
    """Whether a section's heading and what stands below it are but headings as in a table of contents,
    with or without their pages: no line of text, however short, and no table."""
    return not has_text(below) and (heading.level == 0 or _is_contents_line(heading.text))


def has_text(part: Iterable[LineBlock]) -> bool:
    """Whether blocks are more than headings and the numbers of their pages."""
    for block in part:
        if block.form == "TABLE" or not all(map(_is_contents_line, block.text.splitlines())):
            return True
    return False


def _is_contents_line(line: str) -> bool:
    """Whether a normalized line is but a numbered heading, or what leads to a page, or nothing."""
    if _PAGE.fullmatch(line) or _LEADER_MARK.search(line):
        return True
    level, _, text = split_numeral(line) if len(line) <= LONGEST_TITLE else (0, "", "")
    if not level:
        return False
    behind = text.strip()[len(heading_text(line)) :]
    return _PAGE.fullmatch(behind.lstrip(_MARKS_BEHIND)) is not None


def is_label(line: str, lexicon: Lexicon) -> bool:
    """Whether a normalized line is a table's label, or a row of labels as text copied from a PDF has them,
    with or without figures that ran together with them."""
    if len(line) >= LONGEST_ROW:
        return lexicon.is_label(line)
    known = lexicon.label_lines
    found = known.get(line)
    if found is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        found = known[line] = lexicon.is_label(line) or _is_row_of_labels(line, lexicon)
    return found


def _is_row_of_labels(line: str, lexicon: Lexicon) -> bool:
    if split_into_labels(line, lexicon.known_labels):
        return True
    text = line.rstrip()
    return text[-1:] in "0123456789元万" and bool(split_glued(text, lexicon.known_labels))


def heading_text(line: str) -> str:
    """A heading's text without numeral: the line, or its first clause where the text goes on. A line
    that goes on with the next numeral is a list of headings and comes back whole."""
    return _heading_text(line[: 3 * LONGEST_HEADING])


@lru_cache(maxsize=_REMEMBERED)
def _heading_text(line: str) -> str:
    level, numeral, text = split_numeral(line)
    text = _LEADER.sub("", text).rstrip(" \t\n*#。:;.")
    end = _CLAUSE_END.search(text)
    if end is None:
        return text
    next_level, next_numeral, _ = split_numeral(text[end.end() :])
    if level == next_level == 1 and number(next_numeral) == (number(numeral) or 0) + 1:
        return text
    return text[: end.start()].rstrip()
