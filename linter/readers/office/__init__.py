"""Documents that LibreOffice turns into .docx."""

from __future__ import annotations

from collections.abc import Sequence

from linter.readers.errors import EditError, ReadError
from linter.readers.notes import Note
from linter.source import Source


def read_office(data: bytes, name: str) -> Source:
    """Raises ReadError."""
    raise ReadError(name, "还不能读取")


def annotate_office(data: bytes, source: Source, notes: Sequence[Note]) -> bytes:
    """Raises EditError."""
    raise EditError("还不能批注")
