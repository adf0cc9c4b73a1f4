"""A table as read: rows and columns by their keys, each figure located or not, never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from math import inf, nan
from typing import Final, cast

from msgspec import Struct

from linter.report.tables.labels import Label, LabelIndex
from linter.report.tables.table_cells import FIGURE, GAP, PAD, RawCell
from linter.report.template import BlockTemplate, TableTemplate
from linter.report.values.figure import NO_FIGURE, Figure
from linter.text.source import Span
from linter.text.span import new_tuple


class State(StrEnum):
    """What is known of a figure: its row and column; that it is empty; only its row; not its value."""

    LOCATED = "located"
    BLANK = "blank"
    UNLOCATED = "unlocated"
    UNREADABLE = "unreadable"


class Cell(Struct, frozen=True):
    """One figure of a table. `column_key` is None when its column cannot be known."""

    row_key: str
    column_key: str | None
    figure: Figure
    span: Span
    state: State


GREATEST: Final = 10**18
"""No figure that stands somewhere in a row without a known column is above this."""


_WHOLE: Final = frozenset({int})
_STATES: Final = (State.LOCATED, State.UNLOCATED, State.BLANK, State.UNREADABLE)


class FigureBounds(Struct, frozen=True):
    """The least and the greatest that each figure can be, in the flat order of the table's shape.

    `stated` are the figures themselves, blanks being 0, and nan where a figure is not known. A fraction is
    nan in all three, for binary numbers would not hold it. Where all figures are known, the three are one.
    """

    low: tuple[float, ...]
    high: tuple[float, ...]
    stated: tuple[float, ...]


class LabelUse(Struct, frozen=True):
    """A label as it stands in the text; `official` tells whether it is worded as prescribed."""

    label: Label
    span: Span
    official: bool


class Row(Struct, frozen=True, dict=True):
    """A row of figures: `found` cells stood where `expected` should; `ragged` when that is a fault of
    the row and not of how the page was flattened. The figures of an `unread` row cannot be placed in its
    columns, or may be those of another row: it is without cells.

    `figures` stand from `starts` to `ends` in the columns with the keys `columns`, None where that cannot be
    known; the cells are made of these when somebody asks for them.
    """

    key: str
    span: Span
    block: BlockTemplate
    columns: tuple[str | None, ...]
    figures: tuple[Figure, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    found: int
    expected: int
    ragged: bool = False
    unread: bool = False

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The figures as cells, in reading order."""
        each = zip(self.columns, self.figures, self.starts, self.ends, strict=True)
        return tuple(
            [
                Cell(self.key, column, figure, new_tuple(Span, (start, end)), state_of(figure, column))
                for column, figure, start, end in each
            ]
        )


def state_of(figure: Figure, column_key: str | None) -> State:
    """What is known of a figure in a column."""
    if figure.value is not None:
        return State.LOCATED if column_key is not None else State.UNLOCATED
    return State.BLANK if figure.blank else State.UNREADABLE


class Table(Struct, frozen=True, dict=True):
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

    def in_state(self, state: State) -> tuple[Cell, ...]:
        """The cells of which so much is known, in reading order."""
        if state not in self._states:
            return ()  # nearly always
        return tuple([cell for row in self.rows for cell in row.cells if cell.state is state])

    @cached_property
    def _states(self) -> tuple[State, ...]:
        """What is known of each of its figures, each state once."""
        located = unlocated = blank = unreadable = False
        for row, whole in self._whole_values:
            if whole and None not in row.columns:
                located = True  # nearly always
                continue
            for figure, column in zip(row.figures, row.columns, strict=True):
                if figure.value is None:
                    blank, unreadable = blank or figure.blank, unreadable or not figure.blank
                elif column is None:
                    unlocated = True
                else:
                    located = True
        known = zip((located, unlocated, blank, unreadable), _STATES, strict=True)
        return tuple([state for occurs, state in known if occurs])

    @cached_property
    def has_only_counts(self) -> bool:
        """Whether each figure is a whole number that is not negative."""
        return all(whole and min(whole) >= 0 for _, whole in self._whole_values)

    @cached_property
    def _whole_values(self) -> list[tuple[Row, list[int]]]:
        """The rows, with the figures of those that have only whole numbers."""
        return [(row, _whole_values(row)) for row in self.rows]

    @cached_property
    def values(self) -> Mapping[tuple[str, str], int | Decimal]:
        """The figures whose place is known, by row and column key."""
        return {
            (row.key, column): figure.value
            for row in self.row.values()
            for column, figure in zip(row.columns, row.figures, strict=True)
            if column is not None and figure.value is not None
        }

    @cached_property
    def bounds(self) -> FigureBounds:
        """What its figures can be: a blank anything from 0, one that lost its column too."""
        shape = self.index.shape
        low: list[float] = []
        high: list[float] = []
        stated: list[float] = []
        rows: dict[str, tuple[Row, list[int]]] = {}
        for each in self._whole_values:
            rows.setdefault(each[0].key, each)
        for key in shape.rows:
            row, whole = rows.get(key, (None, []))
            if row is not None and whole and row.columns == shape.columns:
                low += whole
                high += whole
                stated += whole
                continue
            for least, most, own in _bounds_of(row, shape.columns):
                low.append(least)
                high.append(most)
                stated.append(own)
        if low == high:
            return FigureBounds(flat := tuple(low), flat, flat)
        return FigureBounds(tuple(low), tuple(high), tuple(stated))

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


def _bounds_of(row: Row | None, columns: Sequence[str]) -> list[tuple[float, float, float]]:
    """The least and the greatest that the figures of a row can be, and what they are, by columns."""
    if row is not None and row.found == 0 and row.columns == columns:
        return [(0, inf, 0)] * len(columns)  # blank throughout
    known = dict(zip(row.columns, row.figures, strict=True)) if row is not None else {}
    unread = row is None or row.ragged or not all(f.value is not None or f.blank for f in row.figures)
    bounds: list[tuple[float, float, float]] = []
    for column in columns:
        figure = known.get(column)
        if figure is None:
            bounds.append((-inf, inf, nan) if unread else (0, GREATEST, nan))
        elif figure.value is not None:
            stated = figure.value if isinstance(figure.value, int) else nan
            bounds.append((stated, stated, stated))
        else:
            bounds.append((0, inf, 0) if figure.blank else (-inf, inf, nan))
    return bounds


def _whole_values(row: Row) -> list[int]:
    """The figures of a row of whole numbers; empty for another."""
    values = [figure.value for figure in row.figures]
    return cast(list[int], values) if _WHOLE.issuperset(map(type, values)) else []


def is_whole(raw: Sequence[RawCell], width: int) -> bool:
    """Whether these are as many figures as there are columns, and nothing else."""
    return len(raw) == width and [cell.kind for cell in raw].count(FIGURE) == width


def whole_row(key: str, label: Span, block: BlockTemplate, raw: Sequence[RawCell]) -> Row:
    """A row with a figure for each of its columns."""
    return row_of(key, label, block, block.keys, raw)


def row_of(
    key: str,
    label: Span,
    block: BlockTemplate,
    columns: Sequence[str | None],
    raw: Sequence[RawCell],
    *,
    found: int | None = None,
    ragged: bool = False,
) -> Row:
    """A row of cells in these columns; `found`, if not all of them, stood in the text."""
    return Row(
        key,
        label,
        block,
        tuple(columns),
        tuple([cell.figure or Figure(cell.text, None) for cell in raw]),
        tuple([cell.start for cell in raw]),
        tuple([cell.end for cell in raw]),
        len(raw) if found is None else found,
        len(block.columns),
        ragged,
    )


def blank_row(key: str, label: Span, block: BlockTemplate, place: Span) -> Row:
    """A row without any figure; its cells have one place."""
    width = len(block.columns)
    nothing, starts, ends = (NO_FIGURE,) * width, (place.start,) * width, (place.end,) * width
    return Row(key, label, block, block.keys, nothing, starts, ends, 0, width)


def unread_row(key: str, label: Span, block: BlockTemplate, found: int, expected: int) -> Row:
    """A row whose figures cannot be placed."""
    return Row(key, label, block, (), (), (), (), found, expected, unread=True)


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
    if is_whole(raw, len(block.columns)):
        return whole_row(key, label, block, raw)
    columns = block.keys
    solid = [cell for cell in raw if cell.kind is not PAD and cell.kind is not GAP]
    placed = [cell for cell in raw if cell.kind is not PAD] if gaps_count else list(solid)
    if any(cell.kind is PAD for cell in raw):  # bars hang behind: the other lines of the table do not tell
        certain = certain and not _may_be_elsewhere(placed, len(columns))
    placed = _trimmed(placed, len(columns))
    if certain and len(placed) == len(columns) and (exact or not _lost_cells(block, placed, solid)):
        return row_of(key, label, block, columns, placed)
    if not solid:
        return blank_row(key, label, block, _blank_place(raw, label))
    too_many = len(solid) > len(columns) or len(placed) > len(columns)
    one_line = all(cell.shares_line for cell in raw) and len(placed) == len(raw) == len(solid)
    total = None if too_many else _total(block, solid)
    kept = solid[: 4 * len(columns)]
    keys: list[str | None] = [block.total if cell is total else None for cell in kept]
    if not too_many and not one_line:
        missing = len(columns) - len(solid)
        place = _blank_place(raw, label)
        kept += [RawCell(GAP, "", place.start, place.end, place.start, NO_FIGURE)] * missing
        keys += [None] * missing
    return row_of(key, label, block, keys, kept, found=len(placed), ragged=too_many or one_line)


def _trimmed(cells: list[RawCell], wanted: int) -> list[RawCell]:
    """`cells` without the empty ones that a merged label left in front, or a bar behind."""
    end = len(cells)
    while end > wanted and cells[end - 1].kind is GAP:
        end -= 1
    start = 0
    while end - start > wanted and cells[start].kind is GAP:
        start += 1
    return cells[start:end]


def _may_be_elsewhere(cells: Sequence[RawCell], wanted: int) -> bool:
    """Whether more cells than are wanted begin and end with empty ones, and which to leave out is open."""
    more = len(cells) - wanted
    filled = [at for at, cell in enumerate(cells) if cell.kind is not GAP]
    if more <= 0 or not filled:
        return False
    in_front, behind = filled[0], len(cells) - 1 - filled[-1]
    return max(0, more - in_front) < min(behind, more)


def _total(block: BlockTemplate, solid: Sequence[RawCell]) -> RawCell | None:
    """The last figure of a row that lost cells is its total when it is the sum of the others."""
    values = [cell.figure.value for cell in solid if cell.figure and cell.figure.value is not None]
    if block.total is None or len(values) < max(len(solid), 2):
        return None
    return solid[-1] if sum(values[:-1]) == values[-1] else None


def _lost_cells(block: BlockTemplate, placed: Sequence[RawCell], solid: Sequence[RawCell]) -> bool:
    """Whether the empty cells at a row's end are left over from others: the total stands before them
    (a zero, which is the sum of any zeros, does not show it)."""
    total = _total(block, solid)
    if total is None or total.figure is None or not total.figure.value:
        return False
    return placed[-1].kind is GAP and placed[len(solid) - 1] is total


def _blank_place(raw: Sequence[RawCell], label: Span) -> Span:
    """Where the figures would stand of a row that has lost its cells: the first empty one, else the label."""
    gap = next((cell for cell in raw if cell.kind is GAP), None)
    return Span(gap.start, gap.end) if gap else label
