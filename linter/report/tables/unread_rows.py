"""Which rows of a table have figures that ran together, or that may be those of another row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from linter.report.tables.glued_cells import split_digits
from linter.report.tables.table_cells import FIGURE, RawCell
from linter.report.template import BlockTemplate
from linter.report.values.figure import Figure
from linter.text.source import Span

_SHORTEST_RUN = 2  # figures without a label; one alone may be a page's number


class RowCells(Struct, frozen=True):
    """A row's label by its place, the columns of its block, and the cells found behind the label."""

    label: Span
    block: BlockTemplate
    raw: Sequence[RawCell]

    @property
    def width(self) -> int:
        """How many figures there should be."""
        return len(self.block.columns)

    @property
    def figures(self) -> int:
        """How many there are."""
        return sum(cell.kind is FIGURE for cell in self.raw)

    @property
    def is_one_line(self) -> bool:
        """Whether the cells stand on one line."""
        return bool(self.raw) and self.raw[0].shares_line and self.raw[-1].line == self.raw[0].line

    @property
    def is_beside(self) -> bool:
        """Whether they stand on the label's line."""
        return self.is_one_line and self.raw[0].line <= self.label.start


def figures_without_label(cells: Sequence[RawCell], *, incomplete: bool) -> tuple[Span, ...]:
    """The stretches of figures that have no label, which follow each other without a gap of more than blanks
    and bars; short ones count where rows are missing (`incomplete`)."""
    runs: list[list[RawCell]] = []
    for cell in cells:
        if (runs and cell.line == runs[-1][-1].line) or (
            runs and not cell.shares_line and not runs[-1][-1].shares_line
        ):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    least = 1 if incomplete else _SHORTEST_RUN
    return tuple(Span(run[0].start, run[-1].end) for run in runs if len(run) >= least)


def unread_rows(rows: Sequence[RowCells], unlabelled: Sequence[Span]) -> Iterator[int]:
    """The indexes of rows whose figures stand away from their labels, or may.

    A row with the figures of two or more is one of them, and where figures are astray so is a row without
    any cell, and what stands between both. Where a row of figures stands before the first label, every
    label may belong to the figures above it. Figures on their label's line are its own.
    """
    many: set[int] = set()
    more: set[int] = set()
    empty: set[int] = set()
    for at, row in enumerate(rows):
        if not row.raw:
            empty.add(at)
        elif len(row.raw) > row.width and not row.is_one_line and row.figures > row.width:
            more.add(at)
            if 1 < row.width <= row.figures // 2:
                many.add(at)
    astray = [*(span.start for span in unlabelled), *(rows[at].label.start for at in sorted(many | more))]
    doubtful = many | (empty if astray else set()) | (more if empty else set())
    for at in empty if astray else ():
        place = rows[at].label.start
        other = min(astray, key=lambda each: abs(each - place))
        low, high = sorted((place, other))
        doubtful |= {n for n, row in enumerate(rows) if low <= row.label.start <= high and not row.is_beside}
    if unlabelled and rows and unlabelled[0].start < rows[0].label.start:
        doubtful |= {at for at, row in enumerate(rows) if not row.is_beside}
    return iter(sorted(doubtful))


def is_glued(raw: Sequence[RawCell]) -> bool:
    """Whether there are figures that ran together among the cells of a row: digits right behind a label, or
    that are no number people write."""
    return any(cell.glued or _is_run(cell) for cell in raw)


def unglued(
    raw: Sequence[RawCell], block: BlockTemplate, rows: int = 1, *, alike: bool = False
) -> Sequence[RawCell] | None:
    """The cells of some rows, with figures that ran together parted; `raw` itself where none did, None where
    they cannot be parted in one way, or not so that totals are sums. `alike` means that the figures of
    other rows ran together."""
    width = len(block.columns) * rows
    glued = is_glued(raw) or (alike and len(raw) == 1)
    if len(raw) >= width or not raw or not glued:
        return raw
    if width % len(raw):
        return None
    parted: list[RawCell] = []
    for cell in raw:
        numbers = split_digits(cell.text, width // len(raw))
        if numbers is None:
            return None
        parted += _cells(cell, numbers)
    size = len(block.columns)
    if block.total and not all(_adds_up(parted[at : at + size]) for at in range(0, width, size)):
        return None
    return parted


def _is_run(cell: RawCell) -> bool:
    """Whether a cell holds digits that are no number people write: 000."""
    return cell.kind is FIGURE and len(cell.text) > 1 and cell.text[0] == "0" and cell.text.isdigit()


def _cells(glued: RawCell, numbers: Sequence[str]) -> Iterator[RawCell]:
    at = glued.start
    for number in numbers:
        value = number.rstrip("元万亿")
        figure = Figure(number, int(value), number[len(value) :])
        yield RawCell(FIGURE, number, at, at + len(number), glued.line, figure, True)
        at += len(number)


def _adds_up(cells: Sequence[RawCell]) -> bool:
    *parts, total = (int(cell.text) for cell in cells)
    return sum(parts) == total
