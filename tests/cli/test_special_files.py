"""No output option writes to a device or a pipe that may wait; streams that are open are written to."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from linter.cli import main

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="这个系统没有命名管道"),
    pytest.mark.usefixtures("small_linter", "small_folder"),
]

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    "options",
    [
        ["--output-file", "管道"],
        ["--output-format", "json", "--output-file", "管道"],
        ["--output-format", "text", "--output-format", "json", "--output-file", "管道"],
        ["--write-baseline", "管道"],
        ["--diff", "--output-file", "管道"],
        ["--output-file", "/dev/zero"],
        ["--output-file", "/dev/tty"],
        ["--output-file", "链接"],
        ["--annotate", "管道.docx"],
    ],
)
def test_check_refuses_it_before_anything_is_checked(options: list[str], capsys: Captured) -> None:
    for name in ("管道", "管道.docx"):
        os.mkfifo(name)
    Path("链接").symlink_to("管道")
    assert main(["check", "error.txt", *options]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"nianbao: {options[-2]}：{options[-1]} 是设备或命名管道，不能写入\n" in said.err
    assert stat.S_ISFIFO(os.stat("管道").st_mode)


def test_other_commands_refuse_it(capsys: Captured) -> None:
    os.mkfifo("管道")
    os.mkfifo("管道.docx")
    Path("pages").mkdir()
    os.mkfifo("pages/N501.md")
    for argv in (
        ["extract", "error.txt", "--output-file", "管道"],
        ["rules", "docs", "pages"],
        ["new", "--body", "某县民政局", "--output", "管道.docx"],
        ["audit", ".", "--out", "管道"],
    ):
        assert main(argv) == 2, argv
        assert capsys.readouterr().err != "", argv
    assert all(stat.S_ISFIFO(os.stat(name).st_mode) for name in ("管道", "管道.docx", "pages/N501.md"))


@pytest.mark.parametrize(
    "words",
    [
        "--output-file /dev/stdout",
        "--output-file /dev/null",
        "--output-file /dev/fd/3 3>&1",
        "--output-file >(cat) | cat",
        "--write-baseline /dev/null",
    ],
)
def test_streams_that_are_open_are_written_to(words: str) -> None:
    root = Path(__file__).parents[2]
    script = f'"{sys.executable}" -m linter check "{root}/fixtures" --output-format json {words}'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
        timeout=60,
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
    if "null" not in words:
        assert b'"code"' in done.stdout
