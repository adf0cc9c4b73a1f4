"""A table as read: rows and columns by their keys, each figure located or not, never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from linter.frozen import frozen
from linter.report.tables.labels import Label, LabelIndex
from linter.report.tables.table_cells import Kind, RawCell
from linter.report.template import BlockTemplate, TableTemplate
from linter.report.values.figure import NO_FIGURE, Figure
from linter.text.source import Span


class State(StrEnum):
    """What is known of a figure: its row and column; that it is empty; only its row; not its value."""

    LOCATED = "located"
    BLANK = "blank"
    UNLOCATED = "unlocated"
    UNREADABLE = "unreadable"


class Cell(NamedTuple):
    """One figure of a table. `column_key` is None when its column cannot be known."""

    row_key: str
    column_key: str | None
    figure: Figure
    span: Span
    state: State


class LabelUse(NamedTuple):
    """A label as it stands in the text; `official` tells whether it is worded as prescribed."""

    label: Label
    span: Span
    official: bool


@frozen
class Row:
    """A row of figures: `found` cells stood where `expected` should; `ragged` when that is a fault of
    the row and not of how the page was flattened. The figures of an `unread` row cannot be placed in its
    columns, or may be those of another row: it is without cells."""

    key: str
    span: Span
    block: BlockTemplate
    cells: tuple[Cell, ...]
    found: int
    expected: int
    ragged: bool = False
    unread: bool = False


@frozen
class Table:
    """A table as read by the template of a generation. `unlabelled` are figures of no row: their label is
    torn, or stands elsewhere."""

    key: str
    index: LabelIndex
    span: Span
    rows: tuple[Row, ...]
    labels: tuple[LabelUse, ...]
    unlabelled: tuple[Span, ...] = ()

    @cached_property
    def unread(self) -> tuple[Row, ...]:
        """The rows whose figures are there and could not be read."""
        return tuple(row for row in self.rows if row.unread)

    @property
    def template(self) -> TableTemplate:
        """The template by which the table was read."""
        return self.index.template

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, in reading order."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @cached_property
    def row(self) -> Mapping[str, Row]:
        """The rows by key (the first, when a row stands twice)."""
        rows: dict[str, Row] = {}
        for row in self.rows:
            rows.setdefault(row.key, row)
        return rows

    @cached_property
    def cell(self) -> Mapping[tuple[str, str], Cell]:
        """The cells whose place is known, by row and column key."""
        return {
            (cell.row_key, cell.column_key): cell
            for row in self.row.values()
            for cell in row.cells
            if cell.column_key is not None
        }

    @cached_property
    def by_state(self) -> Mapping[State, tuple[Cell, ...]]:
        """The cells by what is known of them, each group in reading order."""
        groups: dict[State, list[Cell]] = {state: [] for state in State}
        for row in self.rows:
            for cell in row.cells:
                groups[cell.state].append(cell)
        return {state: tuple(cells) for state, cells in groups.items()}

    @cached_property
    def values(self) -> Mapping[tuple[str, str], int | Decimal]:
        """The figures whose place is known, by row and column key."""
        return {
            place: cell.figure.value for place, cell in self.cell.items() if cell.figure.value is not None
        }

    def row_label(self, key: str) -> str:
        """What the format calls a row; a line of figures that could not be parted has no name."""
        return next((row.label for _, row in self.template.rows() if row.key == key), key or "数据")

    def column_label(self, key: str) -> str:
        """What the format calls a column."""
        columns = (column for block in self.template.blocks for column in block.columns)
        return next((column.label for column in columns if column.key == key), key)

    def words(self, row_key: str, column_key: str) -> str:
        """A place in words: “行政许可”行“处理决定数量”列."""
        return f"“{self.row_label(row_key)}”行“{self.column_label(column_key)}”列"

    def words_for(self, cell: Cell) -> str:
        """A cell's place in words, as far as it is known."""
        if not cell.row_key:
            return self.template.name
        if cell.column_key is None:
            return f"“{self.row_label(cell.row_key)}”行"
        return self.words(cell.row_key, cell.column_key)


def place_row(
    key: str,
    label: Span,
    block: BlockTemplate,
    raw: Sequence[RawCell],
    *,
    gaps_count: bool,
    exact: bool = False,
    certain: bool = True,
) -> Row:
    """The cells found behind a row's label, each in its column where that is certain.

    `gaps_count` is False where empty cells only pad the lines of this table; `exact` says that no cell
    can have got lost, for the file has the table as a table; `certain` is False where it is unknown
    which of the empty cells are the label's.
    """
    columns = [column.key for column in block.columns]
    if len(raw) == len(columns) and all(cell.kind is Kind.FIGURE for cell in raw):
        cells = [_cell(key, column, cell) for column, cell in zip(columns, raw, strict=True)]
        return Row(key, label, block, tuple(cells), len(raw), len(columns))
    solid = [cell for cell in raw if cell.kind is not Kind.PAD and cell.kind is not Kind.GAP]
    placed = [cell for cell in raw if cell.kind is not Kind.PAD] if gaps_count else list(solid)
    placed = _trimmed(placed, len(columns))
    if certain and len(placed) == len(columns) and (exact or not _lost_cells(block, placed, solid)):
        cells = [_cell(key, column, cell) for column, cell in zip(columns, placed, strict=True)]
        return Row(key, label, block, tuple(cells), len(placed), len(columns))
    if not solid:
        blank = _blank_place(raw, label)
        cells = [Cell(key, column, NO_FIGURE, blank, State.BLANK) for column in columns]
        return Row(key, label, block, tuple(cells), 0, len(columns))
    too_many = len(solid) > len(columns) or len(placed) > len(columns)
    one_line = all(cell.shares_line for cell in raw) and len(placed) == len(raw) == len(solid)
    total = None if too_many else _total(block, solid)
    cells = [_cell(key, block.total if cell is total else None, cell) for cell in solid[: 4 * len(columns)]]
    if not too_many and not one_line:
        missing = Cell(key, None, NO_FIGURE, _blank_place(raw, label), State.BLANK)
        cells += [missing] * (len(columns) - len(solid))
    return Row(key, label, block, tuple(cells), len(placed), len(columns), ragged=too_many or one_line)


def _trimmed(cells: list[RawCell], wanted: int) -> list[RawCell]:
    """`cells` without the empty ones that a merged label left in front, or a bar behind."""
    end = len(cells)
    while end > wanted and cells[end - 1].kind is Kind.GAP:
        end -= 1
    start = 0
    while end - start > wanted and cells[start].kind is Kind.GAP:
        start += 1
    return cells[start:end]


def _total(block: BlockTemplate, solid: Sequence[RawCell]) -> RawCell | None:
    """The last figure of a row that lost cells is its total when it is the sum of the others."""
    values = [cell.figure.value if cell.figure else None for cell in solid]
    if block.total is None or len(values) < 2 or any(value is None for value in values):
        return None
    known = [value for value in values if value is not None]
    return solid[-1] if sum(known[:-1]) == known[-1] else None


def _lost_cells(block: BlockTemplate, placed: Sequence[RawCell], solid: Sequence[RawCell]) -> bool:
    """Whether the empty cells at a row's end are left over from others: the total stands before them
    (a zero, which is the sum of any zeros, does not show it)."""
    total = _total(block, solid)
    if total is None or total.figure is None or not total.figure.value:
        return False
    return placed[-1].kind is Kind.GAP and placed[len(solid) - 1] is total


def _blank_place(raw: Sequence[RawCell], label: Span) -> Span:
    gap = next((cell for cell in raw if cell.kind is Kind.GAP), None)
    return Span(gap.start, gap.end) if gap else label


def _cell(row_key: str, column_key: str | None, raw: RawCell) -> Cell:
    figure = raw.figure or Figure(raw.text, None)
    if figure.blank:
        state = State.BLANK
    elif figure.value is None:
        state = State.UNREADABLE
    else:
        state = State.LOCATED if column_key is not None else State.UNLOCATED
    return Cell(row_key, column_key, figure, Span(raw.start, raw.end), state)
