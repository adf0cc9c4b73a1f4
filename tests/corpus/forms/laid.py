"""A document as a PDF that is written directly, with the Chinese font that every PDF reader brings."""

from __future__ import annotations

import html
import io
from typing import Final

from tests.corpus.forms.layout import Document, Sheet

_FONT: Final = "STSong-Light"
_WIDTH: Final = 460.0  # points


def _widths(sheet: Sheet) -> list[float]:
    """The widths of columns: those of table 三's labels are wider, for a merged cell must fit on a page."""
    labels = [44.0, 44.0, 120.0] if sheet.key == "requests" else []
    rest = sheet.columns - len(labels)
    return labels + [(_WIDTH - sum(labels)) / rest] * rest


def laid_pdf(document: Document) -> bytes:
    """The file; the same document gives the same bytes but for the date in them."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    text = ParagraphStyle("text", fontName=_FONT, fontSize=11, leading=18, wordWrap="CJK")
    title = ParagraphStyle("title", parent=text, fontSize=16, leading=24, alignment=1)
    cell = ParagraphStyle("cell", parent=text, fontSize=7, leading=9)

    def table(sheet: Sheet) -> Table:
        rows: list[list[object]] = [[""] * sheet.columns for _ in range(sheet.rows)]
        look: list[tuple[object, ...]] = [
            ("GRID", (0, 0), (-1, -1), 0.5, "black"),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ]
        for box in sheet.boxes:
            row, column = box.row - 1, box.column - 1
            rows[row][column] = Paragraph(html.escape(box.text), cell)
            if box.rowspan > 1 or box.colspan > 1:
                look.append(("SPAN", (column, row), (column + box.colspan - 1, row + box.rowspan - 1)))
        return Table(rows, _widths(sheet), style=look)

    flow: list[Flowable] = []
    for block in document.blocks:
        if isinstance(block, Sheet):
            flow += (table(block), Spacer(1, 10))
        else:
            flow.append(Paragraph(html.escape(block.text), title if block.kind == "title" else text))
    out = io.BytesIO()
    SimpleDocTemplate(out, leftMargin=60, rightMargin=60).build(flow)
    return out.getvalue()
