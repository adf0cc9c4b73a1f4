from __future__ import annotations

from math import inf, isnan

import pytest
from msgspec.structs import replace

from linter.report.tables.labels import LabelIndex
from linter.report.tables.table import (
    GREATEST,
    Row,
    State,
    Table,
    blank_row,
    place_row,
    unread_row,
    whole_row,
)
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
        ("规章 1\n3", "?=1unl ?=3unl ?=bla"),
        ("规章 | | | 1 | 2 | 3 |", "a=1loc b=2loc c=3loc"),
        ("规章 | 1 | 2 | 3 |  |", "a=1loc b=2loc c=3loc"),
        ("规章 |  | 1 | 2 |  | |||", "?=1unl ?=2unl ?=bla"),
        ("规章 |  | 1 | 2 | 3 | |||", "a=1loc b=2loc c=3loc"),
        ("规章 | 1 | 2 |  |  | |||", "a=1loc b=2loc c=bla"),
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


ZEROS = [["0", "0", "0"]] * 4
UNKNOWN, ANY_COUNT, SOME = (-inf, inf, None), (0, inf, 0), (0, 10**18, None)


def table_with(text: str) -> Table:
    """A table whose first row is what stands behind the label that `text` begins with."""
    rest = small_table.table_of([["0", "0", "0"]] * 5, 5, "1")
    raw = list(read_cells(text, 0, len(text), FIGURE_WORDS))[1:]
    first = place_row("g.x", LABEL, small_table.WIDE, raw, gaps_count=True)
    return replace(rest, rows=(first, *rest.rows[1:]))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("规章 | 1 | 2 | 3 |", [(1, 1, 1), (2, 2, 2), (3, 3, 3)]),
        ("规章 |  |  |  |", [ANY_COUNT] * 3),
        ("规章 |||||", [ANY_COUNT] * 3),
        ("规章", [ANY_COUNT] * 3),
        ("规章 | / | / | 3 |", [ANY_COUNT, ANY_COUNT, (3, 3, 3)]),
        ("规章 | 1 | 1.5 | 3 |", [(1, 1, 1), (None, None, None), (3, 3, 3)]),
        ("规章 | 若干 | / | 3 |", [UNKNOWN, ANY_COUNT, (3, 3, 3)]),
        ("规章 | -1 | 2 | 3 |", [(-1, -1, -1), (2, 2, 2), (3, 3, 3)]),
        ("规章 | 4 | 5 |", [UNKNOWN] * 3),  # ragged
        ("规章 | 1 | 2 | 3 | 4 |", [UNKNOWN] * 3),
        ("规章\n4\n5", [SOME] * 3),  # one is missing, and which is not known
        ("规章\n4", [SOME] * 3),
        ("规章\n若干\n5", [UNKNOWN] * 3),
        ("规章\n2\n2", [SOME, SOME, (2, 2, 2)]),  # the total
    ],
)
def test_what_the_figures_of_a_row_can_be(
    text: str, bounds: list[tuple[float | None, float | None, float | None]]
) -> None:
    table = table_with(text)
    found = zip(table.bounds.low, table.bounds.high, table.bounds.stated, strict=True)
    assert [tuple(None if isnan(each) else each for each in one) for one in found] == [
        *bounds,
        *[(0, 0, 0)] * 12,
        (1, 1, 1),
        *[SOME] * 2,  # the last row has but one column
    ]
    assert GREATEST == 10**18


def test_a_row_that_is_missing_may_have_any_figures() -> None:
    bounds = small_table.table_of([["1", "2", "3"], *ZEROS], 1, "1").bounds
    assert bounds.low[:6] == (1, 2, 3, -inf, -inf, -inf)
    assert bounds.high[:6] == (1, 2, 3, inf, inf, inf)


@pytest.mark.parametrize(
    ("text", "states", "counts"),
    [
        ("规章 | 1 | 2 | 3 |", "LOCATED", True),
        ("规章 | 0 | 0 | 0 |", "LOCATED", True),
        ("规章 | -1 | 2 | 3 |", "LOCATED", False),
        ("规章 | -1 | -1 | -1 |", "LOCATED", False),
        ("规章 | 1 | 2 | 3.5 |", "LOCATED", False),
        ("规章 | 1 | / | 3 |", "LOCATED BLANK", False),
        ("规章 | 1 | 若干 | 3 |", "LOCATED UNREADABLE", False),
        ("规章 | 若干 | / | 3 |", "LOCATED BLANK UNREADABLE", False),
        ("规章 | 4 | 5 |", "LOCATED UNLOCATED", True),
        ("规章\n4\n5", "LOCATED BLANK UNLOCATED", False),
        ("规章\n若干\n5", "LOCATED BLANK UNLOCATED UNREADABLE", False),
    ],
)
def test_the_states_of_the_figures(text: str, states: str, counts: bool) -> None:
    table = table_with(text)
    assert {state.name for state in State if table.in_state(state)} == set(states.split())
    for state in State:
        assert table.in_state(state) == tuple(cell for cell in table.cells if cell.state is state)
    assert table.has_only_counts is counts


def test_rows_are_made_as_they_stand() -> None:
    raw = list(read_cells("规章 | 1 | 2 | 3 |", 0, 14, FIGURE_WORDS))[1:]
    whole = whole_row("x", LABEL, ABC, raw)
    assert (whole.columns, whole.starts, whole.ends) == (("a", "b", "c"), (5, 9, 13), (6, 10, 14))
    assert (whole.found, whole.expected, whole.ragged, whole.unread) == (3, 3, False, False)
    blank = blank_row("x", LABEL, ABC, Span(4, 7))
    assert (blank.columns, blank.starts, blank.ends) == (("a", "b", "c"), (4, 4, 4), (7, 7, 7))
    assert (blank.found, blank.expected, blank.ragged, blank.unread) == (0, 3, False, False)
    assert {cell.state for cell in blank.cells} == {State.BLANK}
    unread = unread_row("x", LABEL, ABC, 5, 3)
    assert (unread.cells, unread.found, unread.expected, unread.ragged, unread.unread) == (
        (),
        5,
        3,
        False,
        True,
    )


@pytest.mark.parametrize(
    ("text", "exact", "certain", "found"),
    [
        ("规章 |\n3 |\n3 |\n|", True, True, "a=3loc b=3loc c=bla"),
        ("规章 |\n3 |\n3 |\n|", True, False, "?=3unl c=3loc ?=bla"),
        ("规章 |\n1 |\n3 |\n|", False, False, "?=1unl ?=3unl ?=bla"),
        ("规章 | 1 | 2 | 3 |", False, False, "a=1loc b=2loc c=3loc"),
        ("规章 |\n3 |\n|\n3 |", False, True, "a=3loc b=bla c=3loc"),
        ("规章 |\n|\n3 |\n3 |", False, True, "a=bla b=3loc c=3loc"),
    ],
)
def test_what_is_certain_of_a_row_with_empty_cells(text: str, exact: bool, certain: bool, found: str) -> None:
    raw = list(read_cells(text, 0, len(text), FIGURE_WORDS))[1:]
    assert shown(place_row("x", LABEL, SUM, raw, gaps_count=True, exact=exact, certain=certain)) == found


def test_places_in_words() -> None:
    table = small_table.table_of([["1", "2", "3"], *ZEROS], 5, "1")
    assert table.row_label("last") == "末行"
    assert (table.row_label("nowhere"), table.row_label("")) == ("nowhere", "数据")
    assert (table.column_label("total"), table.column_label("nowhere")) == ("total", "nowhere")
    assert table.words("last", "a") == "“末行”行“a”列"


def test_what_the_figures_of_a_table_of_one_column_can_be() -> None:
    rows = tuple(RowTemplate(key, key) for key in "xyz")
    block = BlockTemplate(ABC.columns[:1], rows)
    found = [place(text, block) for text in ("规章 | 1.5 |", "规章 | 7 |", "规章 |  |")]
    placed = tuple(replace(row, key=key) for row, key in zip(found, "xyz", strict=True))
    index = LabelIndex("2021", TableTemplate("t", "表", (block,)))
    bounds = Table("t", index, Span(0, 9), placed, ()).bounds
    assert isnan(bounds.low[0])
    assert (bounds.low[1:], bounds.high[1:], bounds.stated[1:]) == ((7, 0), (7, inf), (7, 0))
