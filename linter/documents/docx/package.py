"""The parts of a .docx file. A file may be hostile, so that sizes are checked before reading."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from linter.documents.base import ENCRYPTED, ReadError

_MEGABYTE = 1024 * 1024
_MOST_MEMBERS = 10_000
_MOST_XML = 32 * _MEGABYTE  # of all parts that are read, unzipped: a report has one or two
_MOST_PACKED = 250  # times: tables of a thousand equal cells come to sixty
_SURELY_SMALL = 4 * _MEGABYTE
_DEEPEST = 200
_HEAD = 65_536  # bytes in which a part declares its document type
_DOCTYPE = "其中的 {name} 带有 DOCTYPE 声明（可能有实体定义），Word 文档里不该有，不予读取"
_NESTED = f"其中的 {{name}} 嵌套超过 {_DEEPEST} 层，不像是一份年报"
_TOO_DEEP = etree.XPath(f"boolean({'/*' * _DEEPEST})")
_MEMBER = b"PK\x01\x02"  # the head of a member's entry in a zip archive's directory
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error)


class Package:
    """An opened .docx file: `data` are its bytes, `name` is what messages call it, `main` the name of the
    part with its text."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises ReadError for bytes that are no .docx file, or one that nobody should open."""
        self.data = data
        self.name = name
        self._archive = _opened(data, name)
        self._members = {_normal(info.filename): info for info in self._archive.infolist()}
        self._left = _MOST_XML
        self._sizes: dict[str, int] = {}  # of parts that were read: one read again counts once
        self.main = self._main()
        self._related = self._relations(self.main)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part (`word/numbering.xml`); None where there is no such part.

        Raises ReadError for one that is damaged, encrypted or too large.
        """
        info = self._members.get(_normal(name))
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ReadError(self.name, ENCRYPTED)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadError(self.name, "压缩方式不是 Word 文档所用的，请用 Word 或 WPS 打开后另存")
        self._left += self._sizes.pop(info.filename, 0)
        packed = info.file_size > _SURELY_SMALL and info.file_size > info.compress_size * _MOST_PACKED
        if packed or info.file_size > self._left:
            size = info.file_size // _MEGABYTE
            raise ReadError(self.name, f"其中的 {info.filename} 解压后有 {size} MB，不像是一份年报")
        try:
            with self._archive.open(info) as member:
                data = member.read(self._left)
        except _BROKEN:
            raise ReadError(
                self.name, f"文件已损坏，其中的 {info.filename} 读不出来，请取完整的文件"
            ) from None
        self._sizes[info.filename] = len(data)
        self._left -= len(data)
        return data

    def root(self, name: str) -> etree._Element | None:
        """The root element of a part, parsed anew at each call; None where there is no such part.

        Raises ReadError, also for XML that is not well-formed, deeper than any document, or that declares
        a document type (and so entities, which could name other files or grow without end).
        """
        data = self.part(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReadError(self.name, _unparsed(name, data, error)) from None
        if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs are not sure
            raise ReadError(self.name, _DOCTYPE.format(name=name))
        if _TOO_DEEP(root):
            raise ReadError(self.name, _NESTED.format(name=name))
        return root

    def related(self, kind: str) -> str | None:
        """The name of the part that the main part relates to as `numbering`, `styles` or `comments`."""
        return self._related.get(kind)

    def _main(self) -> str:
        main = self._relations("").get("officeDocument", "word/document.xml")
        if _normal(main) not in self._members:
            raise ReadError(self.name, "是压缩包，里面没有 Word 正文，不是 docx 文档")
        return main

    def _relations(self, source: str) -> Mapping[str, str]:
        """The last word of each type of relation of a part, and the first part so related."""
        folder, base = posixpath.split(source)
        root = self.root(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[str, str] = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = unquote(relation.get("Target", "")).replace("\\", "/")
                name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found.setdefault(relation.get("Type", "").rpartition("/")[2], name)
        return found


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    if not data.strip():
        raise ReadError(name, "文件是空的")
    if data.startswith(_OLE):  # a compound file that is no .doc: how Office wraps what it encrypts
        raise ReadError(name, ENCRYPTED)
    if not data.startswith(b"PK"):
        raise ReadError(name, "不是 Word 文档（docx），请用 Word 或 WPS 打开后另存")
    if data.count(_MEMBER) > _MOST_MEMBERS:
        raise ReadError(name, f"压缩包里的文件超过 {_MOST_MEMBERS} 个，不像是一份年报")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise ReadError(name, "文件不完整或已损坏，打不开，请重新取一份") from None


def _unparsed(name: str, data: bytes, error: Exception) -> str:
    """Why a part was not parsed. The parser stops at entities that grow, and at what is too deep for it."""
    if b"<!DOCTYPE" in data.replace(b"\0", b"")[:_HEAD]:
        return _DOCTYPE.format(name=name)
    if "depth" in str(error):
        return _NESTED.format(name=name)
    return f"文件已损坏，其中的 {name} 不是完整的 XML"


def _normal(name: str) -> str:
    """The name of a part for comparison: capital and small letters are the same."""
    return name.replace("\\", "/").lstrip("/").lower()
