"""LibreOffice agrees about tracked fixes: what it accepts is what fixing makes, what it rejects was there."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from linter.app.fixer import fix_document
from linter.documents import open_document
from tests.app.test_tracked_fixes import check, spoil
from tests.corpus.forms import document
from tests.corpus.forms.docx import docx, habits

SOFFICE, PYTHON = shutil.which("soffice"), Path("/usr/bin/python3")
FILES = 4


def knows_uno() -> bool:
    """Whether there is a Python that LibreOffice lends its interface to."""
    if SOFFICE is None or not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def settled(files: Mapping[str, bytes], folder: Path) -> dict[str, str]:
    """The text of each file after LibreOffice has accepted (`NAME.accepted`) and rejected all changes."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    script = Path(__file__).with_name("office_changes.py")
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [PYTHON, script, SOFFICE or "", profile, folder], check=True, capture_output=True, timeout=240
    )
    return {
        each.name: open_document(each.read_bytes(), "a.docx").source.text
        for each in folder.iterdir()
        if each.suffix in (".accepted", ".rejected")
    }


@pytest.mark.slow
@pytest.mark.skipif(not knows_uno(), reason="LibreOffice with python3-uno is not installed")
def test_libreoffice_accepts_and_rejects_as_we_do(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    for seed in range(FILES):
        one = document(seed)
        # content controls are multiplied by LibreOffice itself
        data = spoil(docx(one, replace(habits(one.style.seed), controls=False)), random.Random(seed))
        opened = open_document(data, "a.docx")
        files[f"old{seed}"] = data
        files[f"fixed{seed}"] = fix_document(opened, check, unsafe=True).data
        files[f"tracked{seed}"] = fix_document(opened, check, unsafe=True, tracked=True).data
    texts = settled(files, tmp_path)
    for seed in range(FILES):
        assert texts[f"tracked{seed}.accepted"] == texts[f"fixed{seed}.accepted"]
        assert texts[f"tracked{seed}.rejected"] == texts[f"old{seed}.rejected"]
        assert texts[f"tracked{seed}.accepted"] != texts[f"tracked{seed}.rejected"]
