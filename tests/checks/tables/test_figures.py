"""Figures filled in, readable, possible, with their unit, and within the body's powers."""

from __future__ import annotations

import pytest

from linter.diagnostic import Applicability
from linter.rulebook import Rulebook
from linter.text.edits import apply_edits
from tests.samples.tables import PROACTIVE, REQUESTS, ZEROS, change, found, report

REPEATED = f"2.重复申请 | {ZEROS} |"


MARKS = ["", "/", "-", "—", "无", "不适用", "不涉及", "未发生", "N/A", "n/a", "暂无", "（无）", "未涉及。"]


@pytest.mark.parametrize("mark", MARKS)
def test_a_blank_cell_is_found_where_it_stands_and_filled_when_it_is_empty(book: Rulebook, mark: str) -> None:
    requests = change(REQUESTS, REPEATED, to=f"2.重复申请 | 0 | {mark} | 0 | 0 | 0 | 0 | 0 |")
    result, findings = found(book, report(requests=requests), "T")
    assert [one.code for one in findings] == ["T404"]
    assert "有1个单元格没有数字：“2.重复申请”行“商业企业”列，" in findings[0].message
    assert result.source.slice(findings[0].span) == mark
    fix = findings[0].fix
    if mark:
        assert fix is None
        return
    assert fix is not None
    assert fix.applicability is Applicability.UNSAFE
    text = result.source.text
    (edit,) = fix.edits
    mended = text[: edit.span.start] + edit.content + text[edit.span.end :]
    assert found(book, mended, "T")[1] == []


def test_blanks_of_a_table_are_one_finding(book: Rulebook) -> None:
    requests = REQUESTS.replace(ZEROS, "/ | / | / | / | / | / | /")
    _, findings = found(book, report(requests=requests), "T404")
    assert len(findings) == 1
    assert len(findings[0].related) == REQUESTS.count(ZEROS) - 1


def test_blanks_are_named_by_row_and_column(book: Rulebook) -> None:
    requests = change(REQUESTS, REPEATED, to="2.重复申请 | 0 | 不涉及 | 不涉及 | 0 | 0 | 无 | 0 |")
    requests = requests.replace("3.其他 | 0 |", "3.其他 | / |").replace(ZEROS, "/ | " * 6 + "/", 1)
    _, [finding] = found(book, report(requests=requests), "T")
    (first, second, third) = (
        "“（二）部分公开（区分处理的，只计这一情形，不计其他情形）”行各列",
        "“2.重复申请”行“商业企业”、“科研机构”、“其他”列",
        "“3.其他”行“自然人”列",
    )
    assert f"有11个单元格没有数字：{first}、{second}、{third}，" in finding.message
    assert [place.message for place in finding.related] == [second, third]


def test_words_for_none_in_each_cell_keep_a_table_whole(book: Rulebook) -> None:
    table = "行政复议\n行政诉讼\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n未经复议直接起诉\n复议后起诉\n"
    head = "结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n"
    review = table + head + head + "不适用\n" * 15
    assert [one.code for one in found(book, report(review=review), "T")[1]] == ["T404"]


def filled(book: Rulebook, text: str) -> str:
    """The text with the blanks filled that the rule fills."""
    _, findings = found(book, text, "T404")
    edits = [edit for one in findings if one.fix for edit in one.fix.edits]
    return apply_edits(text, sorted(edits))


@pytest.mark.parametrize(
    ("row", "becomes"),
    [
        ("2.重复申请 | 0 |  | 0 | 0 | 0 | 0 | 0 |", "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"),
        ("2.重复申请 | 1 |  |  | 0 | 0 | 0 | 1 |", "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"),
        ("|2.重复申请| 0 |  | | 0 | 0 | 0 | 0 |", "|2.重复申请| 0 | 0 | 0 | 0 | 0 | 0 | 0 |"),
        ("|2.重复申请|0||0|0|0|0|0|", "|2.重复申请|0|0|0|0|0|0|0|"),
        ("2.重复申请\t0\t\t0\t0\t0\t0\t", "2.重复申请\t0\t0\t0\t0\t0\t0\t0"),
    ],
)
def test_zeros_are_written_as_the_row_is(row: str, becomes: str, book: Rulebook) -> None:
    text = report(requests=change(REQUESTS, REPEATED, to=row))
    assert filled(book, text) == text.replace(row, becomes)


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("row", "becomes"),
    [
        ("2.重复申请\t0\t0\t0\t0\t0\t0\t", "2.重复申请\t0\t0\t0\t0\t0\t0\t0"),
        ("2.重复申请|0|0|0|0|0|0||", "2.重复申请|0|0|0|0|0|0|0|"),
        ("| 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | |", "| 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"),
    ],
)
def test_the_last_cell_of_a_row_is_filled_before_its_line_end(
    row: str, becomes: str, eol: str, book: Rulebook
) -> None:
    text = report(requests=change(REQUESTS, REPEATED, to=row)).replace("\n", eol)
    assert filled(book, text) == text.replace(row, becomes)


@pytest.mark.parametrize(
    "row",
    [
        "2.重复申请 | 1 |  | 0 | 0 | 0 | 0 | 2 |",  # the blank is a one
        "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 |  |",  # the total is not zero
        "2.重复申请 | 0 | / | 0 | 0 | 0 | 0 | 0 |",  # somebody wrote a mark
        "2.重复申请 | 3 |  | 若干 | 0 | 0 | 0 | 3 |",
    ],
)
def test_a_blank_that_cannot_be_zero_is_left_to_a_person(row: str, book: Rulebook) -> None:
    text = report(requests=change(REQUESTS, REPEATED, to=row))
    assert filled(book, text) == text


def test_a_row_that_lost_cells_is_never_filled(book: Rulebook) -> None:
    row = "2.重复申请 | 0 | 0 | 0 |\n|\n|\n"
    text = report(requests=REQUESTS.replace(REPEATED, row).replace(f" {ZEROS}", ZEROS.replace("0", " ", 1)))
    fixed = filled(book, text)
    assert row in fixed
    assert fixed.count(ZEROS) > text.count(ZEROS)


def test_a_cell_with_words(book: Rulebook) -> None:
    requests = change(REQUESTS, REPEATED, to="2.重复申请 | 0 | 0 | 若干 | 0 | 0 | 0 | 0 |")
    result, findings = found(book, report(requests=requests), "T")
    assert [(one.code, result.source.slice(one.span)) for one in findings] == [("T405", "若干")]


@pytest.mark.parametrize(
    "cell",
    [
        "12件",
        "1,234",
        "９",
        "0宗",
        "+19",
        "增98",
        "12宗",
        "3项",
        "3条",
        "3起",
        "3份",
        "1，234件",
        "9623（增）",
        "9（件）",
    ],
)
def test_numbers_people_write(book: Rulebook, cell: str) -> None:
    proactive = change(PROACTIVE, "行政许可 | 12 |", to=f"行政许可 | {cell} |")
    assert found(book, report(proactive=proactive), "T")[1] == []


@pytest.mark.parametrize("cell", ["-3", "2.5"])
def test_an_impossible_count(book: Rulebook, cell: str) -> None:
    proactive = change(PROACTIVE, "行政许可 | 12 |", to=f"行政许可 | {cell} |")
    result, findings = found(book, report(proactive=proactive), "T")
    assert [(one.code, result.source.slice(one.span)) for one in findings] == [("T406", cell)]


@pytest.mark.parametrize("cell", ["若干", "见附件", "约10", "待定", "未知", "详见附表", "无法统计", "三"])
def test_what_is_no_number_and_not_nothing_is_an_error(book: Rulebook, cell: str) -> None:
    proactive = change(PROACTIVE, "行政许可 | 12 |", to=f"行政许可 | {cell} |")
    assert [one.code for one in found(book, report(proactive=proactive), "T")[1]] == ["T405"]


@pytest.mark.parametrize(
    ("row", "split"),
    [
        ("行政许可 | 12 |", "行政许可 | 养老机构备案 | 12 |"),
        ("行政处罚 | 3 |", "行政处罚 | 罚款 | 3 |\n警告 | 1 |"),
        ("行政规范性文件 | 2 | 1 | 9 |", "行政规范性文件 | 本级 | 2 | 1 | 9 |"),
    ],
)
def test_words_that_name_a_part_of_a_split_row_are_no_figure(book: Rulebook, row: str, split: str) -> None:
    proactive = change(PROACTIVE, row, to=split)
    assert [one.code for one in found(book, report(proactive=proactive), "T")[1]] == ["T408"]


def test_names_of_parts_do_not_hide_words_in_a_figures_place(book: Rulebook) -> None:
    proactive = change(PROACTIVE, "行政规范性文件 | 2 | 1 | 9 |", to="行政规范性文件 | 本级 | 2 | 1 | 9 |")
    proactive = change(proactive, "行政处罚 | 3 |", to="行政处罚 | 待定 |")
    result, findings = found(book, report(proactive=proactive), "T405")
    assert [result.source.slice(one.span) for one in findings] == ["待定"]


@pytest.mark.parametrize(
    "cells", ["若干 | 2 | 1", "2 | 若干 | 9", "本级 | 2 | 若干 | 9", "本级 | 县级 | 2 | 1 | 9"]
)
def test_words_among_too_few_figures_are_an_error(book: Rulebook, cells: str) -> None:
    proactive = change(PROACTIVE, "行政规范性文件 | 2 | 1 | 9 |", to=f"行政规范性文件 | {cells} |")
    assert "T405" in [one.code for one in found(book, report(proactive=proactive), "T")[1]]


@pytest.mark.parametrize("cell", ["-10", "−10", "-0.5", "-1.5万元", "-3万", "减少2"])
def test_a_negative_amount_is_an_amount(book: Rulebook, cell: str) -> None:
    proactive = change(PROACTIVE, "行政事业性收费 | 1.5 |", to=f"行政事业性收费 | {cell} |")
    _, [finding] = found(book, report(proactive=proactive), "T")
    assert finding.code == "T406"
    assert "金额" in finding.message
    assert "件" not in finding.message.replace("收费金额", "")
    assert "整数" not in finding.message


def test_counts_and_amounts_are_two_causes(book: Rulebook) -> None:
    proactive = PROACTIVE.replace("行政许可 | 12 |", "行政许可 | -2 |").replace("| 1.5 |", "| -1.5 |")
    _, findings = found(book, report(proactive=proactive), "T")
    assert ["整数" in one.message for one in findings] == [True, False]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [("1.5", []), ("1.5万元", []), ("0", []), ("15000元", ["T410"]), ("1.5万元万元", ["T410"])],
)
def test_the_unit_of_an_amount(book: Rulebook, cell: str, codes: list[str]) -> None:
    proactive = change(PROACTIVE, "行政事业性收费 | 1.5 |", to=f"行政事业性收费 | {cell} |")
    assert [one.code for one in found(book, report(proactive=proactive), "T")[1]] == codes


@pytest.mark.parametrize(
    ("issuer", "codes"),
    [
        ("云岭市临江区民政局", ["T409"]),
        ("云岭市临江区人民政府", ["T409"]),
        ("临江县人民政府办公室", ["T409"]),
        ("青石镇人民政府", ["T409"]),
        ("昆山市", ["T409"]),
        ("苏州市", []),
        ("苏州市人民政府办公室", []),
        ("云岭市", []),
        ("云岭省人民政府", []),
        ("国家税务总局", []),
        ("云岭自治区人民政府办公厅", []),
        ("湘西土家族苗族自治州人民政府", []),
        ("云岭新区管理委员会", ["T409"]),
    ],
)
def test_who_can_make_regulations(book: Rulebook, issuer: str, codes: list[str]) -> None:
    proactive = change(PROACTIVE, "规章 | 0 | 0 | 0 |", to="规章 | 1 | 0 | 3 |")
    assert [one.code for one in found(book, report(proactive=proactive, issuer=issuer), "T")[1]] == codes
