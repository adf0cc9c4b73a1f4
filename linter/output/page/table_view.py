"""Tables as shown: rows of cells, each cell with one or more spans of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from linter.regex_cache import compiled
from linter.text.source import Grid, Source, Span

_TOKEN = compiled(r"[^|\t\r\n]+")
_RULE = compiled(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t\r]*")


class CellKind(Enum):
    """The kind of a cell."""

    FIGURE = "figure"
    ROW = "row"  # the label of a row
    HEAD = "head"  # words of the head, or of a group of rows


class ViewCell(NamedTuple):
    """A cell with its spans of the text; `made` is text that is not in the file."""

    sort: CellKind
    spans: tuple[Span, ...] = ()
    rowspan: int = 1
    colspan: int = 1
    made: str = ""


class TableView(NamedTuple):
    """A table; `read` if its rows and columns are not in the text but were found by reading it."""

    rows: tuple[tuple[ViewCell, ...], ...]
    read: bool = False

    @property
    def spans(self) -> Iterator[Span]:
        """The spans of all cells, in order."""
        return (span for row in self.rows for cell in row for span in cell.spans)


def trimmed(source: Source, start: int, end: int) -> Span:
    """A span without surrounding blanks; an empty one keeps the place of an empty cell."""
    text = source.text[start:end]
    if not text.strip():
        return Span(start, start) if start == end else Span(start + 1, start + 1)
    return Span(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


def tokens(source: Source, span: Span) -> tuple[Span, ...]:
    """The spans between bars, tabs and line ends."""
    found: list[Span] = []
    for line in lines(source, span):
        if not _RULE.fullmatch(source.slice(line)):
            matches = _TOKEN.finditer(source.text, line.start, line.end)
            found += (trimmed(source, *match.span()) for match in matches if match[0].strip())
    return tuple(found)


def lines(source: Source, span: Span) -> Iterator[Span]:
    """The span of each row without surrounding blanks; without empty rows."""
    for row in range(source.row(span.start), source.row(span.end) + 1):
        line = source.line_span(row)
        part = Span(max(line.start, span.start), min(line.end, span.end))
        if part.start < part.end and source.slice(part).strip():
            yield trimmed(source, *part)


def view_of_grid(source: Source, grid: Grid, labels: Labels) -> TableView:
    """A table of the file, with merged cells."""
    top = min((cell.row for cell in grid.cells), default=1)
    bottom = max((cell.row for cell in grid.cells), default=0)
    taken: set[tuple[int, int]] = set()
    rows: dict[int, list[tuple[int, ViewCell]]] = {row: [] for row in range(top, bottom + 1)}
    for cell in grid.cells:
        height = min(cell.rowspan, bottom - cell.row + 1)
        taken |= {
            (row, column)
            for row in range(cell.row, cell.row + height)
            for column in range(cell.column, cell.column + cell.colspan)
        }
        span = cell.span if cell.span.start == cell.span.end else trimmed(source, *cell.span)
        shown = ViewCell(labels.sort(cell.span), (span,), height, cell.colspan)
        rows[cell.row].append((cell.column, shown))
    for row, cells in rows.items():
        missing = [column for column in range(1, grid.columns + 1) if (row, column) not in taken]
        cells += [(column, ViewCell(CellKind.HEAD)) for column in missing]
        cells.sort(key=lambda pair: pair[0])
    return TableView(tuple(tuple(cell for _, cell in cells) for cells in rows.values()))


def view_of_bars(source: Source, span: Span, labels: Labels) -> TableView | None:
    """A table whose lines all have bars between cells; None for any other."""
    rows: list[list[ViewCell]] = []
    for line in lines(source, span):
        text = source.slice(line)
        if _RULE.fullmatch(text):
            continue
        cells = [
            ViewCell(labels.sort(part), (trimmed(source, *part),)) for part in _between_bars(text, line.start)
        ]
        if len(cells) < 3:
            return None
        rows.append(cells[:1] if _is_alone(cells) else cells)
    width = max(map(len, rows), default=0)
    return TableView(tuple((*row[:-1], row[-1]._replace(colspan=width - len(row) + 1)) for row in rows))


def _is_alone(cells: Sequence[ViewCell]) -> bool:
    """Whether a row is one word of the head: the empty cells behind it are bars that a merged cell left."""
    filled = [cell for cell in cells for span in cell.spans if span.start < span.end]
    return filled == [cells[0]] and cells[0].sort is CellKind.HEAD


def _between_bars(text: str, at: int) -> Iterator[Span]:
    parts = text.split("|")
    last = len(parts) - 1
    for number, part in enumerate(parts):
        outer = number in (0, last) and not part.strip()
        if not outer:
            yield Span(at, at + len(part))
        at += len(part) + 1


class Labels:
    """The offsets in a text that are labels of tables."""

    def __init__(self, rows: Iterable[Span], others: Iterable[Span]) -> None:
        self._heads = _starts(others)
        self._rows = _starts(rows)

    def sort(self, span: Span) -> CellKind:
        """The kind of a cell."""
        if any(at in self._rows for at in range(span.start, span.end)):
            return CellKind.ROW
        if any(at in self._heads for at in range(span.start, span.end)):
            return CellKind.HEAD
        return CellKind.FIGURE


def _starts(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(span.start for span in spans)


def without_repeats(view: TableView) -> TableView:
    """The table with each span in one cell only, as several empty cells may share one."""
    taken = {span.start for span in view.spans if span.start < span.end}
    rows: list[tuple[ViewCell, ...]] = []
    for row in view.rows:
        cells: list[ViewCell] = []
        for cell in row:
            own = [span for span in cell.spans if span.start < span.end or span.start not in taken]
            taken.update(span.start for span in own)
            cells.append(cell._replace(spans=tuple(own)))
        rows.append(tuple(cells))
    return view._replace(rows=tuple(rows))


def shows_all_words(source: Source, span: Span, shown: Sequence[Span]) -> bool:
    """Whether spans are in order and contain all words of `span`."""
    at = span.start
    for one in shown:
        if one.start < at or tokens(source, Span(at, one.start)):
            return False
        at = max(at, one.end)
    return at <= span.end and not tokens(source, Span(at, span.end))
