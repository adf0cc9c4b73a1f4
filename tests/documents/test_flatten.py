"""One plain text of lines and tables, and the way back."""

from __future__ import annotations

import pytest

from linter.documents.base import EditError
from linter.documents.document_model import Aside, Line, Run, SpanCell, Table, TableCell, place_cells
from linter.documents.edit_mapping import Change, map_edits
from linter.documents.flatten import Flat, flatten
from linter.text.edits import Edit
from linter.text.source import Origin, Span


def _line(words: str, holder: int = 0) -> Line:
    return Line((Run(words, holder),))


def _table(*rows: tuple[str, ...]) -> Table:
    return Table(
        place_cells([[SpanCell(1, 1, (_line(words),) if words else ()) for words in row] for row in rows])
    )


def test_rows_stand_between_bars_and_lines_alone() -> None:
    flat = flatten([_line("一、总体情况"), _table(("规章", "1"), ("", "a|b\tc"))])
    assert flat.text == "一、总体情况\n| 规章 | 1 | \n|  | a¦b c | \n"
    (grid,) = flat.grids
    assert [flat.text[cell.span.start : cell.span.end] for cell in grid.cells] == ["规章", "1", "", "a¦b c"]
    assert (grid.number, grid.rows, grid.columns) == (1, 2, 2)
    assert flat.text[grid.span.start :].startswith("| 规章")


def test_a_merged_cell_stands_once_where_it_begins() -> None:
    rows = [
        [SpanCell(2, 1, (_line("甲"),)), SpanCell(1, 2, (_line("乙"),))],
        [SpanCell(1, 1, (_line("丙"),)), SpanCell(1, 1, (_line("丁"),))],
    ]
    cells = place_cells(rows)
    assert [(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in cells] == [
        (1, 1, 2, 1),
        (1, 2, 1, 2),
        (2, 2, 1, 1),
        (2, 3, 1, 1),
    ]
    assert flatten([Table(cells)]).text == "| 甲 | 乙 | \n| 丙 | 丁 | \n"


def test_spans_are_cut_to_the_table() -> None:
    cells = place_cells([[SpanCell(999, 99999, ()), SpanCell(1, 1, ())], [SpanCell(1, 1, ())]])
    assert [(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in cells] == [(1, 1, 2, 256)]


def test_rows_that_lay_out_a_page_are_what_stands_in_them() -> None:
    inner = _table(("规章", "0"))
    frame = Table(
        (
            TableCell(1, 1, 1, 2, (_line("一、总体情况"), _line("很长的话。" * 9))),
            TableCell(2, 1, 1, 1, (_line("导航"),)),
            TableCell(2, 2, 1, 1, (inner,)),
            TableCell(3, 1, 1, 1, (_line("甲"),)),
            TableCell(3, 2, 1, 1, (_line("乙"),)),
        )
    )
    flat = flatten([frame])
    assert flat.text == "一、总体情况\n" + "很长的话。" * 9 + "\n导航\n| 规章 | 0 | \n| 甲 | 乙 | \n"
    assert [grid.number for grid in flat.grids] == [1, 2]


def test_a_cell_of_many_short_lines_lays_out_a_page() -> None:
    lines = tuple(_line(f"第{number}段，写得不长。") for number in range(100, 125))
    frame = Table((TableCell(1, 1, 1, 1, (_line("导航"),)), TableCell(1, 2, 1, 1, lines)))
    flat = flatten([frame])
    assert flat.text == "导航\n" + "".join(f"{line.words}\n" for line in lines)
    assert flat.grids == ()


def test_a_caption_among_rows_of_figures_is_one_line_of_the_table() -> None:
    caption = TableCell(2, 1, 1, 2, (_line("第二十条第"), _line("（五）项")))
    table = _table(("规章", "0"), (), ("许可", "1"))
    flat = flatten([Table((*table.cells[:2], caption, *table.cells[2:]))])
    assert flat.text == "| 规章 | 0 | \n第二十条第（五）项\n| 许可 | 1 | \n"
    assert [cell.row for cell in flat.grids[0].cells] == [1, 1, 2, 3, 3]


def test_lines_of_a_cell_run_on_but_figures_stay_parted() -> None:
    cells = (
        TableCell(1, 1, 1, 1, (_line("本年新"), _line(" "), _line("制作数量"))),
        TableCell(1, 2, 1, 1, (_line("12"), _line("34"))),
    )
    assert flatten([Table(cells)]).text == "| 本年新制作数量 | 12 34 | \n"


def test_what_stands_beside_a_cell_follows_its_table() -> None:
    note = Aside((_line("说明：" + "很长的话。" * 50), _table(("附", "表"))))
    cells = (TableCell(1, 1, 1, 1, (_line("规章"), note)), TableCell(1, 2, 1, 1, (_line("3"),)))
    flat = flatten([Table(cells), Aside((_line("注"),))])
    assert flat.text == "| 规章 | 3 | \n说明：" + "很长的话。" * 50 + "\n| 附 | 表 | \n注\n"
    assert [grid.number for grid in flat.grids] == [1, 2]


def test_every_row_has_its_origin_and_no_line_end_slips_in() -> None:
    flat = flatten([Line((Run("一\n二\u2028三", 0),), Origin("第1段")), _table(("a\r", "b"))])
    assert flat.text == "一 二 三\n| a  | b | \n"
    assert flat.origins == (Origin("第1段"), None)


def _spread(flat: Flat, *edits: Edit) -> list[Change]:
    return map_edits(flat.text, flat.segments, edits)


def test_an_edit_goes_to_what_holds_the_text() -> None:
    flat = flatten([Line((Run("一、"), Run("总体", 4, 7), Run("情况", 5)))])
    assert _spread(flat, Edit(Span(2, 4), "全部")) == [Change(4, 7, 2, "全部")]
    assert _spread(flat, Edit(Span(3, 5), "貌形")) == [Change(4, 8, 1, "貌形"), Change(5, 0, 1, "")]
    assert _spread(flat, Edit(Span(4, 4), "的")) == [Change(4, 9, 0, "的")]
    assert _spread(flat, Edit(Span(2, 6), "总的情形")) == [Change(4, 8, 1, "的"), Change(5, 1, 1, "形")]
    assert _spread(flat, Edit(Span(2, 2), "（")) == [Change(4, 7, 0, "（")]


def test_words_that_stand_nowhere_are_not_edited() -> None:
    flat = flatten([Line((Run("一、"), Run("总体情况", 0)))])
    with pytest.raises(EditError, match="自动编号"):
        _spread(flat, Edit(Span(0, 1), "二"))
    with pytest.raises(EditError, match="段落"):
        _spread(flat, Edit(Span(3, 3), "\n"))


def test_a_character_written_in_other_words_is_replaced_whole() -> None:
    flat = flatten([Line((Run("甲", 0), Run(" ", 0, 1, 6), Run("乙", 0, 7)))])
    assert _spread(flat, Edit(Span(1, 2), "")) == [Change(0, 1, 6, "")]


def test_an_empty_cell_takes_words_where_its_text_would_stand() -> None:
    cells = [SpanCell(1, 1, (_line("规章"),)), SpanCell(1, 1, (Line((Run("", 3, 9),)),)), SpanCell(1, 1, ())]
    flat = flatten([Table(place_cells([cells]))])
    assert flat.text == "| 规章 |  |  | \n"
    blank, lost = (cell.span for cell in flat.grids[0].cells[1:])
    assert _spread(flat, Edit(blank, "0")) == [Change(3, 9, 0, "0")]
    with pytest.raises(EditError):
        _spread(flat, Edit(lost, "0"))


def test_rows_are_deleted_by_deleting_what_is_in_them() -> None:
    flat = flatten([_line("甲", 1), Line((Run("打印", 2), Run("、"), Run("关闭", 3, 4))), _line("乙", 5)])
    assert _spread(flat, Edit(Span(2, 8), "")) == [Change(2, 0, 2, ""), Change(3, 4, 2, "")]
    with pytest.raises(EditError):
        _spread(flat, Edit(Span(1, 2), ""))


def test_rows_of_a_table_may_come_from_several_places() -> None:
    pages = (Origin("第1页"), Origin("第2页"))
    flat = flatten([_table(("规章", "1"), ("许可", "2"))._replace(row_origins=pages)])
    assert flat.origins == pages
