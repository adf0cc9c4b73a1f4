"""PDF documents."""

from __future__ import annotations

from linter.readers.errors import ReadError
from linter.source import Source


def read_pdf(data: bytes, name: str) -> Source:
    """Raises ReadError."""
    raise ReadError(name, "还不能读取")
