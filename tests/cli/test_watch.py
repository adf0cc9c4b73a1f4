"""`check --watch`, as a process whose files change under it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from linter.cli import main

ROOT = Path(__file__).parents[2]
GOOD = (ROOT / "fixtures/02-clean-bureau-2024.txt").read_text(encoding="utf-8")
BAD = GOOD.replace("一、总体情况", "一、概述", 1)
FOUND = ":6:1: 错误 S104"
# A shell that starts the tests in the background may have its children ignore Ctrl-C.
START = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from linter.cli import main; sys.exit(main())"
)
PATIENCE = 60.0  # seconds; a loaded machine is no failure

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one process on Windows")


class Watched:
    """A process that watches the folder `folder`; its output goes into a file."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self._log = folder.parent / "log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", START, "check", "--watch", "--output-format", "concise", *options],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
                stdout=log,
                stderr=log,
            )
        self._told = 0
        self.until("正在等候改动")

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def until(self, *words: str) -> str:
        """What is said from here on until all the words have been."""
        return self.wait(lambda said: all(word in said for word in words), words)

    def wait(self, enough: Callable[[str], bool], what: object) -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            said = self._log.read_text(encoding="utf-8", errors="replace")[self._told :]
            if enough(said):
                self._told += len(said)
                return said
            assert self._process.poll() is None, said
            time.sleep(0.02)
        raise AssertionError(f"{what} was not said: {said}")

    def stop(self) -> int:
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "报 送"
    folder.mkdir()
    return folder


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[..., Watched]]:
    started: list[Watched] = []

    def begin(*options: str) -> Watched:
        started.append(Watched(folder, *options))
        return started[-1]

    yield begin
    for each in started:
        each.kill()


Start = Callable[..., Watched]


def test_only_what_changes_is_checked_again(folder: Path, start: Start) -> None:
    for name in ("甲.txt", "乙.txt"):
        (folder / name).write_text(GOOD, encoding="utf-8")
    watched = start()
    watched.write("甲.txt", BAD)
    said = watched.until("有改动：甲.txt\n", f"甲.txt{FOUND}")
    assert "乙.txt" not in said
    watched.write("丙.txt", BAD)
    said = watched.until("有改动：丙.txt\n", f"丙.txt{FOUND}")
    assert "甲.txt" not in said
    (folder / "丙.txt").unlink()
    watched.until("已删除：丙.txt\n")
    assert watched.stop() == 1  # 甲.txt is wrong still
    assert watched.until("已停止").count("有改动") == 0


def test_the_status_is_that_of_the_files_as_they_are(folder: Path, start: Start) -> None:
    (folder / "甲.txt").write_text(BAD, encoding="utf-8")
    watched = start("甲.txt")
    watched.write("甲.txt", GOOD)
    watched.until("有改动：甲.txt")
    watched.write("乙.txt", BAD)  # is not watched
    time.sleep(1.5)
    assert watched.stop() == 0


def test_an_editor_that_saves_by_renaming(folder: Path, start: Start) -> None:
    (folder / "甲.txt").write_text(GOOD, encoding="utf-8")
    watched = start()
    watched.write("甲.txt~", BAD)
    (folder / "甲.txt").rename(folder / "甲.bak")
    (folder / "甲.txt~").rename(folder / "甲.txt")
    said = watched.until("有改动：甲.txt", FOUND)
    assert "已删除" not in said


def test_configs_and_packs_are_read_again(folder: Path, start: Start) -> None:
    for name in ("甲.txt", "乙.txt"):
        (folder / name).write_text(BAD, encoding="utf-8")
    watched = start()
    watched.write(".nianbao.yaml", "ignore: [S104\n")
    watched.until("全部重新检查：.nianbao.yaml", ".nianbao.yaml:")  # told, and it goes on
    watched.write(".nianbao.yaml", "ignore: [S104]\nextends: [本市.yaml]\n")
    assert FOUND not in watched.until("全部重新检查：.nianbao.yaml", "本市.yaml")
    watched.write("本市.yaml", "pack: 本市\n")
    assert FOUND not in watched.until("全部重新检查：本市.yaml")
    watched.write(".nianbao.yaml", "extends: [本市.yaml]\n")
    watched.until("全部重新检查：.nianbao.yaml", f"甲.txt{FOUND}", f"乙.txt{FOUND}")
    watched.write("本市.yaml", "pack: 本市\noverrides: [{code: S104, severity: warning}]\n")
    watched.until("全部重新检查：本市.yaml", "甲.txt:6:1: 警告 S104")
    assert watched.stop() == 0


def test_last_years_report_is_read_again(folder: Path, start: Start, tmp_path: Path) -> None:
    before = tmp_path / "上年.txt"
    before.write_text(GOOD.replace("2024", "2023"), encoding="utf-8")
    (folder / "甲.txt").write_text(GOOD, encoding="utf-8")
    watched = start("甲.txt", "--previous", str(before), "--select", "H704")
    watched.write("甲.txt", GOOD + "\n")
    watched.until("有改动：甲.txt", "H704")
    before.write_text("通知\n", encoding="utf-8")
    said = watched.until("全部重新检查", "没有年报")
    assert "H704" not in said


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        (["-"], "-（标准输入）"),
        (["--fix"], "--fix"),
        (["--diff"], "--diff"),
        (["--write-baseline", "a.json"], "--write-baseline"),
        (["--output-file", "a.txt"], "--output-file"),
        (["--annotate", "a.docx"], "--annotate"),
        (["--output-format", "json"], "--output-format json"),
    ],
)
def test_what_cannot_be_watched(options: list[str], refused: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--watch", *options])
    assert stop.value.code == 2
    assert f"--watch 不能与 {refused} 一起使用" in capsys.readouterr().err
