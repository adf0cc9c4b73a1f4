"""Tables of a section: which table of the format each is, and of which generation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from linter.report.tables.glued_cells import split_glued
from linter.report.tables.labels import LabelIndex, Role
from linter.report.tables.table import Table
from linter.report.tables.table_cells import Kind, RawCell, read_cells
from linter.report.tables.table_parser import LONGEST_LABEL, TableParser
from linter.report.text_match import LONGEST_ROW, letters_only, split_into_labels
from linter.report.values.figure import FigureWords, read_figure
from linter.text.source import Grid, Span, covers

_MOST_CELLS = 40_000  # of one section: more is no table of such a report
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
        self._longest = max(map(len, self._owners), default=0)

    def read(
        self, normalized: str, spans: Iterable[Span], generation: str | None, grids: Sequence[Grid] = ()
    ) -> tuple[Table, ...]:
        """The tables in stretches of one section. `generation` is the report's own, which decides when
        a table could be of several; `grids` are the tables that the file holds as such."""
        exact = [grid.span for grid in grids]
        cells = (cell for span in spans for cell in (*self._cells(normalized, span), _break(span)))
        tables = (
            TableParser(self._template(family, part, generation), part, _is_exact(part, exact)).table()
            for family, part in self._families(list(islice(cells, _MOST_CELLS)))
        )
        return tuple(table for table in tables if table.rows)

    def _cells(self, normalized: str, span: Span) -> Iterator[RawCell]:
        """The cells of a stretch; one that holds several labels, as text copied from a PDF has them, in
        its parts."""
        for cell in read_cells(normalized, span.start, span.end, self._figures):
            if (
                cell.kind is not Kind.TEXT
                or len(cell.text) > LONGEST_ROW
                or letters_only(cell.text) in self._owners
            ):
                yield cell
                continue
            parts = split_into_labels(cell.text, self._owners, self._longest)
            for start, end in parts:
                place = cell.start + start
                yield RawCell(Kind.TEXT, cell.text[start:end], place, cell.start + end, cell.line, None, True)
            if not parts:
                yield from self._unglued(cell)

    def _unglued(self, cell: RawCell) -> Iterator[RawCell]:
        """The labels of a text and the digits that ran together with them, each as a cell; else the cell."""
        pieces = split_glued(cell.text, self._owners, self._longest)
        for start, end, is_label in pieces:
            text = cell.text[start:end]
            figure = None if is_label else read_figure(text, self._figures)
            kind = Kind.TEXT if is_label else Kind.FIGURE
            begin = cell.start + start
            yield RawCell(kind, text, begin, cell.start + end, cell.line, figure, True, not is_label)
        if not pieces:
            yield cell

    def _families(self, cells: list[RawCell]) -> Iterator[tuple[str, list[RawCell]]]:
        """The cells parted where a label comes that only another table has; each part with its table's
        key. A word that could begin a longer label of the present table stays in it."""
        family: str | None = None
        begin = 0
        for at, cell in enumerate(cells):
            if cell.kind is Kind.TEXT and len(cell.text) < LONGEST_LABEL:
                words = letters_only(cell.text)
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
        texts = [
            (letters_only(cell.text), _has_figure_behind(part, at))
            for at, cell in enumerate(part)
            if cell.kind is Kind.TEXT and len(cell.text) < LONGEST_LABEL
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


def _has_figure_behind(part: Sequence[RawCell], at: int) -> bool:
    """Whether a figure comes next, or behind empty cells of the label's own line; or nothing else stands on
    it, for then its figures are blank."""
    last = at + 1
    while last < len(part) and part[last].kind is Kind.GAP and part[last].line == part[at].line:
        last += 1
    if last < len(part) and part[last].kind is Kind.FIGURE:
        return last == at + 1 or part[last].line == part[at].line
    ends = last == len(part) or part[last].line != part[at].line
    return ends and last - at > _LABEL_CELLS


def _is_exact(part: Sequence[RawCell], grids: Sequence[Span]) -> bool:
    """Whether the cells that are empty, if any, are so in the file."""
    return bool(grids) and all(covers(grids, cell.start) for cell in part if cell.kind is Kind.GAP)


def _break(span: Span) -> RawCell:
    return RawCell(Kind.BREAK, "", span.end, span.end, span.end)
