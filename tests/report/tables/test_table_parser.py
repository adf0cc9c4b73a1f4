"""What tables of many styles and faults are read to, as a whole: labels, rows, figures, places, and what is
left in doubt, by the short way and by the long one. readings.txt has each text and below it what is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from linter.report.tables import table_reader
from linter.report.tables.cell_run import CellRun
from linter.report.tables.labels import LabelIndex
from linter.report.tables.plain_table import plain_table
from linter.report.tables.table import Cell, Row, Table
from linter.report.tables.table_parser import TableParser
from linter.report.tables.table_reader import TableReader
from linter.report.template import BlockTemplate, ColumnTemplate, Layout, RowTemplate, TableTemplate
from linter.text.normalize import normalize
from linter.text.source import Grid, Span
from tests.samples.cells import read_cells
from tests.samples.layouts import FIGURE_WORDS

READINGS = Path(__file__).with_name("readings.txt")
_CASE = re.compile(r"^== (.+)\n((?:(?!== |=> ).*\n)*)((?:=> .*\n)*)", re.MULTILINE)
_BREAK = "~~~"  # the line between two stretches of a section


def cases() -> dict[str, tuple[str, str]]:
    """The texts and what they are read to, by title."""
    found = _CASE.findall(READINGS.read_text(encoding="utf-8"))
    return {title: (text.removesuffix("\n"), reading) for title, text, reading in found}


CASES = cases()


@pytest.fixture(scope="module")
def reader(indexes: Mapping[tuple[str, str], LabelIndex]) -> TableReader:
    return TableReader(list(indexes.values()), FIGURE_WORDS)


def spans(text: str) -> Iterator[Span]:
    """The stretches between the lines of a break."""
    start = 0
    for found in re.finditer(rf"^{_BREAK}\n", text, re.MULTILINE):
        yield Span(start, found.start() - 1)
        start = found.end()
    yield Span(start, len(text))


def read(reader: TableReader, title: str, text: str) -> tuple[Table, ...]:
    generation = "2019" if title.endswith("2019") else "2021"
    grids = [Grid(1, Span(0, len(text)), 9, 9, ())] if "in the file" in title else []
    return reader.read(normalize(text), list(spans(text)), generation, grids)


def told(text: str, tables: tuple[Table, ...]) -> str:
    """What tables were read, in lines."""
    lines = [line for table in tables for line in _table(text, table)] or ["nothing"]
    return "".join(f"=> {line}\n" for line in lines)


def told_with_way(reader: TableReader, title: str, text: str) -> str:
    """The same, and which of the tables were read the short way."""
    short: list[Table] = []

    def noted(index: LabelIndex, run: CellRun, *, exact: bool) -> Table | None:
        table = plain_table(index, run, exact=exact)
        if table is not None:
            short.append(table)
        return table

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_reader, "plain_table", noted)
        tables = read(reader, title, text)
    plain = [table.key for table in tables if any(table is each for each in short)]
    return told(text, tables) + (f"=> in one pass: {' '.join(plain)}\n" if plain else "")


def _table(text: str, table: Table) -> Iterator[str]:
    yield f"table {table.key} of {table.index.generation} at {_place(text, *table.span)}"
    for use in table.labels:
        official = "" if use.official else ", worded otherwise"
        name = use.label.key or use.label.official
        yield f"  {use.label.role.value} {name} at {_place(text, *use.span)}{official}"
    for row in table.rows:
        yield " ".join([f"  {_row(text, row)}:", *(_cell(text, cell) for cell in row.cells)])
    for span in table.unlabelled:
        yield f"  of no row: {_place(text, *span)}"


def _row(text: str, row: Row) -> str:
    doubts = [", ragged"] * row.ragged + [", unread"] * row.unread
    return f"{row.key or 'figures'} at {_place(text, *row.span)}, {row.found}/{row.expected}{''.join(doubts)}"


def _cell(text: str, cell: Cell) -> str:
    return f"{cell.column_key or '?'}={cell.figure.raw}[{cell.state.value[:3]} {_place(text, *cell.span)}]"


def _place(text: str, start: int, end: int) -> str:
    """Two offsets as row.column-row.column; the second without its row where that is the same."""
    (row, column), (last, behind) = _position(text, start), _position(text, end)
    return f"{row}.{column}-{behind}" if row == last else f"{row}.{column}-{last}.{behind}"


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


@pytest.mark.parametrize("title", CASES)
def test_a_text_is_read_to_these_tables(
    reader: TableReader, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    text, reading = CASES[title]
    assert told_with_way(reader, title, text) == reading
    monkeypatch.setattr(table_reader, "plain_table", lambda *_, exact: None)
    assert told(text, read(reader, title, text)) == re.sub("=> in one pass.*\n", "", reading)


def test_each_figure_that_was_read_stands_where_it_is_said_to(reader: TableReader) -> None:
    for title, (text, _) in CASES.items():
        for table in read(reader, title, text):
            for cell in table.cells:
                assert normalize(text)[cell.span.start : cell.span.end] == cell.figure.raw or (
                    not cell.figure.raw
                )


def test_a_reworded_label_has_three_letters_at_least_and_64_at_most() -> None:
    for length, is_row in ((2, False), (3, True), (64, True), (65, False)):
        label = "".join(chr(0x4E10 + at) for at in range(length))
        block = BlockTemplate((ColumnTemplate("c", "列"),), (RowTemplate(label, "r"),))
        index = LabelIndex("2021", TableTemplate("t", "表", (block,)))
        text = f"{label[:-1]}Ω | 5 |"
        table = TableParser(index, read_cells(text, 0, len(text), FIGURE_WORDS), exact=False).table()
        assert [row.key for row in table.rows] == ["r"] * is_row


@pytest.mark.parametrize(("figures", "is_put_together"), [(20, True), (21, False)])
def test_a_label_is_put_together_over_so_many_figures(
    reader: TableReader, figures: int, is_put_together: bool
) -> None:
    text = f"2.申请人逾期未按收费通知要求缴纳费用\n{'0 ' * figures}\n、行政机关不再处理其政府信息公开申请"
    tables = reader.read(normalize(f"{text}\n（七）总计 | 1 |"), [Span(0, len(text) + 12)], "2021")
    worded = {use.label.key: use.official for table in tables for use in table.labels}
    assert worded == {"otherwise.fee_unpaid": is_put_together, "processed_total": True}


def test_of_rows_that_are_worded_alike_each_is_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        RowTemplate("其他", "x"),
        RowTemplate("规章", "m"),
        RowTemplate("其他", "y"),
        RowTemplate("其他", "z"),
    )
    block = BlockTemplate((ColumnTemplate("c", "件数"),), rows)
    small = TableReader([LabelIndex("2021", TableTemplate("t", "表", (block,)))], FIGURE_WORDS)
    text = "件数\n其他 | 1 |\n规章 | 2 |\n其他 | 3 |\n其他 | 4 |"
    for _ in range(2):
        (table,) = small.read(text, [Span(0, len(text))], "2021")
        assert {row.key: row.figures[0].value for row in table.rows} == {"x": 1, "m": 2, "y": 3, "z": 4}
        monkeypatch.setattr(table_reader, "plain_table", lambda *_, exact: None)


@pytest.mark.parametrize(
    ("text", "labels", "values"),
    [
        ("维持\n诉讼\n诉讼\n总计\n1\n2\n3\n4\n5\n6", "upheld first second sum", [1, 2, 3, 4, 5, 6]),
        ("诉讼\n总计 |\n|\n诉讼 |\n|\n1 | 2 | 3 | 4 | 5 | 6", "first sum second", [1, 2, 3, 4, 5, 6]),
        ("结果\n诉讼\n维持\n1 | 2 | 3 | 4 | 5 | 6 |", "upheld first upheld", [1, 2, 3, 4, 5, 6]),
    ],
)
def test_labels_over_one_line_of_figures_that_are_worded_alike(
    monkeypatch: pytest.MonkeyPatch, text: str, labels: str, values: list[int]
) -> None:
    columns = (ColumnTemplate("upheld", "维持", ("结果",)), ColumnTemplate("sum", "总计"))
    rows = (RowTemplate("诉讼", "first"), RowTemplate("诉讼", "second"), RowTemplate("总计", "all"))
    small = TableTemplate("t", "表", (BlockTemplate(columns, rows),), layout=Layout.LINE)
    reader = TableReader([LabelIndex("2021", small)], FIGURE_WORDS)
    for _ in range(2):
        (table,) = reader.read(text, [Span(0, len(text))], "2021")
        assert " ".join(use.label.key or "" for use in table.labels) == labels
        assert [cell.figure.value for cell in table.cells] == values
        assert [row.key for row in table.rows] == ["first", "second", "all"]
        monkeypatch.setattr(table_reader, "plain_table", lambda *_, exact: None)


def test_of_columns_that_are_worded_alike_the_first_says_whether_the_wording_is_official(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = (ColumnTemplate("x", "结果"), ColumnTemplate("y", "其他结果", ("结果",)))
    block = BlockTemplate(columns, (RowTemplate("规章", "r"),))
    reader = TableReader([LabelIndex("2021", TableTemplate("t", "表", (block,)))], FIGURE_WORDS)
    text = "结果\n结果\n规章 | 1 | 2"
    for _ in range(2):
        (table,) = reader.read(text, [Span(0, len(text))], "2021")
        assert [(use.label.key, use.official) for use in table.labels] == [
            ("x", True),
            ("x", True),
            ("r", True),
        ]
        monkeypatch.setattr(table_reader, "plain_table", lambda *_, exact: None)
