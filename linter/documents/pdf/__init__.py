"""PDF documents: text and ruled tables, put together again from where each glyph and each rule stands.

A PDF knows neither lines nor paragraphs nor tables. `marks` reads glyphs and rules off each page, `lines`
and `ruling` make lines and grids of them, `margins` takes away what every page repeats, `continued` unites
tables over pages, `paragraphs` joins wrapped lines, and `document` puts all in order. Nothing here can
change a PDF.
"""

from __future__ import annotations

from linter.documents.base import Document, ReadError
from linter.documents.flatten import flatten
from linter.text.source import Source

_ABSENT = "读取 PDF 还要一个软件包，请运行：pip install pdfminer.six"


def open_pdf(data: bytes, name: str) -> Document:
    """A PDF, opened: its text with its tables; every row of it names its page (第4页).

    Raises ReadError: the extra is not installed; a password is needed; the file is damaged, endless or
    a scan without text; its fonts do not tell what their glyphs mean.
    """
    try:
        import pdfminer.pdfparser  # noqa: F401 - only whether it is there
    except ImportError:
        raise ReadError(name, _ABSENT) from None
    from linter.documents.pdf.document import blocks_of
    from linter.documents.pdf.page_content import read_pages

    flat = flatten(blocks_of(read_pages(data, name)))
    return Document(data, Source(name, flat.text, origins=flat.origins, grids=flat.grids))
