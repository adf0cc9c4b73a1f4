"""One pass over the cells of a table: its labels, and the figures behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from linter.report.lexicon import LONGEST_EXPLAINED
from linter.report.tables.joined_label import MOST_PIECES, joined_label
from linter.report.tables.labels import LONGEST_LABEL, Label, LabelIndex, Role
from linter.report.tables.row_shape import RowShapes, Shape, cells_by_line
from linter.report.tables.table import LabelUse, Row, Table, is_whole, place_row, unread_row, whole_row
from linter.report.tables.table_cells import BREAK, FIGURE, GAP, PAD, TEXT, Kind, RawCell
from linter.report.tables.unread_rows import RowCells, figures_without_label, is_glued, unglued, unread_rows
from linter.report.template import BlockTemplate, ColumnTemplate, Layout
from linter.report.text_match import letters_only, without_note
from linter.text.source import Span
from linter.text.span import new_tuple

_MOST_BESIDE = 16  # figures beside one label
_ADDED_ROW = 4  # letters that name a row which the format does not have


def _unexplained(text: str) -> str:
    """The core of a label without what somebody explains in brackets behind it."""
    return letters_only(without_note(text)) if len(text) < LONGEST_EXPLAINED else ""


class TableParser(Struct):
    """The cells of one table of a known template; `table` makes the pass."""

    index: LabelIndex
    cells: list[RawCell]
    exact: bool  # the file holds the table as a table: each of its cells is there
    at: int = 0
    order: int = 0
    labels: list[LabelUse] = field(default_factory=list)
    rows: list[tuple[Label, Span, list[RawCell]]] = field(default_factory=list)
    current: list[RawCell] | None = None
    width: int = 0
    line: list[RawCell] = field(default_factory=list)
    unlabelled: list[RawCell] = field(default_factory=list)

    def table(self) -> Table:
        """Walk all cells, then place what was found."""
        in_line = self.index.template.layout is Layout.LINE
        end = max([cell.end for cell in self.cells])
        while self.at < len(self.cells):
            cell = self.cells[self.at]
            if cell.kind is TEXT and self._take_label():
                continue
            if cell.kind is BREAK:
                self._end_row()
                self.at += 1
                continue
            if self.current is not None and not self.current and self._take_whole_row():
                continue
            if self.current and self._is_of_another_row(cell):
                self.current = None
            if self.current is not None:
                if len(self.current) < 4 * self.width + 16 and not self._is_of_next_row(cell):
                    self.current.append(cell)
            elif in_line:
                self.line.append(cell)
            elif cell.kind is FIGURE:
                self.unlabelled.append(cell)
            self.at += 1
        span = Span(self.cells[0].start, end)
        found = {label.key for label, _, _ in self.rows}
        incomplete = not found.issuperset(self.index.template.row_keys())
        loose = self.unlabelled if incomplete else [*self._without_added_rows()]
        unlabelled = figures_without_label(loose, incomplete=incomplete) if self.rows else ()
        rows = tuple(self._placed(unlabelled))
        return Table(self.index.template.key, self.index, span, rows, tuple(self.labels), unlabelled)

    def _take_label(self) -> bool:
        """Take the label that begins here, if one does; False for a text that is none."""
        cell = self.cells[self.at]
        known = self.index.known(cell.text)
        if known is not None:
            self.at += 1
            label = self._choose(known.labels)
            official = known.official[known.labels.index(label)]
            self._use(label, new_tuple(Span, (cell.start, cell.end)), official=official)
            return True
        used, found = self._broken_label()
        if not found and self._interrupted_label():
            used, found = self._broken_label()
        if not found:
            used, found = 1, self._reworded()
        if not found:
            self._end_row()
            piece = self.index.is_piece(letters_only(self.cells[self.at].text[:LONGEST_LABEL]))
            if piece:  # no word in the place of a figure
                self.at += 1
            return piece
        taken = self.cells[self.at : self.at + used]
        self.at += used
        label = self._choose(found)
        words = letters_only("".join(cell.text for cell in taken))
        span = Span(taken[0].start, taken[-1].end)
        self._use(label, span, official=self.index.is_official(words, label))
        return True

    def _use(self, label: Label, span: Span, *, official: bool) -> None:
        """Note a label that was used, and open its row."""
        self.labels.append(LabelUse(label, span, official))
        self.current = None
        if self.index.template.layout is Layout.LINE:
            if label.role is Role.ROW and self._kind(self.at) is FIGURE:
                self._open(label, span)
            if not self._has_figures():
                self.line.clear()  # bars of the head
        elif label.role is Role.ROW:
            self._open(label, span)
        if label.role in (Role.ROW, Role.GROUP):
            self.order = label.order

    def _end_row(self) -> None:
        """What follows a full row without a label is of a row that no template has: nobody's figures."""
        if self.current is not None and len(self.current) >= self.width:
            self.current = None

    def _take_whole_row(self) -> bool:
        """Take as many figures as the row has columns, when that is what stands here: the usual case."""
        assert self.current is not None
        run = self.cells[self.at : self.at + self.width]
        if not is_whole(run, self.width):
            return False
        self.current += run
        self.at += self.width
        return True

    def _is_of_another_row(self, cell: RawCell) -> bool:
        """Whether a figure begins a line of figures after a row that stood whole on one line."""
        last = self.current[-1] if self.current and len(self.current) >= self.width else None
        return (
            last is not None
            and cell.kind is FIGURE
            and last.shares_line
            and cell.shares_line
            and last.line != cell.line
        )

    def _is_of_next_row(self, cell: RawCell) -> bool:
        """Whether an empty cell begins the line after a row that stood on one line."""
        last = self.current[-1] if self.current else None
        on_one_line = last is not None and last.shares_line and cell.shares_line and last.line != cell.line
        return on_one_line and cell.kind is GAP

    def _has_figures(self) -> bool:
        return any(cell.kind is FIGURE for cell in self.line)

    def _open(self, label: Label, span: Span) -> None:
        if self.rows and self.rows[-1][0] == label and not self.rows[-1][2]:
            self.rows.pop()  # a merged label that was written into each of its cells
        self.current, self.width = [], len(self.index.block(label).columns)
        self.rows.append((label, span, self.current))

    def _kind(self, at: int) -> Kind | None:
        return self.cells[at].kind if at < len(self.cells) else None

    def _ends_line(self) -> bool:
        """Whether the cell before this place is the last of several on a line: a row's label is not."""
        last, following = self.cells[self.at - 1], self.cells[self.at]
        return last.shares_line and following.line != last.line

    def _broken_label(self) -> tuple[int, tuple[Label, ...]]:
        """The longest label that the texts from here on spell, and how many cells it takes."""
        cells, index = self.cells, self.index
        used, found = joined_label(index, cells, self.at)
        if not found and cells[self.at].text.endswith(")"):
            used, found = 1, index.find(_unexplained(cells[self.at].text))
        return used, found

    def _interrupted_label(self) -> bool:
        """Whether the label here is interrupted, as in text copied from a PDF: by its figures, which stand
        beside the middle line of it, or by lines of the group's label beside it. If so, it is put
        together before its figures."""
        cells, begin = self.cells, self.at
        pieces: list[RawCell] = []
        figures: list[RawCell] = []
        beside: list[RawCell] = []
        words = ""
        for at in range(begin, min(begin + MOST_PIECES + _MOST_BESIDE, len(cells))):
            cell = cells[at]
            if cell.kind is FIGURE and (not figures or cells[at - 1].kind is FIGURE):
                figures.append(cell)
                continue
            if cell.kind is not TEXT:
                break
            longer = words + letters_only(cell.text[:LONGEST_LABEL])
            if any(self.index.is_official(longer, label) for label in self.index.find(longer)):
                cells[begin : at + 1] = [*beside, *pieces, cell, *figures]
                self.at += len(beside)
                return True
            if self.index.is_start(longer):
                pieces.append(cell)
                words = longer
            elif words and self.index.is_of_group(letters_only(cell.text[:LONGEST_LABEL])):
                beside.append(cell)
            else:
                break
        return False

    def _reworded(self) -> tuple[Label, ...]:
        """The label that the text here is most like, where a label may stand."""
        text = self.cells[self.at].text
        words = _unexplained(text) or letters_only(text[:LONGEST_LABEL])
        if not 3 <= len(words) <= LONGEST_LABEL:
            return ()
        followed = self._kind(self.at + 1) in (FIGURE, GAP, PAD)
        role = Role.ROW if followed else Role.COLUMN
        if role is Role.COLUMN and self.rows:
            return ()
        nearest = self.index.nearest(words, role, self.order)
        return (nearest,) if nearest else ()

    def _choose(self, found: tuple[Label, ...]) -> Label:
        """Of labels that are worded alike, the one that this place in the table allows."""
        if len(found) == 1:
            return found[0]
        rows = [label for label in found if label.role is Role.ROW and label.order > self.order]
        others = [label for label in found if label.role is not Role.ROW]
        followed = self._kind(self.at) in (FIGURE, GAP, PAD) and not self._ends_line()
        if rows and (not others or (self.rows and followed)):
            return rows[0]
        return (others or list(found))[0]

    def _without_added_rows(self) -> Iterator[RawCell]:
        """The figures without a label, but for those of rows that somebody added: words stand before them on
        their line."""
        named = {
            cell.line
            for cell in self.cells
            if cell.kind is TEXT and cell.shares_line and len(letters_only(cell.text)) >= _ADDED_ROW
        }
        return (cell for cell in self.unlabelled if cell.line not in named)

    def _placed(self, unlabelled: Sequence[Span]) -> Iterator[Row]:
        if self.index.template.layout is Layout.LINE and not self.rows:
            yield from self._placed_line()
            return
        blocks = [self.index.block(label) for label, _, _ in self.rows]
        if not unlabelled and all(
            is_whole(found[2], len(block.columns)) for found, block in zip(self.rows, blocks, strict=True)
        ):
            for found, block in zip(self.rows, blocks, strict=True):
                yield whole_row(found[0].key or "", found[1], block, found[2])
            return
        gaps_count = self.exact or not any(self._is_padded(label, raw) for label, _, raw in self.rows)
        shapes = self._shapes() if gaps_count else None
        rows = [RowCells(span, self.index.block(label), raw) for label, span, raw in self.rows]
        unread = set(unread_rows(rows, unlabelled))
        alike = any(len(row.raw) == 1 < row.width and is_glued(row.raw) for row in rows)
        for at, (label, row) in enumerate(zip(self.rows, rows, strict=True)):
            span, block = row.label, row.block
            if at not in unread and is_whole(row.raw, row.width):
                yield whole_row(label[0].key or "", span, block, row.raw)
                continue
            raw = unglued(row.raw, block, alike=alike)
            if at in unread or raw is None:
                yield unread_row(label[0].key or "", span, block, row.figures, row.width)
                continue
            own = shapes.figures(raw, row.width) if shapes else raw
            yield place_row(
                label[0].key or "",
                span,
                block,
                raw if own is None else own,
                gaps_count=gaps_count,
                exact=self.exact,
                certain=own is not None,
            )

    def _shapes(self) -> RowShapes | None:
        """The shapes of rows with more cells than columns; None where there are no such rows."""
        rows = [(raw, len(self.index.block(label).columns)) for label, _, raw in self.rows]
        if all(len(raw) <= width for raw, width in rows):
            return None
        lines = cells_by_line(self.cells)
        return RowShapes(lines, rows, dict(self._heads(lines)))

    def _heads(self, lines: Mapping[int, int]) -> Iterator[tuple[Shape, int]]:
        """How many empty cells stand behind the label of the last column, by the shape of rows that have as
        many cells."""
        for at, cell in enumerate(self.cells):
            if cell.kind is not TEXT or not cell.shares_line:
                continue
            behind = at + 1
            while self._kind(behind) is GAP:
                behind += 1
            if behind < len(self.cells) and self.cells[behind].line == cell.line:
                continue
            for label in self.index.find(letters_only(cell.text[:LONGEST_LABEL])):
                width = len(self.index.block(label).columns)
                if label.role is Role.COLUMN and label.order == width - 1:
                    empty = [one for one in self.cells[at + 1 : behind] if one.line == cell.line]
                    yield (lines[cell.line], width), len(empty)

    def _is_padded(self, label: Label, raw: Sequence[RawCell]) -> bool:
        """Whether a full row has an empty cell behind it: then empty cells are but bars here."""
        width = len(self.index.block(label).columns)
        return (
            len(raw) > width
            and all(cell.kind is FIGURE for cell in raw[:width])
            and raw[width].kind is GAP
            and not raw[width].shares_line
        )

    def _figures(self, expected: int) -> list[RawCell]:
        """The cells behind the head. Words among figures stand in the place of one; words in front of
        as many figures as there should be do not."""
        if not self._has_figures():
            return [cell for cell in self.line if cell.kind is not TEXT]
        surplus = sum(cell.kind in (TEXT, FIGURE) for cell in self.line) - expected
        start = 0
        while start < surplus and self.line[start].kind is TEXT:
            start += 1
        return self.line[start:]

    def _placed_line(self) -> Iterator[Row]:
        """All figures of a table whose labels are in its head, parted into the rows they stand for."""
        if not self.labels:
            return
        block = self.index.template.blocks[0]
        keys = [row.key for row in block.rows if row.key]
        width = len(block.columns)
        whole = BlockTemplate(tuple(ColumnTemplate(str(n), "") for n in range(width * len(keys))), ())
        head = self.labels[-1].span
        first = next((cell for cell in self.line if cell.kind is FIGURE), None)
        place = Span(first.start, first.end) if first else head
        figures = self._figures(len(whole.columns))
        one_number = len(figures) == 1 and len(figures[0].text) >= len(whole.columns)
        cells = unglued(figures, block, len(keys), alike=one_number)
        if cells is None:
            yield unread_row("", place, whole, 1, len(whole.columns))
            return
        found = place_row("", place, whole, cells, gaps_count=True, exact=self.exact)
        if None in found.columns:
            yield found
            return
        for n, key in enumerate(keys):
            own = slice(n * width, (n + 1) * width)
            yield Row(
                key,
                place,
                block,
                block.keys,
                found.figures[own],
                found.starts[own],
                found.ends[own],
                min(found.found, width),
                width,
            )
