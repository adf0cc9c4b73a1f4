"""What a generation of the format prescribes, as the packs state it: sections, tables, title.

Plain frozen values; rules/*.yaml decode into them. The keys are those of the domain's tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class ColumnKind(StrEnum):
    """What a column counts: things, a change that may be negative, or money."""

    COUNT = "count"
    CHANGE = "change"
    AMOUNT = "amount"


class Layout(StrEnum):
    """ROWS: each row begins with its label. LINE: labels are all in the head, figures in one line."""

    ROWS = "rows"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """A top-level section: its official heading without numeral, and what else is called so.

    `variants` are other wordings in use, `deprecated` wordings of an older format, `patterns` and
    `deprecated_patterns` regular expressions over a heading without numeral, blanks and punctuation.
    A section that is not `required` is known but belongs to no format (it is only ever a deprecated
    heading).
    """

    key: str
    heading: str
    number: int | None = None
    variants: tuple[str, ...] = ()
    deprecated: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    deprecated_patterns: tuple[str, ...] = ()
    table: str | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class ColumnTemplate:
    """A column. `unit` is the unit its own heading states, for an amount."""

    key: str
    label: str
    variants: tuple[str, ...] = ()
    kind: ColumnKind = ColumnKind.COUNT
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class RowTemplate:
    """A row, or (without key) a heading that groups the rows below it."""

    label: str
    key: str | None = None
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockTemplate:
    """Rows that share their columns; `total` is the key of the column that sums the others."""

    columns: tuple[ColumnTemplate, ...]
    rows: tuple[RowTemplate, ...]
    label: str | None = None
    total: str | None = None

    def column(self, key: str) -> ColumnTemplate:
        """The column of that key; KeyError when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class TableTemplate:
    """A table: its blocks, the other words of its head, and how it is laid out."""

    key: str
    name: str
    blocks: tuple[BlockTemplate, ...]
    headers: tuple[str, ...] = ()
    layout: Layout = Layout.ROWS

    def rows(self) -> Iterator[tuple[BlockTemplate, RowTemplate]]:
        """Every row that holds figures, in order, with its block."""
        for block in self.blocks:
            for row in block.rows:
                if row.key is not None:
                    yield block, row

    def row_keys(self) -> tuple[str, ...]:
        """The keys of the rows that hold figures, in order."""
        return tuple(row.key for _, row in self.rows() if row.key is not None)

    def column_keys(self) -> tuple[str, ...]:
        """The keys of the columns of all blocks, each once, from left to right."""
        return tuple(dict.fromkeys(column.key for block in self.blocks for column in block.columns))


@dataclass(frozen=True, slots=True)
class AspectTemplate:
    """Something that a section must treat: words of headings or text by which it does."""

    key: str
    name: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContentTemplate:
    """A content that a free format must treat, in a heading or in a paragraph."""

    key: str
    name: str
    headings: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Generation:
    """One format generation; it holds from reporting year `since` until the next one begins."""

    key: str
    since: int
    source: str
    sections: tuple[SectionTemplate, ...] = ()
    tables: tuple[TableTemplate, ...] = ()
    contents: tuple[ContentTemplate, ...] = ()
    aspects: tuple[AspectTemplate, ...] = ()
    title: str = "政府信息公开工作年度报告"
    free_headings: bool = False

    def section(self, key: str) -> SectionTemplate | None:
        """The section of that key, when this format has it."""
        return next((section for section in self.sections if section.key == key), None)

    def table(self, key: str) -> TableTemplate | None:
        """The table of that key, when this format has it."""
        return next((table for table in self.tables if table.key == key), None)
