"""OFD documents (GB/T 33190)."""

from __future__ import annotations

from linter.readers.errors import ReadError
from linter.source import Source


def read_ofd(data: bytes, name: str) -> Source:
    """Raises ReadError."""
    raise ReadError(name, "还不能读取")
