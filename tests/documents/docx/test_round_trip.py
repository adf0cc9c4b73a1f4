"""What LibreOffice makes of a document reads as the document did."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from linter.documents.docx.reader import read_content
from tests.documents.docx.builder import cell, paragraph, row, run, table, written
from tests.documents.docx.test_numbering import HAN, PAREN, definition, instance, item, level
from tests.documents.docx.test_table import places_of

SOFFICE = shutil.which("soffice")
NUMBERING = definition(0, level(0, *HAN), level(1, *PAREN)) + instance(1, 0)
BODY = (
    paragraph("云岭市临江区教育局2023年政府信息公开工作年度报告")
    + item("总体情况")
    + item("主动公开", at=1)
    + paragraph(run("受理") + f'<w:ins w:id="1" w:author="甲">{run("3件")}</w:ins>' + run("。"))
    + table(
        row(
            cell("规章", '<w:tcW w:w="2000"/><w:vMerge w:val="restart"/>'),
            cell("件数", '<w:gridSpan w:val="2"/>'),
        ),
        row(cell("", "<w:vMerge/>"), "制发", "废止"),
        row(cell(item("许可", at=1)), "1", ""),
        row(cell("合计", '<w:gridSpan w:val="2"/>'), "5"),
        widths=(2000, 2000, 2000),
    )
    + item("主动公开政府信息情况")
)


def _through(data: bytes, folder: Path, *suffixes: str) -> bytes:
    path = folder / "a.docx"
    path.write_bytes(data)
    for count, suffix in enumerate(suffixes):
        out = folder / str(count)
        subprocess.run(
            [
                SOFFICE or "",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                suffix,
                "--outdir",
                str(out),
                str(path),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        path = out / f"a.{suffix}"
    return path.read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("by", ["odt", "doc"])
def test_there_and_back(by: str, tmp_path: Path) -> None:
    before = read_content(written(BODY, numbering=NUMBERING), "a.docx")
    after = read_content(_through(written(BODY, numbering=NUMBERING), tmp_path, by, "docx"), "a.docx")
    assert "一、总体情况\n（一）主动公开\n受理3件。\n" in before.flat.text
    assert "（二）许可" in before.flat.text
    assert re.sub(r"\n+", "\n", after.flat.text) == before.flat.text
    assert places_of(after) == places_of(before)
