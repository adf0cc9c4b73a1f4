"""Findings as rows: what Excel and a program make of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from linter.cli import main
from linter.diagnostic import Severity
from linter.output.csv import write_findings
from linter.output.failure import Failure
from linter.output.finding_rows import HEADS, Row, failure_row, sheet
from linter.output.whole_run import Brief
from linter.output.xlsx import findings as workbook
from linter.text.source import Origin, Source
from tests.fakes import finding

Captured = pytest.CaptureFixture[str]
DOCUMENT = Source("某局/a.docx", "某局2023年年报\n总计 4\n", origins=[Origin("第1段"), Origin("第2段"), None])
REPORT = Brief(1, "某局", 2023, ())


def _csv(rows: list[Row]) -> list[list[str]]:
    out = io.StringIO()
    write_findings(rows, out)
    assert out.getvalue().startswith("\ufeff")
    return list(csv.reader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline="")))


def _xlsx(rows: list[Row], most: int = 100) -> list[list[list[object]]]:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    workbook.write(rows, out, most)
    book = openpyxl.load_workbook(io.BytesIO(out.buffer.getvalue()))
    return [[[cell.value for cell in row] for row in one.iter_rows()] for one in book.worksheets]


def test_a_finding_is_a_row() -> None:
    found = replace(finding(DOCUMENT, "4"), report=1, label="收支不平")
    rows = list(sheet(DOCUMENT, [REPORT], [found]).rows)
    message = found.message
    grounds = "国办公开办函〔2021〕30号 表三"
    told = ["某局", 2023, "错误", "N501 收支不平", "第2段", message, grounds, "核对四行。", "某局/a.docx"]
    assert _csv(rows) == [list(HEADS), [str(each) for each in told]]
    assert _xlsx(rows) == [[list(HEADS), told]]


def test_what_is_about_the_file_is_about_its_only_report() -> None:
    found = replace(finding(DOCUMENT, "4"), report=0, severity=Severity.INFO)
    assert sheet(DOCUMENT, [REPORT], [found]).rows[0][:3] == ("某局", 2023, "提示")
    assert sheet(DOCUMENT, [REPORT, Brief(2, "乙局", 2022, ())], [found]).rows[0][:2] == (None, None)


@pytest.mark.parametrize("words", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "＝1+1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(words: str) -> None:
    found = replace(finding(DOCUMENT, "4"), message=words)
    rows = list(sheet(DOCUMENT, [Brief(1, words, 2023, ())], [found]).rows)
    for each in (_csv(rows)[1][5], _csv(rows)[1][0]):
        assert each == f"'{words}"
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    workbook.write(rows, out)
    book = openpyxl.load_workbook(io.BytesIO(out.buffer.getvalue()))
    assert {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row} <= {"s", "n"}


def test_a_file_that_could_not_be_checked_is_a_row() -> None:
    row = failure_row(Failure("a.pdf：是扫描件", "a.pdf"))
    assert _csv([row])[1] == ["", "", "未能检查", "", "", "a.pdf：是扫描件", "", "", "a.pdf"]


def test_more_rows_than_a_sheet_holds_go_on_in_another() -> None:
    rows = list(sheet(DOCUMENT, [REPORT], [finding(DOCUMENT, "4")] * 5).rows)
    assert [len(each) for each in _xlsx(rows, most=3)] == [3, 3, 2]


@pytest.mark.usefixtures("small_linter", "small_folder")
def test_the_suffix_of_the_file_chooses_the_format(capsys: Captured) -> None:
    words = ["clean.txt", "error.txt", "warning.txt", "没有.txt"]
    assert main(["check", *words, "--output-file", "a.csv", "--output-file", "a.xlsx"]) == 2
    assert "已写出 a.csv" in capsys.readouterr().err
    rows = list(csv.reader(io.StringIO(Path("a.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert [row[2] for row in rows] == ["级别", "未能检查", "错误", "警告"]
    [shown] = openpyxl.load_workbook("a.xlsx").worksheets
    assert [[cell.value or "" for cell in row] for row in shown.iter_rows()] == [
        [int(each) if index == 1 and each.isdigit() else each for index, each in enumerate(row)]
        for row in rows
    ]


@pytest.mark.usefixtures("small_linter", "small_folder")
def test_a_workbook_is_for_a_file_and_a_table_has_no_counts_alone(capsys: Captured) -> None:
    for words in (["--output-format", "xlsx"], ["--output-format", "csv", "--statistics"]):
        with pytest.raises(SystemExit) as stop:
            main(["check", "error.txt", *words])
        assert stop.value.code == 2
    said = capsys.readouterr().err
    assert "xlsx 不是文本，不能写到标准输出，请用 --output-file 写明文件" in said
    assert "--statistics 不能与 --output-format csv 一起使用" in said


@pytest.mark.usefixtures("small_linter", "small_folder")
def test_standard_output_gets_the_same_rows(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["check", ".", "--output-format", "csv"]) == 1
    shown = capsysbinary.readouterr().out
    assert main(["check", ".", "--output-format", "csv", "--output-file", "a.csv"]) == 1
    assert Path("a.csv").read_bytes() == shown
