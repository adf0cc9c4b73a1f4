"""The workbook, opened again."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from linter.output.extract_model import Record
from linter.output.pivot import pivot
from linter.output.xlsx import figures
from linter.output.xlsx.sheet import Styles
from linter.text.source import Origin, Source
from tests.output.reported import (
    NEWER,
    OLDER,
    book,
    gathered,
    generated,
    generations,
    parsed,
    records,
    streamed,
)

BOTH = records(NEWER) + records(OLDER, "旧/b.txt")
_FIRST = 5  # row of the first report
_ABOUT = 6  # columns before the figures


def opened(given: tuple[Record, ...]) -> Workbook:
    return load_workbook(io.BytesIO(gathered("xlsx", given)))


def by_key(sheet: Worksheet, row: int) -> dict[str, object]:
    """A row of the wide sheet by the keys in its hidden head row."""
    return {str(key.value): sheet.cell(row, key.column or 0).value for key in sheet[3]}


@pytest.fixture(scope="module")
def both() -> Workbook:
    return opened(BOTH)


def test_the_sheets(both: Workbook) -> None:
    assert both.sheetnames == ["各报告", "各数字", "章节与依据", "说明"]
    assert [(sheet.freeze_panes, sheet.auto_filter.ref) for sheet in both] == [
        ("C5", "A4:HZ6"),
        ("B2", "A1:N45"),
        ("B2", "A1:N3"),
        (None, None),
    ]


def test_the_head_of_the_wide_sheet_is_merged_over_what_it_heads(both: Workbook) -> None:
    sheet = both["各报告"]
    heads = {
        str(sheet.cell(each.min_row, each.min_col).value): str(each)
        for each in sheet.merged_cells.ranges
        if each.min_row == 1
    }
    assert heads == {
        "表二（主动公开政府信息情况）": "G1:AK1",
        "表三（收到和处理政府信息公开申请情况）": "AL1:HK1",
        "表四（政府信息公开行政复议、行政诉讼情况）": "HL1:HZ1",
    }
    rows = {each.min_col: str(each) for each in sheet.merged_cells.ranges if each.min_row == 2}
    assert (sheet["AL2"].value, rows[38]) == ("一、本年新收政府信息公开申请数量", "AL2:AR2")
    assert [cell.value for cell in sheet["AL4":"AR4"][0]] == [
        *("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    ]
    assert sheet.row_dimensions[3].hidden


def test_what_is_not_a_number_is_seen(both: Workbook) -> None:
    sheet = both["各报告"]
    keys = [str(cell.value) for cell in sheet[3]]
    looks = {}
    for key in ("carried_in.business", "received.business", "granted.research", "refused.process.total"):
        cell = sheet.cell(_FIRST, keys.index(f"requests.{key}") + 1)
        looks[cell.value] = (cell.fill.fgColor.rgb, cell.comment.text if cell.comment else None)
    assert looks == {
        "（空）": ("FFFFF2CC", "原文：/"),
        "若干": ("FFFFC7CE", None),
        "（列不明：4、2）": ("FFF8CBAD", None),
        "（缺）": ("FFE7E6E6", None),
    }
    newer, older = by_key(sheet, _FIRST), by_key(sheet, _FIRST + 1)
    assert newer["requests.received.research"] == 0
    assert newer["proactive.licensing.change"] is None
    assert (older["proactive.licensing.change"], older["proactive.licensing.decisions"]) == (-92, 1583)
    assert (older["proactive.procurement.amount"], older["proactive.procurement.amount.unit"]) == (
        4351.99,
        "（未注明）",
    )
    assert (older["year"], older["filename"]) == (2020, "旧/b.txt")


def test_the_sheet_of_sections_and_grounds(both: Workbook) -> None:
    rows = [[cell.value for cell in row] for row in both["章节与依据"]]
    assert rows[0] == [
        *("机关", "年度", "格式", "文件", "第几份", "总体情况", "主动公开政府信息情况"),
        *("收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况"),
        *("其他需要报告的事项", "其他章节", "引用的文号", "统计期限"),
    ]
    assert rows[1][4:9] == [
        1,
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        None,
    ]
    assert rows[1][12:] == ["国办公开办函〔2021〕30号", "2023-01-01 至 2023-12-31"]
    assert rows[2][6:] == ["二、主动公开政府信息情况", *[None] * 7]


def test_the_legend_explains_every_column_and_every_state(both: Workbook) -> None:
    told = {str(row[0].value): row[1].value for row in both["说明"]}
    keys = [str(cell.value) for cell in both["各报告"][3]][_ABOUT:]
    assert set(keys) <= set(told)
    assert (
        told["proactive.fees.amount.unit"]
        == "表二（主动公开政府信息情况） 第二十条第（八）项 行政事业性收费 单位"
    )
    assert [told[word] for word in ("已读出", "空格", "列不明", "不是数字")] == [
        *("located", "blank", "unlocated", "unreadable")
    ]
    assert told["2021"] == "2021报告年度起：国办公开办函〔2021〕30号"


def test_a_document_without_lines_shows_origins() -> None:
    source = Source("a.docx", OLDER, origins=[Origin(f"第{row}段") for row in range(1, 12)])
    from linter.output.extract_model import record

    given = tuple(record(source, each) for each in book().parser.parse(source))
    assert [cell.value for cell in opened(given)["各数字"]["N"]][:2] == ["位置", "第5段"]
    [first, *_] = parsed(streamed("csv", [given]))
    assert (first["row"], first["column"], first["origin"]) == ("", "", "第5段")


def test_texts_are_never_formulas_links_or_markup_and_always_fit() -> None:
    names = ("=1+1", "https://example.org/a.txt", "<r>a</r>", "a\x01b", "坏\udcff名.txt", "长" * 40_000)
    given = tuple(BOTH[0]._replace(filename=name) for name in names)
    sheet = opened(given)["各报告"]
    cells = [sheet.cell(row, 5) for row in range(_FIRST, _FIRST + len(names))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert [cell.value for cell in cells[:3]] == ["=1+1", names[1], " <r>a</r>"]
    assert cells[4].value == "坏\\udcff名.txt"
    assert len(str(cells[5].value)) == 32_000


def test_numbers_beyond_fifteen_digits_are_kept_as_text() -> None:
    [given] = records(OLDER.replace("1,583", "12345678901234567"))
    row = by_key(opened((given,))["各报告"], _FIRST)
    assert row["proactive.licensing.decisions"] == "12345678901234567"


def test_figures_go_on_in_another_sheet() -> None:
    from xlsxwriter import Workbook as Writer

    out = io.BytesIO()
    writer = Writer(out, {"constant_memory": True})
    figures.write(writer, Styles(writer), BOTH, most=20)
    writer.close()
    again = load_workbook(out)
    assert again.sheetnames == ["各数字", "各数字2", "各数字3"]
    assert [sheet.max_row for sheet in again] == [20, 20, 7]
    assert {sheet["A1"].value for sheet in again} == {"机关"}


def test_the_same_reports_make_the_same_bytes() -> None:
    assert gathered("xlsx", BOTH) == gathered("xlsx", BOTH)


def test_no_report_at_all_is_a_workbook_too() -> None:
    assert [sheet.max_row for sheet in opened(())][:3] == [4, 1, 1]


@settings(max_examples=8)
@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=3, unique=True))
def test_the_workbook_says_what_was_read(seeds: list[int]) -> None:
    given = generated(seeds)
    again = opened(given)
    own = pivot(given, generations())
    for row, one in enumerate(given, _FIRST):
        shown = [cell.value for cell in again["各报告"][row]][_ABOUT:]
        wanted = [
            None if cell is None else cell.text or None if cell.number is None else float(cell.number)
            for cell in own.cells(one)
        ]
        assert [float(each) if isinstance(each, int | float) else each for each in shown] == wanted
    long = [row[4:9] for row in again["各数字"].iter_rows(min_row=2, values_only=True)]
    assert [(row, column, value, raw) for row, column, value, _, raw in long] == [
        (
            figure.row_label or None,
            figure.column_label or None,
            float(figure.value) if isinstance(figure.value, Decimal) else figure.value,
            figure.raw or None,
        )
        for one in given
        for table in one.tables
        for figure in table.figures
    ]
