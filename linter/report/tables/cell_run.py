"""The cells of a stretch of text in three lists, for most are looked at and never asked for one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from msgspec import Struct, field

from linter.report.tables.table_cells import BREAK, Kind, LineCells, RawCell


class CellRun(Struct):
    """Cells in reading order: each by offsets from the beginning of its line, the offset of that line, and
    its kind."""

    cells: list[RawCell] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)

    def add_lines(
        self,
        normalized: str,
        start: int,
        end: int,
        known: Mapping[str, LineCells],
        read: Callable[[str], LineCells],
        most: int = sys.maxsize,
    ) -> None:
        """Add the cells of the lines between two offsets, until there are `most` with those from before:
        as `known` for a line, else as `read` finds them."""
        cells, lines, kinds = self.cells, self.lines, self.kinds
        may_be_many = len(cells) + end - start >= most
        is_open = False  # the last line held a cell that no bar has closed yet
        at = start
        for line in normalized[start:end].split("\n"):
            if line:
                own = known.get(line) or read(line)
                if is_open and own.behind_open is not None:
                    own = own.behind_open
                if own.only is not None:  # the commonest line by far
                    cells.append(own.only)
                    kinds.append(own.only.kind)
                    lines.append(at)
                else:
                    cells += own.cells
                    kinds += own.kinds
                    lines += [at] * len(own.kinds)
                if own.opens is not None:
                    is_open = own.opens
                if may_be_many and len(cells) >= most:
                    break
            at += len(line) + 1

    def add_break(self, at: int) -> None:
        """Add what says that text which is no table's stands at an offset."""
        self.cells.append(RawCell(BREAK, "", 0, 0, 0))
        self.lines.append(at)
        self.kinds.append(BREAK)

    def part(self, start: int, stop: int) -> CellRun:
        """Some of the cells, by their indexes."""
        return CellRun(self.cells[start:stop], self.lines[start:stop], self.kinds[start:stop])

    def start(self, index: int) -> int:
        """Where a cell begins."""
        return self.lines[index] + self.cells[index].start

    def placed(self, start: int = 0, stop: int = sys.maxsize) -> list[RawCell]:
        """The cells, or some of them, by offsets of the text."""
        return [
            RawCell(
                one.kind,
                one.text,
                at + one.start,
                at + one.end,
                at + one.line,
                one.figure,
                one.shares_line,
                one.glued,
            )
            for one, at in zip(self.cells[start:stop], self.lines[start:stop], strict=True)
        ]
