from __future__ import annotations

from linter.report.tables.table_shape import table_shape
from linter.report.template import BlockTemplate, ColumnTemplate, RowTemplate, TableTemplate
from tests.samples import small_table

A, B = ColumnTemplate("a", "甲"), ColumnTemplate("b", "乙")


def test_the_keys_of_rows_with_those_of_their_columns() -> None:
    shape = table_shape(small_table.TEMPLATE)
    wide = tuple(column.key for column in small_table.COLUMNS)
    assert list(shape.rows.items()) == [
        *((row.key, wide) for row in small_table.WIDE.rows),
        ("last", ("a",)),
    ]
    assert shape.columns == wide
    assert shape.is_unique


def test_of_a_row_that_stands_twice_the_first_counts() -> None:
    both = BlockTemplate((A, B), (RowTemplate("一", "x"), RowTemplate("二", "y")))
    again = BlockTemplate((B,), (RowTemplate("三", "x"), RowTemplate("组")))
    shape = table_shape(TableTemplate("t", "表", (both, again)))
    assert dict(shape.rows) == {"x": ("a", "b"), "y": ("a", "b")}
    assert shape.columns == ("a", "b")
    assert not shape.is_unique
