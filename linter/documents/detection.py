"""Detects formats by bytes, not by names: a .doc from a web page is HTML, one from WPS may be docx."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from linter.documents.formats import Content, FileKind, Format, FormatTable

if TYPE_CHECKING:
    from linter.documents import ole

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # the second begins an archive without members
_HEAD = 4096  # bytes in which a text shows what it is
_FIRST_NAME = 30  # where the name of a zip archive's first member begins
_MIMETYPE, _LONGEST_TYPE = b"mimetype", 200
_FLAGS, _IS_ENCRYPTED = 10, 0x0100  # in the header of a Word document (MS-DOC 2.5.2, fEncrypted)
_WORD = "WordDocument"


def detect(data: bytes, suffix: str, table: FormatTable) -> FileKind:
    """The kind of a file with these bytes, or the one that its suffix claims if they do not show it."""
    claimed = table.by_suffix.get(suffix, table.default)
    if data.startswith(_OLE):
        return _of_compound(data, table)
    if data.startswith(_ZIP):
        return _of_zip(data, claimed, table)
    for signature, kind in table.signatures:
        if data.startswith(signature):
            return kind
    content = claimed.content if isinstance(claimed, Format) and suffix in claimed.suffixes else None
    if not data or content is Content.PLAIN:
        return claimed
    head = _decode_head(data[:_HEAD])
    for kind in table.kinds:
        if kind.head is not None and kind.head.match(head):
            return kind
    if content is Content.MARKED and "\0" not in head:
        return table.default  # words in a file that was given a document's name
    return claimed


def _decode_head(head: bytes) -> str:
    """The beginning of a text, decoded well enough to find markup."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _of_compound(data: bytes, table: FormatTable) -> FileKind:
    from linter.documents import ole  # most files are texts

    try:
        compound = ole.Compound(data)
        for kind in table.kinds:
            if stream := next((each for each in kind.streams if each in compound.streams), None):
                return kind if stream != _WORD else _of_word(compound, kind, table)
    except ValueError:
        pass
    return table.other_ole


def _of_word(compound: ole.Compound, kind: FileKind, table: FormatTable) -> FileKind:
    """`kind` for a document of Word that can be opened. Raises ValueError for a damaged one."""
    header = compound.head(compound.streams[_WORD], _FLAGS + 2)
    if len(header) < _FLAGS + 2:
        return table.other_ole
    return table.encrypted if int.from_bytes(header[_FLAGS:], "little") & _IS_ENCRYPTED else kind


def _of_zip(data: bytes, claimed: FileKind, table: FormatTable) -> FileKind:
    first = data[_FIRST_NAME : _FIRST_NAME + _LONGEST_TYPE]
    if first.startswith(_MIMETYPE):
        for kind in table.kinds:
            if any(_is_mimetype(first, each) for each in kind.mimetypes):
                return kind
    from linter.documents import zip_directory

    names = [name.lower() for name in zip_directory.members(data)]
    for kind in table.kinds:
        if _any_begins(names, kind.members):
            return kind
    return claimed if claimed.members and isinstance(claimed, Format) else table.other_zip


def _is_mimetype(first: bytes, mimetype: bytes) -> bool:
    """Whether an archive's first member holds this type and no variant of it (a template)."""
    whole = _MIMETYPE + mimetype
    return first.startswith(whole) and first[len(whole) : len(whole) + 1] != b"-"


def _any_begins(names: Iterable[str], beginnings: tuple[str, ...]) -> bool:
    return any(name.startswith(beginnings) for name in names)
