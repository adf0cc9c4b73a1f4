"""The extracted content of one report as plain rows, from which every extract format is written.

Rows and columns of places start at 1, in code points of the file's own text.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from linter.report.model import Report, Section
from linter.report.tables.table import Row, State, Table
from linter.report.template import ColumnTemplate
from linter.report.values.document_number import Citation
from linter.report.values.figure import Figure
from linter.report.values.period import Period
from linter.text.source import Source


class SectionRow(NamedTuple):
    """A top-level section; `key` and `number` are None if unknown."""

    key: str | None
    number: int | None
    heading: str
    row: int


class CitationRow(NamedTuple):
    """A document number as written."""

    text: str
    row: int
    column: int


class PeriodRow(NamedTuple):
    """A statement of the statistics period; an impossible date is None."""

    text: str
    start: datetime.date | None
    end: datetime.date | None
    row: int


class FigureRow(NamedTuple):
    """A figure. The labels are those of the template by which it was read; `column_key` is None, and its
    label empty, where the column cannot be known. `value` is counted in `unit`, which is empty where
    nothing is measured in units or none is known. `origin` is its place in words where a file has tables
    or pages of its own."""

    row_key: str
    row_label: str
    column_key: str | None
    column_label: str
    value: int | Decimal | None
    unit: str
    raw: str
    state: State
    row: int
    column: int
    origin: str | None


class TableRows(NamedTuple):
    """The figures of one table, read by the template of generation `generation`."""

    key: str
    label: str
    generation: str
    figures: tuple[FigureRow, ...]


class Record(NamedTuple):
    """One report. `has_lines` tells whether rows and columns lead to a place in its file; where they do
    not, only origins do."""

    filename: str
    report: int
    title: str | None
    title_row: int | None
    issuer: str | None
    year: int | None
    generation: str | None
    has_lines: bool
    sections: tuple[SectionRow, ...]
    citations: tuple[CitationRow, ...]
    periods: tuple[PeriodRow, ...]
    tables: tuple[TableRows, ...]


def record(source: Source, report: Report) -> Record:
    """The rows of one report of a file."""
    return Record(
        filename=source.name,
        report=report.number,
        title=report.title,
        title_row=source.place(report.title_span.start).row if report.title_span is not None else None,
        issuer=report.issuer,
        year=report.year,
        generation=report.generation,
        has_lines=source.has_lines,
        sections=tuple(_section(source, each) for each in report.sections),
        citations=tuple(_citation(source, each) for each in report.citations),
        periods=tuple(_period(source, each) for each in report.periods),
        tables=tuple(_table(source, each) for each in report.tables),
    )


def _section(source: Source, section: Section) -> SectionRow:
    return SectionRow(section.key, section.number, section.heading, source.place(section.span.start).row)


def _citation(source: Source, citation: Citation) -> CitationRow:
    at = source.place(citation.span.start)
    return CitationRow(citation.text, at.row, at.column)


def _period(source: Source, period: Period) -> PeriodRow:
    return PeriodRow(period.text, period.start, period.end, source.place(period.span.start).row)


def _table(source: Source, table: Table) -> TableRows:
    labels = {row.key: row.label for _, row in table.template.rows()}
    figures = (
        figure for row in table.rows for figure in _figures(source, row, labels.get(row.key) or row.key)
    )
    return TableRows(table.key, table.template.name, table.index.generation, tuple(figures))


def _figures(source: Source, row: Row, label: str) -> Iterator[FigureRow]:
    columns = {column.key: column for column in row.block.columns}
    for cell in row.cells:
        at = source.place(cell.span.start)
        column = columns.get(cell.column_key or "")
        yield FigureRow(
            row_key=cell.row_key,
            row_label=label,
            column_key=cell.column_key,
            column_label=column.label if column is not None else "",
            value=_number(cell.figure.value),
            unit=_unit(cell.figure, column),
            raw=cell.figure.raw,
            state=cell.state,
            row=at.row,
            column=at.column,
            origin=source.origin(cell.span.start),
        )


def _unit(figure: Figure, column: ColumnTemplate | None) -> str:
    """The unit as written, else that of the column's heading."""
    if figure.unit or figure.value is None or column is None:
        return figure.unit
    return column.unit or ""


def _number(value: int | Decimal | None) -> int | Decimal | None:
    """2 rather than 2.00."""
    return int(value) if value is not None and value == int(value) else value
