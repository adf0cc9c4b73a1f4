"""What is known for something that cannot be read, and what its owner should do."""

from __future__ import annotations

from collections.abc import Mapping

from linter.documents.sniff import COMPOUND, ENCRYPTED

_PICTURE = "是图片，没有可以读取的文字；请改用 Word、WPS、网页或带文字的 PDF 文件"
_SHEET = "是电子表格，不是年报文档；请改用年报的 Word、WPS、网页或 PDF 文件"
_SLIDES = "是演示文稿，不是年报文档；请改用年报的 Word、WPS、网页或 PDF 文件"
_ARCHIVE = "是压缩包；请先解压，再检查里面的文件"

UNREADABLE: Mapping[str, str] = {
    ENCRYPTED: "文件设有打开密码；请用 Word 或 WPS 打开，取消密码后另存，再检查",
    COMPOUND: "不是 Word 或 WPS 文字文档，或者文件已损坏；请用 Word 或 WPS 打开，另存为 .docx 后再检查",
    ".mht": "是单个文件的网页（MHT）；请用浏览器或 Word 打开，另存为 .html 或 .docx 后再检查",
    ".zip": _ARCHIVE,
    ".rar": _ARCHIVE,
    ".7z": _ARCHIVE,
    ".gz": _ARCHIVE,
    ".xls": _SHEET,
    ".xlsx": _SHEET,
    ".ods": _SHEET,
    ".ppt": _SLIDES,
    ".pptx": _SLIDES,
    ".png": _PICTURE,
    ".jpg": _PICTURE,
    ".gif": _PICTURE,
    ".tif": _PICTURE,
}
"""By what `suffix_of` calls it."""

EMPTY = "文件是空的（0 字节）"
LOCK = "是 Word 或 WPS 打开文档时留下的临时文件，不是文档；请检查没有“~$”的那个文件"
