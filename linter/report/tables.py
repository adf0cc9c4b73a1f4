"""From the cells of a section to its tables: which table, of which generation, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from linter.report.cells import Kind, RawCell, read_cells
from linter.report.labels import Label, LabelIndex, Role
from linter.report.lexicon import LONGEST_EXPLAINED
from linter.report.table import LabelUse, Row, Table, place_row
from linter.report.template import BlockTemplate, ColumnTemplate, Layout
from linter.report.wording import core, spelt, without_note
from linter.source import Span

_MOST_CELLS = 40_000  # of one section: more is no table of such a report
_MOST_PIECES = 6  # of one label, broken over cells and lines
_LONGEST = 64
_LONGEST_ROW = 160
_MOST_BESIDE = 16  # figures beside one label


class TableReader:
    """Reads tables by the templates of all generations, `indexes`, newest first."""

    def __init__(self, indexes: Sequence[LabelIndex]) -> None:
        self._by_family: dict[str, list[LabelIndex]] = {}
        for index in indexes:
            self._by_family.setdefault(index.template.key, []).append(index)
        self._owners: dict[str, set[str]] = {}
        for family, members in self._by_family.items():
            for words in frozenset().union(*(index.cores for index in members)):
                self._owners.setdefault(words, set()).add(family)
        self._longest = max(map(len, self._owners), default=0)

    def read(self, folded: str, spans: Iterable[Span], generation: str | None) -> tuple[Table, ...]:
        """The tables in stretches of one section. `generation` is the report's own, which decides when
        a table could be of several."""
        cells = (cell for span in spans for cell in (*self._cells(folded, span), _break(span)))
        tables = (
            _Walk(self._template(family, part, generation), part).table()
            for family, part in self._families(list(islice(cells, _MOST_CELLS)))
        )
        return tuple(table for table in tables if table.rows)

    def _cells(self, folded: str, span: Span) -> Iterator[RawCell]:
        """The cells of a stretch; one that holds several labels, as text copied from a PDF has them, in
        its parts."""
        for cell in read_cells(folded, span.start, span.end):
            if cell.kind is not Kind.TEXT or len(cell.text) > _LONGEST_ROW or core(cell.text) in self._owners:
                yield cell
                continue
            parts = spelt(cell.text, self._owners, self._longest)
            for start, end in parts:
                place = cell.start + start
                yield RawCell(Kind.TEXT, cell.text[start:end], place, cell.start + end, cell.line, None, True)
            if not parts:
                yield cell

    def _families(self, cells: list[RawCell]) -> Iterator[tuple[str, list[RawCell]]]:
        """The cells parted where a label comes that only another table has; each part with its table's
        key. A word that could begin a longer label of the present table stays in it."""
        family: str | None = None
        begin = 0
        for at, cell in enumerate(cells):
            if cell.kind is Kind.TEXT and len(cell.text) < _LONGEST:
                words = core(cell.text)
                owners = self._owners.get(words, ())
                if len(owners) == 1 and family not in owners and not self._begins(family, words):
                    if family is not None:
                        yield family, cells[begin:at]
                        begin = at
                    (family,) = owners
        if family is not None:
            yield family, cells[begin:]

    def _begins(self, family: str | None, words: str) -> bool:
        return any(index.is_start(words) for index in self._by_family.get(family or "", ()))

    def _template(self, family: str, part: Sequence[RawCell], generation: str | None) -> LabelIndex:
        """The generation whose labels these are: by the labels it knows, and by whether figures stand
        behind rows; then the report's own; then the newest."""
        candidates = self._by_family[family]
        if len(candidates) == 1:
            return candidates[0]
        kinds = [cell.kind for cell in part[1:]]
        kinds.append(Kind.PAD)
        texts = [
            (core(cell.text), after is Kind.FIGURE)
            for cell, after in zip(part, kinds, strict=True)
            if cell.kind is Kind.TEXT and len(cell.text) < _LONGEST
        ]

        def fitness(index: LabelIndex) -> tuple[int, bool]:
            score = 0
            for words, has_figure in texts:
                if labels := index.find(words):
                    score += 1
                    if has_figure:
                        roles = {label.role for label in labels}
                        score += (Role.ROW in roles) - (roles == {Role.GROUP})
            return score, index.generation == generation

        return max(candidates, key=fitness)


def _break(span: Span) -> RawCell:
    return RawCell(Kind.BREAK, "", span.end, span.end, span.end)


def _unexplained(text: str) -> str:
    """The core of a label without what somebody explains in brackets behind it."""
    return core(without_note(text)) if len(text) < LONGEST_EXPLAINED else ""


@dataclass(slots=True)
class _Walk:
    """One pass over the cells of a table: what stands behind which label."""

    index: LabelIndex
    cells: list[RawCell]
    at: int = 0
    order: int = 0
    labels: list[LabelUse] = field(default_factory=list)
    rows: list[tuple[Label, Span, list[RawCell]]] = field(default_factory=list)
    current: list[RawCell] | None = None
    width: int = 0
    line: list[RawCell] = field(default_factory=list)

    def table(self) -> Table:
        """Walk all cells, then place what was found."""
        in_line = self.index.template.layout is Layout.LINE
        while self.at < len(self.cells):
            cell = self.cells[self.at]
            if cell.kind is Kind.TEXT and self._take_label():
                continue
            if cell.kind is Kind.BREAK:
                self._end_row()
                self.at += 1
                continue
            if self.current is not None:
                if not self.current and self._take_whole_row():
                    continue
                if len(self.current) < 4 * self.width + 16 and not self._is_of_next_row(cell):
                    self.current.append(cell)
            elif in_line:
                self.line.append(cell)
            self.at += 1
        span = Span(self.cells[0].start, max(cell.end for cell in self.cells))
        return Table(self.index.template.key, self.index, span, tuple(self._placed()), tuple(self.labels))

    def _take_label(self) -> bool:
        """Take the label that begins here, if one does; False for a text that is none."""
        used, found = self._spelt()
        if not found and self._mended():
            used, found = self._spelt()
        if not found:
            used, found = 1, self._reworded()
        if not found:
            self._end_row()
            return False
        taken = self.cells[self.at : self.at + used]
        self.at += used
        label = self._choose(found)
        words = core("".join(cell.text for cell in taken))
        span = Span(taken[0].start, taken[-1].end)
        self.labels.append(LabelUse(label, span, self.index.is_official(words, label)))
        self.current = None
        if self.index.template.layout is Layout.LINE:
            if label.role is Role.ROW and self._kind(self.at) is Kind.FIGURE:
                self._open(label, span)
            if not self._has_figures():
                self.line.clear()  # bars of the head
        elif label.role is Role.ROW:
            self._open(label, span)
        if label.role in (Role.ROW, Role.GROUP):
            self.order = label.order
        return True

    def _end_row(self) -> None:
        """What follows a full row without a label is of a row that no template has: nobody's figures."""
        if self.current is not None and len(self.current) >= self.width:
            self.current = None

    def _take_whole_row(self) -> bool:
        """Take as many figures as the row has columns, when that is what stands here: the usual case."""
        assert self.current is not None
        run = self.cells[self.at : self.at + self.width]
        if len(run) < self.width or any(cell.kind is not Kind.FIGURE for cell in run):
            return False
        self.current += run
        self.at += self.width
        return True

    def _is_of_next_row(self, cell: RawCell) -> bool:
        """Whether an empty cell begins the line after a row that stood on one line."""
        last = self.current[-1] if self.current else None
        on_one_line = last is not None and last.shares_line and cell.shares_line and last.line != cell.line
        return on_one_line and cell.kind is Kind.GAP

    def _has_figures(self) -> bool:
        return any(cell.kind is Kind.FIGURE for cell in self.line)

    def _open(self, label: Label, span: Span) -> None:
        if self.rows and self.rows[-1][0] == label and not self.rows[-1][2]:
            self.rows.pop()  # a merged label that was written into each of its cells
        self.current, self.width = [], len(self.index.block(label).columns)
        self.rows.append((label, span, self.current))

    def _kind(self, at: int) -> Kind | None:
        return self.cells[at].kind if at < len(self.cells) else None

    def _spelt(self) -> tuple[int, tuple[Label, ...]]:
        """The longest label that the texts from here on spell, and how many cells it takes."""
        words, used = "", 0
        found: tuple[Label, ...] = ()
        cells, index = self.cells, self.index
        for at in range(self.at, min(self.at + _MOST_PIECES, len(cells))):
            cell = cells[at]
            if cell.kind is not Kind.TEXT or len(cell.text) > _LONGEST:
                break
            words += core(cell.text)
            if labels := index.find(words):
                used, found = at - self.at + 1, labels
            if not index.is_start(words):
                break
        if not found and cells[self.at].text.endswith(")"):
            used, found = 1, index.find(_unexplained(cells[self.at].text))
        return used, found

    def _mended(self) -> bool:
        """Whether the label here is interrupted, as in text copied from a PDF: by its figures, which stand
        beside the middle line of it, or by lines of the group's label beside it. If so, it is put
        together before its figures."""
        cells, begin = self.cells, self.at
        pieces: list[RawCell] = []
        figures: list[RawCell] = []
        words = ""
        for at in range(begin, min(begin + _MOST_PIECES + _MOST_BESIDE, len(cells))):
            cell = cells[at]
            if cell.kind is Kind.FIGURE and (not figures or cells[at - 1].kind is Kind.FIGURE):
                figures.append(cell)
                continue
            if cell.kind is not Kind.TEXT:
                break
            longer = words + core(cell.text[:_LONGEST])
            if any(self.index.is_official(longer, label) for label in self.index.find(longer)):
                cells[begin : at + 1] = [*pieces, cell, *figures]
                return True
            if self.index.is_start(longer):
                pieces.append(cell)
                words = longer
            elif not words or not self.index.is_of_group(core(cell.text[:_LONGEST])):
                break
        return False

    def _reworded(self) -> tuple[Label, ...]:
        """The label that the text here is most like, where a label may stand."""
        text = self.cells[self.at].text
        words = _unexplained(text) or core(text[:_LONGEST])
        if not 3 <= len(words) <= _LONGEST:
            return ()
        followed = self._kind(self.at + 1) in (Kind.FIGURE, Kind.GAP, Kind.PAD)
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
        followed = self._kind(self.at) in (Kind.FIGURE, Kind.GAP, Kind.PAD)
        if rows and (not others or (self.rows and followed)):
            return rows[0]
        return (others or list(found))[0]

    def _placed(self) -> Iterator[Row]:
        if self.index.template.layout is Layout.LINE and not self.rows:
            yield from self._placed_line()
            return
        gaps_count = not any(self._is_padded(label, raw) for label, _, raw in self.rows)
        for label, span, raw in self.rows:
            yield place_row(label.key or "", span, self.index.block(label), raw, gaps_count=gaps_count)

    def _is_padded(self, label: Label, raw: Sequence[RawCell]) -> bool:
        """Whether a full row has an empty cell behind it: then empty cells are but bars here."""
        width = len(self.index.block(label).columns)
        return (
            len(raw) > width
            and all(cell.kind is Kind.FIGURE for cell in raw[:width])
            and raw[width].kind is Kind.GAP
            and not raw[width].shares_line
        )

    def _figures(self, expected: int) -> list[RawCell]:
        """The cells behind the head. Words among figures stand in the place of one; words in front of
        as many figures as there should be do not."""
        if not self._has_figures():
            return [cell for cell in self.line if cell.kind is not Kind.TEXT]
        surplus = sum(cell.kind in (Kind.TEXT, Kind.FIGURE) for cell in self.line) - expected
        start = 0
        while start < surplus and self.line[start].kind is Kind.TEXT:
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
        first = next((cell for cell in self.line if cell.kind is Kind.FIGURE), None)
        place = Span(first.start, first.end) if first else head
        found = place_row("", place, whole, self._figures(len(whole.columns)), gaps_count=True)
        if any(cell.column_key is None for cell in found.cells):
            yield found
            return
        for n, key in enumerate(keys):
            cells = tuple(
                cell._replace(row_key=key, column_key=column.key)
                for cell, column in zip(found.cells[n * width : (n + 1) * width], block.columns, strict=True)
            )
            yield Row(key, place, block, cells, min(found.found, width), width)
