"""Plain text and Markdown: byte order mark, then UTF-8, then GB18030 (GB 18030-2022); and back."""

from __future__ import annotations

import codecs
import contextlib
import re
from collections.abc import Sequence

from linter.documents.base import Document, EditError, ReadError
from linter.regex_cache import compiled
from linter.text.edits import Edit
from linter.text.source import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"PK\x03\x04", "是压缩包或 Office 文档（docx、xlsx、ofd 等），不是纯文本"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "是 Word 或 WPS 的 .doc 文档，不是纯文本"),
    (b"%PDF-", "是 PDF 文档，不是纯文本"),
    (b"{\\rtf", "是 RTF 文档，不是纯文本"),
    (b"\x89PNG", "是图片，不是纯文本"),
    (b"\xff\xd8\xff", "是图片，不是纯文本"),
)
_CONTROL = compiled(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_NULLS_ALLOWED = 0.001
_CONTROLS_ALLOWED = 0.01
_LOSS_ALLOWED = 0.05
_LOST = "\N{REPLACEMENT CHARACTER}"


class TextDocument(Document, frozen=True, eq=False):
    """A text file, which is its own text."""

    can_edit = True

    def edited(self, edits: Sequence[Edit]) -> bytes:
        """As for every document; new lines end as the line that they are inserted into."""
        return edit_text(self.data, self.source, edits)


def open_text(data: bytes, name: str) -> Document:
    """A text file, opened. Raises ReadError as `read_text` does."""
    return TextDocument(data, read_text(data, name))


def read_text(data: bytes, name: str) -> Source:
    """Decode a text file, keeping what is needed to write it back.

    Raises ReadError for binary data: a known signature, NUL bytes, control characters, or more
    than one character in twenty that no encoding explains.
    """
    for signature, reason in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(name, reason)
    return decode(data, name)


def decode(data: bytes, name: str, declared: str | None = None) -> Source:
    """Bytes as text. `declared` is the codec that a file names for itself.

    It is used if the bytes are not UTF-8 and it decodes all of them, as many pages name a wrong one.

    Raises ReadError as `read_text` does, but knows no signatures.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _source(data[len(mark) :], name, encoding, bom=True)
    if data.count(0) > len(data) * _NULLS_ALLOWED:
        raise ReadError(name, "是二进制文件，不是文本")
    for encoding in ("utf-8", *([declared] if declared else ())):
        with contextlib.suppress(UnicodeDecodeError):
            return _checked(Source(name, data.decode(encoding), encoding))
    return _source(data, name, "utf-8" if _is_damaged_utf8(data) else "gb18030", bom=False)


def edit_text(data: bytes, source: Source, edits: Sequence[Edit]) -> bytes:
    """The bytes of a text file after `edits`.

    Encoding, byte order mark and line ends stay; new lines end as the line that they are inserted into.

    Raises EditError for text that was not read whole, or that its encoding would write in other bytes.
    """
    if source.lossy:
        raise EditError("文件有字符读不出来，改写会丢失内容；请先取原文件另存为UTF-8编码")
    mark = next((mark for mark, name in _MARKS if name == source.encoding), b"") if source.bom else b""
    if mark + source.text.encode(source.encoding) != data:
        raise EditError(f"文件的编码不规范，按{source.encoding}改写会变动别处；请先另存为UTF-8编码")
    parts, at = [mark], 0
    for edit in edits:
        kept, new = source.text[at : edit.span.start], _with_line_ends(edit, source)
        try:
            parts += (kept.encode(source.encoding), new.encode(source.encoding))
        except UnicodeEncodeError:
            raise EditError(f"文件的编码（{source.encoding}）写不出“{edit.content}”") from None
        at = edit.span.end
    return b"".join((*parts, source.text[at:].encode(source.encoding)))


def _with_line_ends(edit: Edit, source: Source) -> str:
    """The content of an edit with the line ends of its row (in the last row, of the one above)."""
    if "\n" not in edit.content:
        return edit.content
    row = max(1, min(source.row(edit.span.start), source.rows - 1))
    ended = source.line_span(row).end
    line_end = source.text[ended : source.line_starts[row]] if row < source.rows else "\n"
    return re.sub(r"\r\n|\r|\n", line_end, edit.content)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all characters beyond ASCII are UTF-8, which other encodings never look like."""
    text = data.decode("utf-8", errors="replace")
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    return text.count(_LOST) <= beyond * _LOSS_ALLOWED


def _source(data: bytes, name: str, encoding: str, *, bom: bool) -> Source:
    text = data.decode(encoding, errors="replace")
    lost = text.count(_LOST)
    if lost > max(8, len(text) * _LOSS_ALLOWED):
        raise ReadError(name, "不是 UTF-8、GB18030 或 UTF-16 编码的文本")
    return _checked(Source(name, text, encoding, bom, lossy=lost > 0))


def _checked(source: Source) -> Source:
    text = source.text
    if len(_CONTROL.findall(text)) > max(8, len(text) * _CONTROLS_ALLOWED):
        raise ReadError(source.name, "含有大量控制字符，是二进制文件，不是文本")
    return source
