"""Documents of Word and WPS."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Edit
from linter.readers.errors import EditError, ReadError
from linter.readers.notes import Note
from linter.source import Source


def read_docx(data: bytes, name: str) -> Source:
    """Raises ReadError."""
    raise ReadError(name, "还不能读取")


def edit_docx(data: bytes, source: Source, edits: Sequence[Edit]) -> bytes:
    """Raises EditError."""
    raise EditError("还不能修改")


def annotate_docx(data: bytes, source: Source, notes: Sequence[Note]) -> bytes:
    """Raises EditError."""
    raise EditError("还不能批注")
