"""A table of six rows and three columns, for tests of identities."""

from __future__ import annotations

from functools import cache

from linter.report.tables.labels import LabelIndex
from linter.report.tables.table import Row, Table, place_row
from linter.report.template import BlockTemplate, ColumnTemplate, RowTemplate, TableTemplate
from linter.text.source import Span
from tests.samples.cells import read_cells
from tests.samples.layouts import FIGURE_WORDS

COLUMNS = tuple(ColumnTemplate(key, key) for key in ("a", "b", "total"))
WIDE = BlockTemplate(
    COLUMNS, tuple(RowTemplate(key, key) for key in ("g.x", "g.y", "g.z", "u", "v")), total="total"
)
NARROW = BlockTemplate((ColumnTemplate("a", "a"),), (RowTemplate("末行", "last"),))
TEMPLATE = TableTemplate("t", "表", (WIDE, NARROW))


@cache
def index() -> LabelIndex:
    """The labels of the template."""
    return LabelIndex("2021", TEMPLATE)


def table_of(rows: list[list[str]], missing: int, last: str) -> Table:
    """A table that holds these rows but one, each under its label, and a last one of another block."""
    placed: list[Row] = []
    lines = [(row.key or "", WIDE, figures) for row, figures in zip(WIDE.rows, rows, strict=True)]
    for key, block, figures in [*lines[:missing], *lines[missing + 1 :], ("last", NARROW, [last])]:
        text = f"行 | {' | '.join(figures)} |"
        raw = list(read_cells(text, 0, len(text), FIGURE_WORDS))[1:]
        placed.append(place_row(key, Span(0, 1), block, raw, gaps_count=True))
    return Table("t", index(), Span(0, 9), tuple(placed), ())
