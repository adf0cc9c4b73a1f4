"""A LibreOffice small enough to know what it does, and the real one."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.documents.office import conversion_cache
from linter.documents.office import convert as converting
from linter.documents.office.profile import Home

_FAKE = """#!{python}
import os, sys, time, zipfile
arguments = sys.argv[1:]
folder = arguments[arguments.index("--outdir") + 1]
files = arguments[arguments.index("--outdir") + 2:]
with open({log!r}, "a") as log:
    log.write(" ".join(os.path.basename(each) for each in files) + "\\n")
for path in files:
    with open(path, "rb") as file:
        data = file.read()
    if b"crash" in data:
        os._exit(81)
    if b"sleep" in data:
        os.system("sleep 61.5")
    if b"bad" in data:
        print("Error: source file could not be loaded")
        continue
    out = os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + ".docx")
    if b"half" in data:
        with open(out, "wb") as file:
            file.write(b"PK\\x03\\x04")
        continue
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", data)
"""


class Fake:
    """What the small LibreOffice was asked."""

    def __init__(self, log: Path) -> None:
        self._log = log

    @property
    def calls(self) -> list[str]:
        """The files of each call."""
        return self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """A small LibreOffice in the place of the real one, and short limits."""
    if sys.platform == "win32":
        pytest.skip("这个系统不能用脚本代替 LibreOffice")
    program, log = tmp_path / "soffice", tmp_path / "calls"
    program.write_text(_FAKE.format(python=sys.executable, log=str(log)), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("NIANBAO_SOFFICE", str(program))
    monkeypatch.setattr(converting, "_SECONDS", 3.0)
    monkeypatch.setattr(converting, "_SECONDS_EACH", 0.0)
    return Fake(log)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Temporary folders in a place that a test can look at; nothing remembered from another test."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    monkeypatch.setattr(converting, "_home", Home())
    monkeypatch.setattr("linter.documents.office._memory", conversion_cache.Memory())
    yield place
    # documents are gone as soon as they are converted, whatever happened
    assert not [path for path in place.glob("nianbao-*/*") if path.name != "profile"]
