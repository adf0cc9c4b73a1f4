"""What goes back to each unit: its findings worst first, a text to send, the commented copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.output.audit import units
from tests.output.audit.sample import AUDIT, COMMENTED, DETAILS, read


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("units")
    units.write(AUDIT, DETAILS, str(target))
    return target / "units"


def feedback(folder: Path, name: str) -> list[str]:
    data = (folder / name / "反馈.txt").read_bytes().decode()
    assert data.count("\n") == data.count("\r\n")
    return data.split("\r\n")[:-1]


def test_each_unit_has_a_folder_and_only_a_word_document_a_copy(folder: Path) -> None:
    assert {each.name for each in folder.iterdir()} == {each.unit.folder for each in AUDIT.units}
    assert {path.parent.name: path.read_bytes() for path in folder.rglob("*.docx")} == {"甲局 #1%": COMMENTED}


def test_the_page_shows_the_findings_of_this_report_by_rule_worst_first(folder: Path) -> None:
    page = read(folder / "甲局 #1%" / "问题.html")
    rules = [rule.xpath("string(./p[1])") for rule in page.xpath("//ol/li")]
    assert rules == ["N502 每行总计不符　2 处", "C203 文号括号不对"]
    assert page.xpath("//a/@href") == [
        "../../index.html",
        "%E5%8F%8D%E9%A6%88.txt",
        "%E6%89%B9%E6%B3%A8.docx",
    ]
    assert page.xpath("string(//dd)") == "重算这一行。"
    text = page.xpath("string(//main)")
    assert "标点混用" not in text  # of the second report in the file
    again = read(folder / "img" / "问题.html").xpath("string(//main)")
    assert "完全相同" in again
    assert "机关名称只是相近" in again


def test_the_text_says_what_was_found_where_and_what_to_do(folder: Path) -> None:
    lines = feedback(folder, "甲局 #1%")
    assert lines[0] == "甲局："
    assert lines[1] == "　　你单位报送的2023年度政府信息公开工作年度报告已审核，发现错误 2 处，警告 1 处："
    assert lines[2] == "【错误】请改正："
    assert lines[3].startswith("1. N502 每行总计不符：第44行，合计不符 <img")
    assert lines[3].endswith("；第47行，合计又不符。重算这一行。")
    assert lines[5] == "1. C203 文号括号不对：第2行，括号不对。"
    assert lines[-2:] == ["　　具体位置见附件“批注.docx”里的批注。", "　　请于　　月　　日前修改后重新报送。"]


def test_the_text_asks_what_only_the_unit_knows(folder: Path) -> None:
    asked = "\n".join(feedback(folder, "img"))
    assert "报送了 2 份报告" in asked
    assert "“又一份.txt”" in asked
    assert "里写的机关是“乙周”" in asked
    assert feedback(folder, "formula")[1] == (
        "　　尚未收到你单位2023年度政府信息公开工作年度报告。请于　　月　　日前报送。"
    )
    unreadable = feedback(folder, "丁局")
    assert "不能使用（无法读取）：是图片。" in unreadable[1]
    assert unreadable[2] == "　　请于　　月　　日前重新报送。"


def test_one_text_has_the_texts_of_all_units(folder: Path) -> None:
    data = (folder.parent / "反馈汇总.txt").read_bytes().decode()
    assert data.count("\n") == data.count("\r\n")
    parts = data.split(f"\r\n{'—' * 30}\r\n\r\n")
    assert parts == [(folder / each.unit.folder / "反馈.txt").read_bytes().decode() for each in AUDIT.units]
