"""Pages: bytes to the text of the article, every character with its place in the file; and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape

from linter.documents.base import Document
from linter.documents.flatten import Flat, flatten
from linter.documents.html.article import article
from linter.documents.html.charset import page_text
from linter.documents.html.layout import lay_out
from linter.documents.html.style_sheet import hidden_classes
from linter.documents.html.tree import parse
from linter.documents.source_map import edit_file, extracted_source
from linter.text.edits import Edit
from linter.text.source import Source

_HEAD = 4096
_OWN = '<meta name="generator" content="nianbao '  # how a page of findings begins (linter/output/page)


@dataclass(frozen=True, eq=False)
class HtmlDocument(Document):
    """A page; `page` is the file's own text, `flat` that of its article."""

    page: Source
    flat: Flat

    can_edit = True

    def edited(self, edits: Sequence[Edit]) -> bytes:
        """As for every document; what stands between no tags cannot be changed."""
        return edit_file(self.data, self.page, self.flat, edits, self._escape)

    def _escape(self, words: str) -> str:
        encoded = escape(words, quote=False).encode(self.page.encoding, "xmlcharrefreplace")
        return encoded.decode(self.page.encoding)


def open_html(data: bytes, name: str) -> Document:
    """A page, opened: its article as plain text, tables as grids; `Source.original` is the file. A page of
    findings that this program wrote quotes reports and is none: it has no text.

    Raises ReadError for what is no text, and for an archive of a page (MHT).
    """
    page, named = page_text(data, name)
    flat = _article(page.text)
    return HtmlDocument(data, extracted_source(page, flat, sure=named), page, flat)


def _article(page: str) -> Flat:
    if _OWN in page[:_HEAD]:
        return flatten(())
    for hidden in (hidden_classes(page), None):
        parsed = parse(page, hidden_classes=hidden)
        title = unescape(page[slice(*parsed.title)]) if parsed.title else ""
        flat = flatten(article(lay_out(page, parsed.body), parsed.body, title))
        if flat.text.strip():
            break  # else a script shows what a class hides
    return flat
