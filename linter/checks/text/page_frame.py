"""The lines of a web page around a report's text: under the title (source, date, font size) and after the
last line of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from linter.checks.base import Context
from linter.checks.prose_lines import Line, prose_lines
from linter.report.lexicon import Lexicon
from linter.text.source import Span

_LONGEST = 160  # of a line that a page's furniture takes
_ABOVE = 20  # lines above a title that may be the page's head
_LAST = 4  # lines of text that a signature stands in: below it come notes and attachments


class Page(NamedTuple):
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
    end = 0
    furniture: list[Line] = []
    unended: list[Line] = []
    for line in context.lines:
        if not line.text.endswith("。"):  # a sentence, which most lines are, is looked at no further
            if is_residue(line.text, context.lexicon):
                furniture.append(line)
                continue
            unended.append(line)
        if "。" in line.text:
            sure.append(line.start)
        own.append(line.start)
        end = line.end
    if not own:
        return None
    sure = sure or own
    first, last = min(sure), max(sure)
    return Page(
        [line for line in furniture if line.start < first],
        [line for line in furniture if first < line.start < last],
        [line for line in furniture if line.start > last],
        unended,
        Span(own[0], end),
        own[-_LAST:][0],
    )


def is_residue(line: str, lexicon: Lexicon) -> bool:
    """Whether a normalized line is none of a report's: a page's furniture, or nothing but tags."""
    if len(line) > _LONGEST or line.endswith("。"):
        return False
    if "<" in line and lexicon.residue_part and not lexicon.residue_part.sub("", line).strip():
        return True
    return bool(lexicon.residue_line and lexicon.residue_line.match(line))


def residue_parts(context: Context, span: Span) -> Iterator[Span]:
    """Tags and entities as they are written, in tables too, in order."""
    text, pattern = context.source.text, context.lexicon.residue_part
    if pattern and (text.find("<", *span) >= 0 or text.find("&", *span) >= 0):
        for match in pattern.finditer(text, *span):
            yield Span(*match.span())


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
        if not is_residue(line.text, context.lexicon):
            return
        yield line
