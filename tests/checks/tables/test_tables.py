"""Tables present, whole, of the right generation, worded right."""

from __future__ import annotations

import pytest

from linter.diagnostic import Severity
from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.linting import read as read_reports
from tests.samples.tables import PROACTIVE, REQUESTS, REVIEW, ZEROS, change, found, report


def test_whole_tables_say_nothing(book: Rulebook) -> None:
    assert found(book, report(), "T")[1] == []


def test_a_missing_table_is_reported_at_its_section(book: Rulebook) -> None:
    result, findings = found(book, report(review="本年度没有发生有关案件，不再列表。\n"), "T")
    assert [(one.code, one.severity) for one in findings] == [("T401", Severity.ERROR)]
    assert result.source.slice(findings[0].span) == "四、政府信息公开行政复议、行政诉讼情况"


def test_a_table_that_is_but_begun_is_not_missing(book: Rulebook) -> None:
    head = "行政复议 | 行政诉讼 |\n结果维持 | 结果纠正 | 其他结果 |\n"
    assert "T401" not in {one.code for one in found(book, report(review=head), "T")[1]}


@pytest.mark.parametrize(
    "picture", ["表四.png", "1675156994710", "d5b5f316b2d8c8b60cedb05304df1cf", "![表四](a.jpg)"]
)
def test_a_picture_may_be_the_table(book: Rulebook, picture: str) -> None:
    assert "T401" not in {one.code for one in found(book, report(review=f"{picture}\n"), "T")[1]}


def test_a_row_of_figures_without_labels_may_be_the_table(book: Rulebook) -> None:
    row = "| 0 | 1 | 0 | 3 | 4 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 1 | 2 |\n"
    assert "T401" not in {one.code for one in found(book, report(review=row), "T")[1]}


def test_a_missing_table_is_a_warning_in_the_year_of_transition(book: Rulebook) -> None:
    _, findings = found(book, report(review="没有发生。\n", year=2019), "T401")
    assert [one.severity for one in findings] == [Severity.WARNING]


def test_a_missing_section_is_not_also_a_missing_table(book: Rulebook) -> None:
    text = report().replace("四、政府信息公开行政复议、行政诉讼情况\n" + REVIEW, "")
    assert found(book, text, "T")[1] == []


def test_missing_rows_are_one_finding_on_the_row_after(book: Rulebook) -> None:
    requests = REQUESTS.replace(f"2.重复申请 | {ZEROS} |\n3.要求提供公开出版物 | {ZEROS} |\n", "")
    result, findings = found(book, report(requests=requests), "T")
    assert [one.code for one in findings] == ["T402"]
    assert "缺少2行：“2.重复申请”、“3.要求提供公开出版物”" in findings[0].message
    assert result.source.slice(findings[0].span) == "4.无正当理由大量反复申请"


def test_a_reworded_label_is_corrected_in_the_manner_of_the_text(book: Rulebook) -> None:
    requests = REQUESTS.replace("2.其他法律行政法规禁止公开", "2.其他法律法规禁止公开")
    result, findings = found(book, report(requests=requests), "T")
    assert [(one.code, one.severity) for one in findings] == [("T403", Severity.INFO)]
    fix = findings[0].fix
    assert fix is not None
    assert [(result.source.slice(edit.span), edit.content) for edit in fix.edits] == [
        ("2.其他法律法规禁止公开", "2.其他法律行政法规禁止公开")
    ]


def test_a_figure_in_a_label_is_never_dropped(book: Rulebook) -> None:
    requests = REQUESTS.replace("2.其他法律行政法规禁止公开", "2.其他法律法规禁止公开12件")
    _, findings = found(book, report(requests=requests), "T403")
    assert [one.fix for one in findings] == [None]


OLD_HEAD = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |"
NEW_HEAD = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |"


@pytest.mark.parametrize(
    "head", [OLD_HEAD, OLD_HEAD.replace("新制", "新 制"), OLD_HEAD.replace("本年新公开", "本年新\n公开")]
)
def test_columns_of_an_older_generation_in_a_newer_table(book: Rulebook, head: str) -> None:
    result, findings = found(book, report(proactive=PROACTIVE.replace(NEW_HEAD, head)), "T407")
    assert [one.severity for one in findings] == [Severity.ERROR]
    assert "“本年新制作数量”、“本年新公开数量”、“对外公开总数量”" in findings[0].message
    assert result.source.slice(findings[0].span).replace(" ", "") == "本年新制作数量"


@pytest.mark.parametrize(
    "head",
    [
        NEW_HEAD,
        NEW_HEAD.replace("本年制发件数", "本年新制作数量"),
        "信息内容 | 本年制发数量 | 本年废止数量 | 现行有效数量 |",
        "信息内容 | 制发件数 | 废止件数 | 对外公开的现行有效件数 |",
    ],
)
def test_one_slip_and_other_wordings_are_no_columns_of_an_older_generation(book: Rulebook, head: str) -> None:
    assert found(book, report(proactive=PROACTIVE.replace(NEW_HEAD, head)), "T407")[1] == []


def test_the_table_of_an_older_generation(book: Rulebook) -> None:
    proactive = """\
第二十条第(一)项 |
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
规章 | 0 | 0 | 0 |
规范性文件 | 2 | 2 | 9 |
第二十条第(五)项 |
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
行政许可 | 12 | 0 | 30 |
其他对外管理服务事项 | 1 | 0 | 2 |
第二十条第(六)项 |
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
行政处罚 | 3 | +1 | 4 |
行政强制 | 0 | 0 | 0 |
第二十条第(八)项 |
信息内容 | 上一年项目数量 | 本年增/减 |
行政事业性收费 | 1 | 0 |
第二十条第(九)项 |
信息内容 | 采购项目数量 | 采购总金额 |
政府集中采购 | 2 | 30.5万元 |
"""
    assert [one.code for one in found(book, report(proactive=proactive), "T")[1]] == ["T407"]
    assert found(book, report(proactive=proactive, year=2020), "T407")[1][1:] == []
    _, (read,) = read_reports(open_document(report(proactive=proactive).encode(), "报告.txt"), book)
    cells = {(cell.row_key, cell.column_key) for table in read.tables for cell in table.cells}
    assert ("procurement", "amount") in cells


def test_rows_too_long_and_too_short_are_one_finding(book: Rulebook) -> None:
    requests = change(REQUESTS, f"2.重复申请 | {ZEROS} |", to="2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 |")
    requests = change(
        requests, f"3.要求提供公开出版物 | {ZEROS} |", to=f"3.要求提供公开出版物 | 0 | {ZEROS} |"
    )
    result, findings = found(book, report(requests=requests), "T")
    assert [one.code for one in findings] == ["T408"]
    assert "“2.重复申请”行有6格，应为7格" in findings[0].message
    assert [result.source.slice(place.span) for place in findings[0].related] == ["3.要求提供公开出版物"]


def test_a_title_that_follows_the_figures_is_no_row(book: Rulebook) -> None:
    assert found(book, report(proactive=PROACTIVE + "单位:万元\n"), "T")[1] == []


@pytest.mark.parametrize(
    "row",
    [
        "其他主动公开文件 | 186 | 86 | 255 |",
        "其中：部门联合发文数量 | 3 | 0 | 8 |",
        "政策解读材料 | 2 | 2 | 2 |",
        "其他主动公开文件\t186\t86\t255",
    ],
)
def test_a_row_that_an_office_added_is_read_past(book: Rulebook, row: str) -> None:
    proactive = PROACTIVE.replace("第二十条第(五)项", f"{row}\n第二十条第(五)项")
    _, findings = found(book, report(proactive=proactive), "G809")
    assert [one.message for one in findings] == []


def test_an_added_name_in_the_place_of_a_row_may_be_its_label(book: Rulebook) -> None:
    proactive = PROACTIVE.replace("行政规范性文件 |", "政策性文稿名录 |")
    codes = {one.code for one in found(book, report(proactive=proactive), "")[1]}
    assert codes & {"G809", "T402", "T403"}
