"""What is no document, or one that nobody should open."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import zipfile

import pytest

from linter.documents import ReadError
from linter.documents.docx.package import Package
from linter.documents.docx.reader import read_content
from tests.documents.docx.builder import NAMESPACES, members, paragraph, part, relations, written, zipped

PLAIN = paragraph("一、总体情况")


def _reason(data: bytes, name: str = "甲.docx") -> str:
    with pytest.raises(ReadError) as caught:
        read_content(data, name)
    assert str(caught.value).startswith(name + "：")
    return caught.value.reason


def test_the_main_part_is_found_by_relation() -> None:
    parts = members(PLAIN)
    moved = {
        "_rels/.rels": relations({"officeDocument": "/Docs/Main%20one.xml"}),
        "docs/main one.xml": parts["word/document.xml"],
        "docs/_rels/main one.xml.rels": relations({"numbering": "../word/Numbers.xml"}),
        "word/numbers.xml": part("numbering", ""),
    }
    package = Package(zipped(moved), "a.docx")
    assert package.main == "Docs/Main one.xml"
    assert package.related("numbering") == "word/Numbers.xml"
    assert package.part("WORD/numbers.xml") == str(moved["word/numbers.xml"]).encode()
    assert package.part("word/none.xml") is None
    assert package.related("styles") is None
    assert read_content(zipped(moved), "a.docx").flat.text == "一、总体情况\n"


def test_without_relations_the_usual_place_is_taken() -> None:
    data = zipped({"word/document.xml": members(PLAIN)["word/document.xml"]})
    assert read_content(data, "a.docx").flat.text == "一、总体情况\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "文件是空的"),
        (b"\r\n", "文件是空的"),
        ("一、总体情况".encode(), "不是 Word 文档"),
        (b"PK\x03\x04", "文件不完整或已损坏"),
        (written(PLAIN)[:-40], "文件不完整或已损坏"),
        (written(PLAIN)[:300], "文件不完整或已损坏"),
        (zipped({"a.txt": "甲"}), "里面没有 Word 正文"),
        (zipped(members(PLAIN) | {"word/document.xml": "<w:document"}), "不是完整的 XML"),
        (zipped(members(PLAIN) | {"word/document.xml": b""}), "不是完整的 XML"),
        (zipped(members(PLAIN) | {"word/document.xml": "<workbook/>"}), "不是 Word 文档"),
        (zipped(members(PLAIN) | {"_rels/.rels": "<"}), "不是完整的 XML"),
        (written('<w:altChunk r:id="r1"/>'), "请用 Word 打开后另存"),
        (written("<w:p><w:r><w:drawing/></w:r></w:p>"), "只有图片"),
    ],
)
def test_no_document(data: bytes, reason: str) -> None:
    assert reason in _reason(data)


def test_an_empty_document_is_a_document() -> None:
    assert read_content(written(paragraph("")), "a.docx").flat.text == "\n"


def test_a_password() -> None:
    entry = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0")
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + entry + bytes(1024)
    assert "设有打开密码" in _reason(compound)
    data = bytearray(written(PLAIN))
    at = data.index(b"PK\x01\x02")
    while at >= 0:  # every member encrypted, as zip programs do it
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    assert "设有打开密码" in _reason(bytes(data))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈" * 10}">' for n in range(10))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">',
        f"<!DOCTYPE w:document [{LAUGHS}]>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(declared: str, encoding: str) -> None:
    entity = "&l9;" if "l9" in declared else "&x;" if "ENTITY" in declared else ""
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?>{declared}<w:document {NAMESPACES}><w:body><w:p>'
        f"<w:r><w:t>{entity}</w:t></w:r></w:p></w:body></w:document>"
    )
    begun = time.process_time()
    reason = _reason(zipped(members("") | {"word/document.xml": document.encode(encoding)}))
    assert "DOCTYPE" in reason or "不是完整的 XML" in reason
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("megabytes", [20, 200])
def test_bombs_are_refused_unread(megabytes: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members(PLAIN).items():
            if name != "word/document.xml":
                archive.writestr(name, content)
        with archive.open("word/document.xml", "w") as member:
            for _ in range(megabytes):
                member.write(b" " * 1024 * 1024)
    tracemalloc.start()
    reason = _reason(out.getvalue())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert f"解压后有 {megabytes} MB" in reason
    assert peak < 5_000_000


def test_a_member_that_lies_about_its_size() -> None:
    data = bytearray(written(paragraph("甲" * 100_000)))
    at = data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 46
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert "读不出来" in _reason(bytes(data))


def test_too_many_members() -> None:
    many = {f"word/{count}.xml": "" for count in range(10_001)}
    assert "超过 10000 个" in _reason(zipped(members(PLAIN) | many))


@pytest.mark.parametrize("wrapped", ["w:customXml", "w:ins", "v:group"])
def test_depth(wrapped: str) -> None:
    def deep(levels: int) -> bytes:
        opened, closed = f"<{wrapped}>" * levels, f"</{wrapped}>" * levels
        return written(f"<w:p>{opened}<w:r><w:t>甲</w:t></w:r>{closed}</w:p>")

    assert read_content(deep(190), "a.docx").flat.text == "甲\n"
    assert "嵌套超过" in _reason(deep(240))
    assert "嵌套超过" in _reason(deep(3000))
    assert "嵌套超过" in _reason(deep(100_000))


def test_tables_in_tables_without_end() -> None:
    opened = "<w:tbl><w:tr><w:tc><w:sdt><w:sdtContent>" * 38
    closed = "</w:sdtContent></w:sdt></w:tc></w:tr></w:tbl>" * 38
    assert read_content(written(opened + PLAIN + closed), "a.docx").flat.text == "一、总体情况\n"


def test_whatever_is_broken_is_a_read_error() -> None:
    whole = written(PLAIN * 20, numbering="", styles="", footnotes="")
    rng = random.Random(4)
    refused = 0
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(rng.choice((1, 1, 2, 8))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            read_content(bytes(data[: rng.choice((len(data), rng.randrange(len(data))))]), "a.docx")
        except ReadError:
            refused += 1
    assert 200 < refused < 400
