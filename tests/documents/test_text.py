"""Bytes to text and back: which encodings are read, what is refused, and what editing leaves alone."""

from __future__ import annotations

import codecs
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.documents import Document, EditError, Note, ReadError, open_document
from linter.documents.text import read_text
from linter.text.edits import Edit, apply_edits
from linter.text.source import Source, Span

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
    assert open_document(TEXT.encode(), name).source == Source(name, TEXT)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_text_comes_back_as_it_was_written(text: str) -> None:
    assert read_text(text.encode("utf-8-sig"), "a.txt").text == text


@given(st.text(alphabet="政府信息公开工作年度报告一二三（）、。|0123456789\r\n", min_size=1))
def test_gb18030_is_never_taken_for_utf8(text: str) -> None:
    source = read_text((text + "报告").encode("gb18030"), "a.txt")
    assert (source.text, source.encoding) == (text + "报告", "gb18030")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    text, refused = None, ""
    try:
        text = read_text(data, "a.txt").text
    except ReadError as error:
        refused = error.reason
    assert refused if text is None else len(text) <= len(data)


def _edits(*edits: tuple[int, int, str]) -> list[Edit]:
    return [Edit(Span(start, end), content) for start, end, content in edits]


ENCODED = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32")
MIXED = "一、总体\r\n二、主动\n三、申请\r四、复议"


@pytest.mark.parametrize("encoding", ENCODED)
def test_editing_keeps_encoding_mark_and_every_line_end(encoding: str) -> None:
    data = MIXED.encode(encoding)
    edits = _edits((0, 1, "壹"), (4, 4, "情况"), (MIXED.index("三"), MIXED.index("三") + 1, "叁"))
    fixed = "壹、总体情况\r\n二、主动\n叁、申请\r四、复议".encode(encoding)
    assert open_document(data, "a.txt").edited(edits) == fixed


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_the_other_byte_order_is_kept(mark: bytes) -> None:
    codec = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    data = mark + MIXED.encode(codec)
    assert open_document(data, "a.txt").edited(_edits((0, 2, ""))) == mark + MIXED[2:].encode(codec)


@pytest.mark.parametrize(
    ("line", "line_end"), [("总体", "\r\n"), ("主动", "\n"), ("申请", "\r"), ("复议", "\r")]
)
def test_new_lines_end_as_the_line_does_that_they_are_put_into(line: str, line_end: str) -> None:
    at = MIXED.index(line)
    data = MIXED.encode()
    new = open_document(data, "a.txt").edited(_edits((at, at, "甲\n乙\r\n"))).decode()
    assert new == f"{MIXED[:at]}甲{line_end}乙{line_end}{MIXED[at:]}"


def test_a_text_of_one_line_gets_line_feeds() -> None:
    assert open_document(b"ab", "a.txt").edited(_edits((1, 1, "\n"))) == b"a\nb"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (TEXT.encode("gb18030") * 40 + b"\xff", "有字符读不出来"),
        (TEXT.encode()[:-2] + b"\n" + TEXT.encode() * 3, "有字符读不出来"),
    ],
)
def test_text_that_was_not_read_whole_is_not_edited(data: bytes, reason: str) -> None:
    document = open_document(data, "a.txt")
    with pytest.raises(EditError, match=reason):
        document.edited(_edits((0, 1, "x")))


def test_what_the_encoding_cannot_write_is_refused() -> None:
    with pytest.raises(EditError, match="写不出"):
        open_document(b"ab", "a.txt").edited(_edits((0, 1, "\ud800")))


def test_a_document_that_can_only_be_read_is_neither_edited_nor_commented() -> None:
    document = Document(b"ab", read_text(b"ab", "a.pdf"))
    with pytest.raises(EditError, match="不能自动修复"):
        document.edited(_edits((0, 1, "x")))
    with pytest.raises(EditError, match="加批注"):
        document.commented([Note(Span(0, 1), ("甲",))])


@given(
    st.text(alphabet="政府信息公开a1，。\r\n\t\u3000\ufeff", min_size=1, max_size=40),
    st.sampled_from(ENCODED),
    st.data(),
)
def test_editing_changes_what_the_edits_say_and_nothing_else(
    text: str, encoding: str, data: st.DataObject
) -> None:
    raw = text.encode(encoding)
    source = open_document(raw, "a.txt").source
    places = sorted(data.draw(st.lists(st.integers(0, len(source.text)), max_size=6, unique=True)))
    edits = _edits(*((a, b, "改") for a, b in zip(places[::2], places[1::2], strict=False)))
    mark = raw[: len(raw) - len(source.text.encode(source.encoding))]
    assert open_document(raw, "a.txt").edited(edits) == mark + apply_edits(source.text, edits).encode(
        source.encoding
    )
