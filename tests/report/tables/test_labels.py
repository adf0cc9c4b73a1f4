from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.tables.labels import KnownText, Label, LabelIndex, Role
from linter.report.template import BlockTemplate, ColumnTemplate, RowTemplate, TableTemplate
from tests.samples import small_table

Indexes = dict[tuple[str, str], LabelIndex]


@pytest.fixture
def requests(indexes: Indexes) -> LabelIndex:
    return indexes["2021", "requests"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("一本年新收政府信息公开申请数量", [(Role.ROW, "received")]),
        ("本年新收政府信息公开申请数量", [(Role.ROW, "received")]),
        ("三本年度办理结果", [(Role.GROUP, None)]),
        ("二部分公开", [(Role.ROW, "partly_granted")]),
        ("自然人", [(Role.COLUMN, "natural_person")]),
        ("申请人情况", [(Role.HEAD, None)]),
        ("总计", [(Role.COLUMN, "total"), (Role.ROW, "processed_total")]),
        ("其他", [(Role.COLUMN, "other"), (Role.ROW, "otherwise.other")]),
        ("规章", []),
        ("", []),
    ],
)
def test_words_find_their_labels(
    requests: LabelIndex, words: str, found: list[tuple[Role, str | None]]
) -> None:
    assert sorted((label.role.value, label.key) for label in requests.find(words)) == sorted(
        (role.value, key) for role, key in found
    )


def test_rows_count_from_the_top(requests: LabelIndex) -> None:
    orders = [
        requests.find(words)[0].order
        for words in ("一本年新收政府信息公开申请数量", "1属于国家秘密", "七总计")
    ]
    assert orders == sorted(orders)
    assert [label.order for label in requests.find("自然人")] == [0]


def test_the_official_wording(requests: LabelIndex) -> None:
    (label,) = requests.find("二部分公开")
    assert requests.is_official("二部分公开区分处理的只计这一情形不计其他情形", label)
    assert requests.is_official("部分公开", label)
    assert not requests.is_official("部分同意公开", label)


@pytest.mark.parametrize(
    ("words", "is_start"),
    [("一本年新收", True), ("一", True), ("总计", False), ("本年度", True), ("新收", False), ("", False)],
)
def test_beginnings(requests: LabelIndex, words: str, is_start: bool) -> None:
    assert requests.is_start(words) is is_start


@pytest.mark.parametrize(
    ("words", "role", "after", "key"),
    [
        ("一本年新收信息公开申请数", Role.ROW, 0, "received"),
        ("2重复性申请", Role.ROW, 0, "not_processed.repeated"),
        ("2重复性申请", Role.ROW, 40, None),
        ("商业性企业", Role.COLUMN, 0, "business"),
        ("商业性企业", Role.COLUMN, 40, "business"),
        ("毫不相干的词语", Role.ROW, 0, None),
    ],
)
def test_reworded_labels(requests: LabelIndex, words: str, role: Role, after: int, key: str | None) -> None:
    nearest = requests.nearest(words, role, after)
    assert (nearest.key if nearest else None) == key


def test_every_label_finds_itself(indexes: Indexes) -> None:
    for index in indexes.values():
        assert index.cores
        for words in index.cores:
            labels = index.find(words)
            assert labels
            assert all(isinstance(label, Label) for label in labels)
            assert all(index.is_start(words[:length]) for length in range(1, len(words)))


@given(st.text(alphabet="一二三(三)本年新收办理结果申请数量其他总计12", max_size=30))
def test_the_nearest_label_has_the_role_asked_for(indexes: Indexes, words: str) -> None:
    for role in (Role.ROW, Role.COLUMN):
        nearest = indexes["2021", "requests"].nearest(words, role)
        assert nearest is None or nearest.role is role


def test_what_was_looked_up_is_remembered() -> None:
    labels = small_table.index()
    first = labels.known("末行")
    assert first is not None
    assert labels.known("别的") is None
    assert labels.known("末行") is first


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.report.tables.labels._REMEMBERED", 2)
    labels = LabelIndex("2021", small_table.TEMPLATE)
    first = labels.known("末行")
    others: list[str] = []
    for label, _ in labels._entries:
        if labels.known(label.official):
            others.append(label.official)
            assert len(labels.known_texts) <= 2
    assert len(others) > 2
    assert labels.known("末行") == first
    assert labels.known("末行") is not first


UPPER = BlockTemplate(
    (ColumnTemplate("a", "甲类企业"), ColumnTemplate("sum", "总计")),
    (RowTemplate("一、本年新收"), RowTemplate("（一）予以公开", "open"), RowTemplate("总计", "all")),
    label="第一项",
)
LOWER = BlockTemplate((ColumnTemplate("b", "金额"),), (RowTemplate("收费", "fees"),), label="第二项")
SMALL = LabelIndex("2021", TableTemplate("t", "表", (UPPER, LOWER), headers=("信息内容",)))
OPEN = Label(Role.ROW, "（一）予以公开", 2, "open", 0)
GROUP = Label(Role.GROUP, "一、本年新收", 1, None, 0)
SUM, ALL = Label(Role.COLUMN, "总计", 1, "sum", 0), Label(Role.ROW, "总计", 3, "all", 0)


def test_every_word_of_a_table_and_its_labels() -> None:
    first = Label(Role.COLUMN, "甲类企业", 0, "a", 0)
    found = {words: SMALL.find(words) for words in sorted(SMALL.cores)}
    assert found == {
        "第一项": (Label(Role.HEAD, "第一项", 0, None, 0),),
        "甲类企业": (first,),
        "总计": (SUM, ALL),
        "一本年新收": (GROUP,),
        "本年新收": (GROUP,),
        "一予以公开": (OPEN,),
        "予以公开": (OPEN,),
        "第二项": (Label(Role.HEAD, "第二项", 3, None, 1),),
        "金额": (Label(Role.COLUMN, "金额", 0, "b", 1),),
        "收费": (Label(Role.ROW, "收费", 4, "fees", 1),),
        "信息内容": (Label(Role.HEAD, "信息内容", 0, None, 0),),
    }
    assert [SMALL.block(label) for label in (SUM, *SMALL.find("金额"))] == [UPPER, LOWER]


def test_what_each_word_tells_for_a_table_alone_and_before_a_figure() -> None:
    rows = {"总计": (1, 2), "一予以公开": (1, 2), "予以公开": (1, 2), "收费": (1, 2)}
    groups = {"一本年新收": (1, 0), "本年新收": (1, 0)}
    others = dict.fromkeys(["第一项", "甲类企业", "第二项", "金额", "信息内容"], (1, 1))
    assert SMALL.fitness == rows | groups | others


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("(一)予以公开", KnownText((OPEN,), (True,), OPEN)),
        ("总计", KnownText((SUM, ALL), (True, True), None)),  # the place decides
        ("一、本年新收", KnownText((GROUP,), (True,), GROUP)),
        ("一、本年", None),
        ("别的", None),
        ("", None),
        ("总计" + "-" * 62, KnownText((SUM, ALL), (True, True), None)),
        ("总计" + "-" * 63, None),
    ],
)
def test_what_a_text_names_by_itself(text: str, known: KnownText | None) -> None:
    assert SMALL.known(text) == known
    assert SMALL.known(text) == known  # as remembered


def test_of_columns_that_are_worded_alike_the_first_is_meant() -> None:
    columns = (ColumnTemplate("x", "结果"), ColumnTemplate("y", "结果"))
    index = LabelIndex("2021", TableTemplate("t", "表", (BlockTemplate(columns, ()),)))
    labels = tuple(Label(Role.COLUMN, "结果", at, key) for at, key in enumerate("xy"))
    assert index.known("结果") == KnownText(labels, (True, True), labels[0])


@pytest.mark.parametrize(
    ("words", "of_group", "piece"),
    [
        ("本", True, True),
        ("本年新", True, True),
        ("一本年新收", True, True),
        ("公", False, False),  # one letter tells nothing but of a group
        ("公开", False, True),
        ("予以公开", False, False),  # a label
        ("金额", False, False),
        ("公示", False, False),
        ("", False, False),
    ],
)
def test_pieces_of_labels(words: str, of_group: bool, piece: bool) -> None:
    assert (SMALL.is_of_group(words), SMALL.is_piece(words)) == (of_group, piece)


def one_label(role: Role, length: int) -> LabelIndex:
    """The index of a table with one label of so many letters, all of them different."""
    label = "".join(chr(0x4E10 + at) for at in range(length))
    columns = (ColumnTemplate("c", label if role is Role.COLUMN else "列"),)
    row = RowTemplate(label if role is Role.ROW else "行", "r")
    return LabelIndex("2021", TableTemplate("t", "表", (BlockTemplate(columns, (row,)),)))


@pytest.mark.parametrize(
    ("length", "alike", "is_near"),
    [(3, 2, True), (23, 15, False), (50, 33, False), (100, 67, True), (100, 66, False), (4, 2, False)],
)
def test_wordings_are_near_when_two_of_three_letters_are_the_same(
    length: int, alike: int, is_near: bool
) -> None:
    for role in (Role.ROW, Role.COLUMN):
        index = one_label(role, length)
        (words,) = [core for core in index.cores if len(core) == length]
        found = index.nearest(words[:alike] + "Ω" * (length - alike), role)
        assert (found is not None) is is_near
        assert found is None or found.role is role


@pytest.mark.parametrize(
    ("length", "piece", "is_near"),
    [(3, 2, False), (25, 17, True), (20, 13, False), (22, 15, True), (38, 25, False)],
)
def test_a_piece_of_a_columns_label_must_be_nearer(length: int, piece: int, is_near: bool) -> None:
    column = one_label(Role.COLUMN, length)
    (words,) = [core for core in column.cores if len(core) == length]
    assert (column.nearest(words[:piece], Role.COLUMN) is not None) is is_near
    assert one_label(Role.ROW, length).nearest(words[:piece], Role.ROW) is not None


def test_a_row_is_looked_for_below_another_and_the_nearest_is_taken() -> None:
    words = ("予以不公开", "予以公开数")
    assert [SMALL.nearest(each, Role.ROW) for each in words] == [OPEN, OPEN]
    assert [SMALL.nearest(words[0], Role.ROW, after) for after in (0, 1, 2, 3)] == [OPEN, OPEN, None, None]
    rows = tuple(RowTemplate(label, key) for label, key in (("甲乙丙丁戊己", "x"), ("甲乙丙丁戊庚", "y")))
    index = LabelIndex("2021", TableTemplate("t", "表", (BlockTemplate(LOWER.columns, rows),)))
    for words_, key in (("甲乙丙丁戊己辛", "x"), ("甲乙丙丁戊庚辛", "y"), ("甲乙丙丁戊", "x")):
        nearest = index.nearest(words_, Role.ROW)
        assert nearest is not None
        assert nearest.key == key
    first = index.nearest("甲乙丙丁戊辛", Role.ROW, 0)
    assert first is index.nearest("甲乙丙丁戊辛", Role.ROW)
    assert first is not None
    assert first.order == 1
