"""PDF documents: text and ruled tables, reconstructed from the places of glyphs and rules.

A PDF has neither lines nor paragraphs nor tables. `page_content` reads the glyphs and rules of each page,
`lines` and `table_detection` make lines and grids of them, `margins` removes what every page repeats,
`split_tables` joins tables over pages, `paragraphs` joins wrapped lines, and `document` puts all in order.
Nothing here can change a PDF.
"""

from __future__ import annotations

from msgspec.structs import replace

from linter.documents.base import Document
from linter.documents.flatten import flatten
from linter.text.source import Source, UnreadPart


def open_pdf(data: bytes, name: str) -> Document:
    """A PDF, opened: its text with its tables; every row of it names its page (第4页).

    Raises ReadError: a password is needed; the file is damaged, endless or a scan without text; its fonts
    do not say what their glyphs mean.
    """
    from linter.documents.pdf.document import blocks_of, page_label
    from linter.documents.pdf.page_content import read_pages

    pages = read_pages(data, name)
    flat = flatten(blocks_of(pages))
    source = Source(name, flat.text, origins=flat.origins, grids=flat.grids)
    unread = tuple(
        UnreadPart(_behind_page(source, page.number), page_label(page.number), "图片")
        for page in pages
        if page.is_picture
    )
    return Document(data, replace(source, unread=unread) if unread else source)


def _behind_page(source: Source, number: int) -> int:
    """The offset at which the text of later pages begins."""
    from linter.documents.pdf.document import page_of

    rows = zip(source.line_starts, source.origins, strict=False)
    return next((at for at, origin in rows if (page_of(origin) or 0) > number), len(source.text))
