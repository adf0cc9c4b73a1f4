"""A new report as plain text: a row of a table a line, a bar behind each cell."""

from __future__ import annotations

from collections.abc import Iterator

from linter.output.new_report.model import NewReport, NewTable, Words


def write(report: NewReport) -> bytes:
    """The text in UTF-8."""
    return "\n".join(_lines(report)).encode() + b"\n"


def _lines(report: NewReport) -> Iterator[str]:
    for block in report.blocks:
        if isinstance(block, Words):
            yield block.text
        else:
            yield from _rows(block)


def _rows(table: NewTable) -> Iterator[str]:
    for row in table.rows():
        cells = [table.text(cell) for cell in row]
        yield " | ".join(cells) + " |"
