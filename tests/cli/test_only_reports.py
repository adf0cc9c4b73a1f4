"""`check --only-reports`: files given by name, judged as if they had been met in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.cli import main

pytestmark = pytest.mark.usefixtures("small_linter", "small_folder")

Captured = pytest.CaptureFixture[str]
TITLED = "云岭市水务局2023年政府信息公开工作年度报告.txt"


def _check(*words: str) -> int:
    return main(["check", "--only-reports", "--output-format", "concise", *words])


def test_what_is_no_report_is_passed_over(capsys: Captured) -> None:
    assert main(["check", "notice.txt", "--fail-on", "warning"]) == 1
    assert "G806" in capsys.readouterr().out
    assert _check("notice.txt", "error.txt", "clean.txt", "--fail-on", "warning") == 1
    assert capsys.readouterr().out == "error.txt:2:1: 错误 N501 这里写着错误\n"
    assert _check("notice.txt", "--fail-on", "warning") == 0


@pytest.mark.parametrize("options", [(), ("--fix",), ("--diff",), ("--statistics",)])
def test_what_cannot_be_read_is_told_and_passed_over(options: tuple[str, ...], capsys: Captured) -> None:
    Path("scan.txt").write_text("读不了", encoding="utf-8")
    words = ["--only-reports", *options, "scan.txt", "clean.txt"]
    assert main(["check", *words]) == 0
    assert "nianbao: 已略过：scan.txt：不是文本\n" in capsys.readouterr().err
    assert main(["check", *words[1:]]) == 2


def test_what_is_called_a_report_must_be_readable(capsys: Captured) -> None:
    Path(TITLED).write_text("读不了", encoding="utf-8")
    assert _check(TITLED) == 2
    assert f"nianbao: {TITLED}：不是文本\n" in capsys.readouterr().err


@pytest.mark.parametrize("name", [".hidden.txt", "~$error.docx", "error.py", "folder/.error.md"])
def test_what_is_not_met_in_folders_is_not_looked_at(name: str, capsys: Captured) -> None:
    Path("folder").mkdir()
    Path(name).write_text("年报 错误", encoding="utf-8")
    assert _check(name, "clean.txt") == 0
    assert capsys.readouterr() == ("", "")


def test_a_file_that_is_not_there_is_a_failure(capsys: Captured) -> None:
    assert _check("none.txt") == 2
    assert "找不到文件：none.txt" in capsys.readouterr().err
