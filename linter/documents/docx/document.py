"""Open .docx files. What edits and comments them is imported when it is needed."""

from __future__ import annotations

from collections.abc import Sequence

from linter.documents.base import Document, Note
from linter.documents.docx.reader import DocxContent, read_content
from linter.text.edits import Edit
from linter.text.source import Source


class DocxDocument(Document, frozen=True, eq=False):
    """A .docx file; `content` has its parts and the elements with its text."""

    content: DocxContent

    can_edit = True
    can_comment = True
    can_track = True

    def edited(self, edits: Sequence[Edit]) -> bytes:
        """See linter.documents.docx.writer."""
        from linter.documents.docx.writer import edit_docx

        return edit_docx(self.data, self.content, edits)

    def tracked(self, edits: Sequence[Edit]) -> bytes:
        """See linter.documents.docx.revisions."""
        from linter.documents.docx.writer import edit_docx

        return edit_docx(self.data, self.content, edits, tracked=True)

    def commented(self, notes: Sequence[Note], *, dated: bool = True) -> bytes:
        """See linter.documents.docx.annotator."""
        from linter.documents.docx.annotator import annotate_docx

        return annotate_docx(self.data, self.content, notes, dated=dated)


def open_docx(data: bytes, name: str) -> DocxDocument:
    """An open .docx file with its text, tables and the origins of its rows. Raises ReadError."""
    content = read_content(data, name)
    flat = content.flat
    return DocxDocument(data, Source(name, flat.text, origins=flat.origins, grids=flat.grids), content)
