"""What is kept of a file: whole, however odd its text."""

from __future__ import annotations

import io
import zipfile

from linter.app.audit.packing import FileHead, pack, unpack, unpack_findings, unpack_head
from linter.app.audit.review import Review
from linter.app.item import Item
from linter.output.audit.model import FindingRow
from linter.rulebook import load
from linter.settings import Settings
from tests.documents.docx.builder import paragraph, run, written

TEXT = "云岭市民政局2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息86条。\n"


def reviewed(data: bytes, name: str) -> tuple[FileHead, tuple[FindingRow, ...]]:
    parts = unpack(Review(Settings())(data, Item(name, named=False, data=data), load()).kept)
    return unpack_head(parts.head), unpack_findings(parts.findings)


def test_findings_are_kept_with_their_places_and_words() -> None:
    found, findings = reviewed(TEXT.encode(), "a.txt")
    [report] = found.reports
    assert (report.issuer, report.year, report.whole, report.compared) == ("云岭市民政局", 2023, True, False)
    missing = [each for each in findings if each.code == "S101"]
    assert missing
    assert all(each.row and each.place.startswith("第") and each.references for each in missing)
    assert found.counts.total == len(findings)


def test_a_file_that_cannot_be_read_is_kept_with_the_reason() -> None:
    found, _ = reviewed(b"\x89PNG\r\n\x1a\n", "a.png")
    assert "图片" in found.reason
    assert not found.reports


def test_a_commented_copy_bears_no_clock() -> None:
    data = written("".join(paragraph(run(line)) for line in TEXT.splitlines()))
    copy = unpack(Review(Settings())(data, Item("a.docx", named=False, data=data), load()).kept).copy
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert b"date=" not in archive.read("word/comments.xml")
        assert {each.date_time for each in archive.infolist()} == {
            each.date_time for each in zipfile.ZipFile(io.BytesIO(data)).infolist()
        }


def test_half_characters_do_no_harm() -> None:
    row = FindingRow("Z901", "info", "坏\udc80字", "第1行", quote="\ud800")
    found = unpack(pack(FileHead(reason="坏\udc80"), (row,), copy=b"\x00"))
    assert found.copy == b"\x00"
    assert unpack_head(found.head).reason == "坏\\udc80"
    assert unpack_findings(found.findings)[0].message == "坏\\udc80字"
