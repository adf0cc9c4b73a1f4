from __future__ import annotations

import pytest

from linter.report.tables.row_shape import RowShapes, cells_by_line
from linter.report.tables.table_cells import GAP, RawCell
from tests.samples.cells import read_cells
from tests.samples.layouts import FIGURE_WORDS


def rows_of(text: str) -> list[list[RawCell]]:
    """The cells behind the label of each row; a row begins where a line begins with a letter."""
    rows: list[list[RawCell]] = []
    for cell in read_cells(text, 0, len(text), FIGURE_WORDS):
        if cell.text.isalpha() and cell.text.isascii():
            rows.append([])
        else:
            rows[-1].append(cell)
    return rows


def windows(text: str, width: int = 3, heads: dict[tuple[int, int], int] | None = None) -> list[str]:
    """Of each row the cells of its columns, empty ones as _; ? where these may be several."""
    rows = rows_of(text)
    lines = cells_by_line(read_cells(text, 0, len(text), FIGURE_WORDS))
    shapes = RowShapes(lines, [(raw, width) for raw in rows], heads or {})
    found = [shapes.figures(raw, width) for raw in rows]
    return [
        "?" if own is None else " ".join("_" if cell.kind is GAP else cell.text or "#" for cell in own)
        for own in found
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a | 1 | 2 | 3 |", ["1 2 3"]),
        ("a | 1 | 2 |", ["1 2"]),
        ("a |  | 1 | 2 | 3 |", ["1 2 3"]),
        ("a | 1 | 2 | 3 |  |", ["1 2 3"]),
        ("a |  | 1 | 2 | 3 |  |", ["1 2 3"]),
        ("a |  | 1 | 2 |  |", ["?"]),
        ("a |  |  |  |  |", ["?"]),
        ("a | 1 |  |  |  |", ["1 _ _"]),
        ("a |  |  |  | 1 |", ["_ _ 1"]),
        ("a | 1 |  |  | 4 |", ["1 _ _ 4"]),  # no three of these
        ("a | 1 | 2 | 3 | 4 |", ["1 2 3 4"]),
        ("a |  | 1 | 2 |  |\nb |  | 1 | 2 | 3 |", ["1 2 _", "1 2 3"]),
        ("a |  | 1 | 2 |  |\nb | 1 | 2 | 3 |  |", ["_ 1 2", "1 2 3"]),
        ("a |  |  |  |  |\nb | 1 | 2 | 3 |  |", ["_ _ _", "1 2 3"]),
        # rows that do not agree: each by itself
        ("a |  | 1 | 2 | 3 |\nb | 1 | 2 | 3 |  |", ["1 2 3", "1 2 3"]),
        ("a |  | 1 | 2 | 3 |\nb | 1 | 2 | 3 |  |\nc |  | 1 | 2 |  |", ["1 2 3", "1 2 3", "?"]),
        # what rows of another length show, where it is one of the possible
        ("a |  | 1 | 2 |  |\nb |  |  | 1 | 2 | 3 |", ["1 2 _", "1 2 3"]),
        ("a |  | 1 | 2 |  |\nb |  | 1 | 2 | 3 |  |", ["_ 1 2", "1 2 3"]),
        ("a |  | 1 | 2 |  |\nb | 1 | 2 | 3 |  |  |", ["?", "1 2 3"]),
        ("a |  |  |  |  |\nb | 1 | 2 | 3 |  |  |", ["?", "1 2 3"]),
        ("a |  |  |  |  |  |\nb | 1 | 2 | 3 |  |", ["_ _ _", "1 2 3"]),
        ("a |  | 1 | 2 |  |\nb | 1 | 2 | 3 |  |\nc |  |  | 1 | 2 | 3 |", ["_ 1 2", "1 2 3", "1 2 3"]),
        # a row over several lines, or of a cell a line, or with bars that hang behind it: as it is
        ("a |  | 1\n2 |  |", ["_ 1 2 _"]),
        ("a |\n|\n1 |\n2 |\n|", ["_ 1 2 _"]),
        ("a |  |  | 1 | ||", ["_ _ 1 #"]),
    ],
)
def test_the_cells_in_which_figures_stand(text: str, found: list[str]) -> None:
    assert windows(text) == found


def test_a_row_as_wide_as_its_columns_shows_where_those_of_its_length_stand() -> None:
    assert windows("a | 1 | 2 | 3 |\nb |  | 1 | 2 |  |") == ["1 2 3", "1 2 _"]


@pytest.mark.parametrize(("behind", "found"), [(0, "1 2 _"), (1, "_ 1 2"), (2, "?"), (None, "?")])
def test_the_head_shows_it_where_no_row_does(behind: int | None, found: str) -> None:
    heads = {} if behind is None else {(5, 3): behind}
    assert windows("a |  | 1 | 2 |  |", heads=heads) == [found]
    assert windows("a |  | 1 | 2 |  |", heads={(6, 3): 0, (5, 2): 0}) == ["?"]


def test_the_head_is_not_believed_against_the_rows() -> None:
    assert windows("a |  | 1 | 2 |  |\nb |  | 1 | 2 | 3 |", heads={(5, 3): 1}) == ["1 2 _", "1 2 3"]


def test_cells_are_counted_by_line() -> None:
    text = "a | 1 | 2\n\nb\n3 | 4"
    assert dict(cells_by_line(read_cells(text, 0, len(text), FIGURE_WORDS))) == {0: 3, 11: 1, 13: 2}
