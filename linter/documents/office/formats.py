"""The documents that LibreOffice converts, with the suffix by which it recognises each.

What it would read as plain text, or need too much memory for, is refused before."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from codecs import BOM_UTF8
from typing import NamedTuple

from linter.documents import ole, zip_directory
from linter.documents.base import ENCRYPTED

_RTF = b"{\\rtf"
_XML = b"<?xml"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_BRACES = re.compile(rb"\\[{}\\]|[{}]")
_DEEPEST = 500  # groups of an RTF in one another: tables in tables come to a few dozen
_MANIFEST = "META-INF/manifest.xml"
_MOST_UNZIPPED = 300 * 1024 * 1024
_MOST_MEMBERS = 5000
_STEP = 1024 * 1024
_HEAD = 1024

DAMAGED = "文件已损坏，或者不是 Word、WPS 文字文档；请用 Word 或 WPS 打开，另存为 .docx 后再检查"
_NESTED = "文件的内部结构嵌套太深，不像是一份年报"
_SWOLLEN = "文件解压后过大，不像是一份年报"


class Refused(NamedTuple):
    """Why a document is not given to LibreOffice, in Chinese."""

    reason: str


def kind(data: bytes) -> str | Refused:
    """The suffix for LibreOffice of a document with these bytes."""
    if data.startswith(ole.SIGNATURE):
        return ".doc"  # which of them can be read has been told by the signature
    if data.startswith(_RTF):
        return Refused(_NESTED) if _depth(data) > _DEEPEST else ".rtf"
    if data.startswith(zip_directory.SIGNATURE):
        return _open_document(data)
    if data[:_HEAD].removeprefix(BOM_UTF8).lstrip().startswith(_XML):
        return Refused(DAMAGED) if any(each in data for each in _DECLARATIONS) else ".xml"
    return Refused(DAMAGED)


def _depth(data: bytes) -> int:
    """How deep the groups of an RTF go, as far as one must look."""
    depth = deepest = 0
    for brace in _BRACES.finditer(data):
        if len(brace[0]) == 1:
            depth += 1 if brace[0] == b"{" else -1
            deepest = max(deepest, depth)
            if deepest > _DEEPEST:
                break
    return deepest


def _open_document(data: bytes) -> str | Refused:
    if len(zip_directory.members(data)) > _MOST_MEMBERS:
        return Refused(_SWOLLEN)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            left = _MOST_UNZIPPED
            for each in archive.infolist():
                if each.flag_bits & 1:
                    return Refused(ENCRYPTED)
                with archive.open(each) as member:
                    begin = part = member.read(_STEP)
                    while part:
                        left -= len(part)
                        if left < 0:
                            return Refused(_SWOLLEN)
                        part = member.read(_STEP)
                if each.filename == _MANIFEST and b"encryption-data" in begin:
                    return Refused(ENCRYPTED)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return Refused(DAMAGED)
    return ".odt"
