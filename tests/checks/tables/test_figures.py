"""Figures filled in, readable, possible, with their unit, and within the body's powers."""

from __future__ import annotations

import pytest

from linter.diagnostic import Applicability, apply_edits
from linter.rulebook import Rulebook
from tests.checks.tabled import PROACTIVE, REQUESTS, ZEROS, change, found, report

REPEATED = f"2.重复申请 | {ZEROS} |"


@pytest.mark.parametrize("mark", ["", "/", "-", "—", "无"])
def test_a_blank_cell_is_found_where_it_stands_and_can_be_filled(book: Rulebook, mark: str) -> None:
    requests = change(REQUESTS, REPEATED, to=f"2.重复申请 | 0 | {mark} | 0 | 0 | 0 | 0 | 0 |")
    result, findings = found(book, report(requests=requests), "T")
    assert [one.code for one in findings] == ["T404"]
    assert "有1个单元格没有数字（从“2.重复申请”行“商业企业”列起）" in findings[0].message
    assert result.source.slice(findings[0].span) == mark
    fix = findings[0].fix
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


def filled(book: Rulebook, text: str) -> str:
    """The text with the blanks filled that the rule fills."""
    _, findings = found(book, text, "T404")
    edits = [edit for one in findings if one.fix for edit in one.fix.edits]
    return apply_edits(text, sorted(edits))


@pytest.mark.parametrize(
    ("row", "becomes"),
    [
        ("2.重复申请 | 0 | / | 0 | 0 | 0 | 0 | 0 |", "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"),
        ("2.重复申请 | 1 | / | — | 0 | 0 | 0 | 1 |", "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"),
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
        "2.重复申请 | 1 | / | 0 | 0 | 0 | 0 | 2 |",  # the blank is a one
        "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | / |",  # the total is not zero
        "2.重复申请 | 3 | / | 若干 | 0 | 0 | 0 | 3 |",
    ],
)
def test_a_blank_that_cannot_be_zero_is_left_to_a_person(row: str, book: Rulebook) -> None:
    text = report(requests=change(REQUESTS, REPEATED, to=row))
    assert filled(book, text) == text


def test_a_row_that_lost_cells_is_never_filled(book: Rulebook) -> None:
    row = "2.重复申请 | 0 | 0 | 0 |\n|\n|\n"
    text = report(requests=REQUESTS.replace(REPEATED, row).replace(ZEROS, ZEROS.replace("0 |", "/ |", 1)))
    fixed = filled(book, text)
    assert row in fixed
    assert "/" not in fixed.replace("/答复", "")


def test_a_cell_with_words(book: Rulebook) -> None:
    requests = change(REQUESTS, REPEATED, to="2.重复申请 | 0 | 0 | 若干 | 0 | 0 | 0 | 0 |")
    result, findings = found(book, report(requests=requests), "T")
    assert [(one.code, result.source.slice(one.span)) for one in findings] == [("T405", "若干")]


@pytest.mark.parametrize("cell", ["12件", "1,234", "９", "0宗", "+19", "增98"])
def test_numbers_people_write(book: Rulebook, cell: str) -> None:
    proactive = change(PROACTIVE, "行政许可 | 12 |", to=f"行政许可 | {cell} |")
    assert found(book, report(proactive=proactive), "T")[1] == []


@pytest.mark.parametrize("cell", ["-3", "2.5"])
def test_an_impossible_count(book: Rulebook, cell: str) -> None:
    proactive = change(PROACTIVE, "行政许可 | 12 |", to=f"行政许可 | {cell} |")
    result, findings = found(book, report(proactive=proactive), "T")
    assert [(one.code, result.source.slice(one.span)) for one in findings] == [("T406", cell)]


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
