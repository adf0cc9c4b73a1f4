"""Reports and their parts as they stand when the text before them has grown or shrunk."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from linter.report.model import Block, Item, Paragraph, Report, Section, TableText
from linter.report.tables.table import LabelUse, Row, Table
from linter.report.values.document_number import Citation
from linter.report.values.period import Period
from linter.text.source import Span

_WITHOUT_PLACES = (
    "bounds",
    "values",
    "has_only_counts",
    "_states",
)  # what is known of a table wherever it stands


def moved_span(span: Span, by: int) -> Span:
    """A span `by` code points further."""
    return Span(span[0] + by, span[1] + by)


def moved_report(report: Report, by: int) -> Report:
    """A report, with all that is in it, `by` code points further."""
    if by == 0:
        return report
    tables = {id(table): moved_table(table, by) for part in report.sections for table in part.tables}
    for table in report.tables:
        if id(table) not in tables:
            tables[id(table)] = moved_table(table, by)
    return replace(
        report,
        span=moved_span(report.span, by),
        title_span=moved_span(report.title_span, by) if report.title_span is not None else None,
        body=_blocks(report.body, by),
        sections=tuple([_section(part, by, tables) for part in report.sections]),
        citations=tuple([_citation(one, by) for one in report.citations]),
        periods=tuple([_period(one, by) for one in report.periods]),
        bad_dates=tuple([replace(one, span=moved_span(one.span, by)) for one in report.bad_dates]),
        tables=tuple([tables[id(table)] for table in report.tables]),
        prose=_spans(report.prose, by),
    )


def moved_table(table: Table, by: int) -> Table:
    """A table `by` code points further."""
    if by == 0:
        return table
    moved = Table(
        table.key,
        table.index,
        moved_span(table.span, by),
        tuple([_row(row, by) for row in table.rows]),
        tuple([LabelUse(one.label, moved_span(one.span, by), one.official) for one in table.labels]),
        _spans(table.unlabelled, by),
    )
    for name in _WITHOUT_PLACES:
        if name in table.__dict__:
            moved.__dict__[name] = table.__dict__[name]
    return moved


def _spans(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    return tuple([Span(start + by, end + by) for start, end in spans])


def _row(row: Row, by: int) -> Row:
    return Row(
        row.key,
        moved_span(row.span, by),
        row.block,
        row.columns,
        row.figures,
        tuple([start + by for start in row.starts]),
        tuple([end + by for end in row.ends]),
        row.found,
        row.expected,
        row.ragged,
        row.unread,
    )


def _section(part: Section, by: int, tables: dict[int, Table]) -> Section:
    return replace(
        part,
        span=moved_span(part.span, by),
        numeral_span=moved_span(part.numeral_span, by),
        words_span=moved_span(part.words_span, by),
        blocks=_blocks(part.blocks, by),
        tables=tuple([tables[id(table)] for table in part.tables]),
        end=part.end + by,
    )


def _blocks(blocks: Iterable[Block], by: int) -> tuple[Block, ...]:
    return tuple([_block(block, by) for block in blocks])


def _block(block: Block, by: int) -> Block:
    if isinstance(block, Item):
        return replace(
            block,
            numeral_span=moved_span(block.numeral_span, by),
            span=moved_span(block.span, by),
            blocks=_blocks(block.blocks, by),
        )
    kind = TableText if isinstance(block, TableText) else Paragraph
    return kind(moved_span(block.span, by))


def _citation(one: Citation, by: int) -> Citation:
    year = moved_span(one.year_span, by) if one.year_span is not None else None
    return replace(one, span=moved_span(one.span, by), year_span=year)


def _period(one: Period, by: int) -> Period:
    return replace(one, span=moved_span(one.span, by), years=_spans(one.years, by))
