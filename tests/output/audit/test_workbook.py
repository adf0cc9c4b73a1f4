"""The workbook, read by another program: numbers are numbers, words are never formulas, heads stay."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from linter.output.audit import workbook
from tests.output.audit.sample import AUDIT, DETAILS, FORMULA, HOSTILE


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    folder = tmp_path_factory.mktemp("book")
    workbook.write(AUDIT, DETAILS, str(folder))
    return openpyxl.load_workbook(folder / "审核.xlsx")


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return [*sheet.iter_rows(min_row=2, values_only=True)]


def test_every_sheet_has_a_filter_and_a_frozen_head(book: Workbook) -> None:
    assert book.sheetnames == [
        *(
            "先看这些",
            "报送情况",
            "问题清单",
            "单位×规则",
            "汇总核对",
            "逐年变化",
            "各数字",
            "各级合计",
            "文件",
        ),
    ]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(column.width > 5 for column in sheet.column_dimensions.values())


def test_words_are_never_formulas(book: Workbook) -> None:
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert sum(cell.value == FORMULA for cell in cells) >= 4
    assert any(cell.value == HOSTILE for cell in cells)


def test_units_lead_to_their_pages_and_have_real_numbers(book: Workbook) -> None:
    sheet = book["报送情况"]
    link = sheet.cell(2, 1).hyperlink
    assert link is not None
    assert link.target == "units\\甲局%20%231%25\\问题.html"  # as Excel writes it
    assert rows(sheet)[0][:8] == ("甲局", "丙区政府", "部门", "已报送", None, 2, 1, 0)
    assert rows(sheet)[1][3:9] == ("重复报送", "是", 0, 1, 0, f"收/{HOSTILE}.txt\n收.zip!里/又一份.txt")
    assert rows(sheet)[3][3:8] == ("未报送", None, None, None, None)


def test_findings_and_the_matrix(book: Workbook) -> None:
    found = rows(book["问题清单"])
    assert [row[5] for row in found] == ["N502", "N502", "C203", "G803", "C203"]
    assert found[0][0:5] == ("甲局", "丙区政府", "甲局 #1.docx", "第44行", "错误")
    matrix = book["单位×规则"]
    assert [cell.value for cell in matrix[1]][4:] == ["合计", "C203\n文号括号不对", "N502\n每行总计不符"]
    assert [row[4:] for row in rows(matrix)] == [(3, 1, 2), (1, 1, None)]


def test_consolidated_reports_years_and_figures(book: Workbook) -> None:
    assert [row[1:6] for row in rows(book["汇总核对"])] == [
        ("小结", None, None, None, None),
        ("未计入", "丁局", None, None, None),
        ("未计入", FORMULA, None, None, None),
        ("不符", "表三 本年新收 总计", 1200, 1234, -34),
        ("不符", "other.row.column", 2, 1, 1),
        ("小结", None, None, None, None),
    ]
    years = rows(book["逐年变化"])
    assert years[0] == ("（1 个单位合计）", "表三 本年新收 总计", 10, 20, 30, 10, 0.5)
    assert years[1][0] == "甲局"
    assert years[-1] == (HOSTILE, "表三 本年新收 总计", 1, None, 2, None, None)
    assert rows(book["各数字"])[0] == ("甲局", "丙区政府", "部门", 1234)
    assert rows(book["各级合计"]) == [("全部单位", 4, 2, 1234), ("丙区政府", 4, 2, 1234)]
    assert [row[1] for row in rows(book["文件"])] == ["已报送", "重复报送", "重复报送", "无法读取", "名单外"]


def test_what_is_looked_at_first_is_the_first_sheet(book: Workbook) -> None:
    rows = [[cell.value for cell in row] for row in book["先看这些"].iter_rows(min_row=2)]
    assert ["丁局", "无法读取", None, "请重新报送能读取的文件"] in rows
    assert ["C203 文号括号不对", "常见问题", "2 个单位，2 处", "多个单位有同样的问题，可以统一提醒"] in rows
