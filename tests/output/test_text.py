"""Findings as people see them: whole outputs, where a wide character takes two columns."""

from __future__ import annotations

import re

from msgspec.structs import replace

from linter.diagnostic import Diagnostic, Related, Severity
from linter.output import concise, text
from linter.output.style import painter, plain
from linter.output.totals import Totals, add, tally
from linter.text.source import Origin, Source, Span
from tests.fakes import finding

REPORT = Source("甲.txt", "云岭市临江区年报\n本年新收申请 | 3\n\t(七)总计 | 4 |\n")


def test_a_finding_with_everything() -> None:
    found = finding(REPORT, "4", related=1, fix=True)
    assert text.part(REPORT, [found], plain) == (
        "错误[N501] request-balance：“总计”一列收支不平：3 + 0 ≠ 4 + 0，差 -1\n"
        " --> 甲.txt:3:10\n"
        "  |\n"
        "3 |     (七)总计 | 4 |\n"
        "  |                ^\n"
        "1 | 云岭市临江区年报\n"
        "  | -- 第0项\n"
        "  = 依据：国办公开办函〔2021〕30号 表三\n"
        "  = 建议：核对四行。\n"
        "  = 可修复：改为规范表述\n"
    )


def test_places_in_another_file_are_shown_under_its_name() -> None:
    other = Source("去年.txt", "\n" * 9 + "结转 2 | 3\n")
    found = replace(
        finding(REPORT, "4"),
        help="",
        references=(),
        related=(
            Related(Span(12, 13), "上年：2", other),
            Related(Span(16, 17), "上年：3", other),
            Related(Span(0, 3), "这里"),
        ),
    )
    assert text.part(REPORT, [found], plain) == (
        "错误[N501] request-balance：“总计”一列收支不平：3 + 0 ≠ 4 + 0，差 -1\n"
        "  --> 甲.txt:3:10\n"
        "   |\n"
        " 3 |     (七)总计 | 4 |\n"
        "   |                ^\n"
        "  ::: 去年.txt:10:4\n"
        "10 | 结转 2 | 3\n"
        "   |      - 上年：2\n"
        "   |          - 上年：3\n"
        "  ::: 甲.txt:1:1\n"
        " 1 | 云岭市临江区年报\n"
        "   | ------ 这里\n"
    )


def test_wide_characters_are_underlined_whole() -> None:
    found = finding(REPORT, "新收申请")
    lines = text.part(REPORT, [found], plain).splitlines()
    assert lines[3:5] == ["2 | 本年新收申请 | 3", "  |     ^^^^^^^^"]


def test_no_more_than_four_related_places_are_shown_and_their_line_once() -> None:
    shown = text.part(REPORT, [finding(REPORT, "4", related=6)], plain)
    assert shown.count("云岭市临江区年报") == 1
    assert "第3项" in shown
    assert "第4项" not in shown
    assert "  = 另有 2 处\n" in shown


def test_a_finding_over_several_rows_shows_the_first_and_says_so() -> None:
    found = Diagnostic("S107", "empty-section", Severity.WARNING, "空", Span(4, 20))
    assert text.part(REPORT, [found], plain) == (
        "警告[S107] empty-section：空\n"
        " --> 甲.txt:1:5\n"
        "  |\n"
        "1 | 云岭市临江区年报\n"
        "  |         ^^^^^^^^ （直到第2行）\n"
    )


def test_an_empty_span_gets_one_mark_even_behind_the_last_character() -> None:
    source = Source("a.txt", "年报")
    found = Diagnostic("S101", "missing-section", Severity.ERROR, "缺", Span(2, 2))
    assert text.part(source, [found], plain).splitlines()[3:] == ["1 | 年报", "  |     ^"]


def test_a_finding_in_an_empty_text_has_no_source_line() -> None:
    found = Diagnostic("G806", "not-a-report", Severity.WARNING, "不是年报", Span(0, 0))
    shown = text.part(Source("a.txt", ""), [found], plain)
    assert shown == "警告[G806] not-a-report：不是年报\n --> a.txt:1:1\n"


def test_a_place_in_a_document_without_lines_is_told() -> None:
    source = Source("a.txt", "年报\n4", origins=(None, Origin("第4页")))
    found = Diagnostic("T404", "blank-cell", Severity.WARNING, "空", Span(3, 4))
    assert "--> a.txt 第4页\n |\n | 4\n" in text.part(source, [found], plain)


def test_row_numbers_of_one_finding_share_a_gutter() -> None:
    source = Source("a.txt", "年报\n" * 11 + "错")
    lines = text.part(source, [finding(source, "错", related=1)], plain).splitlines()
    assert lines[1:6] == ["  --> a.txt:12:1", "   |", "12 | 错", "   | ^^", " 1 | 年报"]


def test_escape_sequences_in_a_report_do_not_reach_the_terminal() -> None:
    source = Source("a\x1b.txt", "年报\x1b[2J\u202e错\x00")
    found = Diagnostic("X", "x", Severity.ERROR, "写着\x1b[2J\n", Span(3, 4))
    for form in (text.part, concise.part):
        shown = form(source, [found], plain)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "写着␛[2J␊" in shown


def test_colour_only_adds_escapes() -> None:
    found = [finding(REPORT, "4", related=6, fix=True)]
    for form in (text.part, concise.part):
        coloured = form(REPORT, found, painter(colour=True))
        assert "\x1b[1;31m" in coloured
        assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == form(REPORT, found, plain)


def test_summary_counts_by_severity() -> None:
    totals = Totals(files=2, reports=3, passed_over=1, failed=1, tallies=tally([finding(REPORT, "4")]))
    assert text.closing(totals, plain) == (
        "\n检查了 2 个文件（3 份报告），错误 1，警告 0，提示 0"
        "；另有 1 个文件不是年报，已略过；1 个文件未能检查\n"
    )


def test_summary_of_a_clean_run_is_friendly() -> None:
    assert text.closing(Totals(files=1, reports=1), plain) == "检查了 1 个文件（1 份报告），没有发现问题\n"


def test_summary_tells_how_many_were_compared() -> None:
    parts = [Totals(files=1, reports=2, compared=1), Totals(files=1, reports=1, compared=0), Totals()]
    assert text.closing(add(parts), plain) == "检查了 2 个文件（3 份报告，与上年比较 1 份），没有发现问题\n"


def test_statistics_come_most_frequent_first() -> None:
    one = Diagnostic("A1", "one", Severity.WARNING, "", Span(0, 0))
    two = Diagnostic("B2", "two", Severity.ERROR, "", Span(0, 0))
    totals = Totals(files=1, reports=1, tallies=tally([one, *[two] * 10]))
    assert text.statistics(totals, plain) == (
        "10  错误  B2 two\n 1  警告  A1 one\n\n检查了 1 个文件（1 份报告），错误 10，警告 1，提示 0\n"
    )


def test_concise_is_one_line_a_finding() -> None:
    assert concise.part(REPORT, [finding(REPORT, "4", related=2)] * 2, plain) == (
        "甲.txt:3:10: 错误 N501 “总计”一列收支不平：3 + 0 ≠ 4 + 0，差 -1\n" * 2
    )
