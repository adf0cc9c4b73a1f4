"""Bytes to Source, and changed back: one table from a file's suffix to what reads and edits it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from linter.diagnostic import Edit
from linter.readers.errors import EditError, ReadError
from linter.readers.text import edit_text, read_text
from linter.source import Source

__all__ = ["READERS", "SUFFIXES", "EditError", "ReadError", "Reader", "edit", "read"]


class Reader(NamedTuple):
    """What is done with files of one kind.

    `read` takes the bytes and the name; `edit`, where files of the kind can be changed, the bytes, the
    Source read from them and disjoint edits in the order of its text, and gives the new bytes.
    """

    read: Callable[[bytes, str], Source]
    edit: Callable[[bytes, Source, Sequence[Edit]], bytes] | None = None


_TEXT = Reader(read_text, edit_text)
READERS: Mapping[str, Reader] = {
    ".txt": _TEXT,
    ".md": _TEXT,
}
SUFFIXES = frozenset(READERS)


def read(data: bytes, name: str) -> Source:
    """The text of a file's bytes; a name with another suffix is read as plain text.

    Raises ReadError when the bytes are no text.
    """
    return _reader(name).read(data, name)


def edit(data: bytes, source: Source, edits: Sequence[Edit]) -> bytes:
    """The bytes that `source` was read from, with disjoint `edits` (in the order of its text) carried
    out and everything else as it was.

    Raises EditError when that cannot be done without loss, or not at all in files of this kind.
    """
    editor = _reader(source.name).edit
    if editor is None:
        raise EditError("这种格式的文件不能自动修复，请按提示手工修改")
    return editor(data, source, edits)


def _reader(name: str) -> Reader:
    dot = name.rfind(".")
    return READERS.get(name[dot:].lower(), _TEXT) if dot >= 0 else _TEXT
