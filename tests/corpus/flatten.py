"""Writes a grid in one of the flattened forms, and notes the row of every figure."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.corpus.grid import Grid, Number
from tests.corpus.sheet import BELOW, BESIDE, FIGURE, HEAD, LABEL, PAD, Box, Line, sheet
from tests.corpus.style import TableStyle
from tests.corpus.templates import NOTE
from tests.corpus.writing import Dress, FigureWriter, Lines


class Placed(NamedTuple):
    """A figure in the text: table, row and column key, value (None: not a number) and its row."""

    table: str
    row_key: str
    column_key: str
    value: Number | None
    row: int


class Stretch(NamedTuple):
    """Rows `first` to `last`, both included."""

    first: int
    last: int

    @property
    def rows(self) -> frozenset[int]:
        """The rows as a set."""
        return frozenset(range(self.first, self.last + 1))


@dataclass
class TableWriter:
    """Flattens one grid onto `lines`; `cells` and `stretches` (by row key) are the truth about it."""

    lines: Lines
    style: TableStyle
    rng: random.Random
    dress: Dress
    figures: FigureWriter
    cells: list[Placed] = field(default_factory=list)
    stretches: dict[str, Stretch] = field(default_factory=dict)

    def write(self, grid: Grid) -> Stretch:
        """Write the table; the rows it takes."""
        first = self.lines.row + 1
        labels = {
            cell.column: column.label
            for block in grid.blocks
            for row in block.rows
            for cell, column in zip(row.cells, block.columns, strict=False)
        }
        for index, line in enumerate(sheet(grid, self.style.note)):
            start = self.lines.row + 1
            texts = [
                self.figures.write(box.cell, labels.get(box.cell.column, "")) if box.cell else box.text
                for box in line.boxes
            ]
            if self.style.by_cell:
                start = self._by_cell(grid.key, line, texts) or start
            else:
                self._by_row(grid.key, line, texts, index == 0)
            if line.key:
                self.stretches[line.key] = Stretch(start, self.lines.row)
        return Stretch(first, self.lines.row)

    def _place(self, table: str, box: Box, row: int) -> None:
        cell = box.cell
        if cell is not None:
            self.cells.append(Placed(table, cell.row, cell.column, cell.value, row))

    def _by_row(self, table: str, line: Line, texts: list[str], first: bool) -> None:
        style = self.style
        fields: list[str] = []
        gone = 0
        row = self.lines.row + 1
        for box, text in zip(line.boxes, texts, strict=True):
            if box.role == FIGURE:
                self._place(table, box, row)
                if text or style.blanks == "keep" or style.form != "bar-rows":
                    fields.append(text)
                else:
                    gone += 1
            elif (words := self._field(box)) is not None:
                fields.append(words)
        self._write_row(fields, gone, first)

    def _field(self, box: Box) -> str | None:
        """What a row form prints for a header, label or filler; None when it prints no cell."""
        style = self.style
        if box.role == BELOW:
            below = {"repeat": self._words(box), "empty": "", "drop": None}
            return below[style.merged]
        if box.role == BESIDE:
            return "" if style.spans else None
        if box.role == PAD:
            return "" if style.pad else None
        return "".join(self._parts(box, " "))

    def _write_row(self, fields: list[str], gone: int, first: bool) -> None:
        form, bar = self.style.form, self.style.bar
        if form == "glued":
            self.lines.add("".join(fields))
        elif form == "tabs":
            self.lines.add("\t".join(fields))
        elif form == "markdown":
            self.lines.add("| " + " | ".join(fields) + " |")
            if first:
                self.lines.add("|" + " --- |" * len(fields))
        else:
            vanished = " " + bar * gone if gone else ""
            self.lines.add(f" {bar} ".join(fields) + f" {bar}" + vanished)

    def _by_cell(self, table: str, line: Line, texts: list[str]) -> int | None:
        """Write a row cell by cell; the row of its own label, if it has one."""
        style = self.style
        label_row = None
        left_over = int(style.extra)
        for box, text in zip(line.boxes, texts, strict=True):
            if box.role in (BESIDE, PAD):
                left_over += style.bars
            elif box.role == FIGURE and not text:
                left_over += self._blank_cell()
                self._place(table, box, self.lines.row)
            elif box.role != BELOW:
                parts = list(self._parts(box, "\n")) if box.role in (HEAD, LABEL) else [text]
                row = self._cell(parts)
                if box.role == LABEL:
                    label_row = row - len(parts) + 1
                self._place(table, box, row)
        if left_over and style.form == "bar-cells":
            self.lines.add(style.bar * left_over)
        return label_row

    def _blank_cell(self) -> int:
        """Write a cell without text; how many bars it leaves for the end of the row."""
        style = self.style
        if style.blanks == "vanish":
            return int(style.bars)
        if style.form.startswith("bar"):
            self.lines.add(style.bar)
        elif style.form == "bare":
            self.lines.add("")
        return 0

    def _cell(self, parts: list[str]) -> int:
        """Write a cell on as many lines as it has parts; the row of its last part."""
        style, add = self.style, self.lines.add
        for part in parts[:-1]:
            add(part)
        row = add(f"{parts[-1]} {style.bar}" if style.form == "bar-cells" else parts[-1])
        if style.form == "bar-alone":
            add(style.bar)
        elif style.form == "bare-blank":
            add("")
        return row

    def _words(self, box: Box) -> str:
        return self.dress(box.text)

    def _parts(self, box: Box, joint: str) -> Iterator[str]:
        """The words of a header or label: whole, with a space in them, or in two lines."""
        words = self._words(box)
        how = self.style.header if box.role == HEAD else self.style.labels
        least = 4 if box.role == HEAD else 10
        if how == "none" or len(words) < least or box.text == NOTE or self.rng.random() < 0.5:
            yield words
            return
        cut = len(words) // 2 if box.role == HEAD else self.rng.randint(4, len(words) - 4)
        if how == "line" and joint == "\n":
            yield words[:cut]
            yield words[cut:]
        else:
            yield f"{words[:cut]} {words[cut:]}"
