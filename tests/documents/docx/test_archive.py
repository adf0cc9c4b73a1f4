"""Archives written again."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from linter.documents.base import EditError
from linter.documents.docx.archive import rewrite_archive, without_dates


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = b"kept"
        for name, kind in (("[Content_Types].xml", 8), ("word/", 0), ("word/a.xml", 8), ("word/b.png", 0)):
            info = zipfile.ZipInfo(name, (2024, 1, 18, 9, 30, 2))
            info.compress_type = kind
            info.external_attr = 0o644 << 16
            archive.writestr(info, name.encode() * (name[-1] != "/"))
    return out.getvalue()


def _listed(data: bytes) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            (each.filename, each.date_time, each.compress_type, each.external_attr, archive.read(each))
            for each in archive.infolist()
        ]


def test_members_that_do_not_change_stay_as_they_are() -> None:
    old = _listed(_archive())
    new = rewrite_archive(_archive(), {"word/a.xml": b"new", "word/c.xml": b"more"})
    want = [(*each[:4], b"new") if each[0] == "word/a.xml" else each for each in old]
    assert _listed(new)[:-1] == want
    assert _listed(new)[-1][:3] == ("word/c.xml", (2024, 1, 18, 9, 30, 2), 8)
    assert zipfile.ZipFile(io.BytesIO(new)).comment == b"kept"
    assert new == rewrite_archive(_archive(), {"word/a.xml": b"new", "word/c.xml": b"more"})


def test_an_archive_written_twice_is_the_same() -> None:
    once = rewrite_archive(_archive(), {})
    assert rewrite_archive(once, {}) == once


def test_without_dates_nothing_tells_when_an_archive_was_packed() -> None:
    later = io.BytesIO()
    with zipfile.ZipFile(later, "w") as archive:
        archive.comment = b"kept"
        for each in zipfile.ZipFile(io.BytesIO(_archive())).infolist():
            content = zipfile.ZipFile(io.BytesIO(_archive())).read(each)
            each.date_time = (2025, 2, 3, 4, 5, 6)
            archive.writestr(each, content)
    assert later.getvalue() != _archive()
    assert without_dates(later.getvalue()) == without_dates(_archive())
    want = [(name, (1980, 1, 1, 0, 0, 0), *rest) for name, _, *rest in _listed(_archive())]
    assert _listed(without_dates(_archive())) == want


def test_names_are_found_in_any_spelling() -> None:
    assert rewrite_archive(_archive(), {"WORD\\A.xml": b"new"}) == rewrite_archive(
        _archive(), {"word/a.xml": b"new"}
    )


def test_packed_bytes_are_carried_over_unread() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/a.xml", "a")
        archive.writestr("word/bomb.bin", bytes(1 << 26))
    damaged = bytearray(out.getvalue())
    damaged[30_000] ^= 255  # among what is packed
    new = rewrite_archive(bytes(damaged), {"word/a.xml": b"b"})
    assert zipfile.ZipFile(io.BytesIO(new)).read("word/a.xml") == b"b"
    with pytest.raises((zipfile.BadZipFile, zlib.error)):
        zipfile.ZipFile(io.BytesIO(new)).read("word/bomb.bin")


def test_an_archive_written_to_a_pipe_is_written_as_one_on_disk() -> None:
    class Pipe(io.RawIOBase):
        """Takes bytes and cannot go back."""

        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.data += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/a.xml", "甲" * 99)
        archive.writestr("word/b.xml", "乙" * 99)
    new = zipfile.ZipFile(io.BytesIO(rewrite_archive(pipe.data, {"word/a.xml": b"b"})))
    assert new.testzip() is None
    assert new.read("word/b.xml").decode() == "乙" * 99


def test_a_damaged_archive_is_refused() -> None:
    for broken in (_archive()[:40], b"", _archive()[60:]):
        with pytest.raises(EditError, match="损坏"):
            rewrite_archive(broken, {})
