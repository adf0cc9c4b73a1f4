"""`nianbao extract` into tables: files that appear whole or not at all, and what happens to the rest."""

from __future__ import annotations

import csv
import io
import os
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from linter.cli import main
from tests.output.reported import NEWER, OLDER, parsed

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "年报"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("a.txt").write_text(NEWER, encoding="utf-8")
    Path("坏.txt").write_bytes(b"\0\1\2\3" * 100)
    Path("旧.txt").write_text(OLDER, encoding="utf-8")


def _issuers(path: str) -> list[object]:
    return [cell.value for cell in load_workbook(path)["各报告"]["B"][4:]]


def test_a_file_that_fails_keeps_the_others_in_the_workbook(capsys: Captured) -> None:
    assert main(["extract", ".", "--output-format", "xlsx", "--output-file", "总.xlsx"]) == 2
    assert "坏.txt" in capsys.readouterr().err
    assert _issuers("总.xlsx") == [2023, 2020]
    assert not [name for name in os.listdir() if name.endswith(".tmp")]


def test_many_processes_write_the_same(capsys: Captured) -> None:
    for index in range(40):
        Path(f"b{index:02}.txt").write_text(NEWER + "字" * 9000, encoding="utf-8")
    for form in ("csv", "csv-wide", "xlsx"):
        for jobs in ("1", "3"):
            assert main(["extract", ".", "--output-format", form, "--output-file", jobs, "--jobs", jobs]) == 2
        assert Path("1").read_bytes() == Path("3").read_bytes()
        assert Path("1").stat().st_size > 10_000
        Path("1").unlink()
        Path("3").unlink()
    capsys.readouterr()


@pytest.mark.parametrize(("form", "rows"), [("csv", 44), ("csv-wide", 2)])
def test_text_begins_with_a_mark_and_ends_rows_as_the_standard_says(
    form: str, rows: int, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["extract", "a.txt", "旧.txt", "--output-format", form, "--output-file", "a.csv"]) == 0
    data = Path("a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == rows + 1
    assert len(parsed(data.decode())) == rows


def test_standard_output_gets_the_same_bytes(tmp_path: Path) -> None:
    import subprocess

    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    for form in ("csv", "csv-wide"):
        command = [sys.executable, "-m", "linter", "extract", "a.txt", "--output-format", form]
        shown = subprocess.run(command, capture_output=True, env=environment, check=True).stdout
        assert main([*command[3:], "--output-file", "a.csv"]) == 0
        assert shown == Path("a.csv").read_bytes()
        assert len(list(csv.reader(io.StringIO(shown.decode("utf-8-sig"), newline="")))) > 1


def test_a_workbook_is_not_for_a_terminal(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["extract", "a.txt", "--output-format", "xlsx"])
    assert stop.value.code == 2
    assert "xlsx 不是文本，不能写到标准输出，请用 --output-file 写明文件" in capsys.readouterr().err


@pytest.mark.parametrize("when", ["linter.output.xlsx.legend.write", "xlsxwriter.Workbook._store_workbook"])
def test_a_workbook_that_cannot_be_written_leaves_the_old_one(
    when: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.xlsx").write_bytes(b"old")
    Path("../tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", os.path.realpath("../tmp"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", None)

    monkeypatch.setattr(when, full)
    assert main(["extract", "a.txt", "--output-format", "xlsx", "--output-file", "a.xlsx"]) == 2
    assert Path("a.xlsx").read_bytes() == b"old"
    assert capsys.readouterr().err.startswith(f"nianbao: 无法写入 {os.path.realpath('a.xlsx')}：")
    assert sorted(os.listdir()) == ["a.txt", "a.xlsx", "坏.txt", "旧.txt"]
    assert os.listdir("../tmp") == []
    assert main(["extract", "a.txt", "--output-format", "csv", "--output-file", "nowhere/a.csv"]) == 2
    assert "无法写入" in capsys.readouterr().err


def test_check_does_not_import_what_writes_tables() -> None:
    import subprocess

    code = (
        "import sys; from linter.cli import main; main(['check', 'a.txt']);"
        "print([name for name in sys.modules if 'xlsx' in name or name in ('csv', 'linter.output.csv',"
        " 'linter.output.extract_model', 'linter.output.pivot')])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"
