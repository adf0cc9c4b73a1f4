"""The place of an offset in a report by keys that survive edits elsewhere: section, table, cell."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from linter.report.model import Report
from linter.text.source import Span


class Place(NamedTuple):
    """A place in a file by keys: which report (from 1; 0 for the file itself), which section of it,
    and in a table which row and column, as far as they are known."""

    report: int = 0
    section: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None


class Locator:
    """The places of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def place(self, span: Span) -> Place:
        """The place where a span begins: a cell, a row by its label, a table, else the section."""
        section = self._section(span.start)
        found = self._cells.get(span) or self._cell_around(span.start)
        if found is not None:
            return found._replace(section=section)
        for table in self._report.tables:
            if table.span.start <= span.start < table.span.end:
                return Place(self._report.number, section, table.key)
        return Place(self._report.number, section)

    def _section(self, offset: int) -> str | None:
        for section in self._report.sections:
            if section.span.start <= offset <= section.end:
                return section.key
        return None

    def _cell_around(self, offset: int) -> Place | None:
        index = bisect_right(self._starts, offset)
        span = self._spans[index - 1] if index else Span(0, 0)
        return self._cells[span] if span.start <= offset < span.end else None

    @cached_property
    def _cells(self) -> dict[Span, Place]:
        """Cells and row labels; a blank cell that has only its label's place is the row."""
        found: dict[Span, Place] = {}
        for table in self._report.tables:
            for row in table.rows:
                place = Place(self._report.number, None, table.key, row.key or None)
                for cell in row.cells:
                    if cell.span != row.span or not cell.figure.blank:
                        found.setdefault(cell.span, place._replace(column=cell.column_key))
                found.setdefault(row.span, place)  # in a table of one line, that of its first figure
        return found

    @cached_property
    def _spans(self) -> list[Span]:
        return sorted(self._cells)

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self._spans]
