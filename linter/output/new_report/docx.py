"""A new report as a Word document with the layout of official documents (GB/T 9704-2012)."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from linter.output.new_report.model import Kind, NewReport, NewTable, Words

_FONTS = {
    Kind.TITLE: ("方正小标宋简体", 22),
    Kind.HEADING: ("黑体", 16),
    Kind.POINT: ("仿宋_GB2312", 16),
    Kind.TEXT: ("仿宋_GB2312", 16),
}
"""Font and size in points."""

_LATIN = "Times New Roman"
_TABLE_FONT = ("宋体", 9)
_LINE = Pt(28)
_WIDTH = Mm(156)  # of the type area
_KEPT_ROWS = 20  # a table of so many rows stays on one page; the head of a longer one is repeated
_NAMES = 0.42  # of the width of a table: columns with names of rows


def write(report: NewReport) -> bytes:
    """The bytes of the .docx file."""
    document = docx.Document()
    _lay_out(document)
    document.core_properties.title = report.title
    for block in report.blocks:
        if isinstance(block, Words):
            _paragraph(document, block)
        else:
            _table(document, block)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _lay_out(document: Document) -> None:
    """A4 and the margins of official documents."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)


def _paragraph(document: Document, block: Words) -> None:
    paragraph = document.add_paragraph()
    font, size = _FONTS[block.kind]
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    layout.space_before = layout.space_after = Pt(0)
    if block.kind is Kind.TITLE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        layout.line_spacing, layout.space_after = Pt(36), Pt(16)
    else:
        layout.first_line_indent = Pt(2 * size)
    if block.kind is Kind.HEADING:
        layout.keep_with_next = True
    _run(paragraph, block.text, font, size)


def _run(paragraph: Paragraph, text: str, font: str, size: int) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = _LATIN, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _table(document: Document, table: NewTable) -> None:
    form = table.form
    grid = document.add_table(form.rows, form.columns, style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = _widths(table)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    rows = [list(row.cells) for row in grid.rows]  # asking for a cell by its place is slow
    for cell in form.cells:
        first = rows[cell.row - 1][cell.column - 1]
        if cell.rowspan > 1 or cell.colspan > 1:
            last = rows[cell.row + cell.rowspan - 2][cell.column + cell.colspan - 2]
            first = first.merge(last)
        is_name = cell.figure is None and cell.row > form.head and cell.column <= form.label_columns
        _fill(first, table.text(cell), centred=not is_name or cell.colspan == form.columns)
        for paragraph in first.paragraphs:
            paragraph.paragraph_format.keep_with_next = cell.row < form.rows and form.rows <= _KEPT_ROWS
    for row, words in zip(grid.rows, rows, strict=True):
        for held, width in zip(words, widths, strict=True):
            if held._tc.grid_span == 1:
                held.width = width
        row._tr.get_or_add_trPr().append(row._tr.makeelement(qn("w:cantSplit")))
    if form.rows > _KEPT_ROWS:
        for row in list(grid.rows)[: form.head]:
            row._tr.get_or_add_trPr().append(row._tr.makeelement(qn("w:tblHeader")))


def _widths(table: NewTable) -> list[Length]:
    """The width of each column: those with names of rows share a part of the page, the narrow ones of
    groups less of it."""
    form = table.form
    names = [1.0] * (form.label_columns - 1) + [2.0] if form.label_columns else []
    share = _NAMES if names else 0.0
    wide = [share * part / sum(names) for part in names]
    figures = form.columns - len(names)
    wide += [(1 - share) / figures] * figures
    return [Length(int(_WIDTH * part)) for part in wide]


def _fill(cell: _Cell, text: str, *, centred: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if text:
        _run(paragraph, text, *_TABLE_FONT)
