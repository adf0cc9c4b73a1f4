"""Paths as Windows takes them, whatever their length."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from linter.app.discovery import walk
from linter.app.own_results import is_own_result
from linter.app.rewrite import other_names, rewrite
from linter.app.write_guard import CHECKED, Reading, WriteGuard, file_key
from linter.cli.console import byte_sink
from linter.long_path import system_path
from linter.regular_file import read_regular

LONG = "\\".join(["报送材料" * 10] * 8)


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("C:\\a.txt", "C:\\a.txt"),
        (f"C:\\{LONG}\\a.txt", f"\\\\?\\C:\\{LONG}\\a.txt"),
        (f"C:/{LONG}/b/../a.txt", f"\\\\?\\C:\\{LONG}\\a.txt"),
        (f"\\\\server\\share\\{LONG}", f"\\\\?\\UNC\\server\\share\\{LONG}"),
        (f"\\\\?\\C:\\{LONG}", f"\\\\?\\C:\\{LONG}"),
    ],
)
def test_long_paths_are_marked_on_windows(path: str, given: str) -> None:
    assert system_path(path, "nt") == given


@pytest.mark.skipif(os.name == "nt", reason="上面已经试过")
def test_other_systems_take_paths_as_they_are() -> None:
    assert system_path(LONG * 9) == LONG * 9


@pytest.fixture
def deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path]:
    """A folder whose path is too long for this system unless it is given through `system_path`, and a short
    way to it."""
    part = os.sep.join(["报" * 60] * 12)
    (tmp_path / part).mkdir(parents=True)
    (tmp_path / "half").symlink_to(tmp_path / part)
    (tmp_path / "half" / part).mkdir(parents=True)
    short = tmp_path / "short"
    short.symlink_to(f"half/{part}")
    long = str(tmp_path / part / part)
    for module in list(sys.modules.values()):
        if module.__name__.startswith("linter.") and hasattr(module, "system_path"):
            monkeypatch.setattr(module, "system_path", lambda path: path.replace(long, str(short)))
    return long, short


@pytest.mark.skipif(
    sys.platform == "win32", reason="there the paths of these folders are too long to be made"
)
def test_files_in_folders_of_any_depth_are_found_read_written_and_guarded(deep: tuple[str, Path]) -> None:
    long, short = deep
    path = os.path.join(long, "年报.txt")
    with pytest.raises(OSError, match="too long"):
        os.stat(path)
    (short / "年报.txt").write_bytes(b"old")
    assert list(walk(long, {".txt"})) == [path]
    assert read_regular(path, 10) == b"old"
    assert file_key(path) == file_key(str(short / "年报.txt"))
    assert WriteGuard([Reading(path, CHECKED)]).refusal("--x", path) is not None
    assert not is_own_result(path)
    rewrite(path, b"old", b"new")
    assert other_names(path) == 0
    with byte_sink(os.path.join(long, "页.html")) as out:
        out.write(b"page")
    assert {file.name: file.read_bytes() for file in short.iterdir()} == {
        "年报.txt": b"new",
        "页.html": b"page",
    }
