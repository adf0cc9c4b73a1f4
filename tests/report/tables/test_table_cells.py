from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.tables.cell_run import CellRun
from linter.report.tables.table_cells import Kind, line_cells
from tests.samples.cells import read_cells
from tests.samples.layouts import FIGURE_WORDS

Found = tuple[str, str]  # kind's first letter (figures F, text T, gap G, pad P) and the words


def cells(text: str) -> list[Found]:
    return [(cell.kind.name[0], cell.text) for cell in read_cells(text, 0, len(text), FIGURE_WORDS)]


def words(text: str) -> str:
    """Cells in short: figures and texts as they stand, _ for a gap and # for a pad."""
    return " ".join(
        {Kind.GAP: "_", Kind.PAD: "#"}.get(c.kind, c.text)
        for c in read_cells(text, 0, len(text), FIGURE_WORDS)
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("规章 | 0 | 12 |", "规章 0 12"),
        ("| 规章 | 0 | 12 |", "规章 0 12"),
        ("规章|0|12", "规章 0 12"),
        ("规章 |\n0 |\n12 |\n", "规章 0 12"),
        ("规章\n|\n0\n|\n12\n|\n", "规章 0 12"),
        ("规章\n0\n12\n", "规章 0 12"),
        ("规章\n\n0\n\n12\n", "规章 0 12"),
        ("规章\t0\t12", "规章 0 12"),
        ("规章 0  12", "规章 0 12"),
        ("| 规章 | 0 |\n| --- | --- |\n| 总计 | 1 |", "规章 0 总计 1"),
        ("|:---|---:|\n总计 | 1 |", "总计 1"),
        ("规章 |\n|\n0 |\n", "规章 _ 0"),
        ("规章 | 0 | ||||", "规章 0 #"),
        ("|||\n规章 | 0 |", "# 规章 0"),
        ("第二十条第(一)项 | |||\n规章 | 0 |", "第二十条第(一)项 # 规章 0"),
        ("规章 | | 0 |", "规章 _ 0"),
        ("规章 | 0 | |", "规章 0 #"),
        ("规章 | 0 |  |", "规章 0 _"),
        ("| 规章 | 0 | |", "规章 0 _"),
        ("规章|0||", "规章 0 _"),
        ("规章||0|", "规章 _ 0"),
        ("规章\t\t0", "规章 _ 0"),
        ("\t\t规章\t0", "规章 0"),
        ("规章 | / | 无 |", "规章 / 无"),
        ("规章\n- 3 -\n0\n第 4 页 共 9 页\n12\nP. 5", "规章 0 12"),
        ("本年新 制作数量\n0", "本年新 制作数量 0"),
        ("不予处理   2.重复申请   0", "不予处理 2.重复申请 0"),
        ("1.属于国家秘密 0 0 3", "1.属于国家秘密 0 0 3"),
        ("3 1,234 5.6", "3 1,234 5.6"),
        ("2.重复申请 / 3 — /", "2.重复申请 / 3 — /"),
        ("其他需要报告的事项 /", "其他需要报告的事项 /"),
        ("", ""),
        ("\n \n\t\n", ""),
    ],
)
def test_flattened_styles(text: str, found: str) -> None:
    assert words(text) == found


def test_kinds() -> None:
    assert cells("规章 | 3件 | 无 | 若干 | 9(增) |\n|\n|||\n") == [
        ("T", "规章"),
        ("F", "3件"),
        ("F", "无"),
        ("T", "若干"),
        ("F", "9(增)"),
        ("G", ""),
        ("P", ""),
    ]


def test_cells_know_their_place_and_line() -> None:
    text = "前言\n  规章 | 12 |\n属于 3"
    found = list(read_cells(text, 3, len(text), FIGURE_WORDS))
    assert [(text[cell.start : cell.end], cell.line, cell.shares_line) for cell in found] == [
        ("规章", 3, True),
        ("12", 3, True),
        ("属于", 15, True),
        ("3", 15, True),
    ]


LINES = st.lists(
    st.sampled_from(
        ["规章", "0", "1,2", "|", "||", " ", "\t", "--", "-", "|:--|", "(一)", "3 4", "\n", "\n\n", "页"]
    ),
    max_size=40,
).map("".join)


@given(LINES, st.data())
def test_cells_stand_where_they_say(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = start
    for cell in read_cells(text, start, end, FIGURE_WORDS):
        assert at <= cell.start <= cell.end <= end
        assert text[cell.start : cell.end].strip() == cell.text
        assert cell.line <= cell.start
        assert (cell.kind in {Kind.GAP, Kind.PAD}) == (cell.text == "")
        assert "\n" not in cell.text
        at = cell.end


@given(LINES)
def test_no_digit_is_lost_but_page_numbers(text: str) -> None:
    kept = "".join(cell.text for cell in read_cells(text, 0, len(text), FIGURE_WORDS))
    lines = [line for line in text.split("\n") if "页" not in line and not line.strip(" \t").startswith("-")]
    assert sum(map(str.isdigit, kept)) >= sum(map(str.isdigit, "".join(lines)))


@pytest.mark.parametrize(
    ("most", "found"), [(0, "1 2"), (2, "1 2"), (3, "1 2 3 4"), (4, "1 2 3 4"), (9, "1 2 3 4 5")]
)
def test_lines_are_read_until_there_are_so_many_cells(most: int, found: str) -> None:
    text = "1 | 2\n\n3 | 4\n5"
    run = CellRun()
    run.add_lines(text, 0, len(text), {}, lambda line: line_cells(line, FIGURE_WORDS), most)
    placed = run.placed()
    assert " ".join(cell.text for cell in placed) == found
    assert [text[cell.start : cell.end] for cell in placed] == [cell.text for cell in placed]


def test_cells_of_two_stretches_are_counted_together() -> None:
    text, run = "1 | 2\n3 | 4\n", CellRun()
    for start in (0, 6, 6):
        run.add_lines(text, start, start + 6, {}, lambda line: line_cells(line, FIGURE_WORDS), 5)
        run.add_break(start + 5)
    assert [cell.text for cell in run.placed()] == ["1", "2", "", "3", "4", "", "3", "4", ""]
    assert run.part(3, 5).placed() == run.placed()[3:5]
    assert run.start(3) == 6
