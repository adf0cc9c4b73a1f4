"""What bytes are, whatever their file is called."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.documents import FORMATS, SUFFIXES, ReadError, open_document
from linter.documents.detection import detect
from linter.documents.ole import Compound
from tests.documents.ole import compound, word


def _zip(*names: str, first: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, b"<x/>")
    return out.getvalue()


DOCX = _zip("[Content_Types].xml", "word/document.xml")
ODT = _zip("content.xml", "META-INF/manifest.xml", first=b"application/vnd.oasis.opendocument.text")
PAGE = "<html><body>云岭市临江区</body></html>"
ENCRYPTED = compound({"EncryptionInfo": b"", "EncryptedPackage": b"x" * 5000})
WORD_XML = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>'
MHT = b"From: <a>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>"


KINDS = {".encrypted": FORMATS.encrypted, ".ole": FORMATS.other_ole}


@pytest.mark.parametrize(
    ("data", "names", "kind"),
    [
        (DOCX, ".docx .doc .wps .txt .html .pdf .xyz", ".docx"),
        (_zip("word/document2.xml"), ".docx .doc", ".docx"),
        (_zip("OFD.xml", "Doc_0/Document.xml"), ".ofd .docx", ".ofd"),
        (ODT, ".odt .doc .docx", ".odt"),
        (_zip("content.xml"), ".odt .zip", ".odt"),
        (_zip("content.xml", first=b"application/vnd.oasis.opendocument.spreadsheet"), ".odt .ods", ".ods"),
        (_zip("xl/workbook.xml"), ".docx .xlsx .txt", ".xlsx"),
        (_zip("ppt/presentation.xml"), ".docx", ".pptx"),
        (_zip("a.docx", "b.docx"), ".zip .txt .doc", ".zip"),
        (_zip("other"), ".docx", ".docx"),
        (DOCX[: len(DOCX) // 2], ".docx", ".docx"),
        (b"PK\x05\x06" + bytes(18), ".zip .txt", ".zip"),
        (word(), ".doc .docx .txt .rtf", ".doc"),
        (word(), ".wps", ".doc"),
        (word(encrypted=True), ".doc .wps .docx", ".encrypted"),
        (ENCRYPTED, ".docx .doc .txt", ".encrypted"),
        (compound({"Workbook": b"x"}), ".xls .doc", ".xls"),
        (compound({"PowerPoint Document": b"x"}), ".ppt .doc", ".ppt"),
        (compound({"Other": b"x"}), ".doc", ".ole"),
        (word()[:700], ".doc", ".ole"),
        (word()[:1500], ".doc", ".ole"),
        (b"{\\rtf1 text}", ".rtf .doc .txt", ".rtf"),
        (b"%PDF-1.7\n", ".pdf .docx .txt .xyz", ".pdf"),
        (PAGE.encode(), ".html .htm .doc .wps .xls .docx .xyz", ".html"),
        (b"\xef\xbb\xbf  <!-- x -->\n<!DOCTYPE html>" + PAGE.encode(), ".doc .html", ".html"),
        (PAGE.encode("utf-16"), ".doc .html", ".html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', ".doc", ".html"),
        (b"<table><tr><td>1</td></tr></table>", ".xls .doc", ".html"),
        (WORD_XML, ".doc .xml", ".doc"),
        (MHT, ".mht .doc .html", ".mht"),
        (b"MIME-Version: 1.0\r\n", ".doc", ".mht"),
        ("一、总体情况".encode(), ".doc .wps .rtf .odt", ".txt"),
        (b"\x89PNG\r\n\x1a\n", ".png .txt .docx", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg .doc", ".jpg"),
        (b"\0\1\2", ".doc", ".doc"),
        (b"", " ".join(sorted(SUFFIXES)), ""),
        (PAGE.encode(), ".txt", ".txt"),
        (PAGE.encode(), ".md", ".md"),
    ],
)
def test_kinds(data: bytes, names: str, kind: str) -> None:
    for suffix in names.split():
        assert detect(data, suffix, FORMATS) is KINDS.get(kind, FORMATS.by_suffix.get(kind or suffix))


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (ENCRYPTED, "报告.docx", "设有打开密码"),
        (word(encrypted=True), "报告.doc", "设有打开密码"),
        (word(encrypted=True), "报告.wps", "设有打开密码"),
        (MHT, "报告.doc", "MHT"),
        (_zip("a.txt"), "报告.zip", "先解压"),
        (_zip("xl/workbook.xml"), "报告.docx", "电子表格"),
        (b"\x89PNG\r\n\x1a\n", "报告.docx", "是图片"),
        (compound({"Other": b"x"}), "报告.doc", "不是 Word 或 WPS"),
        (b"\0\1\2\3", "报告.doc", "已损坏"),
        (bytes(162), "~$报告.docx", "临时文件"),
    ],
)
def test_what_cannot_be_read_says_what_it_is(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as told:
        open_document(data, name)
    assert told.value.name == name


def test_an_empty_document_is_said_to_be_empty() -> None:
    for suffix in SUFFIXES - {".txt", ".md", ".html", ".htm"}:
        with pytest.raises(ReadError) as told:
            open_document(b"", f"报告{suffix.upper()}")
        assert str(told.value) == f"报告{suffix.upper()}：文件是空的（0 字节）"
    assert open_document(b"", "报告.txt").source.text == open_document(b"", "报告.md").source.text == ""


def test_every_suffix_belongs_to_one_kind() -> None:
    suffixes = [suffix for kind in FORMATS.kinds for suffix in kind.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert set(FORMATS.readable) == SUFFIXES


@given(st.sampled_from([word(), DOCX, ODT, ENCRYPTED, MHT, WORD_XML]), st.data())
def test_damage_never_fails(data: bytes, draw: st.DataObject) -> None:
    damaged = bytearray(data)
    for _ in range(draw.draw(st.integers(0, 8))):
        damaged[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    cut = bytes(damaged[: draw.draw(st.integers(0, len(data)))])
    known = (*FORMATS.kinds, FORMATS.other_ole)
    assert all(detect(cut, suffix, FORMATS) in known for suffix in SUFFIXES)


def test_a_stream_in_the_mini_stream_is_found() -> None:
    # the root's stream begins in sector 2; the entry behind it is 12 bytes long, in mini sector 1
    data = bytearray(compound({"WordDocument": b"x" * 600}))
    root, entry = 1024, 1024 + 128
    data[root + 116 : root + 124] = (2).to_bytes(4, "little") + (4096).to_bytes(4, "little")
    data[entry + 116 : entry + 124] = (1).to_bytes(4, "little") + (12).to_bytes(4, "little")
    data[1536 + 64 : 1536 + 76] = b"FIB-is-here!"
    held = Compound(bytes(data))
    assert held.head(held.streams["WordDocument"], 100) == b"FIB-is-here!"


@pytest.mark.parametrize("words", ["<!---->", "<?x?>", " ", "a: b\n", "<!--", "<?xml ", "a:\n "])
def test_no_beginning_takes_long(words: str) -> None:
    began = time.perf_counter()
    detect((words * 5000).encode(), ".doc", FORMATS)
    detect((words * 5000 + "<html>").encode(), ".doc", FORMATS)
    assert time.perf_counter() - began < 1
