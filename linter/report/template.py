"""What a generation of the format prescribes, as the packs state it: sections, tables, title.

Plain frozen values; rules/*.yaml decode into them. The keys are those of the domain's tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from linter.frozen import frozen
from linter.strict_yaml.annotations import Doc
from linter.strict_yaml.patterns import Patterns


class ColumnKind(StrEnum):
    """What a column counts: things, a change that may be negative, or money."""

    COUNT = "count"
    CHANGE = "change"
    AMOUNT = "amount"


class Layout(StrEnum):
    """ROWS: each row begins with its label. LINE: labels are all in the head, figures in one line."""

    ROWS = "rows"
    LINE = "line"


@frozen
class SectionTemplate:
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


@frozen
class ColumnTemplate:
    """A column. `unit` is the unit its own heading states, for an amount."""

    key: Annotated[str, Doc("代号")]
    label: Annotated[str, Doc("列名")]
    variants: Annotated[tuple[str, ...], Doc("列名的其他写法")] = ()
    kind: Annotated[ColumnKind, Doc("count 件数、change 增减数、amount 金额")] = ColumnKind.COUNT
    unit: Annotated[str | None, Doc("列名写明的金额单位")] = None


@frozen
class RowTemplate:
    """A row, or (without key) a heading that groups the rows below it."""

    label: Annotated[str, Doc("行名")]
    key: Annotated[str | None, Doc("代号；不写则只是分组的标题")] = None
    variants: Annotated[tuple[str, ...], Doc("行名的其他写法")] = ()


@frozen
class BlockTemplate:
    """Rows that share their columns; `total` is the key of the column that sums the others."""

    columns: Annotated[tuple[ColumnTemplate, ...], Doc("列")]
    rows: Annotated[tuple[RowTemplate, ...], Doc("行")]
    label: Annotated[str | None, Doc("这一块的名称")] = None
    total: Annotated[str | None, Doc("哪一列是合计")] = None

    def column(self, key: str) -> ColumnTemplate:
        """The column of that key; KeyError when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@frozen
class TableTemplate:
    """A table: its blocks, the other words of its head, and its layout."""

    key: Annotated[str, Doc("代号，如 requests")]
    name: Annotated[str, Doc("怎样称呼这张表")]
    blocks: Annotated[tuple[BlockTemplate, ...], Doc("列相同的几行为一块")]
    headers: Annotated[tuple[str, ...], Doc("表头里的其他文字")] = ()
    layout: Annotated[Layout, Doc("rows：每行以行名开头；line：名称都在表头，数字在一行")] = Layout.ROWS

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


@frozen
class AspectTemplate:
    """Something that a section must treat: words of headings or text by which it does."""

    key: Annotated[str, Doc("代号")]
    name: Annotated[str, Doc("名称")]
    patterns: Annotated[Patterns, Doc("写到它的样子（正则表达式）")]


@frozen
class ContentTemplate:
    """A content that a free format must treat, in a heading or in a paragraph."""

    key: Annotated[str, Doc("代号")]
    name: Annotated[str, Doc("名称")]
    headings: Annotated[Patterns, Doc("写到它的标题（正则表达式）")] = None
    paragraphs: Annotated[Patterns, Doc("写到它的正文（正则表达式）")] = None


@frozen
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
