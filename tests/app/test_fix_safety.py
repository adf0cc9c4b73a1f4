"""What a fix must not change: said of contents directly, whatever fix would bring it about."""

from __future__ import annotations

from collections import Counter

import pytest

from linter.app.fix_safety import ReportContent, TableFigures, loss, regression, report_content
from linter.diagnostic import Applicability, Diagnostic, Fix, Severity
from linter.documents import open_document
from linter.lint import read_reports
from linter.rulebook import Rulebook
from linter.text.edits import Edit
from linter.text.source import Span
from tests.samples.tables import REQUESTS, change, report

CELL, OTHER = ("received", "total"), ("received", "natural_person")


def table(
    placed: dict[tuple[str, str], str], rows: dict[str, list[str]], blanks: int = 0, key: str = "requests"
) -> TableFigures:
    return TableFigures(key, placed, {row: Counter(figures) for row, figures in rows.items()}, blanks)


def content(
    *tables: TableFigures, generation: str = "2021", sections: tuple[str, ...] = ("a", "b")
) -> ReportContent:
    return ReportContent(generation, sections, tables)


BEFORE = table({CELL: "3"}, {"received": ["3", "1"]}, blanks=2)


def test_what_is_the_same_is_no_loss() -> None:
    assert loss([], []) is None
    assert loss([content(BEFORE)], [content(BEFORE)]) is None


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (content(generation="2019"), content(generation="2021"), "适用的格式变了"),
        (content(sections=("a",)), content(sections=("a", "b")), "读出的章节变了"),
        (content(sections=("a", "b")), content(sections=("b", "a")), "读出的章节变了"),
        (content(BEFORE), content(), "读出的表格变了"),
        (content(BEFORE), content(BEFORE._replace(key="review")), "读出的表格变了"),
        (content(BEFORE), content(BEFORE._replace(placed={CELL: "4"})), "表格里的数字变了"),
        (content(BEFORE, BEFORE), content(BEFORE, BEFORE._replace(placed={CELL: "4"})), "表格里的数字变了"),
        (content(BEFORE, BEFORE), content(BEFORE._replace(placed={CELL: "4"}), BEFORE), "表格里的数字变了"),
    ],
)
def test_a_difference_is_a_loss_in_either_direction(
    one: ReportContent, other: ReportContent, said: str
) -> None:
    assert loss([one], [other]) == said
    assert loss([other], [one]) == said
    assert loss([content(), one], [content(), other]) == said


def test_reports_that_come_or_go_are_told_with_their_numbers() -> None:
    assert loss([content()], [content(), content()]) == "报告由1份变成2份"
    assert loss([content(), content()], [content()]) == "报告由2份变成1份"


KEPT = {"received": ["3", "1"]}


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (KEPT, True),
        ({"received": ["3", "1", "0"]}, True),
        ({"received": ["3", "1", "0", "0"]}, True),
        ({"received": ["3", "1", "0"], "granted": ["0"]}, True),
        ({"received": ["3", "1", "0", "0", "0"]}, False),  # more zeros than there were blanks
        ({"received": ["3", "1", "0", "0"], "granted": ["0"]}, False),
        ({"received": ["3", "1", "00"]}, False),
        ({"received": ["3", "1", "7"]}, False),
        (KEPT | {"granted": ["7"]}, False),  # in a row that had none
        ({"received": ["3"]}, False),
        ({"received": ["3", "0"]}, False),
        ({}, False),
    ],
)
def test_a_row_keeps_its_figures_and_blanks_may_become_zeros(rows: dict[str, list[str]], kept: bool) -> None:
    before = table({}, KEPT, blanks=2)
    assert (loss([content(before)], [content(table({}, rows))]) is None) is kept


def test_a_figure_may_get_a_place_but_not_lose_or_change_it() -> None:
    placed = BEFORE._replace(placed={CELL: "3", OTHER: "1"})
    assert loss([content(BEFORE)], [content(placed)]) is None
    assert loss([content(placed)], [content(BEFORE)]) == "表格里的数字变了"


def test_the_content_of_a_report_is_its_format_sections_and_figures(book: Rulebook) -> None:
    row = "一、本年新收政府信息公开申请数量 | / | 1 | 0 | 0 | 0 | 0 | 4 |"
    old = "一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |"
    [read] = read_reports(
        open_document(report(requests=change(REQUESTS, old, to=row)).encode(), "a.txt"), book
    )
    found = report_content(read)
    assert found.generation == read.generation is not None
    assert found.sections == tuple(section.key for section in read.sections)
    assert [each.key for each in found.tables] == [each.key for each in read.tables]
    [requests] = [each for each in found.tables if each.key == "requests"]
    assert requests.by_row["received"] == Counter({"1": 1, "0": 4, "4": 1})
    assert requests.placed["received", "total"] == "4"
    assert ("received", "natural_person") not in requests.placed
    assert requests.blanks == 1


def test_figures_without_a_place_count_by_row(book: Rulebook) -> None:
    old = "一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | 0 | 4 |"
    lost = change(REQUESTS, old, to="一、本年新收政府信息公开申请数量 | 3 | 1 | 4 | ||||||")
    [read] = read_reports(open_document(report(requests=lost).encode(), "a.txt"), book)
    [requests] = [each for each in report_content(read).tables if each.key == "requests"]
    assert requests.by_row["received"] == Counter({"3": 1, "1": 1, "4": 1})
    assert [key for key in requests.placed if key[0] == "received"] == [("received", "total")]


def finding(code: str, fix: Applicability | None = None) -> Diagnostic:
    made = Fix(fix, "改", (Edit(Span(0, 1), "改"),)) if fix else None
    return Diagnostic(code, code.lower(), Severity.ERROR, "有误", Span(0, 1), fix=made)


SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE


@pytest.mark.parametrize(
    ("before", "after", "unsafe", "code"),
    [
        ([], [], False, None),
        ([finding("A")], [finding("A")], False, None),
        ([finding("A"), finding("A")], [finding("A")], False, None),
        ([finding("A")], [finding("A"), finding("A")], False, "A"),
        ([finding("A")], [finding("B")], False, "B"),
        ([], [finding("B"), finding("A")], False, "A"),
        ([], [finding("A", SAFE)], False, None),  # fixing on removes it
        ([], [finding("A", UNSAFE)], False, "A"),
        ([], [finding("A", UNSAFE)], True, None),
        ([], [finding("S105", SAFE)], False, "S105"),
        ([finding("S105", SAFE)], [finding("S105", SAFE)], False, None),
    ],
)
def test_more_findings_of_a_code_are_a_step_back(
    before: list[Diagnostic], after: list[Diagnostic], unsafe: bool, code: str | None
) -> None:
    assert regression(before, after, unsafe=unsafe) == code
