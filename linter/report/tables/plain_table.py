"""Tables in which each label is known, and each row whole or plainly blank: read in one pass, without the
doubts that the table parser has. Most tables are so."""

from __future__ import annotations

from operator import add, attrgetter

from msgspec import Struct

from linter.report.tables.cell_run import CellRun
from linter.report.tables.joined_label import joined_label
from linter.report.tables.labels import Label, LabelIndex, Role
from linter.report.tables.table import LabelUse, Row, Table, blank_row, place_row
from linter.report.tables.table_cells import BREAK, FIGURE, GAP, PAD, TEXT
from linter.report.tables.unread_rows import is_glued
from linter.report.template import BlockTemplate, Layout
from linter.text.source import Span
from linter.text.span import new_tuple

_ROW, _GROUP = Role.ROW, Role.GROUP  # looked up for each label, which is slow on an enumeration
_BEHIND_LABEL = (FIGURE, GAP, PAD)  # what a row's label has behind it
_MOST_GAPPED = 4  # times as many cells as columns
_figure, _start, _end = attrgetter("figure"), attrgetter("start"), attrgetter("end")


class _Doubtful(Struct):
    """A row that is not whole: its label, and the indexes of the cells behind it."""

    label: LabelUse
    block: BlockTemplate
    start: int
    stop: int


def plain_table(index: LabelIndex, run: CellRun, *, exact: bool) -> Table | None:
    """The table that these cells are, as TableParser reads it; None where reading it takes more than this.
    `exact` says that the file has the table as a table."""
    if index.template.layout is Layout.LINE:
        return _line_table(index, run)
    kinds, blocks = run.kinds, index.template.blocks
    labels: list[LabelUse] = []
    rows: list[Row | _Doubtful] = []
    order = at = 0
    is_padded = False  # an empty cell on its own line stands behind a full row: they are but bars here
    while at < len(kinds):
        kind = kinds[at]
        if kind is not TEXT:
            if kind is FIGURE:
                return None  # of no row
            at += 1  # bars of the head
            continue
        read = _label(index, run, at, order, has_rows=bool(rows))
        if read is None:
            return None
        use, at = read
        labels.append(use)
        label = use.label
        if label.role is _ROW:
            found = _row(run, use, blocks[label.block], at)
            if found is None or (rows and _may_be_merged(rows[-1], label)):
                return None
            row, end = found
            rows.append(row)
            is_padded = is_padded or (isinstance(row, Row) and _is_padded(run, at, row.expected, end))
            at, order = end, label.order
        elif label.role is _GROUP:
            order = label.order
    gaps_count = exact or not is_padded
    placed = [
        row if isinstance(row, Row) else _placed(row, run, gaps_count=gaps_count, exact=exact) for row in rows
    ]
    return _table(index, run, placed, labels)


def _row(run: CellRun, use: LabelUse, block: BlockTemplate, at: int) -> tuple[Row | _Doubtful, int] | None:
    """The row of a label that a cell stands behind, and the index of the cell behind the row."""
    width = len(block.columns)
    end = _behind_whole_row(run, at, width)
    if end is not None:
        return _whole_row(use.label.key or "", use.span, block, run, at), end
    among = _among_gaps(run, at, width)
    if among is not None:
        first, end = among
        return _whole_row(use.label.key or "", use.span, block, run, first), end
    end = _behind_row(run, at, width)
    if end is None:
        return None
    own = run.kinds[at:end]
    if FIGURE in own or own.count(GAP) == width or not own:
        return _Doubtful(use, block, at, end), end
    gap = at + own.index(GAP) if GAP in own else None
    place = use.span if gap is None else Span(run.start(gap), run.start(gap))
    return blank_row(use.label.key or "", use.span, block, place), end


def _is_padded(run: CellRun, start: int, width: int, end: int) -> bool:
    """Whether an empty cell on its own line stands behind the figures of a full row, which begins and ends
    at these indexes."""
    behind = start + width
    return behind < end and run.kinds[behind] is GAP and not run.cells[behind].shares_line


def _may_be_merged(last: Row | _Doubtful, label: Label) -> bool:
    """Whether the label is that of the row before, of which nothing stands behind it: it may be a merged one
    that was written into each of its cells."""
    return isinstance(last, _Doubtful) and last.stop == last.start and last.label.label == label


def _behind_whole_row(run: CellRun, start: int, width: int) -> int | None:
    """The index behind the cells of a row that begin at one, if these are a figure for each column and
    nothing else but bars behind them."""
    kinds = run.kinds
    end = start + width
    if kinds[start:end] != [FIGURE] * width:
        return None
    while end < len(kinds) and (kind := kinds[end]) is not TEXT and kind is not BREAK:
        if kind is FIGURE or (kind is GAP and run.cells[end].shares_line):
            return None  # figures may stand in several of its places
        end += 1
    return end


def _among_gaps(run: CellRun, start: int, width: int) -> tuple[int, int] | None:
    """The index of a row's first figure and the one behind its cells, if these stand on one line and are a
    figure for each column with empty cells before or behind them: the only place that the figures have."""
    kinds = run.kinds
    first = start
    while first < len(kinds) and kinds[first] is GAP:
        first += 1
    end = first + width
    if kinds[first:end] != [FIGURE] * width:
        return None
    while end < len(kinds) and kinds[end] is GAP:
        end += 1
    if end < len(kinds) and kinds[end] is not TEXT and kinds[end] is not BREAK:
        return None
    on_one_line = run.cells[start].shares_line and run.lines[start] == run.lines[end - 1]
    return (first, end) if on_one_line and end - start <= _MOST_GAPPED * width else None


def _behind_row(run: CellRun, start: int, width: int) -> int | None:
    """The index behind the cells of another row, if they are its own for sure: no more than it has columns,
    on one line or each on its own, and no figures that ran together."""
    kinds = run.kinds
    end = start
    while end < len(kinds) and kinds[end] is not TEXT and kinds[end] is not BREAK:
        end += 1
    following = kinds[end : end + 2]
    if len(following) == 2 and following[0] is BREAK and following[1] is not TEXT:
        return None
    own = run.cells[start:end]
    if len(own) > width or (len(own) < width and is_glued(own)):
        return None
    on_one_line = not own or run.lines[start] == run.lines[end - 1]
    return end if on_one_line or not any(cell.shares_line for cell in own) else None


def _placed(row: _Doubtful, run: CellRun, *, gaps_count: bool, exact: bool) -> Row:
    """A row that is not whole, as place_row has it."""
    label, raw = row.label, run.placed(row.start, row.stop)
    key = label.label.key or ""
    return place_row(key, label.span, row.block, raw, gaps_count=gaps_count, exact=exact)


def _line_table(index: LabelIndex, run: CellRun) -> Table | None:
    """A table whose labels all stand before one line of figures, as many as it has places."""
    kinds, block = run.kinds, index.template.blocks[0]
    keys = [row.key for row in block.rows if row.key]
    width = len(block.columns)
    if FIGURE not in kinds:
        return None
    begin = kinds.index(FIGURE)
    end = begin + width * len(keys)
    rest = kinds[end:]
    if kinds[begin:end] != [FIGURE] * (end - begin) or TEXT in rest or FIGURE in rest:
        return None
    labels: list[LabelUse] = []
    order = at = 0
    while at < begin:
        if kinds[at] is not TEXT:
            at += 1
            continue
        used = _label(index, run, at, order, has_rows=False)
        if used is None or (used[0].label.role is _ROW and used[1] == begin):
            return None  # its figures may be these
        labels.append(used[0])
        label, at = used[0].label, used[1]
        if label.role in (_ROW, _GROUP):
            order = label.order
    if not labels:
        return None
    first = run.cells[begin]
    place = Span(run.lines[begin] + first.start, run.lines[begin] + first.end)
    rows = [_whole_row(key, place, block, run, begin + n * width) for n, key in enumerate(keys)]
    return _table(index, run, rows, labels)


def _label(
    index: LabelIndex, run: CellRun, at: int, order: int, *, has_rows: bool
) -> tuple[LabelUse, int] | None:
    """The label that begins with a cell, and the index of the cell behind it; None where none is certain."""
    cells, lines = run.cells, run.lines
    cell, begin = cells[at], lines[at]
    known = index.known_texts.get(cell.text) or index.known(cell.text)
    if known is not None and known.only is not None:  # nearly always
        span = new_tuple(Span, (begin + cell.start, begin + cell.end))
        return LabelUse(known.only, span, known.official[0]), at + 1
    if known is not None:
        found, stop = known.labels, at + 1
    else:
        used, found = joined_label(index, cells, at)
        stop = at + used
        if not found:
            return None
    last = cells[stop - 1]
    span = new_tuple(Span, (begin + cell.start, lines[stop - 1] + last.end))
    label = _chosen(found, run, stop, order, has_rows=has_rows)
    if known is not None:
        official = known.official[found.index(label)]
    else:
        official = index.is_official("".join([each.core for each in cells[at:stop]]), label)
    return LabelUse(label, span, official), stop


def _chosen(found: tuple[Label, ...], run: CellRun, at: int, order: int, *, has_rows: bool) -> Label:
    """Of labels that are worded alike, the one that this place in the table allows; the cell behind it is
    at an index."""
    rows = [label for label in found if label.role is _ROW and label.order > order]
    others = [label for label in found if label.role is not _ROW]
    followed = at < len(run.kinds) and run.kinds[at] in _BEHIND_LABEL
    ends_line = followed and run.cells[at - 1].shares_line and run.lines[at] != run.lines[at - 1]
    if rows and (not others or (has_rows and followed and not ends_line)):
        return rows[0]
    return (others or found)[0]


def _whole_row(key: str, span: Span, block: BlockTemplate, run: CellRun, start: int) -> Row:
    """A row with a figure in each column: the cells from an index on."""
    width = len(block.columns)
    cells, lines = run.cells[start : start + width], run.lines[start : start + width]
    return Row(
        key,
        span,
        block,
        block.keys,
        tuple(map(_figure, cells)),
        tuple(map(add, map(_start, cells), lines)),
        tuple(map(add, map(_end, cells), lines)),
        width,
        width,
    )


def _table(index: LabelIndex, run: CellRun, rows: list[Row], labels: list[LabelUse]) -> Table:
    span = Span(run.start(0), run.lines[-1] + run.cells[-1].end)
    return Table(index.template.key, index, span, tuple(rows), tuple(labels))
