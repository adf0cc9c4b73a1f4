"""A window that is the program's own stays open until a key is pressed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from linter.cli.own_window import is_alone
from tests.cli.test_annotate import DRAFT

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("programs", "alone"),
    [
        ([r"D:\工具\nianbao.exe"], True),
        ([r"D:\nianbao-windows.exe", r"D:\nianbao-windows.exe"], True),  # what unpacks, and what runs
        ([r"C:\v\Scripts\nianbao.exe", r"C:\v\Scripts\python.exe", r"C:\Python312\python.exe"], True),
        ([r"D:\nianbao.exe", r"C:\Windows\System32\cmd.exe"], False),
        ([r"D:\nianbao.exe", r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"], False),
        ([r"D:\nianbao.exe", ""], False),
        ([], False),
    ],
)
def test_alone_is_who_shares_the_console_with_itself_only(programs: list[str], alone: bool) -> None:
    assert is_alone(programs) is alone


def _in_terminal(folder: Path, *, leads: bool, **environment: str) -> tuple[str, bool]:
    """What the program says in a terminal, and whether it waits for a line; `leads`: the terminal runs it."""
    import pty

    master, slave = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    process = subprocess.Popen(
        [sys.executable, "-m", "linter", "年报.docx"],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), **environment},
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=leads,
    )
    os.close(slave)
    said, waited, until = b"", False, time.monotonic() + 120
    while time.monotonic() < until:
        try:
            read = os.read(master, 4096)
        except OSError:  # the other end is closed
            break
        said += read
        if not read:
            break
        if "回车键".encode() in said and not waited:
            waited = process.poll() is None
            os.write(master, b"\n")
    process.wait(30)
    os.close(master)
    return said.decode(), waited


@pytest.mark.skipif(os.name == "nt", reason="pseudoterminals")
@pytest.mark.parametrize(
    ("leads", "display", "waits"), [(True, ":9", True), (False, ":9", False), (True, "", False)]
)
def test_the_window_waits_only_where_it_closes_with_the_program(
    leads: bool, display: str, waits: bool, tmp_path: Path
) -> None:
    (tmp_path / "年报.docx").write_bytes(DRAFT)
    said, waited = _in_terminal(tmp_path, leads=leads, DISPLAY=display, BROWSER="true")
    assert "检查结果：" in said
    assert waited is waits
