"""The short way of reading a table agrees with the long one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.report.tables import table_reader
from linter.report.tables.cell_run import CellRun
from linter.report.tables.labels import LabelIndex
from linter.report.tables.plain_table import plain_table
from linter.report.tables.table import Table
from linter.report.tables.table_cells import line_cells
from linter.report.tables.table_reader import TableReader
from linter.text.normalize import normalize
from linter.text.source import Span
from tests.samples.layouts import FIGURE_WORDS, HEAD, PROACTIVE, REQUESTS, REVIEW, STYLES

LINES = [line for style in STYLES.values() for line in [*HEAD, *style(REQUESTS[:6]).split("\n")]]
LINES += [*PROACTIVE.split("\n"), *REVIEW.split("\n")]
GAPPED = [
    "规章\t\t1\t2\t3",
    "行政许可\t\t4\t\t",
    "| 行政处罚 | 5 |  |",
    "行政强制 | | | 6 |",
    "规章\t\t\t1\t2\t3\t\t",
]
NOISE = [
    "|",
    "||",
    "|||",
    "| |",
    "0",
    "-",
    "其他",
    "其他 |",
    "| 其他 | 3 |",
    "结果",
    "维持",
    "行政复议 |",
    *GAPPED,
]


@pytest.fixture(scope="module")
def reader(indexes: dict[tuple[str, str], LabelIndex]) -> TableReader:
    return TableReader(list(indexes.values()), FIGURE_WORDS)


def both(reader: TableReader, text: str) -> tuple[tuple[Table, ...], tuple[Table, ...], int]:
    """The tables of a text by the short way where it reads them, by the long one, and how many it reads."""
    plain: list[Table | None] = []

    def noted(index: LabelIndex, run: CellRun, *, exact: bool) -> Table | None:
        plain.append(plain_table(index, run, exact=exact))
        return plain[-1]

    normalized, spans = normalize(text), [Span(0, len(text))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_reader, "plain_table", noted)
        short = reader.read(normalized, spans, None)
        patch.setattr(table_reader, "plain_table", lambda *_, exact: None)
        return short, reader.read(normalized, spans, None), len(plain) - plain.count(None)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("between", ["", "|||\n", "|\n"])
def test_plain_tables_are_read_alike_in_every_style(reader: TableReader, style: str, between: str) -> None:
    text = (
        "\n".join(HEAD)
        + "\n"
        + STYLES[style](REQUESTS).replace("\n", f"\n{between}" if "bar" in style else "\n")
    )
    short, long, _ = both(reader, f"{PROACTIVE}\n{text}\n{REVIEW}")
    assert short == long
    assert [table.key for table in short] == ["proactive", "requests", "review"]


@pytest.mark.parametrize(
    "text",
    [PROACTIVE, REVIEW, "\n".join(HEAD) + "\n" + STYLES["a bar behind each cell"](REQUESTS)],
    ids=["proactive", "review", "requests"],
)
def test_a_plain_table_is_read_the_short_way(reader: TableReader, text: str) -> None:
    short, long, read = both(reader, text)
    assert short == long
    assert read == len(long) == 1


@pytest.mark.parametrize("blank", ["| | | |", "|||", "", "0 |\n|\n2 |", "|\n|\n|"])
def test_a_row_that_is_plainly_blank_is_read_the_short_way(reader: TableReader, blank: str) -> None:
    below = "行政规范性文件 |\n1 |\n2 |\n3 |\n第二十条第(五)项 |\n行政许可 |\n4 |"
    text = f"第二十条第(一)项 |\n规章 |\n{blank}\n{below}"
    short, long, read = both(reader, text)
    assert short == long
    assert read == len(long) == 1


@pytest.mark.parametrize("row", ["规章\t\t\t1\t2\t3", "规章\t1\t2\t3\t", "| 规章 |  | 1 | 2 | 3 |  |"])
def test_a_whole_row_among_empty_cells_of_its_line_is_read_the_short_way(
    reader: TableReader, row: str
) -> None:
    below = "行政规范性文件\t4\t5\t6\n第二十条第(五)项\n行政许可\t7\t"
    short, long, read = both(reader, f"第二十条第(一)项\n{row}\n{below}")
    assert short == long
    assert [cell.figure.value for cell in short[0].cells][:6] == [1, 2, 3, 4, 5, 6]
    assert read == 1


@pytest.mark.parametrize("row", ["规章\t\t1\t\t2\t3", "规章\t\t1\t2\t3\t4", "规章 | |\n1 | 2 | 3 |"])
def test_a_row_whose_figures_may_stand_elsewhere_is_not_read_the_short_way(
    reader: TableReader, row: str
) -> None:
    short, long, read = both(reader, f"第二十条第(一)项\n{row}\n行政规范性文件\t4\t5\t6")
    assert (short, read) == (long, 0)


@settings(max_examples=60, deadline=None)
@given(
    start=st.integers(0, len(LINES)),
    length=st.integers(1, 60),
    changes=st.lists(st.tuples(st.integers(0, 60), st.sampled_from([*NOISE, ""]), st.booleans()), max_size=5),
)
def test_any_table_is_read_alike(
    reader: TableReader, start: int, length: int, changes: list[tuple[int, str, bool]]
) -> None:
    lines = LINES[start : start + length]
    for at, line, instead in changes:
        lines[at : at + instead] = [line]
    short, long, _ = both(reader, "\n".join(lines))
    assert short == long


@pytest.mark.parametrize("bar", ["|", "||", "| |"])
def test_bars_in_the_head_of_one_line_of_figures_are_none_of_them(reader: TableReader, bar: str) -> None:
    head, figures = REVIEW.split("\n11\n")
    short, long, _ = both(reader, "\n".join([head.replace("\n", f"\n{bar}\n"), bar, "11", figures]))
    assert short == long
    assert [cell.figure.value for table in short for cell in table.cells] == [*range(11, 26)]


def test_a_row_whose_label_has_figures_behind_it_is_not_read_the_short_way(reader: TableReader) -> None:
    short, long, plain = both(reader, "行政复议\n结果维持\n复议后起诉\n" + "\n".join(map(str, range(11, 26))))
    assert (short, plain) == (long, 0)
    assert [row.key for table in short for row in table.rows] == ["litigation_after_reconsideration"]


def test_figures_without_a_label_are_no_table(indexes: dict[tuple[str, str], LabelIndex]) -> None:
    text = "\n".join(map(str, range(11, 26)))
    for index in indexes.values():
        run = CellRun()
        run.add_lines(text, 0, len(text), {}, lambda line: line_cells(line, FIGURE_WORDS))
        assert plain_table(index, run, exact=False) is None


@pytest.mark.parametrize("row", ["规章 | 1 | 2 |", "规章\n1\n2", "规章"])
@pytest.mark.parametrize("behind", ["3 | 4 |", "行政规范性文件 | 4 | 5 | 6 |", ""])
def test_a_row_that_a_stretch_ends_within_is_read_alike(reader: TableReader, row: str, behind: str) -> None:
    text = f"{PROACTIVE}\n{row}\n正文\n{behind}"
    normalized, middle = normalize(text), text.index("正文")
    spans = [Span(0, middle), Span(middle + 3, len(text))]
    short = reader.read(normalized, spans, None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_reader, "plain_table", lambda *_, exact: None)
        assert reader.read(normalized, spans, None) == short
    assert [table.key for table in short][:1] == ["proactive"]
