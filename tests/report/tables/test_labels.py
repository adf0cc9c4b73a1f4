from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.tables.labels import Label, LabelIndex, Role
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
    others = [label.official for label, _ in labels._entries if labels.known(label.official)]
    assert len(others) > 2
    assert labels.known("末行") == first
    assert labels.known("末行") is not first
