from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.tables.table_cells import Kind, LineCells, line_cells
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


MARKS = {Kind.TEXT: "“", Kind.FIGURE: "", Kind.GAP: "_", Kind.PAD: "#"}


def told(read: LineCells) -> str:
    """The cells of a line with their places, ! where one shares its line with none; whether a cell is open
    behind them; and what the line is else, behind a cell that is open."""
    assert read.kinds == tuple(cell.kind for cell in read.cells)
    assert {(cell.line, cell.glued, cell.core, cell.family) for cell in read.cells} <= {(0, False, "", None)}
    cells = [
        f"{MARKS[cell.kind]}{cell.text}@{cell.start}-{cell.end}{'' if cell.shares_line else '!'}"
        for cell in read.cells
    ]
    behind = [f"else {told(read.behind_open)}"] if read.behind_open else []
    return " ".join([*cells, str(read.opens), *behind])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("规章 |", "“规章@0-2! False"),
        ("  规章 | ", "“规章@2-4! False"),
        ("| 规章", "“规章@2-4! True"),
        ("|规章", "“规章@1-3! True"),
        ("规章|0", "“规章@0-2 0@3-4 False"),
        ("规章 | 0", "“规章@0-2 0@5-6 False"),
        ("规章|", "“规章@0-2! False"),
        ("|0 |", "0@1-2! False"),
        ("|", "_@0-0! False else False"),
        ("  |", "_@2-2! False else False"),
        ("||", "#@0-0! False else _@0-0! False"),
        (" ||", "#@1-1! False else _@1-1! False"),
        ("|||", "#@0-0! False else #@0-0! False"),
        (" | | ", "#@1-1! False else _@1-1! False"),
        ("| |", "#@0-0! False else _@0-0! False"),
        ("规章 | 0 |", "“规章@0-2 0@5-6 False"),
        ("| 规章 | 0 |", "“规章@2-4 0@7-8 False"),
        ("规章 ||", "“规章@0-2 _@4-4 False"),
        ("规章 |||", "“规章@0-2 #@4-4! False"),
        ("规章 | |", "“规章@0-2 #@4-4! False"),
        ("规章 | | |", "“规章@0-2 _@5-5 #@6-6! False"),
        ("规章 | 0 |||", "“规章@0-2 0@5-6 #@8-8! False"),
        ("规章 |  | ||", "“规章@0-2 _@5-5 #@7-7! False"),
        ("| 规章 ||", "“规章@2-4 _@6-6 False"),
        ("规章|0||", "“规章@0-2 0@3-4 _@5-5 False"),
        ("规章|0|||", "“规章@0-2 0@3-4 _@5-5 _@6-6 False"),
        ("--", "--@0-2! True"),
        ("|--|", "None"),
        ("-- | 0", "--@0-2 0@5-6 False"),
        ("|-|", "-@1-2! False"),
        ("规章\t0", "“规章@0-2 0@3-4 None"),
        ("\t规章\t0", "“规章@1-3 0@4-5 None"),
        (" 规章\t\t0\t", "“规章@1-3 _@4-4 0@5-6 _@7-7 None"),
        ("规章\t0 ", "“规章@0-2 0@3-4 None"),
        ("规章\t0\t ", "“规章@0-2 0@3-4 _@5-5 None"),
        ("\t0", "0@1-2! True"),
        ("0\t", "0@0-1! True"),
        (" \t ", "None"),
        ("   ", "None"),
        ("规章", "“规章@0-2! True"),
        ("  规章 ", "“规章@2-4! True"),
        ("规章 0", "“规章@0-2 0@3-4 True"),
        ("  规章 0 /", "“规章@2-4 0@5-6 /@7-8 True"),
        ("0 /", "0@0-1 /@2-3 True"),
        ("/ 0", "/@0-1 0@2-3 True"),
        ("/", "/@0-1! True"),
        ("/ /", "/@0-1 /@2-3 True"),
        ("规章 /", "“规章 /@0-4! True"),
        ("规章 / /", "“规章@0-2 /@3-4 /@5-6 True"),
        ("规章 0 件", "“规章 0 件@0-6! True"),
        ("规章 0件", "“规章 0件@0-5! True"),
        ("- 3 -", "None"),
        ("—12—", "None"),
        ("P. 5", "None"),
        ("第4页", "None"),
        ("第 4 页, 共 9 页", "None"),
        ("第4页共9页", "None"),
        ("-3", "-3@0-2! True"),
        ("本年 制作", "“本年 制作@0-5! True"),
        ("本年  制作", "“本年@0-2 “制作@4-6 True"),
        ("本年  制作   数量", "“本年@0-2 “制作@4-6 “数量@9-11 True"),
        ("其他 1.重复", "“其他@0-2 “1.重复@3-7 True"),
        ("其他 (一)公开", "“其他@0-2 “(一)公开@3-8 True"),
        ("本年  制作 0", "“本年@0-2 “制作@4-6 0@7-8 True"),
        ("规 章 12 3 4", "“规 章@0-3 12@4-6 3@7-8 4@9-10 True"),
        ("| --- | :--: |", "None"),
        ("|--|--|\t", "None"),
        ("|:--", "None"),
        ("规章 | 0 | 12 ||||", "“规章@0-2 0@5-6 12@9-11 #@13-13! False"),
        ("一 |1", "“一@0-1 1@3-4 False"),
        (" | 1", "1@3-4! True"),
        ("1 | ", "1@0-1! False"),
        ("- 3 - |", "“- 3 -@0-5! False"),
        ("规章  |  0", "“规章@0-2 0@7-8 False"),
        ("本年  制作|0", "“本年  制作@0-6 0@7-8 False"),
    ],
)
def test_the_cells_of_a_line(line: str, found: str) -> None:
    assert told(line_cells(line, FIGURE_WORDS)) == found


def test_a_text_that_is_too_long_for_a_figure_is_not_read_as_one() -> None:
    for length, is_read in ((47, True), (48, False)):
        [cell] = line_cells("规" * length, FIGURE_WORDS).cells
        assert (cell.kind, cell.figure is not None) == (Kind.TEXT, is_read)


def test_a_line_that_is_too_long_for_a_row_of_figures_is_one_cell() -> None:
    for length, count in ((199, 3), (200, 1)):
        line = "规" * (length - 4) + " 1 2"
        assert len(line_cells(line, FIGURE_WORDS).cells) == count
