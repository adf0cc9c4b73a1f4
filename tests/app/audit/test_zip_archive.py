"""Archives: what is safe is opened, all else is named with the reason."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from linter.app.audit import zip_archive
from linter.app.audit.zip_archive import ArchiveError, Member, members, read_member
from tests.corpus.worlds import zipped


def listed(data: bytes) -> dict[str, Member]:
    return {each.name: each for each in members(io.BytesIO(data))}


def plain(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_names_in_gbk_and_in_utf_8_are_read() -> None:
    for data in (zipped({"民政局/年报.txt": b"x"}), plain({"民政局/年报.txt": b"x"})):
        [member] = members(io.BytesIO(data))
        assert (member.name, member.reason) == ("民政局/年报.txt", "")
        assert read_member(io.BytesIO(data), member.path) == b"x"


def test_an_archive_in_an_archive_is_opened_but_no_deeper() -> None:
    inner = zipped({"年报.txt": b"x"})
    found = listed(plain({"a.zip": inner, "b.zip": plain({"c.zip": inner})}))
    assert read_member(io.BytesIO(plain({"a.zip": inner})), found["a.zip!年报.txt"].path) == b"x"
    assert "套了几层" in found["b.zip!c.zip"].reason


@pytest.mark.parametrize(
    "name", ["../年报.txt", "/etc/年报.txt", "C:/年报.txt", "a/../../b.txt", "a\x1b.txt"]
)
def test_names_that_lead_out_or_hide_something_are_not_opened(name: str) -> None:
    [member] = members(io.BytesIO(plain({name: b"x"})))
    assert member.reason


def test_a_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    found = listed(plain({"年报.txt": bytes(30_000_000), "大.txt": b"x"}))
    assert "压缩炸弹" in found["年报.txt"].reason
    assert not found["大.txt"].reason
    monkeypatch.setattr(zip_archive, "_MOST_MEMBERS", 1)
    with pytest.raises(ArchiveError, match="超过 1 个"):
        listed(plain({"a": b"", "b": b""}))
    monkeypatch.undo()
    monkeypatch.setattr(zip_archive, "_MOST_UNPACKED", 3)
    with pytest.raises(ArchiveError, match="解开后超过"):
        listed(plain({"a": b"12345"}))


def test_a_damaged_or_locked_archive_says_so() -> None:
    with pytest.raises(ArchiveError, match="损坏"):
        listed(b"PK\x03\x04 cut short")
    data = bytearray(plain({"年报.txt": b"x" * 50}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    [member] = members(io.BytesIO(bytes(data)))
    assert "密码" in member.reason


def test_a_member_that_is_not_what_the_directory_says_is_refused() -> None:
    data = bytearray(plain({"年报.txt": b"x" * 5000}))
    data[data.index("年报.txt".encode()) + len("年报.txt".encode()) + 3] ^= 0xFF
    with pytest.raises(ArchiveError, match="损坏"):
        read_member(io.BytesIO(bytes(data)), ("年报.txt",))
