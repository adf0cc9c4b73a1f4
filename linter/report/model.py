"""A report as read: title, sections with what stands under them, tables, citations, periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from linter.report.tables.table import Table
from linter.report.values.document_number import Citation
from linter.report.values.period import BadDate, Period
from linter.report.values.title import Title
from linter.text.source import Span


class Paragraph(Struct, frozen=True):
    """Running text: one or more lines."""

    span: Span


class TableText(Struct, frozen=True):
    """Where the lines of a table stand; what they say is in the report's tables."""

    span: Span


class Item(Struct, frozen=True):
    """A nested heading or numbered clause and what stands under it.

    `level` 2 to 4 for (一), 1. and (1), 1 for a point that is numbered like
    a section; `numeral` as written, `number` its value, `numeral_span` its place without brackets or marks;
    `span` covers the line.
    """

    level: int
    number: int | None
    numeral: str
    numeral_span: Span
    span: Span
    blocks: tuple[Block, ...] = ()


Block = Paragraph | TableText | Item


class Section(Struct, frozen=True):
    """A top-level section.

    `heading` is the heading as written, with its numeral, on one line; `words` the
    normalized text behind the numeral; `words_span` its place. `key` is None for a section of no known
    name; `number` is None and `numeral_span` empty where the numeral is missing.
    """

    key: str | None
    number: int | None
    numeral: str
    heading: str
    words: str
    span: Span
    numeral_span: Span
    words_span: Span
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    end: int = 0


class Report(Struct, frozen=True):
    """One report of a file; `number` counts from 1.

    `year` is the reporting year and `generation` the key of the format it selects; both are None
    when nothing tells. `body` are the blocks before the first section. `span` runs from the title (or
    the first line of a fragment) to the end of the last line that is the report's own; `prose` are the
    stretches of it that are not tables, headings included. `is_followed`: another report comes after it.
    `by_sector_rules`: it is a school's, a hospital's or a company's, in the form that the rules of its sector
    ask for; its year selects no generation then.
    """

    number: int
    span: Span
    title: str | None
    title_span: Span | None
    caption: Title | None
    issuer: str | None
    year: int | None
    generation: str | None
    body: tuple[Block, ...]
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    periods: tuple[Period, ...]
    bad_dates: tuple[BadDate, ...]
    tables: tuple[Table, ...]
    prose: tuple[Span, ...]
    is_followed: bool = False
    by_sector_rules: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it has a title and sections, so that what it does not have is missing. Without sections
        it is a beginning, without title a fragment."""
        return self.title_span is not None and bool(self.sections)

    @property
    def place(self) -> Span:
        """Where a finding stands that has no place of its own: the title, else the first line."""
        return self.title_span or Span(self.span.start, self.span.start)

    def table(self, key: str) -> Table | None:
        """The first table of that key."""
        return next((table for table in self.tables if table.key == key), None)

    def section(self, key: str) -> Section | None:
        """The first section of that key."""
        return next((section for section in self.sections if section.key == key), None)


def without_tables(span: Span, blocks: Iterable[Block]) -> Iterator[Span]:
    """The stretches of `span` that are not among the tables of these blocks."""
    at = span.start
    for table in table_spans(blocks):
        if at < table.start:
            yield Span(at, table.start)
        at = max(at, table.end)
    if at < span.end:
        yield Span(at, span.end)


def table_spans(blocks: Iterable[Block]) -> list[Span]:
    """Where the tables among some blocks, and those under them, stand, in order."""
    found: list[Span] = []
    for block in blocks:
        if isinstance(block, TableText):
            found.append(block.span)
        elif isinstance(block, Item) and block.blocks:
            found += table_spans(block.blocks)
    return found


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """All blocks, each before those under it."""
    for block in blocks:
        yield block
        if isinstance(block, Item):
            yield from walk(block.blocks)
