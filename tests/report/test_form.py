"""The official form of a table: every place of the grid belongs to one cell, every figure has one."""

from __future__ import annotations

import pytest

from linter.report.form import FormCell, TableForm, table_form
from linter.report.template import TableTemplate
from tests.linting import book

TABLES = [
    pytest.param(table, id=f"{generation.key}-{table.key}")
    for generation in book().lexicon.generations
    for table in generation.tables
]


def form_of(generation: str, key: str) -> TableForm:
    found = book().lexicon.generation_called(generation)
    table = found.table(key) if found else None
    assert table is not None
    return table_form(table)


def named(form: TableForm, words: str) -> FormCell:
    """The first cell with these words."""
    return next(cell for cell in form.cells if cell.words == words)


@pytest.mark.parametrize("table", TABLES)
def test_cells_fill_the_grid_and_do_not_overlap(table: TableTemplate) -> None:
    form = table_form(table)
    covered = [
        (row, column)
        for cell in form.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    ]
    assert sorted(covered) == [
        (row, column) for row in range(1, form.rows + 1) for column in range(1, form.columns + 1)
    ]


@pytest.mark.parametrize("table", TABLES)
def test_every_figure_has_one_cell(table: TableTemplate) -> None:
    figures = [cell.figure for cell in table_form(table).cells if cell.figure is not None]
    assert figures == [(row.key, column.key) for block, row in table.rows() for column in block.columns]


def test_table_three_is_printed_as_the_official_form_has_it() -> None:
    form = form_of("2021", "requests")
    assert (form.rows, form.columns, form.head, form.label_columns) == (28, 10, 3, 3)
    assert named(form, "申请人情况")[:4] == (1, 4, 1, 7)
    assert named(form, "自然人")[:4] == (2, 4, 2, 1)
    assert named(form, "法人或其他组织")[:4] == (2, 5, 1, 5)
    assert named(form, "三、本年度办理结果")[:4] == (6, 1, 22, 1)
    assert named(form, "（一）予以公开")[:4] == (6, 2, 1, 2)
    assert named(form, "（三）不予公开")[:4] == (8, 2, 8, 1)
    assert named(form, "（七）总计")[:4] == (27, 2, 1, 2)
    assert named(form, "四、结转下年度继续办理")[:4] == (28, 1, 1, 3)


def test_rows_of_table_four_stand_side_by_side() -> None:
    form = form_of("2019", "review")
    assert named(form, "行政复议")[:4] == (1, 1, 2, 5)
    assert named(form, "行政诉讼")[:4] == (1, 6, 1, 10)
    assert named(form, "复议后起诉")[:4] == (2, 11, 1, 5)


def test_fewer_columns_than_the_table_has_are_wider() -> None:
    assert named(form_of("2021", "proactive"), "本年收费金额（单位：万元）")[1:4] == (2, 1, 3)
    assert named(form_of("2019", "proactive"), "采购总金额")[1:4] == (3, 1, 2)
