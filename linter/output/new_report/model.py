"""A report to start from: its paragraphs and empty tables, in order."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from linter.report.form import FormCell, TableForm


class Kind(Enum):
    """What a paragraph is."""

    TITLE = 1
    HEADING = 2
    POINT = 3
    """A numbered point below a heading: （一）."""
    TEXT = 4


class Words(NamedTuple):
    """A paragraph."""

    kind: Kind
    text: str


class NewTable(NamedTuple):
    """A table of the official form with the `figures` that are known, by the keys of row and column."""

    form: TableForm
    figures: Mapping[tuple[str, str], str]

    def text(self, cell: FormCell) -> str:
        """What stands in a cell."""
        return cell.words if cell.figure is None else self.figures.get(cell.figure, "")

    def rows(self) -> list[list[FormCell]]:
        """The cells of each row that begin in it."""
        return [[cell for cell in self.form.cells if cell.row == row] for row in range(1, self.form.rows + 1)]


class NewReport(NamedTuple):
    """The title, and all blocks with it."""

    title: str
    blocks: tuple[Words | NewTable, ...]
