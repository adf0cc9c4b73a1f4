"""Inputs are whole, and outputs whole or absent, wherever a run is cut short."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.rulebook import Rulebook
from tests.faults.steps import Steps, die, in_child

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="只有 POSIX 系统能复制进程")

WRONG = """\
云岭市临江区民政局2023年政府信息公开工作年度报告
依据（临江办发[2023]12号）编制。
一、总体情况
平稳。
"""
RIGHT = WRONG.replace("[2023]", "〔2023〕")
OPTIONS = ["--select", "C203", "--jobs", "1", "--no-config"]
LAST = 40  # steps that no run takes


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: Rulebook) -> Path:
    """The current folder, with two reports and results of an earlier run; the rules are loaded once."""
    monkeypatch.chdir(tmp_path)
    for module in ("check", "extract"):
        monkeypatch.setattr(f"linter.cli.{module}.load", lambda *_: book)
    monkeypatch.setenv("NIANBAO_NO_CACHE", "1")
    Path("a.txt").write_text(WRONG, encoding="utf-8")
    Path("b.txt").write_text(WRONG.replace("民政局", "水务局"), encoding="utf-8")
    return tmp_path


def state() -> dict[str, bytes]:
    """The files of the current folder that a user sees, with their content."""
    return {path.name: path.read_bytes() for path in Path().iterdir() if not path.name.startswith(".")}


def left_over() -> list[Path]:
    """Temporary files."""
    return [path for path in Path().iterdir() if path.name.startswith(".")]


RUNS = {
    "fix": ["check", "a.txt", "b.txt", "--fix", *OPTIONS],
    "output": ["check", "a.txt", *OPTIONS, "--output-file", "out.json"],
    "outputs": [
        *("check", "a.txt", *OPTIONS, "--output-format", "json", "--output-file", "out.json"),
        *("--output-format", "sarif", "--output-file", "out.sarif"),
    ],
    "baseline": ["check", "a.txt", *OPTIONS, "--write-baseline", "out.json"],
    "extract": ["extract", "a.txt", "--jobs", "1", "--output-file", "out.json"],
    "table": ["extract", "a.txt", "--jobs", "1", "--output-format", "csv-wide", "--output-file", "out.csv"],
}


def reached(argv: list[str], folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files before a run and after it."""
    before = state()
    status, said = in_child(argv)
    assert status in (0, 1), said
    after = state()
    for name in after.keys() - before.keys():
        (folder / name).unlink()
    for name, data in before.items():
        (folder / name).write_bytes(data)
    return before, after


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("old", [False, True], ids=["new", "old"])
def test_a_run_that_is_killed_at_any_step_leaves_everything_whole(name: str, old: bool, folder: Path) -> None:
    argv = RUNS[name]
    if old and "--output-file" in argv:
        Path(argv[argv.index("--output-file") + 1]).write_bytes(b"of an earlier run")
    before, after = reached(argv, folder)
    killed = 0
    for number in range(1, LAST):
        status, said = in_child(argv, Steps(number, die))
        assert "Traceback" not in said
        for file in before.keys() | after.keys():
            assert state().get(file) in (before.get(file), after.get(file)), (number, file)
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 or path.read_bytes() for path in left_over())
        if status >= 0:
            break
        killed += 1
    assert killed >= 5  # opened, written, synced, given its mode, renamed
    assert state() == after


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=errno.errorcode.get)
def test_a_disk_that_is_full_or_broken_leaves_everything_whole(name: str, number: int, folder: Path) -> None:
    argv = RUNS[name]
    before, after = reached(argv, folder)

    def fail() -> None:
        raise OSError(number, os.strerror(number))

    for step in range(1, LAST):
        status, said = in_child(argv, Steps(step, fail, later=True))
        assert "Traceback" not in said, (step, said)
        for file in before.keys() | after.keys():
            assert state().get(file) in (before.get(file), after.get(file)), (step, file)
        assert left_over() == []
        if status != 2:
            break
        assert "无法写入" in said, (step, said)
        if state() == after:
            break  # only what cannot be undone had failed: the folder's own entry
    assert step >= 5


Edit = Callable[[], None]


def _rewrite() -> None:
    Path("a.txt").write_text("somebody's own", encoding="utf-8")


def _replace() -> None:
    Path("c").write_text("somebody's own", encoding="utf-8")
    os.rename("c", "a.txt")


def _remove() -> None:
    Path("a.txt").unlink()


@pytest.mark.parametrize("edit", [_rewrite, _replace, _remove])
def test_an_edit_at_any_step_before_the_rename_is_kept(edit: Edit) -> None:
    argv = ["check", "a.txt", "--fix", *OPTIONS]
    kept = 0
    for number in range(1, LAST):
        Path("a.txt").write_text(WRONG, encoding="utf-8")
        steps = Steps(number, edit)
        status, said = in_child(argv, steps)
        assert "Traceback" not in said
        if Path("a.txt").exists() and Path("a.txt").read_text(encoding="utf-8") == RIGHT:
            break  # the step was the rename itself
        assert status == 2
        assert "文件在检查期间被改动过" in said
        assert Path("a.txt").exists() == (edit is not _remove)
        kept += 1
    assert kept >= 3
    assert left_over() == []


def test_runs_at_once_leave_one_whole_result(folder: Path) -> None:
    argv = ["check", "a.txt", "b.txt", "--fix", *OPTIONS, "--output-file", "out.json"]
    for _ in range(3):
        Path("a.txt").write_text(WRONG, encoding="utf-8")
        children = []
        for _ in range(3):
            child = os.fork()
            if child == 0:
                try:
                    status, _ = in_child(argv)
                finally:
                    os._exit(status)
            children.append(child)
        for child in children:
            _, code = os.waitpid(child, 0)
            assert os.waitstatus_to_exitcode(code) in (0, 1, 2)
        assert Path("a.txt").read_text(encoding="utf-8") == RIGHT
        assert Path("out.json").read_bytes().endswith(b"]\n")
        assert left_over() == []


def test_files_that_vanish_or_change_while_others_are_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from linter.app.file_bytes import read_bytes
    from linter.app.item import Item
    from linter.cli import main

    def vanish(item: Item) -> bytes:
        if item.name == "a.txt":
            Path("b.txt").unlink(missing_ok=True)
        return read_bytes(item)

    monkeypatch.setattr("linter.app.run_files.read_bytes", vanish)
    assert main(["check", ".", *OPTIONS, "--output-format", "concise"]) == 2
    said = capsys.readouterr()
    assert said.out.startswith("a.txt:2:")
    assert said.err == "nianbao: 无法读取 b.txt：文件不存在\n"


def _limit(name: str, value: int) -> Callable[[], None]:
    def prepare() -> None:
        import resource
        import signal

        limit = getattr(resource, name)
        if name == "RLIMIT_FSIZE":
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        if name == "RLIMIT_AS":
            with open("/proc/self/statm", "rb") as file:
                now = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
            resource.setrlimit(limit, (now + value, now + value))
        else:
            resource.setrlimit(limit, (value, value))

    return prepare


def test_a_limit_on_the_size_of_files_leaves_everything_whole() -> None:
    before = state()
    for name, argv in RUNS.items():
        status, said = in_child(argv, prepare=_limit("RLIMIT_FSIZE", 16))
        assert status == 2, (name, said)
        assert "文件太大" in said
        assert "Traceback" not in said
        assert state() == before
        assert left_over() == []


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="只有 Linux 说得出用了多少内存")
def test_a_limit_on_memory_is_told_and_leaves_everything_whole() -> None:
    Path("c.txt").write_text(WRONG + "公开政府信息。\n" * 400_000, encoding="utf-8")
    # A fork of the process of tests would have the memory that earlier tests gave back.
    limited = (
        "import os, resource, sys, linter.cli.check as check\n"
        "from linter.cli import main\n"
        "book = check.load([])\n"
        "check.load = lambda *_: book\n"
        "now = int(open('/proc/self/statm', 'rb').read().split()[0]) * os.sysconf('SC_PAGE_SIZE')\n"
        "resource.setrlimit(resource.RLIMIT_AS, (now + (8 << 20),) * 2)\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    argv = ["check", "a.txt", "c.txt", "--fix", *OPTIONS]
    done = subprocess.run(
        [sys.executable, "-c", limited, *argv], capture_output=True, encoding="utf-8", check=False
    )
    status, said = done.returncode, done.stderr
    assert status == 2, said
    assert "c.txt：文件太大或结构太复杂，无法读取" in said
    assert "Traceback" not in said
    assert Path("c.txt").read_text(encoding="utf-8").startswith(WRONG)
    assert Path("a.txt").read_text(encoding="utf-8") in (WRONG, RIGHT)
    assert left_over() == []


def test_a_limit_on_time_leaves_everything_whole() -> None:
    Path("c.txt").write_text(WRONG + "公开政府信息。\n" * 400_000, encoding="utf-8")
    before = state()
    status, _ = in_child(["check", "c.txt", "--fix", *OPTIONS], prepare=_limit("RLIMIT_CPU", 1))
    assert status < 0 or status == 2
    assert state() == before
