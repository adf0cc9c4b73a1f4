from __future__ import annotations

import pytest

from linter.report.tables.table_cells import FIGURE, RawCell
from linter.report.tables.unread_rows import (
    RowCells,
    figures_without_label,
    is_glued,
    unglued,
    unread_rows,
)
from linter.report.template import BlockTemplate, ColumnTemplate
from linter.report.values.figure import Figure
from linter.text.source import Span
from tests.samples.cells import read_cells
from tests.samples.layouts import FIGURE_WORDS

BLOCK = BlockTemplate(tuple(ColumnTemplate(key, key) for key in "甲乙丙"), ())
SUM = BlockTemplate(BLOCK.columns, (), total="丙")
ONE = BlockTemplate(BLOCK.columns[:1], ())


def cells(text: str) -> list[RawCell]:
    return read_cells(text, 0, len(text), FIGURE_WORDS)


@pytest.mark.parametrize(
    ("text", "incomplete", "complete"),
    [
        ("1\n2\n3", ["1\n2\n3"], ["1\n2\n3"]),
        ("1 | 2 | 3", ["1 | 2 | 3"], ["1 | 2 | 3"]),
        ("1\n2 | 3", ["1", "2 | 3"], ["2 | 3"]),
        ("1 | 2\n3", ["1 | 2", "3"], ["1 | 2"]),
        ("1 | 2\n3 | 4", ["1 | 2", "3 | 4"], ["1 | 2", "3 | 4"]),
        ("1", ["1"], []),
        ("", [], []),
    ],
)
def test_stretches_of_figures(text: str, incomplete: list[str], complete: list[str]) -> None:
    for flag, found in ((True, incomplete), (False, complete)):
        spans = figures_without_label(cells(text), incomplete=flag)
        assert [text[span.start : span.end] for span in spans] == found


def rows_of(text: str, narrow: str = "") -> tuple[list[RowCells], list[Span]]:
    """The rows of a text by their labels, which are letters, those of `narrow` of one column; and the
    stretches of figures behind a cross."""
    rows: list[RowCells] = []
    loose: list[RawCell] = []
    current: list[RawCell] = loose
    for cell in cells(text):
        if cell.text == "×":
            current = loose
        elif cell.text.isalpha():
            current = []
            rows.append(RowCells(Span(cell.start, cell.end), ONE if cell.text in narrow else BLOCK, current))
        else:
            current.append(cell)
    return rows, list(figures_without_label(loose, incomplete=True))


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("a\n1\n2\n3\nb\n1\n2\n3", ""),
        ("a\nb\n1\n2\n3", ""),
        ("a\nb\n1\n2\n3\n4\n5\n6", "ab"),
        ("a\nb\n1\n2\n3\n4\n5", "ab"),
        ("a\nb\n1\n2\n3\n4", "ab"),
        ("a\n1\n2\n3\n4\n5\n6\nb", "ab"),
        ("a\n1\n2\n3\n4\n5\n6\nb\n1\n2\n3", "a"),
        ("a\n1\n2\n3\n4\n5\nb\n1\n2\n3", ""),
        ("a | 1 | 2 | 3 | 4 | 5 | 6\nb", ""),
        ("a\n1\n2\n3\n|\n|\nb", ""),
        ("a\n1\n2\n3\n|\n|\nb\n×\n1\n2", "b"),
        ("a\nb\n1\n2\n3\nc\n1\n2\n3\n4\n5\n6", "abc"),
        ("a\nb | 1 | 2 | 3\nc\n1\n2\n3\n4\n5\n6", "ac"),
        ("a\nb\n1 | 2 | 3\nc\n1\n2\n3\n4\n5\n6", "abc"),
        ("a\n1\n2\n3\nb\n1\n2\n3\nc\n1\n2\n3\n4\n5\n6\nd", "cd"),
        ("a\n×\n1\n2\n3\nb\n4\n5\n6", "a"),
        ("a\n1\n2\n3\n×\n1\n2\n3\nb\n4\n5\n6", ""),
        ("×\n1\n2\n3\na\n4\n5\n6\nb | 1 | 2 | 3", "a"),
        ("×\n1\n2\n3\na | 4 | 5 | 6\nb\n1\n2\n3\nc", "bc"),
        ("n\n1\n2\na\n1\n2\n3", ""),
        ("n\n1\n2\na", "na"),
        ("m\n1\nn\na\n1\n2\n3\n4\n5\n6\nb\n1\n2\n3", "na"),
        ("", ""),
    ],
)
def test_rows_whose_figures_may_stand_elsewhere(text: str, unread: str) -> None:
    rows, unlabelled = rows_of(text, narrow="mn")
    found = [text[rows[at].label.start] for at in unread_rows(rows, unlabelled)]
    assert "".join(found) == unread


@pytest.mark.parametrize(
    ("text", "one_line", "beside", "figures"),
    [
        ("a | 1 | 2", True, True, 2),
        ("a\n1 | 2", True, False, 2),
        ("a\n1", False, False, 1),
        ("a | 1\n|\n2 | 3", False, False, 3),
        ("a | 1 |  | / |", True, True, 2),
        ("a", False, False, 0),
    ],
)
def test_how_the_cells_of_a_row_stand(text: str, one_line: bool, beside: bool, figures: int) -> None:
    [row], _ = rows_of(text)
    assert (row.is_one_line, row.is_beside, row.figures) == (one_line, beside, figures)
    assert row.width == 3


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("000", True),
        ("0", False),
        ("00", True),
        ("12", False),
        ("1 | 012", True),
        ("0.5", False),
        ("", False),
    ],
)
def test_figures_that_ran_together(text: str, glued: bool) -> None:
    assert is_glued(cells(text)) is glued


def test_figures_right_behind_a_label_ran_together_with_it() -> None:
    assert is_glued([RawCell(FIGURE, "12", 0, 2, 0, Figure("12", 12), glued=True)])
    assert not is_glued([RawCell(FIGURE, "12", 0, 2, 0, Figure("12", 12))])


@pytest.mark.parametrize(
    ("text", "block", "rows", "alike", "parted"),
    [
        ("000", BLOCK, 1, False, "0 0 0"),
        ("123", BLOCK, 1, False, "123"),  # a number that people write
        ("123", BLOCK, 1, True, "1 2 3"),
        ("1 | 23", BLOCK, 1, True, "1 23"),
        ("0123", BLOCK, 1, False, None),
        ("0 | 000", BLOCK, 1, False, None),  # three are not parted into two
        ("000 | 000", BLOCK, 2, False, "0 0 0 0 0 0"),
        ("000000", BLOCK, 2, False, "0 0 0 0 0 0"),
        ("000 | 12345", BLOCK, 2, False, None),
        ("0 | 00 | 000", BLOCK, 1, False, "0 00 000"),
        ("011", SUM, 1, False, "0 1 1"),
        ("012", SUM, 1, False, None),
        ("011 | 022", SUM, 2, False, "0 1 1 0 2 2"),
        ("011 | 021", SUM, 2, False, None),
        ("021 | 011", SUM, 2, False, None),
        ("012", BLOCK, 1, False, "0 1 2"),
        ("", BLOCK, 1, True, ""),
        ("007万元", BLOCK, 1, True, "0 0 7万元"),
    ],
)
def test_figures_are_parted(
    text: str, block: BlockTemplate, rows: int, alike: bool, parted: str | None
) -> None:
    raw = cells(text)
    found = unglued(raw, block, rows, alike=alike)
    assert (None if found is None else " ".join(cell.text for cell in found)) == parted


def test_parted_figures_stand_in_their_places() -> None:
    text = "前言\n 000 | 107元"
    raw = read_cells(text, 3, len(text), FIGURE_WORDS)
    found = unglued(raw, BLOCK, 2)
    assert found == [
        *(RawCell(FIGURE, "0", at, at + 1, 3, Figure("0", 0), True) for at in (4, 5, 6)),
        RawCell(FIGURE, "1", 10, 11, 3, Figure("1", 1), True),
        RawCell(FIGURE, "0", 11, 12, 3, Figure("0", 0), True),
        RawCell(FIGURE, "7元", 12, 14, 3, Figure("7元", 7, "元"), True),
    ]
