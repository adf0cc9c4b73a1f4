"""A label that is broken over several cells and lines."""

from __future__ import annotations

from collections.abc import Sequence

from linter.report.tables.labels import LONGEST_LABEL, Label, LabelIndex
from linter.report.tables.table_cells import TEXT, RawCell
from linter.report.text_match import letters_only

MOST_PIECES = 6
"""Cells that a label is broken over, at most."""


def joined_label(index: LabelIndex, cells: Sequence[RawCell], start: int) -> tuple[int, tuple[Label, ...]]:
    """The longest label that the texts of cells from one on spell, and how many cells it takes."""
    words, used = "", 0
    found: tuple[Label, ...] = ()
    for at in range(start, min(start + MOST_PIECES, len(cells))):
        cell = cells[at]
        if cell.kind is not TEXT or len(cell.text) > LONGEST_LABEL:
            break
        words += cell.core or letters_only(cell.text)
        if labels := index.find(words):
            used, found = at - start + 1, labels
        if not index.is_start(words):
            break
    return used, found
