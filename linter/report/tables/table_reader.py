"""Tables of a section: which table of the format each is, and of which generation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from linter.report.tables.cell_run import CellRun
from linter.report.tables.glued_cells import split_glued
from linter.report.tables.labels import LONGEST_LABEL, LabelIndex
from linter.report.tables.plain_table import plain_table
from linter.report.tables.table import Table
from linter.report.tables.table_cells import FIGURE, GAP, TEXT, LineCells, RawCell, cells_of_line, line_cells
from linter.report.tables.table_parser import TableParser
from linter.report.text_match import LONGEST_ROW, known_labels, letters_only, split_into_labels
from linter.report.values.figure import FigureWords, read_figure
from linter.text.source import Grid, Span, covers

_MOST_CELLS = 40_000  # of one section: more is no table of such a report
_LONGEST_KNOWN, _MOST_KNOWN = 120, 8192  # characters of a line that is remembered, and such lines
_LABEL_CELLS = 3  # that a row's label may take where they are not merged


class TableReader:
    """Reads tables by the templates of all generations, `indexes`, newest first; `figures` say what a
    figure is."""

    def __init__(self, indexes: Sequence[LabelIndex], figures: FigureWords) -> None:
        self._figures = figures
        self._by_family: dict[str, list[LabelIndex]] = {}
        for index in indexes:
            self._by_family.setdefault(index.template.key, []).append(index)
        self._owners: dict[str, set[str]] = {}
        for family, members in self._by_family.items():
            for words in frozenset().union(*(index.cores for index in members)):
                self._owners.setdefault(words, set()).add(family)
        self._labels = known_labels(self._owners)
        self._fitness = {family: _fitness(members) for family, members in self._by_family.items()}
        self._lines: dict[str, LineCells] = {}  # what was read: lines repeat from report to report

    def read(
        self, normalized: str, spans: Iterable[Span], generation: str | None, grids: Sequence[Grid] = ()
    ) -> tuple[Table, ...]:
        """The tables in stretches of one section. `generation` is the report's own, which decides when
        a table could be of several; `grids` are the tables that the file holds as such."""
        exact = [grid.span for grid in grids]
        run = CellRun()
        for span in spans:
            run.add_lines(normalized, span.start, span.end, self._lines, self._line, _MOST_CELLS)
            run.add_break(span.end)
            if len(run.cells) > _MOST_CELLS:
                run = run.part(0, _MOST_CELLS)
                break
        tables: list[Table] = []
        for family, part in self._families(run):
            index = self._template(family, part, generation)
            is_exact = _is_exact(part, exact)
            table = plain_table(index, part, exact=is_exact)
            if table is None:
                table = TableParser(index, part.placed(), is_exact).table()
            if table.rows:
                tables.append(table)
        return tuple(tables)

    def _line(self, line: str) -> LineCells:
        """The cells of a line that is not known yet."""
        read = line_cells(line, self._figures)
        cells = tuple([self._with_core(cell) for cell in self._cells(read.cells)])
        known = cells_of_line(cells, read.opens, read.behind_open)
        if len(line) <= _LONGEST_KNOWN:
            if len(self._lines) >= _MOST_KNOWN:
                self._lines.clear()
            self._lines[line] = known
        return known

    def _cells(self, cells: Iterable[RawCell]) -> Iterator[RawCell]:
        """The cells of a line; one that holds several labels, as text copied from a PDF has them, in its
        parts."""
        for cell in cells:
            if (
                cell.kind is not TEXT
                or len(cell.text) > LONGEST_ROW
                or letters_only(cell.text) in self._owners
            ):
                yield cell
                continue
            parts = split_into_labels(cell.text, self._labels)
            for start, end in parts:
                place = cell.start + start
                yield RawCell(TEXT, cell.text[start:end], place, cell.start + end, cell.line, None, True)
            if not parts:
                yield from self._unglued(cell)

    def _unglued(self, cell: RawCell) -> Iterator[RawCell]:
        """The labels of a text and the digits that ran together with them, each as a cell; else the cell."""
        pieces = split_glued(cell.text, self._labels)
        for piece in pieces:
            text = cell.text[piece.start : piece.end]
            figure = None if piece.is_label else read_figure(text, self._figures)
            kind = TEXT if piece.is_label else FIGURE
            begin, end = cell.start + piece.start, cell.start + piece.end
            yield RawCell(kind, text, begin, end, cell.line, figure, True, not piece.is_label)
        if not pieces:
            yield cell

    def _with_core(self, cell: RawCell) -> RawCell:
        """A cell, with what its text is as a label."""
        if cell.kind is not TEXT or len(cell.text) > LONGEST_LABEL:
            return cell
        core = letters_only(cell.text)
        owners = self._owners.get(core, ())
        return replace(cell, core=core, family=next(iter(owners)) if len(owners) == 1 else None)

    def _families(self, run: CellRun) -> Iterator[tuple[str, CellRun]]:
        """The cells parted where a label comes that only another table has; each part with its table's
        key. A word that could begin a longer label of the present table stays in it."""
        family: str | None = None
        begin = 0
        for at, cell in enumerate(run.cells):
            own = cell.family
            if own is not None and own != family and not self._begins(family, cell.core):
                if family is not None:
                    yield family, run.part(begin, at)
                    begin = at
                family = own
        if family is not None:
            yield family, run.part(begin, len(run.cells)) if begin else run

    def _begins(self, family: str | None, words: str) -> bool:
        return any(index.is_start(words) for index in self._by_family.get(family or "", ()))

    def _template(self, family: str, part: CellRun, generation: str | None) -> LabelIndex:
        """The generation whose labels these are: by the labels it knows, and by whether figures stand
        behind rows; then the report's own; then the newest."""
        candidates = self._by_family[family]
        if len(candidates) == 1:
            return candidates[0]
        fitness, kinds = self._fitness[family], part.kinds
        last = len(kinds) - 1
        told = [
            each[(at < last and kinds[at + 1] is FIGURE) or _has_figure_behind(part, at)]
            for at, cell in enumerate(part.cells)
            if cell.core and (each := fitness.get(cell.core)) is not None
        ]
        scores = [*map(sum, zip(*told, strict=True))] or [0] * len(candidates)
        best = max(scores)
        likely = [index for index, score in zip(candidates, scores, strict=True) if score == best]
        return next((index for index in likely if index.generation == generation), likely[0])


def _fitness(members: Sequence[LabelIndex]) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    """For each core that is a label, how much it tells for each of some templates: without and with a figure
    behind it."""
    cores = {core for index in members for core in index.fitness}
    each = {core: [index.fitness.get(core, (0, 0)) for index in members] for core in cores}
    return {
        core: (tuple([without for without, _ in told]), tuple([behind for _, behind in told]))
        for core, told in each.items()
    }


def _has_figure_behind(part: CellRun, at: int) -> bool:
    """Whether a figure comes behind empty cells of the label's own line, where none comes next; or nothing
    else stands on it, for then its figures are blank."""
    kinds, lines = part.kinds, part.lines
    last = at + 1
    while last < len(kinds) and kinds[last] is GAP and lines[last] == lines[at]:
        last += 1
    if last < len(kinds) and kinds[last] is FIGURE:
        return lines[last] == lines[at]
    ends = last == len(kinds) or lines[last] != lines[at]
    return ends and last - at > _LABEL_CELLS


def _is_exact(part: CellRun, grids: Sequence[Span]) -> bool:
    """Whether the cells that are empty, if any, are so in the file."""
    return bool(grids) and all(
        covers(grids, part.start(at)) for at, kind in enumerate(part.kinds) if kind is GAP
    )
