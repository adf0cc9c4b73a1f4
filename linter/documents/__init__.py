"""Documents of every format: bytes to text, and back with edits or comments."""

from linter.documents.base import Document, EditError, Note, ReadError
from linter.documents.formats import FORMATS
from linter.documents.limits import check_size, is_lock, largest
from linter.documents.opening import gathers, open_document, prepare

SUFFIXES = frozenset(FORMATS.readable)
"""The suffixes of files that are read, in small letters."""

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "Document",
    "EditError",
    "Note",
    "ReadError",
    "check_size",
    "gathers",
    "is_lock",
    "largest",
    "open_document",
    "prepare",
]
