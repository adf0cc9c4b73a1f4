"""A document as a Word file, written as XML: what a hand in Word leaves behind and no library writes."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass
from typing import Final

from tests.corpus.forms import numbering
from tests.corpus.forms.layout import Box, Document, Sheet, Words
from tests.corpus.forms.tally import length, mark_of
from tests.corpus.forms.wordprocessing import PARTS, Writer, control, document_part, paragraph

_WIDTH: Final = 9000  # of a table, in twentieths of a point


@dataclass(frozen=True, slots=True)
class Habits:
    """What the author of a file does: let Word number headings and labels, track changes, use text boxes
    and content controls, begin a new paragraph within a cell."""

    headings: bool = False
    labels: bool = False
    tracked: bool = False
    boxes: bool = False
    controls: bool = False
    paragraphs: bool = False


PLAIN: Final = Habits()


def habits(seed: object) -> Habits:
    """Habits by chance."""
    rng = random.Random(f"{seed} habits")
    often, seldom = 0.6, 0.3
    return Habits(
        headings=rng.random() < often,
        labels=rng.random() < often,
        tracked=rng.random() < often,
        boxes=rng.random() < seldom,
        controls=rng.random() < seldom,
        paragraphs=rng.random() < often,
    )


def docx(document: Document, how: Habits = PLAIN) -> bytes:
    """The file."""
    rng = random.Random(f"{document.style.seed} docx")
    numbers = numbering.Lists(rng)
    body = _Body(document, how, rng, numbers)
    parts = PARTS | {
        "word/document.xml": document_part(body.write()),
        "word/numbering.xml": numbers.part(),
        "word/styles.xml": numbering.styles(body.styled),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(zipfile.ZipInfo(name), xml, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _widths(sheet: Sheet) -> list[int]:
    """The widths of columns; those for the labels of table 三 are wider."""
    labels = [900, 900, 2300] if sheet.key == "requests" else []
    rest = sheet.columns - len(labels)
    return labels + [(_WIDTH - sum(labels)) // rest] * rest


class _Body:
    """The body of a document."""

    def __init__(self, document: Document, how: Habits, rng: random.Random, numbers: numbering.Lists) -> None:
        self.document, self.how, self.rng, self.numbers = document, how, rng, numbers
        self.writer = Writer(rng, document.draft.year, how.controls)
        words = [block for block in document.blocks if isinstance(block, Words) and block.numeral]
        marks = [mark_of(block.numeral) for block in words]
        self.counted = numbers.outline(marks) if how.headings else None
        self.styled = self.counted if rng.random() < 0.5 else None

    def write(self) -> str:
        return "".join(
            self._table(block) if isinstance(block, Sheet) else self._paragraph(block)
            for block in self.document.blocks
        )

    def _paragraph(self, block: Words) -> str:
        rng, how = self.rng, self.how
        mark = mark_of(block.numeral) if self.counted is not None and block.numeral else None
        properties, words = "", block.text
        if mark is not None and self.counted is not None:
            words = block.words  # the indent would stand behind the number
            if mark.level == 0 and self.styled is not None:
                properties = '<w:pStyle w:val="Heading1"/>'
            else:
                properties = self.counted.properties(mark.level)
        elif block.kind == "title":
            properties = '<w:jc w:val="center"/>'
        long = block.kind == "text" and len(words) > 12
        if how.tracked and long and rng.random() < 0.3:
            inner = self.writer.changed(words)
        else:
            inner = self.writer.runs(words, linked=long)
        one = paragraph(inner, properties)
        if how.boxes and block.kind == "closing":
            return self.writer.text_box(one)
        if how.controls and block.kind != "title" and rng.random() < 0.3:
            return control(one, rng.randrange(10**8))
        gone = self.writer.gone_paragraph() if how.tracked and long and rng.random() < 0.1 else ""
        return gone + one

    def _table(self, sheet: Sheet) -> str:
        widths = _widths(sheet)
        lists = self.numbers.labels([box.text for box in sheet.boxes]) if self.how.labels else {}
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = [self._row(sheet, row, lists, widths) for row in range(1, sheet.rows + 1)]
        if self.how.tracked and sheet.key == "requests":
            rows.append(self.writer.gone_row(sheet.columns, widths[0]))
        return (
            '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>'
            + "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in _SIDES)
            + f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            + "".join(rows)
            + "</w:tbl>"
            + paragraph("", "")
        )

    def _row(self, sheet: Sheet, row: int, lists: dict[str, str], widths: list[int]) -> str:
        cells: list[tuple[int, str]] = []
        for box in sheet.boxes:
            if box.row <= row < box.row + box.rowspan:
                inner = self._cell(box, lists) if box.row == row else paragraph("", "")
                width = sum(widths[box.column - 1 : box.column - 1 + box.colspan])
                properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
                if box.colspan > 1:
                    properties += f'<w:gridSpan w:val="{box.colspan}"/>'
                if box.rowspan > 1:
                    properties += '<w:vMerge w:val="restart"/>' if box.row == row else "<w:vMerge/>"
                cells.append((box.column, f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"))
        return f"<w:tr>{''.join(cell for _, cell in sorted(cells))}</w:tr>"

    def _cell(self, box: Box, lists: dict[str, str]) -> str:
        rng, how, words = self.rng, self.how, box.text
        properties, small = "", True
        mark = mark_of(words) if box.cell is None else None
        if mark is not None and words in lists:
            properties, words = lists[words], words[length(mark) :]
        if box.cell is not None and words and how.tracked and rng.random() < 0.2:
            return paragraph(self.writer.replaced(words, str(rng.randint(0, 99))), properties)
        if box.cell is None and how.paragraphs and len(words) > 3 and rng.random() < 0.4:
            at = rng.randint(2, len(words) - 1)
            first = paragraph(self.writer.runs(words[:at], small=small), properties)
            return first + paragraph(self.writer.runs(words[at:], small=small), "")
        one = paragraph(self.writer.runs(words, small=small), properties)
        if how.controls and box.cell is not None and rng.random() < 0.1:
            return control(one, rng.randrange(10**8))
        return one


_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
