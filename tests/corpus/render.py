"""A draft and a style -> the text and the truth about it, built together line by line."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tests.corpus import residue
from tests.corpus.draft import Draft, Paragraph, Section
from tests.corpus.flatten import Placed, Stretch, TableWriter
from tests.corpus.grid import Grid
from tests.corpus.style import Style
from tests.corpus.templates import TABLE_SECTIONS
from tests.corpus.writing import FigureWriter, Lines, dress, prose_dress, wrapped


class StatedPeriod(NamedTuple):
    """A statement of the statistics period and the row of its first date."""

    start: date
    end: date
    row: int


class Cited(NamedTuple):
    """A document number as written (without breaks), and where it begins; columns count from 1."""

    text: str
    row: int
    column: int


class Headed(NamedTuple):
    """A top-level section and the row of its heading."""

    key: str
    row: int


@dataclass(frozen=True)
class Rendered:
    """A text and what a reader must find in it. Rows count from 1, by LF, CRLF and lone CR.

    `title_row` is None in a fragment; `title_rows` has two rows for a broken title. `lines` are the
    rows of each table row by (table, row key), from its label to its last cell; `tables` those of
    whole tables, header included. `marks` are the rows of marked paragraphs. `row_count` does not
    count the empty row behind the last line end.
    """

    text: str
    generation: str
    year: int
    title_row: int | None
    title_rows: frozenset[int]
    sections: tuple[Headed, ...]
    cells: tuple[Placed, ...]
    periods: tuple[StatedPeriod, ...]
    citations: tuple[Cited, ...]
    lines: dict[tuple[str, str], Stretch]
    tables: dict[str, Stretch]
    marks: dict[str, Stretch]
    last_text_row: int
    row_count: int

    def section_row(self, key: str) -> int:
        """The row of a section's heading; raises KeyError when the section is not there."""
        for section in self.sections:
            if section.key == key:
                return section.row
        raise KeyError(key)

    def cell_row(self, table: str, row_key: str, column_key: str) -> int:
        """The row of a figure; raises KeyError when it is not there."""
        for cell in self.cells:
            if cell[:3] == (table, row_key, column_key):
                return cell.row
        raise KeyError((table, row_key, column_key))


class _Renderer:
    def __init__(self, draft: Draft, style: Style) -> None:
        self.draft, self.style = draft, style
        self.rng = random.Random(style.seed)
        self.lines = Lines()
        self.prose = prose_dress(style.half, style.angles, style.wide == "all")
        self.label = dress(style.half, style.angles, style.wide == "all")
        self.sections: list[Headed] = []
        self.cells: list[Placed] = []
        self.periods: list[StatedPeriod] = []
        self.citations: list[Cited] = []
        self.stretches: dict[tuple[str, str], Stretch] = {}
        self.tables: dict[str, Stretch] = {}
        self.marks: dict[str, Stretch] = {}

    def run(self) -> Rendered:
        draft, style, lines = self.draft, self.style, self.lines
        if style.before:
            for line in residue.before(self.rng, draft):
                lines.add(self.prose(line))
            lines.blank()
        title_rows = self._title()
        for paragraph in draft.preface:
            self._paragraph(paragraph)
        for section in draft.sections:
            self._section(section)
        for line in draft.closing:
            lines.add(" " * 20 + self.prose(line))
            lines.blank(style.gap)
        last = max((i for i, line in enumerate(lines.written, 1) if line.strip()), default=1)
        if style.after:
            for line in residue.after(self.rng, draft):
                lines.add(self.prose(line))
        return Rendered(
            text=lines.text(style.eol),
            generation=draft.generation,
            year=draft.year,
            title_row=min(title_rows) if title_rows else None,
            title_rows=title_rows,
            sections=tuple(self.sections),
            cells=tuple(self.cells),
            periods=tuple(self.periods),
            citations=tuple(self.citations),
            lines=self.stretches,
            tables=self.tables,
            marks=self.marks,
            last_text_row=last,
            row_count=lines.row,
        )

    def _title(self) -> frozenset[int]:
        title, how = self.draft.title, self.style.title
        if title is None:
            return frozenset()
        name = self.draft.issuer.name
        parts = [title]
        if how == "two-lines" and title.startswith(name) and title != name:
            parts = [name, title[len(name) :]]
        elif how == "spaced":
            parts = [title.replace(f"{self.draft.year}年", f" {self.draft.year} 年")]
        elif how == "stop":
            parts = [title + "。"]
        rows = frozenset(self.lines.add(self.prose(part)) for part in parts)
        self.lines.blank(self.style.gap)
        return rows

    def _section(self, section: Section) -> None:
        style, lines = self.style, self.lines
        heading = f"{section.numeral}、{section.wording}" if section.numeral else section.wording
        heading = (style.indent if style.indent_headings else "") + self.prose(heading)
        items = list(section.items)
        first = items[0] if items else None
        row = lines.row + 1
        self.sections.append(Headed(section.key, row))
        if section.key in style.run_on and isinstance(first, Paragraph) and not first.numeral:
            self._paragraph(first, heading + "。")
            items = items[1:]
        else:
            lines.add(heading)
            lines.blank(style.gap)
        if section.mark:
            self.marks[section.mark] = Stretch(row, row)
        for item in items:
            if isinstance(item, Paragraph):
                self._paragraph(item)
            else:
                self._table(item)

    def _paragraph(self, paragraph: Paragraph, lead: str | None = None) -> None:
        style, lines = self.style, self.lines
        line = style.indent if lead is None else lead
        line += self.prose(paragraph.numeral)
        first = lines.row + 1
        for piece in paragraph.pieces:
            words = self.prose(piece.text)
            if piece.kind == "citation":
                self.citations.append(Cited(words, lines.row + 1, len(line) + 1))
                if style.broken_numbers and self.rng.random() < 0.5:
                    cut = min(3, len(words) - 1)
                    lines.add(line + words[:cut])
                    line, words = "", words[cut:]
            elif piece.start is not None and piece.end is not None:
                self.periods.append(StatedPeriod(piece.start, piece.end, lines.row + 1))
            line += words
        # behind a table of bare cells a short line is as much a cell as the rest of a paragraph
        wrap = not paragraph.numeral and all(piece.kind == "text" for piece in paragraph.pieces)
        for part in wrapped(line, style.wrap if wrap else 0):
            last = lines.add(part)
        lines.blank(style.gap)
        if paragraph.mark:
            self.marks[paragraph.mark] = Stretch(first, last)

    def _table(self, grid: Grid) -> None:
        style = self.style
        how = style.tables[TABLE_SECTIONS.index(grid.key)]
        figures = FigureWriter(self.rng, grid.key, how.numbers, style.half, style.wide != "none")
        writer = TableWriter(self.lines, how, self.rng, self.label, figures)
        self.tables[grid.key] = writer.write(grid)
        self.cells += writer.cells
        for key, stretch in writer.stretches.items():
            self.stretches[grid.key, key] = stretch
        self.lines.blank(style.gap)


def render(draft: Draft, style: Style) -> Rendered:
    """The text of `draft` in `style`, and the truth about it; the same arguments give the same."""
    return _Renderer(draft, style).run()


def join(renders: Sequence[Rendered]) -> tuple[str, tuple[Rendered, ...]]:
    """Several reports in one file: its text, and each report's truth with rows of that file."""
    text, rows, moved = "", 0, []
    for one in renders:
        if text.endswith("\r") and one.text.startswith("\n"):
            text += " \n"  # the two would make one line end
            rows += 1
        text += one.text
        moved.append(_shift(one, rows))
        rows += one.row_count
    return text, tuple(moved)


def _shift(one: Rendered, by: int) -> Rendered:
    def move(stretch: Stretch) -> Stretch:
        return Stretch(stretch.first + by, stretch.last + by)

    return replace(
        one,
        title_row=None if one.title_row is None else one.title_row + by,
        title_rows=frozenset(row + by for row in one.title_rows),
        sections=tuple(section._replace(row=section.row + by) for section in one.sections),
        cells=tuple(cell._replace(row=cell.row + by) for cell in one.cells),
        periods=tuple(period._replace(row=period.row + by) for period in one.periods),
        citations=tuple(cited._replace(row=cited.row + by) for cited in one.citations),
        lines={key: move(stretch) for key, stretch in one.lines.items()},
        tables={key: move(stretch) for key, stretch in one.tables.items()},
        marks={key: move(stretch) for key, stretch in one.marks.items()},
        last_text_row=one.last_text_row + by,
    )


def encode(text: str, how: str) -> bytes:
    """`text` as bytes: utf-8, utf-8-sig, gb18030 or utf-16 (with a byte order mark)."""
    return text.encode(how)
