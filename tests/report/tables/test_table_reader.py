"""Whole tables, read from the ways in which pages lose their grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.report.tables import table_reader
from linter.report.tables.labels import LabelIndex, Role
from linter.report.tables.table import State, Table
from linter.report.tables.table_parser import TableParser
from linter.report.tables.table_reader import TableReader
from linter.report.template import BlockTemplate, ColumnTemplate, RowTemplate, TableTemplate
from linter.text.normalize import normalize
from linter.text.source import Grid, Source, Span
from tests.samples.cells import read_cells
from tests.samples.layouts import COLUMNS, FIGURE_WORDS, HEAD, PROACTIVE, REQUESTS, REVIEW, STYLES, Line

Indexes = dict[tuple[str, str], LabelIndex]
Placed = tuple[str, str | None, int | Decimal | None, int]


@pytest.fixture(scope="session")
def reader(indexes: Indexes) -> TableReader:
    return TableReader(list(indexes.values()), FIGURE_WORDS)


def read(reader: TableReader, text: str, generation: str | None = "2021") -> tuple[Table, ...]:
    return reader.read(normalize(text), [Span(0, len(text))], generation)


def placed(text: str, table: Table) -> list[Placed]:
    source = Source("a.txt", text)
    return [(c.row_key, c.column_key, c.figure.value, source.row(c.span.start)) for c in table.cells]


def expected(text: str) -> list[Placed]:
    """Every figure of the sample with the row it stands on: each is another number."""
    lines = [line.replace("件", "") for line in normalize(text).split("\n")]
    return [
        (line.key, column, int(figure), next(n for n, words in enumerate(lines, 1) if _holds(words, figure)))
        for line in REQUESTS
        for column, figure in zip(COLUMNS, line.figures, strict=True)
    ]


def _holds(words: str, figure: str) -> bool:
    return figure in words.replace("|", " ").split()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("head", [True, False])
def test_every_figure_is_tied_to_its_row_and_column(reader: TableReader, style: str, head: bool) -> None:
    text = "\n".join(HEAD) + "\n" if head else ""
    text += STYLES[style](REQUESTS)
    (table,) = read(reader, text)
    assert (table.key, table.index.generation) == ("requests", "2021")
    assert placed(text, table) == expected(text)
    assert {cell.state for cell in table.cells} == {State.LOCATED}


@pytest.mark.parametrize("first", STYLES)
@pytest.mark.parametrize("second", ["one cell a line", "rows with bars", "a bar behind each cell", "tabs"])
def test_styles_mix_in_one_table(reader: TableReader, first: str, second: str) -> None:
    text = STYLES[first](REQUESTS[:12]) + "\n" + STYLES[second](REQUESTS[12:])
    (table,) = read(reader, text)
    assert placed(text, table) == expected(text)


def test_tables_of_one_section_part_by_their_labels(reader: TableReader) -> None:
    requests = STYLES["one cell a line"](REQUESTS)
    tables = read(reader, f"{PROACTIVE}\n{requests}\n{REVIEW}\n")
    assert [table.key for table in tables] == ["proactive", "requests", "review"]
    assert [len(table.cells) for table in tables] == [10, 175, 15]
    values = {place: cell.figure.value for place, cell in tables[0].cell.items()}
    assert values == {
        ("regulations", "issued"): 0,
        ("regulations", "repealed"): 1,
        ("regulations", "in_force"): 2,
        ("normative_documents", "issued"): 3,
        ("normative_documents", "repealed"): 4,
        ("normative_documents", "in_force"): 5,
        ("licensing", "decisions"): 6,
        ("penalties", "decisions"): 7,
        ("coercive_measures", "decisions"): 8,
        ("fees", "amount"): Decimal("9.5"),
    }
    assert [row.key for row in tables[2].rows] == [
        "reconsideration",
        "litigation_direct",
        "litigation_after_reconsideration",
    ]
    assert [cell.figure.value for cell in tables[2].cells] == list(range(11, 26))


OLD = """第二十条第（一）项
信息内容 | 本年新
制作数量 | 本年新公开数量 | 对外公开总数量
规章 | 0 | 1 | 2
规范性文件 | 3 | 4 | 5
第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | 6 | -92 | 7
其他对外管理服务事项 | 8 | 9623（增） | 9
第二十条第（六）项
行政处罚 | 10 | 361（减） | 11
行政强制 | 12 | +19 | 13
第二十条第（八）项
行政事业性收费 | 14 | 增98
第二十条第（九）项
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 15 | 799022.53万元
"""


@pytest.mark.parametrize("generation", ["2019", "2021", None])
def test_the_generation_shows_in_the_labels(reader: TableReader, generation: str | None) -> None:
    (table,) = read(reader, OLD, generation)
    assert table.index.generation == "2019"
    values = {place: cell.figure.value for place, cell in table.cell.items()}
    assert values["licensing", "change"] == -92
    assert values["other_services", "change"] == 9623
    assert values["penalties", "change"] == -361
    assert values["coercive_measures", "change"] == 19
    assert values["fees", "change"] == 98
    assert (values["procurement", "amount"], len(values)) == (Decimal("799022.53"), 22)


def test_labels_alike_in_both_generations_go_by_the_report(reader: TableReader) -> None:
    text = STYLES["rows with bars"](REQUESTS[:4])
    assert [read(reader, text, key)[0].index.generation for key in ("2019", "2021")] == ["2019", "2021"]


def _lines(change: Callable[[Line], Sequence[str]]) -> str:
    return "\n".join(" | ".join([*line.labels, *change(line)]) + " |" for line in REQUESTS)


def test_vanished_cells_are_nobodys(reader: TableReader) -> None:
    text = STYLES["rows with bars"](REQUESTS).replace(
        "| 1000 | 1001 | 1002 | 1003 | 1004 | 1005 | 1006 |", "| 3 | 3 | ||||||"
    )
    (table,) = read(reader, text)
    received = table.row["received"]
    assert [(cell.column_key, cell.state.value) for cell in received.cells] == [
        (None, "unlocated"),
        ("total", "located"),
        *[(None, "blank")] * 5,
    ]
    assert len(table.values) == 24 * 7 + 1


def test_a_row_of_zeros_that_became_one(reader: TableReader) -> None:
    (table,) = read(reader, _lines(lambda line: ["0"] if line.key == "granted" else line.figures))
    (cell,) = table.row["granted"].cells
    assert (cell.column_key, cell.figure.value, cell.state) == (None, 0, State.UNLOCATED)
    assert table.row["granted"].ragged


@pytest.mark.parametrize("blank", ["/", "-", "—", "——", "无", "／", "－"])
def test_marks_that_stand_for_nothing(reader: TableReader, blank: str) -> None:
    (table,) = read(reader, STYLES["one cell a line"](REQUESTS).replace("\n1003\n", f"\n{blank}\n"))
    cell = table.cell["received", "public_welfare"]
    assert (cell.state, cell.figure.raw) == (State.BLANK, normalize(blank))
    assert len(table.values) == 174


def test_a_blank_cell_keeps_its_place_between_bars(reader: TableReader) -> None:
    (table,) = read(reader, STYLES["a bar behind each cell"](REQUESTS).replace("\n1003 |", "\n|"))
    assert table.cell["received", "public_welfare"].state is State.BLANK
    assert table.values["received", "legal_service"] == 1004


def test_words_in_the_place_of_a_figure(reader: TableReader) -> None:
    (table,) = read(reader, STYLES["rows with bars"](REQUESTS).replace("| 1003 |", "| 较多 |"))
    cell = table.cell["received", "public_welfare"]
    assert (cell.state, cell.figure.raw, cell.figure.value) == (State.UNREADABLE, "较多", None)


def test_a_row_that_no_template_has_takes_no_neighbours_figures(reader: TableReader) -> None:
    text = STYLES["rows with bars"](REQUESTS).replace(
        "2.重复申请", "甲乙丙丁 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n2.重复申请"
    )
    (table,) = read(reader, text)
    assert placed(text, table) == expected(text)


def test_text_between_two_stretches_ends_a_full_row(reader: TableReader) -> None:
    text = "规章\n1\n2\n3\n其他文件（不属于以上各类的，都计入本行。）\n4\n5\n6\n行政规范性文件\n7\n8\n9"
    begin, end = text.index("其他文件"), text.index("4")
    (table,) = reader.read(normalize(text), [Span(0, begin), Span(end, len(text))], "2021")
    assert list(table.values.values()) == [1, 2, 3, 7, 8, 9]
    assert not any(row.ragged for row in table.rows)


@pytest.mark.parametrize("bars", [True, False])
def test_labels_with_what_to_fill_in_behind_them(reader: TableReader, bars: bool) -> None:
    note = "（以本机关或者本机关办公室名义印发的公告、通告、意见、通知，以及“办法”“细则”“规程”一类的公文）"
    lines = [
        "规章（没有立法权的机关填0）|1|2|3|",
        f"规范性文件{note}|4|5|6|",
        f"其他主动公开的文件{note}|7|8|9|",
        "行政许可|10|11|12|",
    ]
    text = "\n".join(lines if bars else [line.strip("|").replace("|", "\n") for line in lines])
    (table,) = read(reader, text, "2019")
    assert [(use.label.key, use.official) for use in table.labels] == [
        ("regulations", False),
        ("normative_documents", False),
        ("licensing", True),
    ]
    assert list(table.values.values()) == [1, 2, 3, 4, 5, 6, 10, 11, 12]


def test_a_label_that_its_figures_interrupt(reader: TableReader) -> None:
    figures = " ".join(REQUESTS[21].figures)
    broken = f"2.申请人逾期未按收费通知要求\n缴纳费用、行政机关不再处理其 {figures}\n政府信息公开申请"
    text = STYLES["spaces"](REQUESTS).replace(f"{REQUESTS[21].labels[0]} {figures}", broken)
    assert broken in text
    (table,) = read(reader, text)
    assert placed(text, table) == expected(text)


SET_BESIDE = """\
          （五）     5.要求行政机关确认或重
          不予处理   新出具已获取信息         1   0   0   0   0   0    1
三、本年  （六） 1.申请人无正当理由逾期
度办理    其他   不补正、行政机关不再处
结果      处理   理其政府信息公开申请   2   0   0   0   0   0    2
                 2.申请人逾期未按收费通
                                        3   0   0   0   0   0    3
                 知要求缴纳费用、行政机关不再处
          理其政府信息公开申请
          （七）总计                    6   0   0   0   0   0    6
"""


@pytest.mark.parametrize("wide", [True, False])
def test_labels_of_rows_and_of_their_groups_in_turns(reader: TableReader, wide: bool) -> None:
    text = SET_BESIDE
    if not wide:
        text = "\n".join("\n".join(line.replace("   ", "  ").split("  ")) for line in text.splitlines())
    (table,) = read(reader, text)
    assert {row.key: [cell.figure.value for cell in row.cells] for row in table.rows} == {
        "not_processed.confirmation": [1, 0, 0, 0, 0, 0, 1],
        "otherwise.not_corrected": [2, 0, 0, 0, 0, 0, 2],
        "otherwise.fee_unpaid": [3, 0, 0, 0, 0, 0, 3],
        "processed_total": [6, 0, 0, 0, 0, 0, 6],
    }
    assert all(use.official for use in table.labels)


def test_a_piece_of_a_label_is_no_other_wording_of_it(reader: TableReader) -> None:
    text = "社会公\n法律服\n益组织\n务机构\n一、本年新收政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1"
    (table,) = read(reader, text)
    assert [use.label.key for use in table.labels] == ["received"]
    (table,) = read(reader, text + "\n本机关不掌握\n2\n0\n0\n0\n0\n0\n2")  # figures make it a row
    assert [use.label.key for use in table.labels] == ["received", "unavailable.not_held"]


def test_labels_in_other_words(reader: TableReader) -> None:
    text = (
        STYLES["rows with bars"](REQUESTS)
        .replace("2.重复申请", "2.重复性申请")
        .replace("（七）总计", "（七）合计")
    )
    (table,) = read(reader, text)
    assert placed(text, table) == expected(text)
    worded = [use.label.key for use in table.labels if not use.official]
    assert worded == ["not_processed.repeated", "processed_total"]


def test_a_line_of_figures_that_lost_some_is_in_no_row(reader: TableReader) -> None:
    (table,) = read(reader, REVIEW.removesuffix("\n25"))
    assert {cell.column_key for cell in table.cells} == {None}
    assert [cell.state for cell in table.cells] == [State.UNLOCATED] * 14 + [State.BLANK]


@pytest.mark.parametrize("text", ["", "|||\n||", "1\n2\n3", "首页 | 新闻 | 公告", "规章", "总计 | 自然人"])
def test_no_table_without_a_row_of_figures(reader: TableReader, text: str) -> None:
    assert all(cell.figure.value is None for table in read(reader, text) for cell in table.cells)


WORDS = [
    "规章",
    "自然人",
    "总计",
    "其他",
    "（一）",
    "予以公开",
    "1.属于国家",
    "秘密",
    "0",
    "12",
    "3件",
    "无",
    "|",
    "||",
    "\t",
    " ",
    "\n",
]


@given(
    st.lists(st.sampled_from([*WORDS, "\n", "|", "行政复议", "结果维持", "政府集中采购"]), max_size=60).map(
        "".join
    )
)
def test_any_cells_make_tables_whose_figures_stand_in_the_text(reader: TableReader, text: str) -> None:
    normalized = normalize(text)
    for table in read(reader, text):
        for row in table.rows:
            assert len({cell.column_key for cell in row.cells if cell.column_key}) <= row.expected
            for cell in row.cells:
                assert cell.figure.raw in {"", normalized[cell.span.start : cell.span.end].replace(" ", "")}
                assert (cell.figure.value is None) == (cell.state in {State.BLANK, State.UNREADABLE})


def test_a_head_that_is_repeated_on_the_next_page_is_no_row(reader: TableReader) -> None:
    rows = STYLES["Markdown"](REQUESTS).split("\n")
    head = [
        "| | | 自然人 | 法人或其他组织 | 总计 |",
        "| | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |",
    ]
    text = "\n".join([*head, *rows[1:12], *head, *rows[12:]])  # the second part begins below a group's label
    (table,) = read(reader, text)
    assert placed(text, table) == expected(text)


UNMERGED = "申请人情况 | | | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"
LABELS_OF_THREE = (
    "一、本年新收政府信息公开申请数量 |  | ",
    "三、本年度办理结果 | （一）予以公开 | ",
    " | （三）不予公开 | 1.属于国家秘密",
    " |  | 2.其他法律行政法规禁止公开",
    " | （七）总计 | ",
)
BORDERS = {
    "bars": ("", " | ", " |"),
    "Markdown": ("| ", " | ", " |"),
    "tight": ("|", "|", "|"),
    "tabs": ("", "\t", ""),
}


def unmerged(border: str, blank: tuple[int, int], behind: int = 0) -> tuple[str, dict[int, str]]:
    """Rows whose label cells are drawn unmerged, one figure blank, with some empty cells behind each row;
    the text, and the column of each other figure."""
    before, between, end = BORDERS[border]
    lines = [UNMERGED]
    columns: dict[int, str] = {}
    for row, labels in enumerate(LABELS_OF_THREE):
        figures = ["" if (row, at) == blank else str(100 + 10 * row + at) for at in range(7)]
        columns |= {int(figure): COLUMNS[at] for at, figure in enumerate(figures) if figure}
        lines.append(" | ".join([labels, *figures, *[""] * behind]))
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return "\n".join(before + between.join(row) + end for row in cells), columns


@pytest.mark.parametrize("behind", [0, 1])
@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("blank", [(row, at) for row in range(5) for at in (0, 1, 5, 6)])
def test_empty_cells_of_unmerged_labels_are_the_labels(
    reader: TableReader, border: str, blank: tuple[int, int], behind: int
) -> None:
    text, columns = unmerged(border, blank, behind)
    (table,) = read(reader, text)
    assert {c.figure.value: c.column_key for c in table.cells if c.figure.value is not None} == columns
    [gap] = [cell for cell in table.cells if cell.state is State.BLANK]
    assert gap.column_key == COLUMNS[blank[1]]


@pytest.mark.parametrize("border", ["bars", "Markdown", "tabs"])
def test_a_row_whose_own_cells_tell_nothing_is_not_guessed(reader: TableReader, border: str) -> None:
    before, between, end = BORDERS[border]
    row = ["一、本年新收政府信息公开申请数量", "", "", "20", "0", "0", "0", "0", "0", ""]
    (table,) = read(reader, before + between.join(row) + end)
    assert {cell.column_key for cell in table.cells if cell.figure.value == 20} <= {None, "natural_person"}


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize(
    "figures", [["3"] * 7, ["3", "", "0", "0", "0", "0", "3"], ["", "", "", "", "", "", "0"]]
)
def test_an_unmerged_row_of_the_older_format_tells_the_generation(
    reader: TableReader, border: str, figures: list[str]
) -> None:
    before, between, end = BORDERS[border]
    rows = [
        ["一、本年新收政府信息公开申请数量", "", "", *"1234567"],
        ["三、本年度办理结果", "（一）予以公开", "", *"1234567"],
        ["", "（六）其他处理", "", *figures],
    ]
    (table,) = read(reader, "\n".join(before + between.join(row) + end for row in rows))
    assert table.index.generation == "2019"
    assert "otherwise" in table.row


def test_a_group_over_empty_label_cells_is_no_row(reader: TableReader) -> None:
    text = "| 三、本年度办理结果 | （六）其他处理 |  |\n|  |  | 3.其他 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |"
    (table,) = read(reader, text)
    assert table.index.generation == "2021"
    assert list(table.row) == ["otherwise.other"]


POOL = [line for style in STYLES.values() for line in style(REQUESTS).split("\n")]
POOL += f"{PROACTIVE}\n{REVIEW}".split("\n")
NOISE = [
    "|",
    "|||",
    "",
    "/",
    "0 0 0",
    "规章000",
    "部分公",
    "开",
    "自然人 商业企业",
    "无",
    "| 1 |  | 3 |",
    "\t\t",
    "00",
]
MIXED = st.lists(st.sampled_from([*POOL, *HEAD, *NOISE]), max_size=40).map("\n".join)


@settings(max_examples=40)
@given(text=MIXED)
def test_lines_that_are_known_are_read_as_new_ones(reader: TableReader, indexes: Indexes, text: str) -> None:
    cold = read(TableReader(list(indexes.values()), FIGURE_WORDS), text)
    assert read(reader, text) == cold
    assert read(reader, text) == cold


@settings(max_examples=40)
@given(text=MIXED)
def test_the_dictionary_of_labels_agrees_with_the_recognizer(reader: TableReader, text: str) -> None:
    found = read(reader, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LabelIndex, "known", lambda self, text: None)
        assert read(reader, text) == found


REVIEW_HEAD = "行政复议\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n"
TRIALS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def test_rows_of_a_table_in_one_line_may_have_their_own_figures(reader: TableReader) -> None:
    (table,) = read(reader, "行政复议 | 1 | 2 | 3 | 4 | 10 |\n行政诉讼 | 0 | 0 | 0 | 0 | 0 |\n")
    assert {cell.row_key: cell.figure.raw for cell in table.cells} == {"reconsideration": "10"}
    assert [cell.figure.value for cell in table.cells] == [1, 2, 3, 4, 10]


def test_a_label_among_the_figures_of_one_line_places_none_of_them(reader: TableReader) -> None:
    (table,) = read(reader, f"{REVIEW_HEAD}1\n2\n3\n4\n10\n行政诉讼\n5\n")
    assert {(cell.row_key, cell.column_key) for cell in table.cells} == {("", None)}
    assert {table.words_for(cell) for cell in table.cells} == {table.template.name}
    assert [cell.figure.raw for cell in table.cells if cell.figure.raw] == ["1", "2", "3", "4", "10", "5"]


@pytest.mark.parametrize("words", ["说明", "说明\n按件统计"])
def test_words_in_front_of_all_figures_of_one_line_are_none_of_them(reader: TableReader, words: str) -> None:
    figures = "\n".join(map(str, range(11, 26)))
    (table,) = read(reader, f"{REVIEW_HEAD}{words}\n{figures}")
    assert [(cell.row_key, cell.figure.value) for cell in table.cells] == [
        (TRIALS[n // 5], 11 + n) for n in range(15)
    ]
    (fewer,) = read(reader, f"{REVIEW_HEAD}{words}\n{figures.removesuffix(chr(10) + '25')}")
    assert words.rsplit("\n", maxsplit=1)[-1] in [cell.figure.raw for cell in fewer.cells]


def test_figures_of_one_line_that_cannot_be_parted_are_not_read(reader: TableReader) -> None:
    (table,) = read(reader, REVIEW_HEAD + "9876543210" * 3)
    (row,) = table.rows
    assert row.unread
    assert row.cells == ()
    assert row.span.start == len(REVIEW_HEAD)


def test_cells_without_a_label_are_no_rows(indexes: Indexes) -> None:
    text = "说明 | 1 | 2 |"
    for index in indexes.values():
        table = TableParser(index, read_cells(text, 0, len(text), FIGURE_WORDS), exact=False).table()
        assert (table.rows, table.labels) == ((), ())


def test_of_a_section_so_many_cells_are_read(reader: TableReader, monkeypatch: pytest.MonkeyPatch) -> None:
    text = STYLES["rows with bars"](REQUESTS)
    (whole,) = read(reader, text)
    monkeypatch.setattr(table_reader, "_MOST_CELLS", 30)
    normalized = normalize(text)
    (cut,) = read(reader, text)
    assert 0 < len(cut.rows) < len(whole.rows)
    assert cut.rows[:-1] == whole.rows[: len(cut.rows) - 1]
    assert sum(bool(cell.figure.raw) for cell in cut.cells) + len(cut.labels) == 30
    half = text.index("\n", len(text) // 2) + 1
    monkeypatch.setattr(table_reader, "_MOST_CELLS", 100_000)
    (halves,) = reader.read(normalized, [Span(0, half), Span(half, len(text))], "2021")
    assert halves.rows == whole.rows
    monkeypatch.setattr(table_reader, "_MOST_CELLS", len(halves.cells) + len(halves.labels) + 20)
    (halves,) = reader.read(normalized, [Span(0, half), Span(half, len(text))], "2021")
    assert halves.rows == whole.rows
    monkeypatch.setattr(table_reader, "_MOST_CELLS", 30)
    asked: list[int] = []

    def spans() -> Iterator[Span]:
        for start in (0, 1, 2):
            asked.append(start)
            yield Span(start, len(text))

    reader.read(normalized, spans(), "2021")
    assert asked == [0]


def test_lines_are_remembered_up_to_a_number_and_a_length(
    indexes: Indexes, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = TableReader(list(indexes.values()), FIGURE_WORDS)
    long = "规章 | " + "1 | " * 40
    text = f"{long}\n规章 | 1 | 2 | 3 |\n行政许可 | 4 |\n行政处罚 | 5 |"
    read(reader, text)
    assert long not in reader._lines
    assert len(reader._lines) == 3
    monkeypatch.setattr(table_reader, "_MOST_KNOWN", 2)
    few = TableReader(list(indexes.values()), FIGURE_WORDS)
    assert read(few, text) == read(few, text) == read(reader, text)
    assert 1 <= len(few._lines) <= 2


def test_labels_alike_in_all_generations_are_of_the_newest(reader: TableReader, indexes: Indexes) -> None:
    text = STYLES["rows with bars"](REQUESTS[:4])
    newest = next(index for (_, key), index in indexes.items() if key == "requests")
    for generation in (None, "1999"):
        assert read(reader, text, generation)[0].index is newest


def table_of(generation: str, *rows: tuple[str, str | None]) -> LabelIndex:
    block = BlockTemplate((ColumnTemplate("c", "件数"),), tuple(RowTemplate(*row) for row in rows))
    return LabelIndex(generation, TableTemplate("t", "表", (block,)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲类", "both"),
        ("甲类 | 1 |", "both"),
        ("甲类 | 1 |\n丁类", "group"),  # a label that only one has
        ("甲类 | 1 |\n丁类 | 2 |", "both"),  # but no row of figures there
        ("甲类 | 1 |\n丙类 | 2 |", "row"),  # a row of one, a group of the other
        ("甲类 | 1 |\n丙类", "both"),
        ("甲类 | 1 |\n丙类 |  | 2 |", "row"),
        ("甲类 | 1 |\n丙类 |  |  | 2 |", "row"),
        ("甲类 | 1 |\n丙类 |\n|\n2", "both"),  # on another line
        ("甲类 | 1 |\n丙类 |  |\n2", "both"),
        ("甲类 | 1 |\n丙类 |  |  |", "both"),
        ("甲类 | 1 |\n丙类 |  |  |  |", "row"),  # blanks, for a label takes three cells at most
        ("甲类 | 1 |\n丙类 |  |  |  | 乙类 |", "both"),
        ("甲类 | 1 |\n丙类 |  |  |  |\n乙类 | 1 |", "row"),
        ("甲类 | 1 |\n丙类 |  |  |\n乙类 | 1 |", "both"),
    ],
)
def test_the_generation_is_told_by_labels_and_by_the_figures_behind_them(text: str, told: str) -> None:
    row = table_of("row", ("甲类", "a"), ("丙类", "g"), ("乙类", "b"))
    group = table_of("group", ("甲类", "a"), ("丙类", None), ("丁类", None), ("乙类", "b"))
    small = TableReader([row, group], FIGURE_WORDS)
    run = [read(small, f"{text}\n甲类 | 1 |", generation) for generation in ("row", "group")]
    found = {tables[0].index.generation for tables in run}
    assert ("both" if len(found) == 2 else found.pop()) == told


@pytest.mark.parametrize(("length", "is_split"), [(160, True), (161, False)])
def test_a_line_of_labels_is_split_when_it_is_no_longer_than(
    reader: TableReader, length: int, is_split: bool
) -> None:
    line = "自然人商业企业科研机构"
    text = f"{line}{'-' * (length - len(line) - 2)}总计\n{STYLES['rows with bars'](REQUESTS[:2])}"
    (table,) = read(reader, text)
    columns = [use.label.key for use in table.labels if use.label.role is Role.COLUMN]
    assert columns == ["natural_person", "business", "research", "total"] * is_split


def test_empty_cells_are_exact_where_the_file_has_them(reader: TableReader) -> None:
    blank, rest = "规章 |\n1 |\n1 |\n|\n", "行政许可 |\n7 |\n|\n行政处罚 | 8 |"
    text = f"{rest}\n{blank}"
    for start, end, is_exact in (
        (0, len(text), True),
        (text.index("|\n行政处罚"), len(text), True),  # all that are empty
        (text.index("规章"), len(text), False),
        (0, text.index("规章"), False),
    ):
        grid = Grid(1, Span(start, end), 9, 9, ())
        with pytest.MonkeyPatch.context() as patch:
            asked: list[bool] = []

            def plain(*_: object, exact: bool, asked: list[bool] = asked) -> None:
                asked.append(exact)

            patch.setattr(table_reader, "plain_table", plain)
            reader.read(normalize(text), [Span(0, len(text))], "2021", [grid])
        assert asked == [is_exact]


@pytest.mark.parametrize(("length", "is_known"), [(120, True), (121, False)])
def test_a_line_is_remembered_that_is_no_longer_than(indexes: Indexes, length: int, is_known: bool) -> None:
    small = TableReader(list(indexes.values()), FIGURE_WORDS)
    line = "规章 | 1 | 2 | 3 |".ljust(length)
    read(small, line)
    assert (line in small._lines) is is_known
