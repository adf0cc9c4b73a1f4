"""Offsets to rows and columns and back, whatever ends the lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.text.source import Grid, GridCell, Origin, Position, Segment, Source, SourceMap, Span

LINES = st.text(alphabet="年报12| \t\f\u2028\u3000\u200b\n\r", max_size=60)


def test_spans_sort_by_place() -> None:
    assert sorted([Span(5, 6), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(5, 6)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("一\n二", ["一", "二"]),
        ("一\r\n二\r\n", ["一", "二", ""]),
        ("一\r二", ["一", "二"]),
        ("一\n\r二", ["一", "", "二"]),
        ("一\r\r\n二", ["一", "", "二"]),
        ("一\f二\u2028三\u0085四\x0b五", ["一\f二\u2028三\u0085四\x0b五"]),
    ],
)
def test_lines_end_at_lf_crlf_and_cr_only(text: str, lines: list[str]) -> None:
    source = Source("a.txt", text)
    assert [source.line(row) for row in range(1, source.rows + 1)] == lines


@pytest.mark.parametrize("row", [0, -1, 3])
def test_a_row_that_is_not_there(row: int) -> None:
    with pytest.raises(IndexError, match=r"no row .* in a\.txt"):
        Source("a.txt", "一\n二").line_span(row)


def test_columns_count_code_points() -> None:
    source = Source("a.txt", "一\n𠀀𠀁三")
    assert source.position(4) == Position(2, 3)
    assert source.slice(Span(3, 5)) == "𠀁三"


def test_origins_go_by_row_and_cells_by_offset() -> None:
    grid = Grid(1, Span(2, 12), 1, 2, (GridCell(1, 1, 1, 1, Span(4, 5)), GridCell(1, 2, 1, 1, Span(8, 9))))
    source = Source("a.docx", "一\n| 二 | 3 |\n三", origins=(Origin("第1段"), None, None), grids=(grid,))
    assert [source.origin(offset) for offset in (0, 4, 8, 12)] == [
        "第1段",
        "第1个表格第1行第1列",
        "第1个表格第1行第2列",
        None,
    ]
    assert [source.where(offset) for offset in (0, 8, 12)] == ["第1段", "第1个表格第1行第2列", "第3行"]


def test_a_span_stands_where_the_text_was_taken_from() -> None:
    file = Source("a.html", "<p>一&nbsp;</p>\n<p>二</p>")
    pieces = (
        Segment(Span(0, 1), Span(3, 4)),
        Segment(Span(1, 2), Span(4, 10)),
        Segment(Span(3, 4), Span(18, 19)),
    )
    source = Source("a.html", "一 \n二\n", original=file, source_map=SourceMap(pieces))
    own, span = source.to_file(Span(3, 4))
    assert own.slice(span) == "二"
    assert own.position(span.start) == Position(2, 4)
    assert own.slice(source.to_file(Span(0, 2))[1]) == "一&nbsp;"
    assert own.slice(source.to_file(Span(0, 4))[1]) == "一&nbsp;</p>\n<p>二"
    assert source.to_file(Span(5, 5))[1] == Span(19, 19)
    assert source.where(3) == "第2行"


def test_a_place_of_the_file_leads_to_the_text_that_was_taken_there() -> None:
    file = Source("a.html", "<b>二</b><p>一&nbsp;丙丁</p>")
    # the page shows the second piece of the file first
    pieces = (
        Segment(Span(0, 1), Span(11, 12)),
        Segment(Span(1, 2), Span(12, 18)),
        Segment(Span(2, 4), Span(18, 20)),
        Segment(Span(5, 6), Span(3, 4)),
    )
    source = Source("a.html", "一 丙丁\n二", original=file, source_map=SourceMap(pieces))
    assert source.file is file
    taken = [source.from_file(offset) for offset in range(len(file.text) + 1)]
    assert taken == [None] * 3 + [5, 6] + [None] * 6 + [0] + [1] * 6 + [2, 3, 4] + [None] * 4
    for offset, at in enumerate(taken):
        if at is not None and at not in (4, 6):  # behind a stretch
            own, span = source.to_file(Span(at, at + 1))
            assert span.start <= offset < span.end, own.slice(span)
    plain = Source("a.txt", "一二")
    assert (plain.file, plain.from_file(2)) == (plain, 2)


@given(LINES)
def test_rows_are_those_of_an_editor(text: str) -> None:
    source = Source("a.txt", text)
    assert [source.line(row) for row in range(1, source.rows + 1)] == re.split("\r\n|\n|\r", text)


@given(LINES, st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    source = Source("a.txt", text)
    offset = data.draw(st.integers(0, len(text)))
    place = source.position(offset)
    assert source.line_starts[place.row - 1] + place.column - 1 == offset
    assert place.row == len(re.findall("\r\n|\n|\r", text[:offset])) + 1 - (
        text[offset - 1 : offset + 1] == "\r\n"
    )


@given(LINES)
def test_the_view_keeps_offsets_and_rows(text: str) -> None:
    source = Source("a.txt", text)
    assert len(source.normalized) == len(text)
    assert source.normalized.count("\n") == source.rows - 1
