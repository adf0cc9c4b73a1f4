"""Extracted reports as one JSON array over all files, one object each."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from linter.output.extract_model import FigureRow, Record
from linter.output.json_lines import Json, dump


def part(records: Sequence[Record]) -> str:
    """The reports of one file as JSON objects, one per line, separated by commas."""
    return ",".join("\n" + dump(_report(each)) for each in records)


def _report(record: Record) -> Json:
    tables: dict[str, list[Json]] = {}
    for table in record.tables:
        tables.setdefault(table.key, []).extend(map(_figure, table.figures))
    return {
        "filename": record.filename,
        "report": record.report,
        "title": record.title,
        "title_row": record.title_row,
        "issuer": record.issuer,
        "year": record.year,
        "generation": record.generation,
        "sections": [each._asdict() for each in record.sections],
        "citations": [each._asdict() for each in record.citations],
        "periods": [
            {"text": each.text, "start": _day(each.start), "end": _day(each.end), "row": each.row}
            for each in record.periods
        ],
        "tables": tables,
    }


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _figure(figure: FigureRow) -> Json:
    return {
        "row_key": figure.row_key,
        "column_key": figure.column_key,
        "value": _number(figure.value),
        "raw": figure.raw,
        "row": figure.row,
        "column": figure.column,
        "state": figure.state.value,
    }


def _number(value: int | Decimal | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value
