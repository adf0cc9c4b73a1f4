"""In which cells of its line a row's figures stand, where label cells are drawn unmerged and thus empty.

`| 一、本年新收… |  |  | 20 | 0 | … |`: the empty cells behind the label belong to the label. One row
does not show how many they are when figures are blank, too; the other lines of as many cells do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from linter.report.tables.table_cells import GAP, PAD, RawCell

Shape = tuple[int, int]
"""Cells on the line, and columns of figures in the row."""


def cells_by_line(cells: Iterable[RawCell]) -> Mapping[int, int]:
    """How many cells stand on each line, by the line's offset."""
    return Counter(cell.line for cell in cells)


class RowShapes:
    """How many cells stand behind the figures on the lines of a table, by what its rows show, and its head
    where they do not.

    `lines` are the cells of each line, `rows` the cells behind the label of each row with the number of
    its columns; `heads` the cells behind the last column's label by the shape of rows under it.
    """

    def __init__(
        self,
        lines: Mapping[int, int],
        rows: Iterable[tuple[Sequence[RawCell], int]],
        heads: Mapping[Shape, int],
    ) -> None:
        self._lines = lines
        self._behind: dict[Shape, set[int]] = {}
        for raw, width in rows:
            shape = self._shape(raw, width)
            if shape is None:
                continue
            possible = set(_windows(raw, width))
            known = self._behind.get(shape)
            self._behind[shape] = possible if known is None else known & possible
        for shape, behind in heads.items():
            if behind in self._behind.get(shape, ()):
                self._behind[shape] = {behind}
        self._common: dict[int, set[int]] = {}
        for (_, width), known in self._behind.items():
            if len(known) == 1:
                self._common.setdefault(width, set()).update(known)

    def figures(self, raw: Sequence[RawCell], width: int) -> Sequence[RawCell] | None:
        """The cells of a row's columns without the empty ones of its label and behind it; `raw` itself where
        there are no others, None where these may be several."""
        if len(raw) <= width:
            return raw
        shape = self._shape(raw, width)
        if shape is None:
            return raw
        behind = self._behind[shape] or set(_windows(raw, width))
        if not behind:
            return raw
        if len(behind) > 1:
            behind = behind & self._common.get(width, set())
        if len(behind) != 1:
            return None
        end = len(raw) - next(iter(behind))
        return raw[end - width : end]

    def _shape(self, raw: Sequence[RawCell], width: int) -> Shape | None:
        """The shape of a row that stands whole on one line; None for another."""
        if len(raw) < width or raw[-1].line != raw[0].line or not raw[0].shares_line:
            return None
        if any(cell.kind is PAD for cell in raw):
            return None
        return self._lines[raw[0].line], width


def _windows(raw: Sequence[RawCell], width: int) -> Iterator[int]:
    """The numbers of empty cells behind the columns that leave only empty cells before them."""
    solid = [at for at, cell in enumerate(raw) if cell.kind is not GAP]
    first, last = (solid[0], solid[-1]) if solid else (len(raw), -1)
    for behind in range(len(raw) - width + 1):
        end = len(raw) - behind
        if end - width <= first and last < end:
            yield behind
