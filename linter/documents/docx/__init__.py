"""Documents of Word and WPS."""

from linter.documents.docx.document import DocxDocument, open_docx

__all__ = ["DocxDocument", "open_docx"]
