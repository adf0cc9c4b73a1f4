"""Bytes to Source, and changed back: one table from a file's suffix to what reads and edits it.

Readers of documents are imported when such a document comes: a plain text must not pay for them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from linter.diagnostic import Edit
from linter.documents.errors import EditError, ReadError
from linter.documents.notes import Note
from linter.documents.sniff import suffix_of
from linter.documents.text import edit_text, read_text
from linter.documents.unsupported import EMPTY, LOCK, UNREADABLE
from linter.text.source import Source

__all__ = [
    "READERS",
    "SUFFIXES",
    "EditError",
    "Note",
    "ReadError",
    "Reader",
    "annotate",
    "can_annotate",
    "check_size",
    "edit",
    "gathers",
    "is_lock",
    "largest",
    "prepare",
    "read",
]

_MEGABYTE = 1024 * 1024


class Reader(NamedTuple):
    """What is done with files of one kind.

    `read` takes the bytes and the name; `edit`, where files of the kind can be changed, the bytes, the
    Source read from them and disjoint edits in the order of its text, and gives the new bytes;
    `annotate`, where they can carry comments, the same with notes instead of edits. `largest` is the
    size in bytes above which a file is refused unread. `prepare`, where many files are read faster than
    one after another, is shown the bytes of those that will be read next.
    """

    read: Callable[[bytes, str], Source]
    edit: Callable[[bytes, Source, Sequence[Edit]], bytes] | None = None
    annotate: Callable[[bytes, Source, Sequence[Note]], bytes] | None = None
    largest: int = 32 * _MEGABYTE
    prepare: Callable[[Sequence[bytes]], None] | None = None


def _read_markdown(data: bytes, name: str) -> Source:
    from linter.documents.markdown import read_markdown

    return read_markdown(data, name)


def _edit_markdown(data: bytes, source: Source, edits: Sequence[Edit]) -> bytes:
    from linter.documents.markdown import edit_markdown

    return edit_markdown(data, source, edits)


def _read_html(data: bytes, name: str) -> Source:
    from linter.documents.html import read_html

    return read_html(data, name)


def _edit_html(data: bytes, source: Source, edits: Sequence[Edit]) -> bytes:
    from linter.documents.html import edit_html

    return edit_html(data, source, edits)


def _read_docx(data: bytes, name: str) -> Source:
    from linter.documents.docx import read_docx

    return read_docx(data, name)


def _edit_docx(data: bytes, source: Source, edits: Sequence[Edit]) -> bytes:
    from linter.documents.docx import edit_docx

    return edit_docx(data, source, edits)


def _annotate_docx(data: bytes, source: Source, notes: Sequence[Note]) -> bytes:
    from linter.documents.docx import annotate_docx

    return annotate_docx(data, source, notes)


def _read_office(data: bytes, name: str) -> Source:
    from linter.documents.office import read_office

    return read_office(data, name)


def _annotate_office(data: bytes, source: Source, notes: Sequence[Note]) -> bytes:
    from linter.documents.office import annotate_office

    return annotate_office(data, source, notes)


def _prepare_office(files: Sequence[bytes]) -> None:
    from linter.documents.office import prepare_office

    prepare_office(files)


def _read_pdf(data: bytes, name: str) -> Source:
    from linter.documents.pdf import read_pdf

    return read_pdf(data, name)


def _read_ofd(data: bytes, name: str) -> Source:
    from linter.documents.ofd import read_ofd

    return read_ofd(data, name)


_TEXT = Reader(read_text, edit_text)
_HTML = Reader(_read_html, _edit_html, largest=16 * _MEGABYTE)
_OFFICE = Reader(_read_office, annotate=_annotate_office, largest=100 * _MEGABYTE, prepare=_prepare_office)
READERS: Mapping[str, Reader] = {
    ".txt": _TEXT,
    ".md": Reader(_read_markdown, _edit_markdown),
    ".html": _HTML,
    ".htm": _HTML,
    ".docx": Reader(_read_docx, _edit_docx, _annotate_docx, largest=100 * _MEGABYTE),
    ".doc": _OFFICE,
    ".wps": _OFFICE,
    ".rtf": _OFFICE,
    ".odt": _OFFICE,
    ".pdf": Reader(_read_pdf, largest=100 * _MEGABYTE),
    ".ofd": Reader(_read_ofd, largest=100 * _MEGABYTE),
}
SUFFIXES = frozenset(READERS)
_BINARY = SUFFIXES - {".txt", ".md", ".html", ".htm"}  # an empty text is a text without a report


def read(data: bytes, name: str) -> Source:
    """The text of a file's bytes, by what they are and then by the suffix of `name`; a name with another
    suffix is read as plain text.

    Raises ReadError when the bytes are no text or document that can be read.
    """
    check_size(name, len(data))
    kind = suffix_of(data, _suffix(name))
    if reason := _unreadable(kind, data, name):
        raise ReadError(name, reason)
    return READERS.get(kind, _TEXT).read(data, name)


def edit(data: bytes, source: Source, edits: Sequence[Edit]) -> bytes:
    """The bytes that `source` was read from, with disjoint `edits` (in the order of its text) carried
    out and everything else as it was.

    Raises EditError when that cannot be done without loss, or not at all in files of this kind.
    """
    editor = _reader(data, source.name).edit
    if editor is None:
        raise EditError("这种格式的文件不能自动修复，请按提示手工修改")
    return editor(data, source, edits)


def annotate(data: bytes, source: Source, notes: Sequence[Note]) -> bytes:
    """A copy, as a .docx file, of the document that `source` was read from, with `notes` (in the order of
    its text) in its margin.

    Raises EditError when files of this kind carry no comments.
    """
    annotator = _reader(data, source.name).annotate
    if annotator is None:
        raise EditError("只有 Word、WPS 文档可以加批注")
    return annotator(data, source, notes)


def can_annotate(data: bytes, name: str) -> bool:
    """Whether a file with these bytes can carry comments."""
    return _reader(data, name).annotate is not None


def check_size(name: str, size: int) -> None:
    """Raises ReadError for a file of more bytes than any report of its kind has."""
    most = largest(name)
    if size > most:
        raise ReadError(name, f"文件超过 {most // _MEGABYTE} MB 的上限，不像是一份年报")


def largest(name: str) -> int:
    """How many bytes a file called `name` may have."""
    return READERS.get(_suffix(name), _TEXT).largest


def is_lock(name: str) -> bool:
    """Whether a file of this name (without its folder) only tells that a document is open."""
    return name.startswith(("~$", ".~"))


def gathers(name: str) -> bool:
    """Whether files called so had better be shown to `prepare`, many at a time, before they are read."""
    return READERS.get(_suffix(name), _TEXT).prepare is not None


def prepare(files: Sequence[tuple[bytes, str]]) -> None:
    """Make ready to read files, given by bytes and name; what goes wrong is told when each is read."""
    gathered: dict[Callable[[Sequence[bytes]], None], list[bytes]] = {}
    for data, name in files:
        kind = suffix_of(data, _suffix(name))
        ready = READERS.get(kind, _TEXT).prepare
        if ready is not None and not _unreadable(kind, data, name):
            gathered.setdefault(ready, []).append(data)
    for ready, held in gathered.items():
        ready(held)


def _unreadable(kind: str, data: bytes, name: str) -> str | None:
    """Why bytes, which `suffix_of` calls `kind`, are known for something that no reader reads."""
    if _suffix(name) in _BINARY:
        if not data:
            return EMPTY
        if is_lock(os.path.basename(name)):
            return LOCK
    return UNREADABLE.get(kind)


def _reader(data: bytes, name: str) -> Reader:
    return READERS.get(suffix_of(data, _suffix(name)), _TEXT)


def _suffix(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot >= 0 else ""
