"""Which texts are parts of a report, and what is then said to be missing."""

from __future__ import annotations

import pytest

import linter

TITLE = "云岫县水利局2023年政府信息公开工作年度报告"
PERIOD = "本报告所列数据的统计期限为2023年1月1日至2023年12月31日。"
PREFACE = f"根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号要求，编制本报告。{PERIOD}"
PROACTIVE = (
    "第二十条第（一）项 |\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    "规章 | 0 | 0 | 0 |\n行政规范性文件 | 5 | 0 | 1 |\n"
    "第二十条第（五）项 |\n信息内容 | 本年处理决定数量 |\n行政许可 | 3 |\n"
    "第二十条第（六）项 |\n信息内容 | 本年处理决定数量 |\n行政处罚 | 2 |\n行政强制 | 0 |\n"
    "第二十条第（八）项 |\n信息内容 | 本年收费金额（单位：万元） |\n行政事业性收费 | 0 |\n"
)
KINDS = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"
REVIEW = (
    "行政复议 | 行政诉讼 |\n未经复议直接起诉 | 复议后起诉 |\n"
    f"{KINDS} {KINDS} {KINDS}\n1 | 0 | 0 | 0 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n"
)
ENDING = (
    "五、存在的主要问题及改进情况\n政府信息公开还不够主动，下一步加强培训。\n"
    "六、其他需要报告的事项\n未收取信息处理费。\n"
)


def codes(text: str, name: str = "a.txt") -> list[str]:
    """The codes of the errors and warnings in a file that was named."""
    found = linter.check(text.encode(), name=name).findings
    return [each.code for each in found if each.severity != "info"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE, ["S101"]),
        (f"{TITLE}\n{PREFACE}\n", ["S101"]),
        (f"{TITLE}\n{PREFACE.replace('2023', '2022')}\n", ["S101", "P303"]),
        (PREFACE, []),
        (PREFACE.replace("〔2021〕", "[2021]"), ["C203"]),
        (PREFACE.replace("12月31日", "11月30日"), ["P302"]),
        (f"现公布云岫县水利局2023年政府信息公开工作年度报告。{PERIOD}", []),
        ("五、存在的主要问题及改进情况\n更新还不够及时，下一步加强培训。\n", []),
        ("六、其他需要报告的事项\n未收取信息处理费。\n", []),
        (PROACTIVE, ["N507"]),
        (f"二、主动公开政府信息情况\n{PROACTIVE}", ["N507"]),
        (REVIEW, ["N504"]),
        (f"四、政府信息公开行政复议、行政诉讼情况\n{REVIEW}", ["N504"]),
        (ENDING, []),
        (f"四、政府信息公开行政复议、行政诉讼情况\n{REVIEW}{ENDING}", ["N504"]),
    ],
)
def test_a_part_is_judged_as_far_as_it_goes(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_rows_and_tables_outside_of_a_part_are_not_missing() -> None:
    head, rows = PROACTIVE.split("第二十条第（五）项")
    assert codes(f"二、主动公开政府信息情况\n{head}") == ["N507"]
    assert codes(f"第二十条第（五）项{rows}") == []
    assert codes("一、总体情况\n2023年公开政府信息130条。\n二、主动公开政府信息情况\n") == ["S100"]


def test_a_row_that_lacks_at_the_end_of_a_table_is_missing() -> None:
    lines = PROACTIVE.splitlines()
    text = "\n".join(["二、主动公开政府信息情况", *lines[:-4]])
    assert codes(text) == ["T402", "N507"] or codes(text) == ["N507", "T402"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "按照《关于做好2025年政府信息公开工作年度报告编制工作的通知》要求,现将青石市水利局2025年政府信息公开"
            "工作年度报告如下:\n一、总体情况\n平稳。\n"
        ),
        "2022年，我局政府信息公开工作平稳有序。\n一、政府信息公开总体工作情况\n（一）组织机构。设专人负责。\n",
        "根据《中华人民共和国政府信息公开条例》规定，特向社会公布2013年政府信息公开工作年度报告。\n一、概述\n平稳。\n",
        "云岫县水利局2023年度报告.docx\n2023年，政府信息公开工作有序。\n一、总体情况\n平稳。\n附件：2022年报.pdf\n",
        "索引号：000\n发布日期：2014-03-01\n2013年，我镇政务公开工作有序。\n一、总体情况\n平稳。\n政策解读情况\n图解2条。\n",
        "工作年度报告\n依据条例规定，现公布云岫县水利局2021年政府信息公开工作年度报告，统计期限为2021年1月1日至12月31日。\n",
    ],
)
def test_openings_in_other_forms_are_parts(text: str) -> None:
    assert "G806" not in codes(text)


def test_what_lacks_between_the_sections_of_a_part_is_missing() -> None:
    text = f"二、主动公开政府信息情况\n{PROACTIVE.replace('| 5 |', '| 1 |')}{ENDING}"
    assert codes(text) == ["S101", "S101"]


def test_a_title_with_one_section_is_a_whole_report() -> None:
    assert codes(f"{TITLE}\n{PREFACE}\n一、总体情况\n全年公开信息130条。\n") == ["S101"] * 5


def test_a_markdown_draft_is_a_beginning() -> None:
    assert codes(f"# {TITLE}\n\n{PREFACE}\n", "a.md") == ["S101"]


def test_a_free_report_without_headings_is_read() -> None:
    text = (
        "云岫县水利局2016年政府信息公开工作年度报告\n2016年，我局全年主动公开政府信息80条，未收到依申请公开申请，"
        "未收取费用，没有发生行政复议和行政诉讼。存在的问题是公开不够及时，今后将加强培训。\n"
    )
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        (
            "关于做好2023年政府信息公开工作年度报告编制工作的通知\n各县（市、区）人民政府，市直各单位：\n"
            f"{PREFACE}现将有关事项通知如下：\n一、总体要求\n严格按照格式编制。\n"
        ),
        (
            "各科室：\n请按照国办公开办函〔2021〕30号编制本单位2023年政府信息公开工作年度报告，"
            "统计期限为2023年1月1日至2023年12月31日。\n"
        ),
        (
            "《云岫县2023年政府信息公开工作年度报告》解读\n云岫县人民政府编制了2023年政府信息公开工作年度报告。"
            "现解读如下。\n一、总体情况\n全年公开信息300条。\n"
        ),
        f"首页 > 年报\n{TITLE}\n2024-01-18\n云岫县民政局2023年政府信息公开工作年度报告\n2024-01-19\n",
        (
            "云岫县人民政府办公室关于做好2023年政府信息公开工作年度报告编制工作的通知\n按照格式编制。\n"
            f"一、总体情况\n二、主动公开政府信息情况\n{PROACTIVE}四、政府信息公开行政复议、行政诉讼情况\n{REVIEW}"
        ),
        "云岫县水利局2023年工作总结\n一、总体情况\n完成投资3亿元。\n二、存在的主要问题\n资金不足。\n",
        (
            "云岫县司法局2023年法治政府建设年度报告\n一、总体情况\n推进政务公开，公开信息30条。\n"
            "二、存在的主要问题及改进情况\n力度不够。\n"
        ),
        "云岫县2023年行政执法统计年报\n项目 | 行政许可 | 行政处罚 | 行政强制 |\n数量 | 3 | 4 | 5 |\n",
        f"{TITLE}\n发布时间：2024-01-18\n附件：{TITLE}.pdf\n",
        "云岫县水利局政府信息公开指南\n根据《中华人民共和国政府信息公开条例》，编制本指南。\n一、主动公开\n",
        "云岫县召开会议\n会议要求，按照《中华人民共和国政府信息公开条例》，认真编制年度报告。\n",
        "# 检查工具\n检查政府信息公开工作年度报告，依据国办公开办函〔2021〕30号。\n",
    ],
)
def test_what_only_speaks_of_reports_is_no_part_of_one(text: str) -> None:
    assert codes(text) == ["G806"]


DATE = "发布日期：2024-01-29    点击数："


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n{TITLE}\n",
        f"{TITLE}\n\n{DATE}\n   {TITLE}\n\n",
        f"登录    注册\n\n{TITLE}\n{DATE}\n{TITLE}\n",
        f"{TITLE}\n来源：本站\n{DATE}\n\n云岫县水利局\n2023年政府信息公开工作年度报告\n",
    ],
)
def test_a_title_that_the_page_repeats_begins_one_report(head: str) -> None:
    assert codes(f"{head}{PREFACE}\n") == ["S101"]


@pytest.mark.parametrize("other", [TITLE.replace("水利", "民政"), TITLE.replace("2023", "2022")])
def test_titles_of_several_reports_are_a_list(other: str) -> None:
    assert codes(f"{TITLE}\n{other}\n") == ["G806"]


@pytest.mark.parametrize(
    ("opening", "code"),
    [
        ("现编制2023年政府信息公开工作年度报告。统计期限自2022年1月1日起至2022年12月31日止。", "P303"),
        (
            "对照《云岫县水利局2022年政府信息公开工作年度报告》，编制本报告。统计期限为2023年1月1日至12月31日。",
            "",
        ),
    ],
)
def test_the_year_that_a_preface_calls_its_own_goes_before_the_period(opening: str, code: str) -> None:
    found = codes(f"{opening}\n一、总体情况\n2023年公开政府信息130条。\n")
    assert ("P303" in found) is bool(code)
