from __future__ import annotations

import pytest

from linter.report.tables.cell_run import CellRun
from linter.report.tables.table_cells import Kind, LineCells, RawCell, line_cells
from linter.report.values.figure import NO_FIGURE, Figure
from tests.samples.layouts import FIGURE_WORDS


def read(line: str) -> LineCells:
    return line_cells(line, FIGURE_WORDS)


@pytest.mark.parametrize(
    ("most", "found"), [(0, "1 2"), (2, "1 2"), (3, "1 2 3 4"), (4, "1 2 3 4"), (9, "1 2 3 4 5")]
)
def test_lines_are_read_until_there_are_so_many_cells(most: int, found: str) -> None:
    text = "1 | 2\n\n3 | 4\n5"
    run = CellRun()
    run.add_lines(text, 0, len(text), {}, read, most)
    placed = run.placed()
    assert " ".join(cell.text for cell in placed) == found
    assert [text[cell.start : cell.end] for cell in placed] == [cell.text for cell in placed]


def test_cells_of_two_stretches_are_counted_together() -> None:
    text, run = "1 | 2\n3 | 4\n", CellRun()
    for start in (0, 6, 6):
        run.add_lines(text, start, start + 6, {}, read, 5)
        run.add_break(start + 5)
    assert [cell.text for cell in run.placed()] == ["1", "2", "", "3", "4", "", "3", "4", ""]
    assert run.part(3, 5).placed() == run.placed()[3:5]
    assert run.start(3) == 6


def test_cells_with_a_break_between_two_stretches() -> None:
    text, run = "前言\n规章 | 12 |\n\n|\n正文\n0", CellRun()
    run.add_lines(text, 3, 15, {}, read)
    run.add_break(15)
    run.add_lines(text, 19, 20, {}, read)
    assert run.placed() == [
        RawCell(Kind.TEXT, "规章", 3, 5, 3, Figure("规章", None), True),
        RawCell(Kind.FIGURE, "12", 8, 10, 3, Figure("12", 12), True),
        RawCell(Kind.GAP, "", 14, 14, 14, NO_FIGURE),
        RawCell(Kind.BREAK, "", 15, 15, 15),
        RawCell(Kind.FIGURE, "0", 19, 20, 19, Figure("0", 0)),
    ]
    assert run.kinds == [cell.kind for cell in run.placed()]
    assert run.placed(1, 3) == run.placed()[1:3]
    assert [run.start(at) for at in range(5)] == [3, 8, 14, 15, 19]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1\n|\n2", "F F"),  # the bar closes the cell before it
        ("1\n||\n2", "F G F"),  # the second is an empty one
        ("1\n|\n|\n2", "F G F"),
        ("1\n|||\n2", "F P F"),
        ("1 |\n|\n2", "F G F"),
        ("| 1\n|\n2", "F F"),
        ("1 | 2\n|\n3", "F F G F"),
        ("1\n\n|\n2", "F F"),
        ("1\n- 3 -\n|\n2", "F F"),
        ("1\n1\t2\n|\n2", "F F F F"),
        ("|\n|\n1", "G G F"),
    ],
)
def test_bars_behind_a_cell_that_none_has_closed(text: str, kinds: str) -> None:
    run = CellRun()
    run.add_lines(text, 0, len(text), {}, read)
    assert " ".join(kind.name[0] for kind in run.kinds) == kinds


def test_a_line_that_is_known_is_not_read() -> None:
    run, text = CellRun(), "1 | 2\n1 | 2\n3"
    run.add_lines(text, 0, len(text), {"1 | 2": read("7 | 8")}, read)
    assert [(cell.text, cell.start) for cell in run.placed()] == [
        ("7", 0),
        ("8", 4),
        ("7", 6),
        ("8", 10),
        ("3", 12),
    ]
