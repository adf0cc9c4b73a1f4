"""Tables of a document: every cell at its place."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.documents.docx.reader import DocxContent, read_content
from tests.documents.docx.builder import cell, paragraph, read, row, run, table, text

Place = tuple[str, int, int, int, int]


def _places(body: str) -> list[Place]:
    return places_of(read(body))


def places_of(found: DocxContent) -> list[Place]:
    return [
        (found.flat.text[one.span.start : one.span.end], one.row, one.column, one.rowspan, one.colspan)
        for grid in found.flat.grids
        for one in grid.cells
    ]


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_merged_cells_without_a_grid() -> None:
    body = table(
        row(cell("甲", '<w:vMerge w:val="restart"/>'), cell("乙", _span(2))),
        row(cell("不见", "<w:vMerge/>"), "丙", "丁"),
        row(cell("", '<w:vMerge w:val="continue"/>'), "戊", "己"),
    )
    assert _places(body) == [
        ("甲", 1, 1, 3, 1),
        ("乙", 1, 2, 1, 2),
        ("丙", 2, 2, 1, 1),
        ("丁", 2, 3, 1, 1),
        ("戊", 3, 2, 1, 1),
        ("己", 3, 3, 1, 1),
    ]
    assert text(body) == "| 甲 | 乙 | \n| 丙 | 丁 | \n| 戊 | 己 | \n"


def test_rows_that_begin_late_and_end_early() -> None:
    body = table(
        row("甲", "乙", "丙"),
        row("丁", "戊", properties='<w:gridBefore w:val="1"/>'),
        row("己", "庚", properties='<w:gridAfter w:val="1"/>'),
    )
    assert [(words, at, column) for words, at, column, _, _ in _places(body)] == [
        ("甲", 1, 1),
        ("乙", 1, 2),
        ("丙", 1, 3),
        ("丁", 2, 2),
        ("戊", 2, 3),
        ("己", 3, 1),
        ("庚", 3, 2),
    ]


def test_old_merges_along_a_row() -> None:
    body = table(
        row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "乙"),
        row("1", "2", "3"),
    )
    assert _places(body)[:2] == [("甲", 1, 1, 1, 2), ("乙", 1, 3, 1, 1)]


def test_deleted_rows_and_cells_are_gone() -> None:
    body = table(
        row(cell("旧", '<w:vMerge w:val="restart"/>'), "0", properties="<w:del/>"),
        row(cell("甲", "<w:vMerge/>"), "1", cell("删", "<w:cellDel/>"), "2"),
        row(cell("", "<w:vMerge/>"), "3", cell("删", "<w:cellDel/>"), "4", properties="<w:ins/>"),
        row("藏", "5", properties="<w:hidden/>"),
    )
    assert _places(body) == [
        ("甲", 1, 1, 2, 1),
        ("1", 1, 2, 1, 1),
        ("2", 1, 3, 1, 1),
        ("3", 2, 2, 1, 1),
        ("4", 2, 3, 1, 1),
    ]


def test_columns_as_narrow_as_a_hair_are_not_seen() -> None:
    body = table(
        row(cell("甲", _span(2)), cell("乙", _span(2))),
        row("丙", cell("丁", _span(3))),
        row(cell("戊", _span(3)), "己"),
        widths=(2000, 1, 1998, 2000),
    )
    assert [place[2:] + place[:1] for place in _places(body)] == [
        (1, 1, 1, "甲"),
        (2, 1, 2, "乙"),
        (1, 1, 1, "丙"),
        (2, 1, 2, "丁"),
        (1, 1, 2, "戊"),
        (3, 1, 1, "己"),
    ]


def test_a_narrow_column_with_a_cell_of_its_own_stays() -> None:
    body = table(row("甲", "", "乙"), row(cell("丙", _span(2)), "丁"), widths=(2000, 10, 2000))
    assert [place[:5] for place in _places(body)] == [
        ("甲", 1, 1, 1, 1),
        ("", 1, 2, 1, 1),
        ("乙", 1, 3, 1, 1),
        ("丙", 2, 1, 1, 2),
        ("丁", 2, 3, 1, 1),
    ]


def test_rows_and_cells_in_content_controls() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = table(control(row("甲", control(cell("1")))), row(cell(control(paragraph("乙"))), "2"))
    assert text(body) == "| 甲 | 1 | \n| 乙 | 2 | \n"


def test_a_report_inside_one_cell() -> None:
    inner = table(row("规章", "0"))
    body = table(row(cell(paragraph("一、总体情况") + paragraph("正文。") + inner + paragraph("二、"))))
    found = read(body)
    assert found.flat.text == "一、总体情况\n正文。\n| 规章 | 0 | \n二、\n"
    labels = [origin.label if origin else "" for origin in found.flat.origins]
    assert labels == ["第1段", "第2段", "", "第3段"]
    assert [grid.number for grid in found.flat.grids] == [1]


def test_paragraphs_in_tables_are_not_counted() -> None:
    found = read(
        paragraph("甲") + table(row("1", "2")) + paragraph("") + paragraph(run("乙") + "<w:r><w:br/></w:r>")
    )
    assert [origin.label if origin else "" for origin in found.flat.origins] == [
        "第1段",
        "",
        "第1段",
        "第2段",
        "第2段",
    ]


@pytest.mark.parametrize("spans", ["99999999999999999999", "-3", "abc", "1000000"])
def test_spans_out_of_all_sense(spans: str) -> None:
    assert text(table(row(cell("甲", f'<w:gridSpan w:val="{spans}"/>'), "1"))) == "| 甲 | 1 | \n"


@st.composite
def _merges(draw: st.DrawFn) -> tuple[int, int, list[tuple[int, int, int, int]]]:
    """A size, and disjoint rectangles in it: first and last row and column, from 0."""
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(2, 7))
    taken: set[tuple[int, int]] = set()
    found = []
    for _ in range(draw(st.integers(0, 6))):
        top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        bottom, right = draw(st.integers(top, rows - 1)), draw(st.integers(left, columns - 1))
        places = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        if not places & taken:
            taken |= places
            found.append((top, left, bottom, right))
    return rows, columns, found


@given(_merges())
def test_random_merges_come_back(drawn: tuple[int, int, list[tuple[int, int, int, int]]]) -> None:
    rows, columns, merges = drawn
    document = docx.Document()
    made = document.add_table(rows, columns)
    covers = {(r, c): (r, c, r, c) for r in range(rows) for c in range(columns)}
    for top, left, bottom, right in merges:
        made.cell(top, left).merge(made.cell(bottom, right))
        covers |= {
            (r, c): (top, left, bottom, right) for r in range(top, bottom + 1) for c in range(left, right + 1)
        }
    for top, left, _, _ in set(covers.values()):
        made.cell(top, left).text = f"{top}.{left}"
    out = io.BytesIO()
    document.save(out)
    edges = sorted({one[1] for one in covers.values()} | {one[3] + 1 for one in covers.values()})
    expected = [
        (
            f"{top}.{left}",
            top + 1,
            at := edges.index(left) + 1,
            low - top + 1,
            edges.index(right + 1) + 1 - at,
        )
        for top, left, low, right in sorted(set(covers.values()))
    ]
    single = {at for at in range(1, rows + 1) if sum(place[1] == at for place in expected) < 2}
    captions = {place[1] for place in expected if place[1] in single and place[4] > 1}
    alone = single - captions if len(single) < rows else single
    found = read_content(out.getvalue(), "a.docx")
    assert places_of(found) == [place for place in expected if place[1] not in alone]
    words = found.flat.text.replace("|", " ").split()
    assert words == [place[0] for place in expected]
