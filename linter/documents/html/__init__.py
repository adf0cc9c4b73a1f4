"""Pages: bytes to the text of the article, every character with its place in the file; and back."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from msgspec.structs import replace

from linter.documents.base import Document, ReadError
from linter.documents.flatten import Flat, flatten
from linter.documents.html.article import article
from linter.documents.html.charset import page_text
from linter.documents.html.inline_text import plain
from linter.documents.html.layout import lay_out
from linter.documents.html.pictures import unread_pictures
from linter.documents.html.style_sheet import hidden_classes
from linter.documents.html.tree import parse
from linter.documents.source_map import edit_file, extracted_source
from linter.text.edits import Edit
from linter.text.source import Source

_HEAD = 4096
_OWN = '<meta name="generator" content="nianbao '  # how a page of findings begins (linter/output/page)


class HtmlDocument(Document, frozen=True, eq=False):
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
    flat, lost_table = _article(page.text)
    if lost_table:
        raise ReadError(name, "网页里的表格嵌套太深，读不出来；请在浏览器中打开，复制到 Word 或 WPS 里再检查")
    source = extracted_source(page, flat, sure=named)
    if unread := unread_pictures(page, flat):
        source = replace(source, unread=unread)
    return HtmlDocument(data, source, page, flat)


def _article(page: str) -> tuple[Flat, bool]:
    """The text of a page's article, and whether tables are lost in it."""
    if _OWN in page[:_HEAD]:
        return flatten(()), False
    for hidden in (hidden_classes(page), None):
        parsed = parse(page, hidden_classes=hidden)
        title = plain(page[slice(*parsed.title)]) if parsed.title else ""
        flat = flatten(article(lay_out(page, parsed.body), parsed.body, title))
        if flat.text.strip():
            break  # else a script shows what a class hides
    return flat, parsed.lost_table
