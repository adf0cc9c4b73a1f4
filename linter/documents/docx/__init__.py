"""Documents of Word and WPS."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Edit
from linter.documents.docx.reader import Reading, reading
from linter.documents.notes import Note
from linter.text.source import Source

__all__ = ["Reading", "annotate_docx", "edit_docx", "read_docx", "reading"]


def read_docx(data: bytes, name: str) -> Source:
    """The text of a .docx file, its tables, and where its rows came from. Raises ReadError."""
    flat = reading(data, name).flat
    return Source(name, flat.text, origins=flat.origins, grids=flat.grids)


def edit_docx(data: bytes, source: Source, edits: Sequence[Edit]) -> bytes:
    """See linter.documents.docx.writer. Raises EditError."""
    from linter.documents.docx import writer

    return writer.edit_docx(data, source, edits)


def annotate_docx(data: bytes, source: Source, notes: Sequence[Note]) -> bytes:
    """See linter.documents.docx.annotator. Raises EditError, ReadError."""
    from linter.documents.docx import annotator

    return annotator.annotate_docx(data, source, notes)
