"""Signals that ask a run to end: workers and temporary files go, and the status tells the signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter import cli
from linter.documents import Document
from linter.lint import FileResult

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="没有 POSIX 信号")

_RUN = """
import sys
from tests.cli.test_signals import run_slowly
sys.exit(run_slowly(sys.argv[1:]))
"""


def run_slowly(argv: list[str]) -> int:
    """Run the command with a linter that takes long for files with 慢 in them."""
    from unittest import mock

    from tests import fakes

    def lint(document: Document, *rest: object) -> Iterator[FileResult]:
        if "慢" in document.source.text:
            os.write(1, b"begun\n")
            time.sleep(60)
        return fakes.lint(document, *rest)  # type: ignore[arg-type]

    with (
        mock.patch("linter.app.check_document.lint", lint),
        mock.patch("linter.app.rules.load", fakes.load),
        mock.patch("linter.executor.dispatch._WORTH_PROCESSES", 0),
    ):
        return cli.main(argv)


def _start(folder: Path, files: int, *options: str) -> subprocess.Popen[bytes]:
    for number in range(files):
        (folder / f"{number}.txt").write_text("年报 慢", encoding="utf-8")
    argv = [sys.executable, "-c", _RUN, "check", str(folder), "--output-file", str(folder / "out.log")]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    child = subprocess.Popen(
        [*argv, *options], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"begun\n"
    return child


@pytest.mark.parametrize("files", [1, 4])
@pytest.mark.parametrize(
    ("name", "words"), [("SIGTERM", "已终止"), ("SIGHUP", "已终止"), ("SIGINT", "已中断")]
)
def test_a_signal_ends_the_run_and_leaves_nothing(name: str, words: str, files: int, tmp_path: Path) -> None:
    child = _start(tmp_path, files, "--jobs", "2")
    number = getattr(signal, name)
    child.send_signal(number)
    _, complaints = child.communicate(timeout=10)  # ends when the last worker has ended
    assert child.returncode == 128 + number
    assert complaints.decode() == f"nianbao: {words}\n"
    assert {file.name for file in tmp_path.iterdir()} == {f"{number}.txt" for number in range(files)}


def test_a_signal_that_is_ignored_stays_so(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does; children inherit it
    try:
        child = _start(tmp_path, 4, "--jobs", "2")
    finally:
        signal.signal(signal.SIGHUP, before)
    child.send_signal(signal.SIGHUP)
    time.sleep(0.3)
    assert child.poll() is None
    child.terminate()
    child.communicate(timeout=10)
    assert child.returncode == 128 + signal.SIGTERM


def test_handlers_are_put_back() -> None:
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    with pytest.raises(SystemExit):
        cli.main(["check", "--help"])
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
