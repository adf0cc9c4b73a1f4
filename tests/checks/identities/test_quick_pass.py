"""The quick pass over the figures of a table, against the judge that explains."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.checks.identities.expression_parser import parse
from linter.checks.identities.quick_pass import Axis, expanded_over, plan
from linter.checks.identities.table_identities import BROKEN, broken_lines, judged, lines_of
from linter.report.tables.table import FigureBounds
from tests.samples.small_table import WIDE, index, table_of

IDENTITIES: tuple[tuple[str, Axis, tuple[str, ...]], ...] = (
    ("a + b == total", "row", ()),
    ("a <= b + total", "row", ("g.y", "u")),
    ("a + 2 * b > total - 3", "row", ()),
    ("total >= a", "row", ("v",)),
    ("a < b + a within 2", "row", ()),
    ("a != b", "row", ()),
    ("max(a, b) <= total", "row", ()),
    ("if a > 0 then b > 0", "row", ()),
    ("g.* == u - v", "column", ()),
    ("g.x + g.y - g.z == u within 1", "column", ("a", "total")),
    ("g.* <= last", "column", ()),
    ("12 * g.x == u", "column", ()),
)
FIGURES = st.one_of(
    st.integers(0, 6).map(str),
    st.sampled_from(["0", "0", "/", "", "无", "若干", "1.5", "-2", "9" * 20, "3宗"]),
)
ROWS = st.lists(st.lists(FIGURES, min_size=2, max_size=4), min_size=5, max_size=5)


@pytest.mark.parametrize(("text", "axis", "units"), IDENTITIES)
@settings(max_examples=40)
@given(rows=ROWS, missing=st.integers(0, 5), last=FIGURES)
def test_the_quick_pass_leaves_out_only_what_the_judge_would_not_report(
    text: str, axis: Axis, units: tuple[str, ...], rows: list[list[str]], missing: int, last: str
) -> None:
    table, identity = table_of(rows, missing, last), parse(text)
    want = []
    for unit, names in lines_of(table, axis, units):
        expanded = expanded_over(identity, names)
        if expanded is not None and judged(table, axis, unit, expanded).verdict in BROKEN:
            want.append(unit)
    assert [broken.unit for broken in broken_lines(table, axis, identity, units)] == want


@given(rows=st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=5, max_size=5))
def test_an_identity_of_known_figures_that_holds_asks_no_judge(rows: list[list[int]]) -> None:
    table = table_of([[*map(str, row), str(sum(row))] for row in rows], 5, "1")
    lines = plan(parse("a + b == total"), table.index.shape, "row", ())
    assert lines is not None
    assert [line.unit for line in lines] == [row.key for row in WIDE.rows]
    assert not any(line.is_suspect(table.bounds) for line in lines)


def all_known(bounds: FigureBounds) -> FigureBounds:
    """The bounds with 0 for every figure that is not known."""
    flat = tuple(low if low == high else 0 for low, high in zip(bounds.low, bounds.high, strict=True))
    return FigureBounds(flat, flat, flat)


@pytest.mark.parametrize(
    "text",
    [
        "a + b == total",
        "a + b == total within 1",
        "a - b == 1 - total within 2",
        "a < b",
        "a > b",
        "a < b + 1 within 1",
        "a > b - total within 1",
        "a <= b + 1",
        "a >= b + 2",
        "a >= b within 1",
        "2 * a - 3 <= b",
        "3 <= 8 * a - b",
        "0 == 0",
        "1 > 2",
    ],
)
def test_of_known_figures_those_lines_are_suspect_in_which_the_identity_is_broken(text: str) -> None:
    identity = parse(text)
    figures = [list(map(str, row)) for row in product((0, 1, 3), (0, 2), (0, 1, 2, 4))]
    for at in range(0, len(figures), 5):
        rows = (figures * 2)[at : at + 5]
        table = table_of(rows, 5, "1")
        lines = plan(identity, table.index.shape, "row", tuple(row.key or "" for row in WIDE.rows))
        assert lines is not None
        assert len(lines) == 5
        for line in lines:
            verdict = judged(table, "row", line.unit, line.identity).verdict
            assert line.is_suspect(table.bounds) is (verdict in BROKEN), (rows, line.unit)
            assert line.is_suspect(all_known(table.bounds)) is (verdict in BROKEN), (rows, line.unit)


@pytest.mark.parametrize(
    ("text", "row", "suspect"),
    [
        ("a + b == total", ["3", "/", "3"], False),  # zeros fit
        ("a + b == total", ["3", "/", "4"], True),
        ("a + b == total", ["5", "/", "4"], True),
        ("a + b == total", ["/", "/", "0"], False),
        ("a + b == total within 1", ["5", "/", "4"], False),
        ("a == b within 1", ["0", "/", "0"], False),
        ("a == b within 1", ["2", "/", "0"], True),
        ("a <= b + total", ["1", "/", "3"], False),  # whatever the blank
        ("a <= b + total", ["4", "/", "3"], True),
        ("a <= b + total", ["3", "/", "3"], False),
        ("a < b + total", ["3", "/", "3"], True),
        ("a < b", ["/", "0", "0"], True),
        ("a <= b", ["/", "0", "0"], False),
        ("a >= b", ["/", "0", "0"], False),
        ("a + b == total", ["若干", "0", "0"], False),
    ],
)
def test_blanks_are_suspect_where_the_rest_is_too_much_or_zeros_do_not_fit(
    text: str, row: list[str], suspect: bool
) -> None:
    table = table_of([row, *[["0", "0", "0"]] * 4], 5, "1")
    lines = plan(parse(text), table.index.shape, "row", ("g.x",))
    assert lines is not None
    [line] = lines
    assert line.is_suspect(table.bounds) is suspect


def test_a_plan_is_made_once_for_a_template() -> None:
    identity, shape = parse("a + b == total"), index().shape
    assert plan(identity, shape, "row", ()) is plan(parse("a + b == total"), shape, "row", ())
    names = ("a", "b", "total")
    assert expanded_over(parse("a + b == total"), names) is expanded_over(identity, names) is not None


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("8 * a <= b", True),
        ("9 * a <= b", False),
        ("a == b + 99", True),
        ("a == b + 1.5", False),
        ("a == b within 0.5", False),
        ("0.5 * a == b", False),
        ("a + max(b, 1) == total", False),
    ],
)
def test_a_plan_has_whole_numbers_and_few_of_a_figure(text: str, planned: bool) -> None:
    assert (plan(parse(text), index().shape, "row", ()) is not None) is planned


def test_there_is_no_plan_for_what_the_template_does_not_have() -> None:
    assert plan(parse("a == b"), index().shape, "row", ("g.x", "none")) is None
    assert plan(parse("a == none"), index().shape, "row", ("g.x",)) == ()


@pytest.mark.parametrize("text", ["a != b", "max(a, b) <= total", "if a > 0 then b > 0", "12 * a <= b"])
def test_what_is_no_plain_sum_is_left_to_the_judge(text: str) -> None:
    assert plan(parse(text), index().shape, "row", ()) is None
