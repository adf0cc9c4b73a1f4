"""Tables as they are shown: rows of cells, each cell one or more stretches of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from linter.regex_cache import compiled
from linter.text.source import Grid, Source, Span

_TOKEN = compiled(r"[^|\t\r\n]+")
_RULE = compiled(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t\r]*")


class Sort(Enum):
    """What a cell of a shown table is."""

    FIGURE = "figure"
    ROW = "row"  # the label of a row
    HEAD = "head"  # words of the head, or of a group of rows


class Cell(NamedTuple):
    """A cell. `spans` are what the text says there; `made` are words that are not the file's own."""

    sort: Sort
    spans: tuple[Span, ...] = ()
    rowspan: int = 1
    colspan: int = 1
    made: str = ""


class Shape(NamedTuple):
    """A table. `read` tells that the text holds no such rows and columns: they are how it was read."""

    rows: tuple[tuple[Cell, ...], ...]
    read: bool = False

    @property
    def spans(self) -> Iterator[Span]:
        """What the table shows of the text, in its order."""
        return (span for row in self.rows for cell in row for span in cell.spans)


def trimmed(source: Source, start: int, end: int) -> Span:
    """A stretch without the blanks around it; an empty one stays where an empty cell is looked for."""
    text = source.text[start:end]
    if not text.strip():
        return Span(start, start) if start == end else Span(start + 1, start + 1)
    return Span(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


def tokens(source: Source, span: Span) -> tuple[Span, ...]:
    """The words in a stretch, without the bars, tabs and line ends that part them."""
    found: list[Span] = []
    for line in lines(source, span):
        if not _RULE.fullmatch(source.slice(line)):
            matches = _TOKEN.finditer(source.text, line.start, line.end)
            found += (trimmed(source, *match.span()) for match in matches if match[0].strip())
    return tuple(found)


def lines(source: Source, span: Span) -> Iterator[Span]:
    """The words of a stretch on each of its rows, without the blanks around them; empty rows left out."""
    for row in range(source.row(span.start), source.row(span.end) + 1):
        line = source.line_span(row)
        part = Span(max(line.start, span.start), min(line.end, span.end))
        if part.start < part.end and source.slice(part).strip():
            yield trimmed(source, *part)


def of_grid(source: Source, grid: Grid, labels: Labels) -> Shape:
    """A table that the file holds as a table, merged cells and all."""
    top = min((cell.row for cell in grid.cells), default=1)
    bottom = max((cell.row for cell in grid.cells), default=0)
    taken: set[tuple[int, int]] = set()
    rows: dict[int, list[tuple[int, Cell]]] = {row: [] for row in range(top, bottom + 1)}
    for cell in grid.cells:
        height = min(cell.rowspan, bottom - cell.row + 1)
        taken |= {
            (row, column)
            for row in range(cell.row, cell.row + height)
            for column in range(cell.column, cell.column + cell.colspan)
        }
        span = cell.span if cell.span.start == cell.span.end else trimmed(source, *cell.span)
        shown = Cell(labels.sort(cell.span), (span,), height, cell.colspan)
        rows[cell.row].append((cell.column, shown))
    for row, cells in rows.items():
        missing = [column for column in range(1, grid.columns + 1) if (row, column) not in taken]
        cells += [(column, Cell(Sort.HEAD)) for column in missing]
        cells.sort(key=lambda pair: pair[0])
    return Shape(tuple(tuple(cell for _, cell in cells) for cells in rows.values()))


def of_bars(source: Source, span: Span, labels: Labels) -> Shape | None:
    """A table whose every line is a row with bars between its cells; None for another."""
    rows: list[list[Cell]] = []
    for line in lines(source, span):
        text = source.slice(line)
        if _RULE.fullmatch(text):
            continue
        cells = [
            Cell(labels.sort(part), (trimmed(source, *part),)) for part in _between_bars(text, line.start)
        ]
        if len(cells) < 3:
            return None
        rows.append(cells[:1] if _is_alone(cells) else cells)
    width = max(map(len, rows), default=0)
    return Shape(tuple((*row[:-1], row[-1]._replace(colspan=width - len(row) + 1)) for row in rows))


def _is_alone(cells: Sequence[Cell]) -> bool:
    """Whether a row is one word of the head: the empty cells behind it are bars that a merged cell left."""
    filled = [cell for cell in cells for span in cell.spans if span.start < span.end]
    return filled == [cells[0]] and cells[0].sort is Sort.HEAD


def _between_bars(text: str, at: int) -> Iterator[Span]:
    parts = text.split("|")
    last = len(parts) - 1
    for number, part in enumerate(parts):
        outer = number in (0, last) and not part.strip()
        if not outer:
            yield Span(at, at + len(part))
        at += len(part) + 1


class Labels:
    """Which places of a text are labels of tables, by where they stand."""

    def __init__(self, rows: Iterable[Span], others: Iterable[Span]) -> None:
        self._heads = _starts(others)
        self._rows = _starts(rows)

    def sort(self, span: Span) -> Sort:
        """What a cell holds."""
        if any(at in self._rows for at in range(span.start, span.end)):
            return Sort.ROW
        if any(at in self._heads for at in range(span.start, span.end)):
            return Sort.HEAD
        return Sort.FIGURE


def _starts(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(span.start for span in spans)


def distinct(shape: Shape) -> Shape:
    """The table with each place in one cell only: several empty cells may be one place in the text."""
    taken = {span.start for span in shape.spans if span.start < span.end}
    rows: list[tuple[Cell, ...]] = []
    for row in shape.rows:
        cells: list[Cell] = []
        for cell in row:
            own = [span for span in cell.spans if span.start < span.end or span.start not in taken]
            taken.update(span.start for span in own)
            cells.append(cell._replace(spans=tuple(own)))
        rows.append(tuple(cells))
    return shape._replace(rows=tuple(rows))


def is_whole(source: Source, span: Span, shown: Sequence[Span]) -> bool:
    """Whether stretches that are to be shown come in order and leave out no words of `span`."""
    at = span.start
    for one in shown:
        if one.start < at or tokens(source, Span(at, one.start)):
            return False
        at = max(at, one.end)
    return at <= span.end and not tokens(source, Span(at, span.end))
