"""What a generation of the format prescribes, as the packs state it: sections, tables, title.

Plain frozen values; rules/*.yaml decode into them. The keys are those of the domain's tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from msgspec import Struct
from msgspec.structs import force_setattr

from linter.report.text_match import wordings
from linter.strict_yaml.annotations import DERIVED, Doc
from linter.strict_yaml.patterns import Patterns, occurs
from linter.strict_yaml.regex_literals import whole_literals


class ColumnKind(StrEnum):
    """What a column counts: things, a change that may be negative, or money."""

    COUNT = "count"
    CHANGE = "change"
    AMOUNT = "amount"


class Layout(StrEnum):
    """ROWS: each row begins with its label. LINE: labels are all in the head, figures in one line."""

    ROWS = "rows"
    LINE = "line"


class SectionTemplate(Struct, frozen=True):
    """A top-level section: its official heading without numeral, and what else is called so.

    `variants` are other wordings in use, `deprecated` wordings of an older format, `patterns` and
    `deprecated_patterns` regular expressions over a heading without numeral, blanks and punctuation.
    A section that is not `required` is known but belongs to no format (it is only ever a deprecated
    heading).
    """

    key: Annotated[str, Doc("代号，如 overview")]
    heading: Annotated[str, Doc("规定的标题，不带序号")]
    number: Annotated[int | None, Doc("第几部分")] = None
    variants: Annotated[tuple[str, ...], Doc("意思相同的其他写法")] = ()
    deprecated: Annotated[tuple[str, ...], Doc("旧格式的写法")] = ()
    patterns: Annotated[Patterns, Doc("其他写法（正则表达式，对去掉序号、空格和标点的标题）")] = None
    deprecated_patterns: Annotated[Patterns, Doc("旧格式的写法（正则表达式）")] = None
    table: Annotated[str | None, Doc("这一部分的表格的 key")] = None
    required: Annotated[bool, Doc("是否必需")] = True


class ColumnTemplate(Struct, frozen=True):
    """A column. `unit` is the unit its own heading states, for an amount; `cores` are what its names say
    without blanks and marks."""

    key: Annotated[str, Doc("代号")]
    label: Annotated[str, Doc("列名")]
    variants: Annotated[tuple[str, ...], Doc("列名的其他写法")] = ()
    kind: Annotated[ColumnKind, Doc("count 件数、change 增减数、amount 金额")] = ColumnKind.COUNT
    unit: Annotated[str | None, Doc("列名写明的金额单位")] = None
    group: Annotated[str | None, Doc("几列共有的上一级列名")] = None
    cores: tuple[str, ...] = DERIVED

    def __post_init__(self) -> None:
        """Find the cores, when the rules load."""
        if self.cores is DERIVED:
            force_setattr(self, "cores", wordings(self.label, self.variants))


class RowTemplate(Struct, frozen=True):
    """A row, or (without key) a heading that groups the rows below it; `cores` as those of a column."""

    label: Annotated[str, Doc("行名")]
    key: Annotated[str | None, Doc("代号；不写则只是分组的标题")] = None
    variants: Annotated[tuple[str, ...], Doc("行名的其他写法")] = ()
    group: Annotated[str | None, Doc("几行共有的上一级名称（layout: line 的表用）")] = None
    cores: tuple[str, ...] = DERIVED

    def __post_init__(self) -> None:
        """Find the cores, when the rules load."""
        if self.cores is DERIVED:
            force_setattr(self, "cores", wordings(self.label, self.variants))


class BlockTemplate(Struct, frozen=True, dict=True):
    """Rows that share their columns; `total` is the key of the column that sums the others."""

    columns: Annotated[tuple[ColumnTemplate, ...], Doc("列")]
    rows: Annotated[tuple[RowTemplate, ...], Doc("行")]
    label: Annotated[str | None, Doc("这一块的名称")] = None
    total: Annotated[str | None, Doc("哪一列是合计")] = None

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns."""
        return tuple([column.key for column in self.columns])

    def column(self, key: str) -> ColumnTemplate:
        """The column of that key; KeyError when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


class TableTemplate(Struct, frozen=True):
    """A table: its blocks, the other words of its head, and its layout."""

    key: Annotated[str, Doc("代号，如 requests")]
    name: Annotated[str, Doc("怎样称呼这张表")]
    blocks: Annotated[tuple[BlockTemplate, ...], Doc("列相同的几行为一块")]
    headers: Annotated[tuple[str, ...], Doc("表头里的其他文字")] = ()
    corner: Annotated[str | None, Doc("表头左上角的文字")] = None
    columns_heading: Annotated[str | None, Doc("各列之上的文字")] = None
    layout: Annotated[Layout, Doc("rows：每行以行名开头；line：名称都在表头，数字在一行")] = Layout.ROWS

    def head_words(self) -> tuple[str, ...]:
        """What stands in the head beside the names of columns and blocks, each once."""
        above = [self.corner, self.columns_heading]
        above += [column.group for block in self.blocks for column in block.columns]
        above += [row.group for block in self.blocks for row in block.rows]
        return tuple(dict.fromkeys([*self.headers, *filter(None, above)]))

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


class AspectTemplate(Struct, frozen=True):
    """Something that a section must treat: words of headings or text by which it does."""

    key: Annotated[str, Doc("代号")]
    name: Annotated[str, Doc("名称")]
    patterns: Annotated[Patterns, Doc("写到它的样子（正则表达式）")]
    words: tuple[str, ...] = DERIVED

    def __post_init__(self) -> None:
        """Find what the patterns match by themselves, when the rules load."""
        if self.words is DERIVED:
            force_setattr(self, "words", whole_literals(self.patterns))

    def is_treated(self, text: str) -> bool:
        """Whether a text treats it."""
        return any(map(text.__contains__, self.words)) or occurs(self.patterns, text)


class ContentTemplate(Struct, frozen=True):
    """A content that a free format must treat, in a heading or in a paragraph."""

    key: Annotated[str, Doc("代号")]
    name: Annotated[str, Doc("名称")]
    headings: Annotated[Patterns, Doc("写到它的标题（正则表达式）")] = None
    paragraphs: Annotated[Patterns, Doc("写到它的正文（正则表达式）")] = None
    heading_words: tuple[str, ...] = DERIVED
    paragraph_words: tuple[str, ...] = DERIVED

    def __post_init__(self) -> None:
        """Find what the patterns match by themselves, when the rules load."""
        if self.heading_words is DERIVED:
            force_setattr(self, "heading_words", whole_literals(self.headings))
            force_setattr(self, "paragraph_words", whole_literals(self.paragraphs))

    def is_heading(self, words: str) -> bool:
        """Whether a heading names it."""
        return any(map(words.__contains__, self.heading_words)) or occurs(self.headings, words)

    def is_treated(self, text: str) -> bool:
        """Whether paragraphs treat it."""
        return any(map(text.__contains__, self.paragraph_words)) or occurs(self.paragraphs, text)


class DraftSection(Struct, frozen=True):
    """What a new report says in a section to begin with."""

    key: Annotated[str, Doc("哪一部分，写 key")]
    text: Annotated[tuple[str, ...], Doc("各段；要填写的写成（请……），可以用 {{body}}、{{year}}")]


class DraftTemplate(Struct, frozen=True):
    """The words of a new report: its preface and what each section says to begin with."""

    preface: Annotated[tuple[str, ...], Doc("标题下面的各段，可以用 {{body}}、{{year}}")] = ()
    sections: Annotated[tuple[DraftSection, ...], Doc("各部分的文字")] = ()


class Generation(Struct, frozen=True, dict=True):
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
    draft: DraftTemplate | None = None

    def section(self, key: str) -> SectionTemplate | None:
        """The section of that key, when this format has it."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> dict[str, SectionTemplate]:
        return {section.key: section for section in reversed(self.sections)}

    @cached_property
    def required(self) -> tuple[SectionTemplate, ...]:
        """The sections that a report of this format must have, in order."""
        return tuple([template for template in self.sections if template.required])

    def table(self, key: str) -> TableTemplate | None:
        """The table of that key, when this format has it."""
        return next((table for table in self.tables if table.key == key), None)
