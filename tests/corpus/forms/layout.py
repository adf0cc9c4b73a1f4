"""A draft as a document before it is a file: paragraphs in order, and tables as grids of merged cells.

Every text is settled here, figures too, so that all the files written from one document say the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from tests.corpus.draft import Draft, Item, Paragraph, Section
from tests.corpus.grid import Cell, Grid, GridBlock, GridRow, Number
from tests.corpus.sheet import BELOW, BESIDE, FIGURE, PAD, sheet
from tests.corpus.style import Style
from tests.corpus.templates import TABLE_SECTIONS
from tests.corpus.writing import FigureWriter, dress, prose_dress

_BLANKS: Final = frozenset(("", "/", "-", "—", "无"))


class Words(NamedTuple):
    """A paragraph, dressed. `kind` is title, heading, text or closing; `numeral` is the mark of its level
    (一、 （一） 1. （1）), which `words` go on behind; `indent` stands before both."""

    kind: str
    words: str
    numeral: str = ""
    indent: str = ""

    @property
    def text(self) -> str:
        """The paragraph as it is read."""
        return self.indent + self.numeral + self.words


class Box(NamedTuple):
    """A cell at its place in the grid, rows and columns from 1, and how many of each it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    role: str
    cell: Cell | None


class Sheet(NamedTuple):
    """A table: its key, its number among the tables of the report, its size, its cells by row and column."""

    key: str
    number: int
    rows: int
    columns: int
    boxes: tuple[Box, ...]

    def lines(self) -> Iterator[tuple[Box, ...]]:
        """The cells that begin in each row, row by row."""
        for row in range(1, self.rows + 1):
            yield tuple(box for box in self.boxes if box.row == row)


class Figure(NamedTuple):
    """The truth about a figure: its keys, its value (None: no number), its text, its state, and its place
    as table, row and column of the grid, all from 1."""

    table: str
    row_key: str
    column_key: str
    value: Number | None
    raw: str
    state: str
    number: int
    row: int
    column: int

    @property
    def place(self) -> str:
        """The place in the words of people who count cells."""
        return f"第{self.number}个表格第{self.row}行第{self.column}列"


@dataclass(frozen=True, slots=True)
class Document:
    """A report whose every text is settled; `draft` and `style` give its plain text by `render`."""

    draft: Draft
    style: Style
    blocks: tuple[Words | Sheet, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Sheet))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The truth about every figure, in order."""
        return tuple(
            Figure(
                one.key,
                cell.row,
                cell.column,
                cell.value,
                box.text,
                _state(cell.value, box.text),
                one.number,
                box.row,
                box.column,
            )
            for one in self.sheets
            for box in one.boxes
            if (cell := box.cell) is not None
        )


def _state(value: Number | None, raw: str) -> str:
    if value is not None:
        return "located"
    return "blank" if raw.strip() in _BLANKS else "unreadable"


def lay_out(draft: Draft, style: Style) -> Document:
    """The document of a draft; the same arguments give the same. What surrounds a report, and how it is
    broken into lines, is the file's own business: `style` is used without."""
    style = replace(style, before=False, after=False, broken_numbers=False, wrap=0)
    rng = random.Random(style.seed)
    draft = _settled(draft, style, rng)
    return Document(draft, style, tuple(_blocks(draft, style, rng)))


def _settled(draft: Draft, style: Style, rng: random.Random) -> Draft:
    """The draft with the text of every figure chosen."""

    def settle(item: Item) -> Item:
        if not isinstance(item, Grid):
            return item
        numbers = style.tables[TABLE_SECTIONS.index(item.key)].numbers
        writer = FigureWriter(rng, item.key, numbers, style.half, style.wide != "none")
        return replace(item, blocks=tuple(_settled_block(block, writer) for block in item.blocks))

    return replace(
        draft,
        sections=tuple(replace(one, items=tuple(map(settle, one.items))) for one in draft.sections),
    )


def _settled_block(block: GridBlock, writer: FigureWriter) -> GridBlock:
    rows = tuple(
        GridRow(
            row,
            tuple(
                cell._replace(raw=writer.write(cell, column.label))
                for cell, column in zip(cells, block.columns, strict=True)
            ),
        )
        for row, cells in block.rows
    )
    return replace(block, rows=rows)


def _blocks(draft: Draft, style: Style, rng: random.Random) -> Iterator[Words | Sheet]:
    prose = prose_dress(style.half, style.angles, style.wide == "all")
    label = dress(style.half, style.angles, style.wide == "all")
    wide_pads, number = rng.random() < 0.5, 0

    def text(paragraph: Paragraph, kind: str = "text") -> Words:
        words = "".join(piece.text for piece in paragraph.pieces)
        return Words(kind, prose(words), prose(paragraph.numeral), style.indent)

    yield from (Words("title", prose(part)) for part in _title(draft, style))
    yield from (text(paragraph) for paragraph in draft.preface)
    for section in draft.sections:
        heading, items = _heading(section, style)
        yield heading._replace(words=prose(heading.words))
        for item in items:
            if isinstance(item, Grid):
                number += 1
                note = style.tables[TABLE_SECTIONS.index(item.key)].note
                one = _sheet(item, number, note, wide_pads)
                yield one._replace(
                    boxes=tuple(
                        box if box.role == FIGURE else box._replace(text=label(box.text)) for box in one.boxes
                    )
                )
            else:
                yield text(item)
    yield from (Words("closing", prose(line)) for line in draft.closing)


def _title(draft: Draft, style: Style) -> tuple[str, ...]:
    title, name = draft.title, draft.issuer.name
    if title is None:
        return ()
    if style.title == "two-lines" and title.startswith(name) and title != name:
        return (name, title[len(name) :])
    if style.title == "spaced":
        return (title.replace(f"{draft.year}年", f" {draft.year} 年"),)
    return (title + "。" * (style.title == "stop"),)


def _heading(section: Section, style: Style) -> tuple[Words, tuple[Item, ...]]:
    """The heading of a section, with the first paragraph where both share a line, and what is left."""
    numeral = f"{section.numeral}、" if section.numeral else ""
    indent = style.indent if style.indent_headings else ""
    first = section.items[0] if section.items else None
    if section.key in style.run_on and isinstance(first, Paragraph) and not first.numeral:
        return Words("text", f"{section.wording}。{first.text}", numeral, indent), section.items[1:]
    return Words("heading", section.wording, numeral, indent), section.items


def _sheet(grid: Grid, number: int, note: bool, wide_pads: bool) -> Sheet:
    """The cells of a grid, those merged that continue each other. With `wide_pads`, what is left of a
    short row belongs to its last cell, else it is empty cells."""
    lines = sheet(grid, note)
    boxes: list[Box] = []
    owners: dict[tuple[int, int], int] = {}
    for row, line in enumerate(lines, 1):
        for column, (text, role, cell) in enumerate(line.boxes, 1):
            owner = None
            if role == BESIDE or (role == PAD and wide_pads and column > 1):
                owner = owners[row, column - 1]
            elif role == BELOW or (
                role == PAD and wide_pads and row > 1 and boxes[owners[row - 1, column]].role == PAD
            ):
                owner = owners[row - 1, column]
            if owner is None:
                owner = len(boxes)
                words = (cell.raw or "") if cell is not None else text
                boxes.append(Box(row, column, 1, 1, words, role, cell))
            else:
                one = boxes[owner]
                boxes[owner] = one._replace(rowspan=row - one.row + 1, colspan=column - one.column + 1)
            owners[row, column] = owner
    width = max(len(line.boxes) for line in lines)
    return Sheet(grid.key, number, len(lines), width, tuple(boxes))


def unmerged(document: Document) -> Document:
    """The document with each merged cell drawn as its first one and empty cells."""

    def split(box: Box) -> Iterator[Box]:
        for row in range(box.row, box.row + box.rowspan):
            for column in range(box.column, box.column + box.colspan):
                whole = box._replace(rowspan=1, colspan=1)
                first = (row, column) == (box.row, box.column)
                yield whole if first else Box(row, column, 1, 1, "", PAD, None)

    def drawn(block: Words | Sheet) -> Words | Sheet:
        if not isinstance(block, Sheet):
            return block
        boxes = (part for box in block.boxes for part in split(box))
        return block._replace(boxes=tuple(sorted(boxes, key=lambda box: (box.row, box.column))))

    return replace(document, blocks=tuple(map(drawn, document.blocks)))
