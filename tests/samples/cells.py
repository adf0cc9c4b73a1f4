"""The cells of a text, one by one."""

from __future__ import annotations

from linter.report.tables.cell_run import CellRun
from linter.report.tables.table_cells import RawCell, line_cells
from linter.report.values.figure import FigureWords


def read_cells(normalized: str, start: int, end: int, words: FigureWords) -> list[RawCell]:
    """The cells between two offsets of a normalized text; `words` say what a figure is."""
    run = CellRun()
    run.add_lines(normalized, start, end, {}, lambda line: line_cells(line, words))
    return run.placed()
