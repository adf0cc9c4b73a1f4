"""The table of file formats: how each is named and recognised, and what opens it.

A new format is one entry in `FORMATS`. Readers are imported when such a document comes: a plain text
must not pay for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from linter.documents.base import ENCRYPTED, Document
from linter.documents.text import open_text
from linter.regex_cache import compiled

_MEGABYTE = 1024 * 1024


class FileKind(Struct, frozen=True, kw_only=True):
    """How files of one kind are named and recognised.

    `suffixes` are in small letters, with their dot. A file is of this kind when its bytes begin with one of
    `signatures`; when it is a compound file (OLE) with one of `streams`; when it is a zip archive whose
    first member is a `mimetype` that begins so, or with a member whose name in small letters begins with
    one of `members`; or when `head` matches where its text begins.
    """

    suffixes: tuple[str, ...] = ()
    signatures: tuple[bytes, ...] = ()
    streams: tuple[str, ...] = ()
    mimetypes: tuple[bytes, ...] = ()
    members: tuple[str, ...] = ()
    head: re.Pattern[str] | None = None


class Content(Enum):
    """What the bytes of a format are."""

    PLAIN = 1
    """Any words at all: what a name claims is believed, whatever the words look like."""
    MARKUP = 2
    BINARY = 3
    MARKED = 4
    """As BINARY, and every file is recognised by its bytes: words without a mark are plain text."""

    @property
    def is_text(self) -> bool:
        """Whether an empty file is one, a text without a report."""
        return self in (Content.PLAIN, Content.MARKUP)


class Format(FileKind, frozen=True, kw_only=True):
    """A kind of file that is read.

    `open` makes a document of the bytes and the name that messages use, or raises ReadError. `can_edit` and
    `can_comment` are those of its documents. `largest` is the size in bytes above which a file is refused
    unread. `prepare`, where many files are read faster than one after another, is shown the bytes of those
    that will be opened next.
    """

    open: Callable[[bytes, str], Document]
    content: Content
    can_edit: bool = False
    can_comment: bool = False
    largest: int = 32 * _MEGABYTE
    prepare: Callable[[Sequence[bytes]], None] | None = None


class Unsupported(FileKind, frozen=True, kw_only=True):
    """A kind of file that is known and not read; `reason` says in Chinese what its owner should do."""

    reason: str


class FormatTable(Struct, frozen=True, dict=True):
    """Kinds of files. A file is of the first kind that recognises its bytes, else of the one that its name
    claims, else of `default`; `other_ole` and `other_zip` stand for containers of nothing known."""

    kinds: tuple[FileKind, ...]
    default: Format
    encrypted: Unsupported
    other_ole: Unsupported
    other_zip: Unsupported

    @cached_property
    def by_suffix(self) -> Mapping[str, FileKind]:
        """The kind of each suffix."""
        return {suffix: kind for kind in self.kinds for suffix in kind.suffixes}

    @cached_property
    def readable(self) -> Mapping[str, Format]:
        """The format of each suffix that is read."""
        return {suffix: kind for suffix, kind in self.by_suffix.items() if isinstance(kind, Format)}

    @cached_property
    def signatures(self) -> tuple[tuple[bytes, FileKind], ...]:
        """Every signature with its kind."""
        return tuple((each, kind) for kind in self.kinds for each in kind.signatures)

    def of_name(self, name: str) -> Format:
        """The format that a file's name claims; the default one where that is none that is read."""
        return self.readable.get(suffix_of(name), self.default)


def suffix_of(name: str) -> str:
    """The suffix of a name in small letters, with its dot; empty without one."""
    dot = name.rfind(".")
    return name[dot:].lower() if dot >= 0 else ""


def _open_markdown(data: bytes, name: str) -> Document:
    from linter.documents.markdown import open_markdown

    return open_markdown(data, name)


def _open_html(data: bytes, name: str) -> Document:
    from linter.documents.html import open_html

    return open_html(data, name)


def _open_docx(data: bytes, name: str) -> Document:
    from linter.documents.docx import open_docx

    return open_docx(data, name)


def _open_office(data: bytes, name: str) -> Document:
    from linter.documents.office import open_office

    return open_office(data, name)


def _prepare_office(files: Sequence[bytes]) -> None:
    from linter.documents.office import prepare_office

    prepare_office(files)


def _open_pdf(data: bytes, name: str) -> Document:
    from linter.documents.pdf import open_pdf

    return open_pdf(data, name)


def _open_ofd(data: bytes, name: str) -> Document:
    from linter.documents.ofd import open_ofd

    return open_ofd(data, name)


_PICTURE = "是图片，没有可以读取的文字；请改用 Word、WPS、网页或带文字的 PDF 文件"
_SHEET = "是电子表格，不是年报文档；请改用年报的 Word、WPS、网页或 PDF 文件"
_SLIDES = "是演示文稿，不是年报文档；请改用年报的 Word、WPS、网页或 PDF 文件"
_ARCHIVE = "是压缩包；请先解压，再检查里面的文件"
_MHT = "是单个文件的网页（MHT）；请用浏览器或 Word 打开，另存为 .html 或 .docx 后再检查"
_OLE = "不是 Word 或 WPS 文字文档，或者文件已损坏；请用 Word 或 WPS 打开，另存为 .docx 后再检查"

_HTML_HEAD = compiled(
    r"(?is)(?>\s+|<\?.*?>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body|meta|table|div)(?=[\s>])"
)
_WORD_XML_HEAD = compiled(r'(?s)\s*+<\?xml.*?(?:progid="Word\.Document"|<w:wordDocument\b|<pkg:package\b)')
_MHT_HEAD = compiled(r"(?i)(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*+){0,20}?mime-version:")

_TEXT = Format(suffixes=(".txt",), open=open_text, content=Content.PLAIN, can_edit=True)
_OFFICE = Format(
    open=_open_office,
    content=Content.MARKED,
    can_comment=True,
    largest=100 * _MEGABYTE,
    prepare=_prepare_office,
)
_OTHER_ZIP = Unsupported(suffixes=(".zip",), reason=_ARCHIVE)
_ENCRYPTED_FILE = Unsupported(streams=("EncryptedPackage",), reason=ENCRYPTED)

FORMATS = FormatTable(
    (
        _ENCRYPTED_FILE,
        _TEXT,
        Format(suffixes=(".md",), open=_open_markdown, content=Content.PLAIN, can_edit=True),
        Format(
            suffixes=(".html", ".htm"),
            head=_HTML_HEAD,
            open=_open_html,
            content=Content.MARKUP,
            can_edit=True,
            largest=16 * _MEGABYTE,
        ),
        Format(
            suffixes=(".docx",),
            members=("word/",),
            open=_open_docx,
            content=Content.BINARY,
            can_edit=True,
            can_comment=True,
            largest=100 * _MEGABYTE,
        ),
        Format(
            suffixes=(".ofd",),
            members=("ofd.xml",),
            open=_open_ofd,
            content=Content.BINARY,
            largest=100 * _MEGABYTE,
        ),
        Unsupported(suffixes=(".xlsx",), members=("xl/",), reason=_SHEET),
        Unsupported(suffixes=(".pptx",), members=("ppt/",), reason=_SLIDES),
        replace(_OFFICE, suffixes=(".doc", ".wps"), streams=("WordDocument",), head=_WORD_XML_HEAD),
        replace(_OFFICE, suffixes=(".rtf",), signatures=(b"{\\rtf",)),
        replace(
            _OFFICE,
            suffixes=(".odt",),
            mimetypes=(b"application/vnd.oasis.opendocument.text",),
            members=("content.xml",),
        ),
        Format(
            suffixes=(".pdf",),
            signatures=(b"%PDF-",),
            open=_open_pdf,
            content=Content.BINARY,
            largest=100 * _MEGABYTE,
        ),
        Unsupported(suffixes=(".mht",), head=_MHT_HEAD, reason=_MHT),
        Unsupported(suffixes=(".xls",), streams=("Workbook", "Book"), reason=_SHEET),
        Unsupported(suffixes=(".ods",), mimetypes=(b"application/vnd.oasis.opendocument.",), reason=_SHEET),
        Unsupported(suffixes=(".ppt",), streams=("PowerPoint Document",), reason=_SLIDES),
        Unsupported(suffixes=(".png",), signatures=(b"\x89PNG\r\n",), reason=_PICTURE),
        Unsupported(suffixes=(".jpg",), signatures=(b"\xff\xd8\xff",), reason=_PICTURE),
        Unsupported(suffixes=(".gif",), signatures=(b"GIF8",), reason=_PICTURE),
        Unsupported(suffixes=(".tif",), signatures=(b"II*\0", b"MM\0*"), reason=_PICTURE),
        _OTHER_ZIP,
        Unsupported(suffixes=(".rar",), signatures=(b"Rar!\x1a\x07",), reason=_ARCHIVE),
        Unsupported(suffixes=(".7z",), signatures=(b"7z\xbc\xaf\x27\x1c",), reason=_ARCHIVE),
        Unsupported(suffixes=(".gz",), signatures=(b"\x1f\x8b\x08",), reason=_ARCHIVE),
    ),
    default=_TEXT,
    encrypted=_ENCRYPTED_FILE,
    other_ole=Unsupported(reason=_OLE),
    other_zip=_OTHER_ZIP,
)
"""Every kind of file that is known; the order decides where a file bears the marks of several."""
