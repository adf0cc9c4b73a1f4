"""Documents that LibreOffice turns into .docx: .doc, .wps, .rtf, .odt and Word's XML.

What a document was turned into stays in this process's memory for as long as it may be asked for again;
on disk nothing is left.
"""

from __future__ import annotations

from collections.abc import Sequence

from linter.documents.errors import EditError, ReadError
from linter.documents.notes import Note
from linter.documents.office.conversion_cache import Memory
from linter.documents.office.convert import Failed
from linter.text.source import Source

_ILL_MADE = "LibreOffice 转换出来的文档读不了（{reason}）；请用 Word 或 WPS 另存为 .docx 后再检查"

_memory = Memory()


def read_office(data: bytes, name: str) -> Source:
    """The text and the tables of the document; its places are those of the .docx it becomes.

    Raises ReadError for a document that is damaged or under a password, and when LibreOffice is not
    there, fails or takes too long.
    """
    from linter.documents.docx import read_docx

    made = _memory.converted(data)
    if isinstance(made, Failed):
        raise ReadError(name, made.reason)
    try:
        return read_docx(made, name)
    except ReadError as error:
        raise ReadError(name, _ILL_MADE.format(reason=error.reason)) from None


def annotate_office(data: bytes, source: Source, notes: Sequence[Note]) -> bytes:
    """A .docx of the document with `notes` in its margin. Raises EditError."""
    from linter.documents.docx import annotate_docx

    made = _memory.converted(data)
    if isinstance(made, Failed):
        raise EditError(made.reason)
    return annotate_docx(made, source, notes)


def prepare_office(files: Sequence[bytes]) -> None:
    """Convert documents that will be read next, in one go: starting LibreOffice is what takes time."""
    _memory.gather(files)
