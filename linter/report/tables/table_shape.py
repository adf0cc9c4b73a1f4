"""The keys of a table template's rows and columns, and one flat order for all its figures."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from linter.report.template import TableTemplate


class TableShape(Struct, frozen=True, eq=False):
    """What a template says of the order of figures; compared by identity, for plans are remembered by it.

    `rows` are the keys of the rows, from the top, with those of their columns; `columns` the keys of all
    columns; `is_unique` where no key stands for two rows. Figures in flat order go row by row, each with all
    columns of the table, so that some places are of no row.
    """

    rows: Mapping[str, tuple[str, ...]]
    columns: tuple[str, ...]
    is_unique: bool


def table_shape(template: TableTemplate) -> TableShape:
    """The shape of a template; of a row that it has twice, the first counts."""
    rows: dict[str, tuple[str, ...]] = {}
    for block, row in template.rows():
        rows.setdefault(row.key or "", tuple(column.key for column in block.columns))
    return TableShape(rows, template.column_keys(), len(rows) == len(template.row_keys()))
