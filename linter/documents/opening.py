"""Bytes to documents, by what the bytes are and then by what the file's name claims."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from linter.documents.base import Document, ReadError
from linter.documents.detection import detect
from linter.documents.formats import FORMATS, FileKind, Format, FormatTable, Unsupported, suffix_of
from linter.documents.limits import check_size, is_lock

_EMPTY = "文件是空的（0 字节）"
_LOCK = "是 Word 或 WPS 打开文档时留下的临时文件，不是文档；请检查没有“~$”的那个文件"


def open_document(data: bytes, name: str, formats: FormatTable = FORMATS) -> Document:
    """The document that a file's bytes are; a name with an unknown suffix claims plain text.

    `name` is used in messages. Raises ReadError when the bytes are no text or document that can be read.
    """
    check_size(name, len(data))
    kind = detect(data, suffix_of(name), formats)
    if reason := _refusal(kind, data, name, formats):
        raise ReadError(name, reason)
    return _format(kind, formats).open(data, name)


def gathers(name: str) -> bool:
    """Whether files of this name should be passed to `prepare`, many at a time, before they are opened."""
    return FORMATS.of_name(name).prepare is not None


def prepare(files: Sequence[tuple[bytes, str]]) -> None:
    """Prepare to open files, given by bytes and name; errors are raised when each is opened."""
    by_function: dict[Callable[[Sequence[bytes]], None], list[bytes]] = {}
    for data, name in files:
        kind = detect(data, suffix_of(name), FORMATS)
        function = _format(kind, FORMATS).prepare
        if function is not None and not _refusal(kind, data, name, FORMATS):
            by_function.setdefault(function, []).append(data)
    for function, contents in by_function.items():
        function(contents)


def _refusal(kind: FileKind, data: bytes, name: str, formats: FormatTable) -> str | None:
    """Why a file of a known kind is not opened, in Chinese; None where it is."""
    claimed = formats.readable.get(suffix_of(name))
    if claimed is not None and not claimed.content.is_text:
        if not data:
            return _EMPTY
        if is_lock(os.path.basename(name)):
            return _LOCK
    return kind.reason if isinstance(kind, Unsupported) else None


def _format(kind: FileKind, formats: FormatTable) -> Format:
    return kind if isinstance(kind, Format) else formats.default
