"""Rosters of every form, and what is said of those that cannot be used."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from linter.app.audit.roster import read_roster
from linter.app.audit.roster_lines import RosterWords
from linter.app.audit.roster_rows import RosterError
from linter.output.audit.model import Unit

WORDS = RosterWords(("单位", "单位名称"), ("简称",), ("上级", "主管部门"), ("类别",), ("合计",))
TABLE = "单位,简称,上级,类别\n民政局,民政,区政府,部门\n教育局,,,\n"
UNITS = (Unit("民政局", ("民政",), "区政府", "部门", 2), Unit("教育局", row=3))


def read(path: Path, data: bytes | str) -> tuple[Unit, ...]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_roster(str(path), WORDS)


def problem(path: Path, data: bytes | str) -> str:
    with pytest.raises(RosterError) as error:
        read(path, data)
    return str(error.value).replace(str(path), "F")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path / "a.csv", TABLE.encode(encoding)) == UNITS


def test_columns_are_found_by_name_below_titles_and_in_any_order(tmp_path: Path) -> None:
    text = "报送名单,,\n2024年1月,,\n序号,主管部门,单 位 名 称\n1,区政府,民政局\n\n,合计,\n"
    assert read(tmp_path / "a.csv", text.replace(",合计,", ",,合计")) == (
        Unit("民政局", (), "区政府", "", 4),
    )


def test_tabs_and_semicolons_part_columns_too(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", TABLE.replace(",", "\t")) == UNITS
    assert read(tmp_path / "b.csv", TABLE.replace(",", ";")) == UNITS


def workbook(path: Path, rows: list[list[str | int | None]], merged: str | None = None) -> Path:
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet("名单")
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    book.save(path)
    return path


def test_a_workbook_with_a_merged_title_and_a_header_over_two_rows(tmp_path: Path) -> None:
    rows: list[list[str | int | None]] = [
        ["报送单位名单", None, None],
        ["序号", "单位", "其他"],
        [None, None, "简称"],
        [1, "民政局", "民政、区民政局"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows, "A1:C1")
    assert read_roster(str(path), WORDS) == (Unit("民政局", ("民政", "区民政局"), row=4),)


def test_the_first_sheet_with_a_header_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book["Sheet"].append(["说明文字"])
    book.create_sheet("名单").append(["单位"])
    book["名单"].append(["民政局"])
    book.save(tmp_path / "a.xlsx")
    assert read_roster(str(tmp_path / "a.xlsx"), WORDS) == (Unit("民政局", row=2),)


def test_every_fault_of_a_roster_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "单位,上级\n民政局,\n教育局,教育局\n民 政 局,\n,区政府\n"
    assert problem(path, text).split("\n") == [
        "F:3：单位“教育局”的上级是它自己",
        "F:4：单位“民政局”与第 2 行重复；请删去一行，或者写全称以便区分",
        "F:5：没有写单位（这一行是：区政府）",
    ]
    assert problem(path, "单位,上级\n甲局,乙局\n乙局,丙局\n丙局,甲局\n") == (
        "F:2：上级绕成了一圈：甲局 → 乙局 → 丙局 → 甲局"
    )


def test_what_is_no_roster_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert "名单是空的" in problem(path, " \n")
    long = problem(path, '单位\n"' + "民" * 200_000 + "\n")
    assert "一格的内容太长" in long
    assert "limit" not in long
    assert "没有“单位”一列" in problem(path, "姓名,电话\n甲,1\n")
    assert "姓名" in problem(path, "姓名,电话\n甲,1\n")
    assert problem(path, "单位,简称\n") == "F:1：名单里只有列名，没有单位"
    assert "旧版 Excel" in problem(path, b"\xd0\xcf\x11\xe0 old")
    assert "不是完好的 .xlsx" in problem(path, b"PK\x03\x04 cut short")
    assert "另存为 .xlsx" in problem(path, b"\x00\x01\xff\xfe\x80")
    with pytest.raises(RosterError, match="文件不存在"):
        read_roster(str(tmp_path / "none.csv"), WORDS)


@pytest.mark.skipif(os.name != "posix", reason="the system has no such files")
def test_a_pipe_is_no_roster(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "名单.csv")
    with pytest.raises(RosterError, match="是设备或命名管道，不是普通文件"):
        read_roster(str(tmp_path / "名单.csv"), WORDS)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('单位,简称\n县财政局,财政局\n"县民政局,民政局\n县教育局,教育局\n', 3),
        ('单位,简称\n"县民政局,民政局\n县教育局",教育局\n县水利局,水利局\n', 2),
        ('单位,简称\n县财政局,"财政"局\n', 2),
    ],
    ids=["never closed", "over rows", "inside"],
)
def test_a_stray_quote_in_a_csv_is_told_with_its_row(tmp_path: Path, text: str, row: int) -> None:
    with pytest.raises(RosterError, match=rf"a\.csv:{row}：.*双引号"):
        read(tmp_path / "a.csv", text)


def test_a_cell_that_is_wrapped_or_quoted_is_no_stray_quote(tmp_path: Path) -> None:
    text = '单位,简称\n"县民政\n局","民政局"\n"县""教育""局",教育局\n'
    assert [unit.name for unit in read(tmp_path / "a.csv", text)] == ["县民政局", '县"教育"局']


def test_two_columns_of_one_name_are_told(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match=r"a\.csv:2：第 1、3 列都叫“单位”"):
        read(tmp_path / "a.csv", "名单,,\n单位,简称,单 位\n县民政局,民政局,县教育局\n")


def test_a_workbook_that_is_none_is_called_damaged(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="不是完好的"):
        read(tmp_path / "a.xlsx", b"PK")


SUMS = RosterWords(
    ("单位",), ("简称",), ("上级",), ("类别",), ("合计", "总计", "共计", "小计"), ("备注", "注", "填表人")
)


def named(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    return [each.name for each in read_roster(str(path), SUMS)]


@pytest.mark.parametrize(
    "line",
    [
        ",合计,,",
        "合计,2,,",
        "总计,2个,,",
        "小 计,2家单位,,",
        ",合计2个单位,,",
        ",市直部门小计,,",
        ",共计：2,,",
        ",,合计,2",
        ",注：本名单截至年底,,",
        "填表人：张三,,,",
        ",备注,,",
        ",一、市直部门,,",
        "二、区县政府,,,",
        ",区县政府（2个）,,",
    ],
)
def test_sums_notes_and_headings_of_a_roster_are_no_units(tmp_path: Path, line: str) -> None:
    text = f"序号,单位,简称,类别\n{line}\n1,民政局,民政,部门\n{line}\n2,审计局,审计,部门\n{line}\n"
    assert named(tmp_path / "a.csv", text) == ["民政局", "审计局"]


def test_look_alikes_of_sums_notes_and_headings_are_units(tmp_path: Path) -> None:
    text = "序号,单位,简称\n1,统计局,统计\n2,审计局（2个科室）,审计\n3,一中,\n,会计管理局,\n,备注局,\n"
    assert named(tmp_path / "a.csv", text) == ["统计局", "审计局（2个科室）", "一中", "会计管理局", "备注局"]
    assert named(tmp_path / "b.csv", "单位\n一、民政局\n二、审计局\n") == ["一、民政局", "二、审计局"]


def test_what_is_above_is_known_by_any_of_its_names(tmp_path: Path) -> None:
    text = (
        "单位,简称,上级\n云岭市临江区人民政府,临江区,\n临江区民政局,,临江区\n"
        "临江区教育局,,云岭市 临江区人民政府\n"
        "临江区财政局,,临江区人民政府\n临江区司法局,,省厅\n"
    )
    above = [each.parent for each in read(tmp_path / "a.csv", text)]
    assert above == [None, *["云岭市临江区人民政府"] * 3, "省厅"]


def test_a_short_name_of_several_units_is_no_name_of_one_above(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    text = "单位,简称,上级\n甲县人民政府,县,\n乙县人民政府,县,\n甲县民政局,,县\n"
    assert problem(path, text) == ("F:4：上级“县”是几个单位的简称（甲县人民政府、乙县人民政府），请写全称")
    assert problem(path, "单位,简称,上级\n甲县民政局,民政局,民政局\n") == (
        "F:2：单位“甲县民政局”的上级是它自己"
    )
    # The end of several names is none of them: it is above them without being in the roster.
    text = "单位,上级\n甲县人民政府,\n乙县人民政府,\n甲县民政局,县人民政府\n"
    assert [each.parent for each in read(path, text)][2] == "县人民政府"


def test_numbers_are_no_names_of_units(tmp_path: Path) -> None:
    assert problem(tmp_path / "a.csv", "单位,名称\n1,甲县民政局\n—,甲县教育局\n") == (
        "F:2：“1”不是单位的名称；“单位”一列要写全称\nF:3：“—”不是单位的名称；“单位”一列要写全称"
    )


def test_a_workbook_without_a_word_is_empty(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(RosterError, match="名单是空的"):
        read_roster(str(tmp_path / "a.xlsx"), WORDS)


def test_a_second_sheet_with_units_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    book = Workbook()
    book["Sheet"].append(["单位"])
    book["Sheet"].append(["民政局"])
    book.create_sheet("区县").append(["单位"])
    book.create_sheet("说明").append(["请按时报送"])
    book.save(tmp_path / "a.xlsx")
    said: list[str] = []
    assert read_roster(str(tmp_path / "a.xlsx"), WORDS, said.append) == (Unit("民政局", row=2),)
    assert said == []  # it has no unit
    book["区县"].append(["甲县民政局"])
    book.save(tmp_path / "a.xlsx")
    read_roster(str(tmp_path / "a.xlsx"), WORDS, said.append)
    [note] = said
    assert "只读了工作表“Sheet”；工作表“区县”也有单位一列" in note
