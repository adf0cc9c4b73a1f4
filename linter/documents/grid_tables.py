"""Grid tables, as Pandoc writes them: `+---+` between rows, `|` between cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from linter.documents.document_model import Line, SpanCell, Table, place_cells
from linter.regex_cache import compiled

_RULE = compiled(r"[ \t]*\+(?:[-=:]{2,}\+)+[ \t]*")
_BAR = compiled(r"(?<!\\)\|")

Place = tuple[int, int]
"""Where a line begins and ends, its line end left out."""


def is_rule(text: str, line: Place) -> bool:
    """Whether a line is one between rows of cells."""
    return _RULE.fullmatch(text, *line) is not None


def read_grid_table(
    text: str, lines: Sequence[Place], read: Callable[[int, int], Sequence[Line]]
) -> tuple[Table, int] | None:
    """The table that begins with the first of `lines`, and how many lines it has; None for merged cells.

    The first line is a rule. `read` returns the lines of a cell between two offsets.
    """
    columns = text.count("+", *lines[0]) - 1
    rows: list[list[SpanCell]] = []
    row: list[list[Line]] = []
    last = 0
    for number, line in enumerate(lines[1:], 1):
        if is_rule(text, line):
            if text.count("+", *line) != columns + 1:
                return None
            if row:
                rows.append([SpanCell(1, 1, tuple(cell)) for cell in row])
            row, last = [], number
            continue
        bars = [match.start() for match in _BAR.finditer(text, *line)]
        if not bars or text[line[0] : bars[0]].strip():
            break
        if len(bars) != columns + 1 or text[bars[-1] + 1 : line[1]].strip():
            return None
        row = row or [[] for _ in range(columns)]
        for cell, start, end in zip(row, bars, bars[1:], strict=False):
            cell.extend(read(*_inner(text, start + 1, end)))
    return (Table(place_cells(rows)), last + 1) if rows else None


def _inner(text: str, start: int, end: int) -> Place:
    """A stretch without the blanks at its ends; for blanks only, the empty place after the first."""
    words = text[start:end].strip()
    if not words:
        return (min(start + 1, end),) * 2
    start = text.index(words, start)
    return start, start + len(words)
