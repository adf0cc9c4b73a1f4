"""Pages: bytes to the text of the article, every character with its place in the file; and back."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape, unescape

from linter.diagnostic import Edit
from linter.documents.flatten import Flat, flatten
from linter.documents.html.article import article
from linter.documents.html.charset import page_text
from linter.documents.html.layout import lay_out
from linter.documents.html.tree import parse
from linter.documents.source_map import edit_file, extracted_source
from linter.text.source import Source

_HEAD = 4096
_OWN = '<meta name="generator" content="nianbao '  # how a page of findings begins (linter/output/page)


def read_html(data: bytes, name: str) -> Source:
    """The article of a page as plain text, its tables as grids; `Source.original` is the file. A page of
    findings that this program wrote quotes reports and is none: it has no text.

    Raises ReadError for what is no text, and for an archive of a page (MHT).
    """
    page, named = page_text(data, name)
    return extracted_source(page, _article(page.text), sure=named)


def edit_html(data: bytes, source: Source, edits: Sequence[Edit]) -> bytes:
    """The bytes of a page with `edits` of its text carried out between its tags.

    Raises EditError for edits of what stands between no tags, and where `edit_text` does.
    """
    page, _ = page_text(data, source.name)

    def written(words: str) -> str:
        encoded = escape(words, quote=False).encode(page.encoding, "xmlcharrefreplace")
        return encoded.decode(page.encoding)

    return edit_file(data, page, _article(page.text), edits, written)


def _article(page: str) -> Flat:
    if _OWN in page[:_HEAD]:
        return flatten(())
    parsed = parse(page)
    title = unescape(page[slice(*parsed.title)]) if parsed.title else ""
    return flatten(article(lay_out(page, parsed.body), parsed.body, title))
