"""Bytes to text: which encodings are read, and what is refused."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.readers import ReadError, read
from linter.readers.text import read_text
from linter.source import Source

TEXT = "云岭市临江区档案局2023年政府信息公开工作年度报告\r\n一、总体情况\r"


@pytest.mark.parametrize(
    ("data", "source"),
    [
        (b"", Source("a.txt", "")),
        (TEXT.encode(), Source("a.txt", TEXT)),
        (TEXT.encode("utf-8-sig"), Source("a.txt", TEXT, bom=True)),
        (TEXT.encode("gb18030"), Source("a.txt", TEXT, "gb18030")),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), Source("a.txt", TEXT, "utf-16-le", bom=True)),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), Source("a.txt", TEXT, "utf-16-be", bom=True)),
        (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), Source("a.txt", TEXT, "utf-32-le", bom=True)),
        (b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"), Source("a.txt", TEXT, "utf-32-be", bom=True)),
    ],
)
def test_encodings(data: bytes, source: Source) -> None:
    assert read_text(data, "a.txt") == source


def test_lost_characters_are_told() -> None:
    source = read_text(TEXT.encode("gb18030") * 40 + b"\xff", "a.txt")
    assert (source.encoding, source.lossy, source.text[-1]) == ("gb18030", True, "\ufffd")


@pytest.mark.parametrize("data", [(TEXT * 3).encode()[:-2], TEXT.encode() * 3 + TEXT.encode()[32:]])
def test_one_broken_character_does_not_make_utf8_something_else(data: bytes) -> None:
    source = read_text(data, "a.txt")
    assert (source.encoding, source.lossy) == ("utf-8", True)
    assert source.text.startswith("云岭市临江区")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04rest", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", r"\.doc"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0", "图片"),
        (bytes(range(256)) * 8, "二进制"),
        (b"\x01\x02\x03" * 20, "控制字符"),
        (b"\xff" * 400, "不是 UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        read_text(data, "甲.txt")
    assert caught.value.name == "甲.txt"
    assert str(caught.value) == f"甲.txt：{caught.value.reason}"


def test_the_error_survives_a_process_boundary() -> None:
    error = pickle.loads(pickle.dumps(ReadError("a.txt", "读不了")))
    assert (str(error), error.name, error.reason) == ("a.txt：读不了", "a.txt", "读不了")


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.md", "报告", "a.unknown", "-"])
def test_every_name_finds_a_reader(name: str) -> None:
    assert read(TEXT.encode(), name) == Source(name, TEXT)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_text_comes_back_as_it_was_written(text: str) -> None:
    assert read_text(text.encode("utf-8-sig"), "a.txt").text == text


@given(st.text(alphabet="政府信息公开工作年度报告一二三（）、。|0123456789\r\n", min_size=1))
def test_gb18030_is_never_taken_for_utf8(text: str) -> None:
    source = read_text((text + "报告").encode("gb18030"), "a.txt")
    assert (source.text, source.encoding) == (text + "报告", "gb18030")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = read_text(data, "a.txt").text
    except ReadError:
        return
    assert len(text) <= len(data)
