"""Bytes to Source: one table from a file's suffix to what reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from linter.readers.errors import ReadError
from linter.readers.text import read_text
from linter.source import Source

__all__ = ["READERS", "SUFFIXES", "ReadError", "read"]

Reader = Callable[[bytes, str], Source]

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
}
SUFFIXES = frozenset(READERS)


def read(data: bytes, name: str) -> Source:
    """The text of a file's bytes; a name with another suffix is read as plain text.

    Raises ReadError when the bytes are no text.
    """
    dot = name.rfind(".")
    reader = READERS.get(name[dot:].lower(), read_text) if dot >= 0 else read_text
    return reader(data, name)
