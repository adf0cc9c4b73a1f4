from __future__ import annotations

from math import inf, isnan

import pytest

from linter.report.tables.labels import LabelIndex
from linter.report.tables.table import Row, Table, place_row
from linter.report.tables.table_cells import RawCell
from linter.report.template import BlockTemplate, ColumnTemplate, RowTemplate, TableTemplate
from linter.text.source import Span
from tests.samples import small_table
from tests.samples.cells import read_cells
from tests.samples.layouts import FIGURE_WORDS

ABC = BlockTemplate(tuple(ColumnTemplate(key, key.upper()) for key in "abc"), (RowTemplate("规章", "x"),))
SUM = BlockTemplate(ABC.columns, ABC.rows, total="c")
LABEL = Span(0, 2)


def place(text: str, block: BlockTemplate = ABC, *, gaps_count: bool = True) -> Row:
    """The row that stands behind the label that `text` begins with."""
    raw: list[RawCell] = list(read_cells(text, 0, len(text), FIGURE_WORDS))[1:]
    return place_row("x", LABEL, block, raw, gaps_count=gaps_count)


def shown(row: Row) -> str:
    """Cells as column=figure with the first letter of their state."""
    return " ".join(f"{c.column_key or '?'}={c.figure.raw}{c.state.value[:3]}" for c in row.cells)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("规章 | 1 | 2 | 3 |", "a=1loc b=2loc c=3loc"),
        ("规章\n1\n2\n3", "a=1loc b=2loc c=3loc"),
        ("规章 | / | 2 | 若干 |", "a=/bla b=2loc c=若干unr"),
        ("规章 | 1 |  | 3 |", "a=1loc b=bla c=3loc"),
        ("规章 |\n1 |\n|\n3 |", "a=1loc b=bla c=3loc"),
        ("规章 |\n|||", "a=bla b=bla c=bla"),
        ("规章", "a=bla b=bla c=bla"),
        ("规章 | 1 | 3 | |", "?=1unl ?=3unl ?=bla"),
        ("规章 | 1 | ||", "?=1unl ?=bla ?=bla"),
        ("规章\n1\n3", "?=1unl ?=3unl ?=bla"),
        ("规章 | | | 1 | 2 | 3 |", "a=1loc b=2loc c=3loc"),
        ("规章 | 1 | 2 | 3 |  |", "a=1loc b=2loc c=3loc"),
    ],
)
def test_no_column_is_guessed(text: str, found: str) -> None:
    row = place(text)
    assert shown(row) == found
    assert not row.ragged


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("规章 | 1 | 2 | 3 | 4 |", "?=1unl ?=2unl ?=3unl ?=4unl"),
        ("规章\n1\n2\n3\n4", "?=1unl ?=2unl ?=3unl ?=4unl"),
        ("规章 | 1 | 2 |", "?=1unl ?=2unl"),
        ("规章 1 2", "?=1unl ?=2unl"),
    ],
)
def test_rows_of_another_length_are_ragged(text: str, found: str) -> None:
    row = place(text)
    assert shown(row) == found
    assert row.ragged


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("规章\n3\n3", "?=3unl c=3loc ?=bla"),
        ("规章\n3\n4", "?=3unl ?=4unl ?=bla"),
        ("规章\n3", "?=3unl ?=bla ?=bla"),
        ("规章 |\n3 |\n3 |\n|", "?=3unl c=3loc ?=bla"),
        ("规章 |\n3 |\n4 |\n|", "a=3loc b=4loc c=bla"),
        ("规章 |\n0 |\n0 |\n|", "a=0loc b=0loc c=bla"),
        ("规章\n若干\n3", "?=若干unr ?=3unl ?=bla"),
    ],
)
def test_a_total_is_known_by_its_sum(text: str, found: str) -> None:
    assert shown(place(text, SUM)) == found


def test_gaps_that_only_pad_do_not_count() -> None:
    assert shown(place("规章 |\n1 |\n|\n2 |\n3 |", gaps_count=False)) == "a=1loc b=2loc c=3loc"


def test_a_blank_stands_in_its_gap_or_on_the_label() -> None:
    assert [cell.span for cell in place("规章 |\n|||").cells] == [LABEL] * 3
    assert [cell.span for cell in place("规章 | 1 |  | 3 |").cells][1] == Span(9, 9)


def test_a_flood_of_cells_is_cut() -> None:
    row = place("规章" + "\n1" * 1000)
    assert (len(row.cells), row.found, row.expected, row.ragged) == (12, 1000, 3, True)


def test_a_table_by_row_and_column() -> None:
    template = TableTemplate("t", "表", (SUM,))
    first, again = place("规章 | 1 | 2 | 3 |", SUM), place("规章 | 4 | 5 | 9 |", SUM)
    table = Table("t", LabelIndex("2021", template), Span(0, 9), (first, again), ())
    assert table.template is template
    assert [cell.figure.value for cell in table.cells] == [1, 2, 3, 4, 5, 9]
    assert table.row == {"x": first}
    assert table.values == {("x", "a"): 1, ("x", "b"): 2, ("x", "c"): 3}
    assert table.words_for(first.cells[0]) == "“规章”行“A”列"
    assert table.words_for(place("规章\n1\n4", SUM).cells[0]) == "“规章”行"


def test_what_is_not_known_may_be_anything_and_what_is_blank_any_count() -> None:
    rows = [["若干", "2", "/"], *[["0", "0", "0"]] * 4]
    bounds = small_table.table_of(rows, 5, "1").bounds
    assert bounds.low[:3] == (-inf, 2, 0)
    assert bounds.high[:3] == (inf, 2, inf)
    assert bounds.stated[1:3] == (2, 0)
    assert isnan(bounds.stated[0])
