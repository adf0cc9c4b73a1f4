"""What of a report could not be read: why something that seems absent may be there."""

from __future__ import annotations

from functools import lru_cache

from linter.checks.base import Context
from linter.regex_cache import compiled
from linter.report.lexicon import label_cores
from linter.report.model import Section
from linter.report.tables.table import Table
from linter.report.template import RowTemplate, TableTemplate
from linter.report.text_match import letters_only, wordings
from linter.text.source import Span, UnreadPart

_SHORTEST_LABEL = 4  # shorter ones occur in any text
_SHORTEST_CELL = 3
_BEGUN = 2
_ROW_OF_FIGURES = compiled(r"(?:\d[ \t]*[|\t ][ \t|]*){5}\d")
_PICTURE = compiled(
    r"!\[[^\]\n]{0,80}\]\(|\.(?:png|jpe?g|gif|bmp|webp)\b|\ufffc"
    r"|(?m:^[ \t]*(?=\w{0,31}\d)[\da-f]{10,64}[ \t]*$)"  # a name that a site gave it
)
_CELL_ENDS = compiled(r"[|\t\n]")
_MOST_IN_PROSE = 7  # labels of a table that prose may name


def unread_between(context: Context, start: int, end: int) -> bool:
    """Whether a part of the file that could not be read stands between two offsets, both included."""
    return any(start <= part.at <= end for part in context.source.unread)


def unread_parts(context: Context) -> list[UnreadPart]:
    """The parts of the file that could not be read and belong to the report: within it, before it when it is
    the first, or right behind it."""
    span, text = context.report.span, context.source.text
    return [
        part
        for part in context.source.unread
        if span.start <= part.at <= span.end
        or (part.at < span.start and context.report.number == 1)
        or (part.at > span.end and not text[span.end : part.at].strip())
    ]


def section_end(context: Context, section: Section) -> int:
    """Where the next section begins, or the report ends."""
    starts = [one.span.start for one in context.report.sections if one.span.start > section.span.start]
    report = context.report
    return min(starts, default=report.span.end if report.is_followed else len(context.source.text))


def label_text(context: Context, section: Section, template: TableTemplate) -> Span | None:
    """The text of a section whose table could not be read, when it is full of the table's labels; None when
    prose would have as many."""
    end = section_end(context, section)
    text = context.normalized[section.span.end : end]
    words = letters_only(text)
    if sum([words.count(core) for core in _longest_labels(template)]) <= _MOST_IN_PROSE:
        return None
    start = section.span.end + len(text) - len(text.lstrip())
    return Span(start, section.span.end + len(text.rstrip()))


def begins_table(context: Context, section: Section, template: TableTemplate) -> bool:
    """Whether the table of a section is begun: two or more of its labels stand in cells or lines of their
    own, though no row of figures does; or a row of figures without any label, or a picture."""
    text = context.normalized[section.span.end : section_end(context, section)]
    if _ROW_OF_FIGURES.search(text) or _PICTURE.search(text):
        return True
    return len({letters_only(cell) for cell in _CELL_ENDS.split(text)} & _cell_labels(template)) >= _BEGUN


@lru_cache(maxsize=64)
def _longest_labels(template: TableTemplate) -> tuple[str, ...]:
    """The cores of a table's labels, but for those that another holds."""
    labels = {
        core
        for block in template.blocks
        for label in (
            block.label,
            *(column.label for column in block.columns),
            *(row.label for row in block.rows),
        )
        if label
        for core in wordings(label)
        if len(core) >= _SHORTEST_LABEL
    }
    return tuple([core for core in labels if not any(core != other and core in other for other in labels)])


@lru_cache(maxsize=64)
def _cell_labels(template: TableTemplate) -> frozenset[str]:
    """The cores of a table's labels that no cell of another table would have."""
    return frozenset([core for core in label_cores(template) if len(core) >= _SHORTEST_CELL])


def is_label_left(context: Context, table: Table, row: RowTemplate) -> bool:
    """Whether the label of a row that was not found stands in the table's text all the same."""
    left: list[str] = []
    at = table.span.start
    for use in sorted(table.labels, key=lambda one: one.span):
        left.append(context.normalized[at : use.span.start])
        at = max(at, use.span.end)
    left.append(context.normalized[at : table.span.end])
    words = letters_only("".join(left))
    core = min(wordings(row.label), key=len)
    return len(core) >= _SHORTEST_LABEL and core in words


def is_damaged(table: Table) -> bool:
    """Whether figures or labels of a table are astray, so that what seems absent may be there."""
    return bool(table.unlabelled or table.unread)
