"""The lines of a web page around a report's text: under the title (source, date, font size) and after the
last line of text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from linter.checks.base import Context
from linter.checks.prose_lines import Line, prose_lines
from linter.strict_yaml.regex_literals import may_hold
from linter.text.source import Span
from linter.text.span import occurrences

_LONGEST = 160  # of a line that a page's furniture takes
_ABOVE = 20  # lines above a title that may be the page's head
_LAST = 4  # lines of text that a signature stands in: below it come notes and attachments


class Page(Struct, frozen=True):
    """A report behind its title: the page's lines above its text (`head`), among it (`inside`) and
    below it (`foot`); lines of the text that end without a full stop (`open`); and the places where
    the text begins, where it ends, and where its last few lines begin.

    Short lines above the first sentence or heading, and below the last, may be the page's as well, so
    that none between them is said to be among the text."""

    head: Sequence[Line]
    inside: Sequence[Line]
    foot: Sequence[Line]
    open: Sequence[Line]
    text: Span
    last: int


def page(context: Context) -> Page | None:
    """How a report's lines part; None when it has none of its own."""
    own: list[int] = []
    sure = [section.span.start for section in context.report.sections]
    last_line: Line | None = None
    furniture: list[Line] = []
    unended: list[Line] = []
    for line in context.lines:
        if not line.text.endswith("。"):  # a sentence, which most lines are, is looked at no further
            if is_residue(context, line.text):
                furniture.append(line)
                continue
            unended.append(line)
        if "。" in line.text:
            sure.append(line.start)
        own.append(line.start)
        last_line = line
    if last_line is None:
        return None
    sure = sure or own
    first, last = min(sure), max(sure)
    return Page(
        [line for line in furniture if line.start < first],
        [line for line in furniture if first < line.start < last],
        [line for line in furniture if line.start > last],
        unended,
        Span(own[0], last_line.end),
        own[-_LAST:][0],
    )


def is_residue(context: Context, line: str) -> bool:
    """Whether a normalized line is none of a report's: a page's furniture, or nothing but tags."""
    if len(line) > _LONGEST or line.endswith("。"):
        return False
    return context.fact(_is_residue, line)


def _is_residue(context: Context, line: str) -> bool:
    lexicon = context.lexicon
    if "<" in line and lexicon.residue_part and not lexicon.residue_part.sub("", line).strip():
        return True
    if lexicon.residue_line is None or not may_hold(lexicon.words.residue_literals, line):
        return False  # as most lines are
    return lexicon.residue_line.match(line) is not None


def residue_parts(context: Context, span: Span) -> list[Span]:
    """Tags and entities in a stretch of the report as they are written, in tables too, in order."""
    text, pattern, begins = context.source.text, context.lexicon.residue_part, context.fact(_markup_begins)
    found: list[Span] = []
    if pattern and begins:
        end = span.start
        for at in begins[bisect_left(begins, span.start) : bisect_left(begins, span.end)]:
            match = pattern.match(text, at, span.end) if at >= end else None
            if match:
                end = match.end()
                found.append(Span(at, end))
    return found


def _markup_begins(context: Context) -> list[int]:
    """Where a tag or an entity may begin in the report, in order."""
    text, span = context.source.text, context.report.span
    return sorted([at for mark in "<&" for at in occurrences(text, mark, *span)])


def head_start(context: Context) -> int:
    """Where the lines above a report's title begin that may be its page's head. Only a file's first
    report has some that are surely its own: above another they may be the foot of the page before."""
    report = context.report
    start = report.span.start
    if report.number == 1 and report.title_span is not None:
        for _ in range(_ABOVE):
            start = context.normalized.rfind("\n", 0, max(start - 1, 0)) + 1
            if start == 0:
                break
    return start


def lines_above(context: Context) -> Iterator[Line]:
    """The page's lines right above the title, nearest first."""
    above = Span(head_start(context), context.report.span.start)
    for line in reversed(list(prose_lines(context.normalized, [above]))):
        if not is_residue(context, line.text):
            return
        yield line
