"""Documents that LibreOffice turns into .docx: .doc, .wps, .rtf, .odt and Word's XML.

What a document was turned into stays in this process's memory for as long as it may be asked for again;
on disk nothing is left.
"""

from __future__ import annotations

from collections.abc import Sequence

from linter.documents.base import Document, Note, ReadError
from linter.documents.docx import DocxDocument, open_docx
from linter.documents.docx.archive import without_dates
from linter.documents.office.conversion_cache import Memory
from linter.documents.office.convert import Failed

_ILL_MADE = "LibreOffice 转换出来的文档读不了（{reason}）；请用 Word 或 WPS 另存为 .docx 后再检查"

_memory = Memory()


class OfficeDocument(Document, frozen=True, eq=False):
    """A document of another word processor; `converted` is the .docx that it becomes."""

    converted: DocxDocument

    can_comment = True

    def commented(self, notes: Sequence[Note], *, dated: bool = True) -> bytes:
        """As for every document: a .docx file. Its parts bear the time at which it was converted."""
        copy = self.converted.commented(notes, dated=dated)
        return copy if dated else without_dates(copy)


def open_office(data: bytes, name: str) -> Document:
    """The document, opened: its text, tables and places are those of the .docx it becomes.

    Raises ReadError for a document that is damaged or under a password, and when LibreOffice is not
    there, fails or takes too long.
    """
    made = _memory.converted(data)
    if isinstance(made, Failed):
        raise ReadError(name, made.reason)
    try:
        converted = open_docx(made, name)
    except ReadError as error:
        raise ReadError(name, _ILL_MADE.format(reason=error.reason)) from None
    return OfficeDocument(data, converted.source, converted)


def prepare_office(files: Sequence[bytes]) -> None:
    """Convert documents that will be read next, in one go: starting LibreOffice is what takes time."""
    _memory.gather(files)
