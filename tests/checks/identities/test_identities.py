"""Numeric identities over the tables: what holds, what is broken, what cannot be judged."""

from __future__ import annotations

import pytest

from linter.checks.identities.identities import IdentityCheck, shares
from linter.diagnostic import Severity
from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.linting import read
from tests.samples.tables import REQUESTS, REVIEW, ZEROS, change, found, report

RECEIVED = "一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |"
GRANTED = "(一)予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |"
TOTAL = "(七)总计 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |"
CARRIED = "四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"


def test_identities_that_hold_say_nothing(book: Rulebook) -> None:
    assert found(book, report(), "N")[1] == []


def test_one_wrong_figure_breaks_its_row_and_its_column_and_is_named(book: Rulebook) -> None:
    requests = change(REQUESTS, GRANTED, to="(一)予以公开 | 5 | 1 | 0 | 0 | 0 | 0 | 3 |")
    result, findings = found(book, report(requests=requests), "N")
    assert [one.code for one in findings] == ["N502"]
    [finding] = findings
    slip = "；两个方向的差数相同，疑是“（一）予以公开”行“自然人”列的 5 填错，改为 2 即平"
    assert finding.message.endswith(slip)
    assert "合计 5 + 1 = 6，与总计 3 不符，相差 3" in finding.message
    assert result.source.slice(finding.span) == "3"
    assert "予以公开" in result.source.line(result.source.row(finding.span.start))
    assert finding.related[-1].message == "“（七）总计”行“自然人”列：3，这一列也相差 3"


def with_figures(*changes: tuple[str, str]) -> str:
    """A report with lines of table three replaced."""
    requests = REQUESTS
    for line, to in changes:
        requests = change(requests, line, to=to)
    return report(requests=requests)


PROCESSED = "(七)总计 | {} | 1 | 0 | 0 | 0 | 0 | {} |"
ONE_CAUSE = {
    "a total": (GRANTED, "(一)予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 7 |", "改为 3 即平"),
    "a figure of the first row": (
        RECEIVED,
        "一、本年新收政府信息公开申请数量 | 8 | 1 | 0 | 0 | 0 | 0 | 4 |",
        "改为 3 即平",
    ),
    "a figure that three identities hold": (TOTAL, PROCESSED.format(9, 4), "改为 3 即平"),
    "what is carried over": (CARRIED, "四、结转下年度继续办理 | 1 | 2 | 0 | 0 | 0 | 0 | 1 |", "改为 0 即平"),
}


@pytest.mark.parametrize("name", ONE_CAUSE)
def test_one_cause_is_one_finding(book: Rulebook, name: str) -> None:
    line, to, words = ONE_CAUSE[name]
    _, [finding] = found(book, with_figures((line, to)), "N")
    assert finding.code == "N502"
    assert words in finding.message


def test_a_right_figure_is_only_said_when_nothing_else_is_wrong(book: Rulebook) -> None:
    text = with_figures(
        (GRANTED, "(一)予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 7 |"),
        (CARRIED, "四、结转下年度继续办理 | 1 | 2 | 0 | 0 | 0 | 0 | 1 |"),
    )
    _, findings = found(book, text, "N")
    assert [one.code for one in findings] == ["N502", "N502"]
    assert all("疑是" in one.message and "即平" not in one.message for one in findings)


def test_a_figure_that_other_identities_hold_right_is_not_called_wrong(book: Rulebook) -> None:
    """The total of one kind agrees with its results and not with what came in: no change of it is right."""
    text = with_figures(
        (GRANTED, "(一)予以公开 | 5 | 1 | 0 | 0 | 0 | 0 | 3 |"), (TOTAL, PROCESSED.format(6, 4))
    )
    _, findings = found(book, text, "N")
    assert sorted(one.code for one in findings) == ["N501", "N502"]
    assert not any("疑是" in one.message for one in findings)


def test_columns_off_by_the_same_amount_are_one_finding(book: Rulebook) -> None:
    requests = change(REQUESTS, CARRIED, to="四、结转下年度继续办理 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |")
    result, findings = found(book, report(requests=requests), "N")
    assert [one.code for one in findings] == ["N501"]
    assert findings[0].message == (
        "“自然人”、“总计”列收支不平：本年新收加上年结转 4 + 1 = 5，办理结果总计加结转下年度 4 + 2 = 6，相差 1"
    )
    assert result.source.slice(findings[0].span) == "4"
    assert {place.message for place in findings[0].related} >= {"“四、结转下年度继续办理”行“总计”列：2"}


def test_columns_off_by_different_amounts_are_two(book: Rulebook) -> None:
    requests = change(REQUESTS, CARRIED, to="四、结转下年度继续办理 | 2 | 2 | 0 | 0 | 0 | 0 | 4 |")
    assert [one.code for one in found(book, report(requests=requests), "N")[1]] == ["N501"] * 3


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |", "N504"),
        ("1 | 0 | 0 | 1 | 2 | 0 | 0 | 3 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |", "N505"),
        ("1 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 7 |", "N506"),
    ],
)
def test_each_group_of_the_review_table(book: Rulebook, line: str, code: str) -> None:
    review = REVIEW.replace("1 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1 |", line)
    assert [one.code for one in found(book, report(review=review), "N")[1]] == [code]


def test_blank_addends_below_the_total_are_a_warning(book: Rulebook) -> None:
    requests = change(REQUESTS, RECEIVED, to="一、本年新收政府信息公开申请数量 | 3 | / | 0 | 0 | 0 | 0 | 4 |")
    _, findings = found(book, report(requests=requests), "N502")
    assert [one.severity for one in findings] == [Severity.WARNING]
    assert "如把空格当作 0" in findings[0].message


def test_addends_above_the_total_are_an_error_whatever_the_blanks(book: Rulebook) -> None:
    requests = change(REQUESTS, RECEIVED, to="一、本年新收政府信息公开申请数量 | 9 | / | 0 | 0 | 0 | 0 | 4 |")
    assert [one.severity for one in found(book, report(requests=requests), "N502")[1]] == [Severity.ERROR]


@pytest.mark.parametrize("cells", ["/ | / | / | / | / | / | 0", "3 | 1 | 0 | 0 | 0 | 0 | /"])
def test_all_addends_or_the_total_blank_cannot_be_judged(book: Rulebook, cells: str) -> None:
    requests = change(REQUESTS, RECEIVED, to=f"一、本年新收政府信息公开申请数量 | {cells} |")
    assert found(book, report(requests=requests), "N502")[1] == []


def test_figures_without_a_column_are_not_judged_by_column(book: Rulebook) -> None:
    requests = change(REQUESTS, RECEIVED, to="一、本年新收政府信息公开申请数量 | 3 | 1 | 4 | ||||||")
    assert found(book, report(requests=requests), "N")[1] == []


def test_a_missing_row_leaves_its_identities_undecided(book: Rulebook) -> None:
    requests = REQUESTS.replace(f"2.重复申请 | {ZEROS} |\n", "")
    assert found(book, report(requests=requests), "N")[1] == []


def test_what_a_cell_takes_part_in_is_judged_as_the_check_judges_it(book: Rulebook) -> None:
    text = report(requests=change(REQUESTS, GRANTED, to="(一)予以公开 | 5 | 1 | 0 | 0 | 0 | 0 | 3 |"))
    _, [read_report] = read(open_document(text.encode(), "a.txt"), book)
    table = read_report.table("requests")
    assert table is not None
    checks = {
        rule.code: rule.check for rule in book.rules_for("2021") if isinstance(rule.check, IdentityCheck)
    }

    def told(row: str | None, column: str | None) -> list[tuple[str, str, str, str, str]]:
        return [
            (code, share.unit, share.left, share.right, share.judgement.verdict.value)
            for code, check in checks.items()
            for share in shares(table, check, row, column)
        ]

    row = ("N502", "granted", "5 + 1 = 6", "3", "broken")
    column = ("N503", "natural_person", "5 + 1 = 6", "3", "broken")
    assert told("granted", "natural_person") == [row, column]
    assert told("granted", None) == [row]
    balance = ("N501", "natural_person", "3 + 1 = 4", "3 + 1 = 4", "holds")
    assert told(None, "natural_person") == [balance, column]
    assert told("carried_out", "research") == [
        ("N501", "research", "0 + 0 = 0", "0 + 0 = 0", "holds"),
        ("N502", "carried_out", "1", "1", "holds"),
    ]
    assert told(None, None) == told("nothing", None) == []
