"""Pages."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Edit
from linter.readers.errors import EditError, ReadError
from linter.source import Source


def read_html(data: bytes, name: str) -> Source:
    """Raises ReadError."""
    raise ReadError(name, "还不能读取")


def edit_html(data: bytes, source: Source, edits: Sequence[Edit]) -> bytes:
    """Raises EditError."""
    raise EditError("还不能修改")
