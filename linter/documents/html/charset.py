"""The bytes of a page as text."""

from __future__ import annotations

from linter.documents.base import ReadError
from linter.documents.text import decode
from linter.regex_cache import compiled
from linter.text.source import Source

_HEAD = 8192
_MOST_TAGS = 400_000
_DECLARED = compiled(
    r"""(?i)<(?:meta\b[^>]{0,400}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]+)"""
)
_CODECS = dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs") | dict.fromkeys(
    ("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "gb18030"), "gb18030"
)
_ARCHIVE = compiled(r"(?i)\s*(?:MIME-Version|From|Subject|Date|Content-Type):")
_SIGNATURES = (
    (b"PK\x03\x04", "是压缩包或 Office 文档，不是网页"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "是 Word 或 WPS 的 .doc 文档，不是网页"),
    (b"%PDF-", "是 PDF 文档，不是网页"),
    (b"{\\rtf", "是 RTF 文档，不是网页"),
    (b"\x89PNG", "是图片，不是网页"),
    (b"\xff\xd8\xff", "是图片，不是网页"),
)


def page_text(data: bytes, name: str) -> tuple[Source, bool]:
    """A page as its file has it, and whether it is in the encoding that it names itself. Pages in Big5 are
    read as such only where they say so; the other encodings are detected (linter.documents.text.decode).

    Raises ReadError for what is no text, and for an archive of a page (MHT).
    """
    for signature, reason in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(name, reason)
    head = data[:_HEAD].decode("latin-1")
    if _ARCHIVE.match(head) and "multipart/related" in head.lower():
        raise ReadError(name, "是网页存档（MHT），读不了；请用浏览器或 Word 打开，另存为 .html 或 .docx")
    declared = _DECLARED.search(head)
    codec = _CODECS.get(declared[1].lower()) if declared else None
    page = decode(data, name, codec)
    if page.text.count("<") > _MOST_TAGS:
        raise ReadError(name, "网页里的标签太多，不像是一份年报")
    return page, page.encoding == codec
