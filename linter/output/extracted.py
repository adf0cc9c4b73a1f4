"""What was read from the reports of a file: one JSON array over all files, an object a report."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from linter.output.tojson import Json, dump
from linter.report.citation import Citation
from linter.report.model import Report, Section
from linter.report.period import Period
from linter.report.table import Cell
from linter.source import Position, Source, Span


class ExtractFormat(NamedTuple):
    """How the reports of a run become text: opening, parts with separators between, closing."""

    part: Callable[[Source, Sequence[Report]], str]
    opening: str
    separator: str
    closing: str


def part(source: Source, reports: Sequence[Report]) -> str:
    """The reports of one file: objects, a line each, with commas between."""
    return ",".join("\n" + dump(_report(source, each)) for each in reports)


EXTRACTS: Mapping[str, ExtractFormat] = {"json": ExtractFormat(part, "[", ",", "\n]\n")}
"""The formats of `extract`; a new one is a line here."""


def _report(source: Source, report: Report) -> Json:
    tables: dict[str, list[Json]] = {}
    for table in report.tables:
        tables.setdefault(table.key, []).extend(_cell(source, each) for each in table.cells)
    return {
        "filename": source.name,
        "report": report.number,
        "title": report.title,
        "title_row": _at(source, report.title_span).row if report.title_span is not None else None,
        "issuer": report.issuer,
        "year": report.year,
        "generation": report.generation,
        "sections": [_section(source, each) for each in report.sections],
        "citations": [_citation(source, each) for each in report.citations],
        "periods": [_period(source, each) for each in report.periods],
        "tables": tables,
    }


def _section(source: Source, section: Section) -> Json:
    return {
        "key": section.key,
        "number": section.number,
        "heading": section.heading,
        "row": _at(source, section.span).row,
    }


def _citation(source: Source, citation: Citation) -> Json:
    at = _at(source, citation.span)
    return {"text": citation.text, "row": at.row, "column": at.column}


def _period(source: Source, period: Period) -> Json:
    return {
        "text": period.text,
        "start": _day(period.start),
        "end": _day(period.end),
        "row": _at(source, period.span).row,
    }


def _at(source: Source, span: Span) -> Position:
    own, place = source.standing(span)
    return own.position(place.start)


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _cell(source: Source, cell: Cell) -> Json:
    at = _at(source, cell.span)
    return {
        "row_key": cell.row_key,
        "column_key": cell.column_key,
        "value": _number(cell.figure.value),
        "raw": cell.figure.raw,
        "row": at.row,
        "column": at.column,
        "state": cell.state.value,
    }


def _number(value: int | Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
