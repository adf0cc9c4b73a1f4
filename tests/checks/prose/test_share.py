"""X605: rates by their names, and percentages with two digits exchanged."""

from __future__ import annotations

import pytest

from linter.checks.prose.share import exchanged
from linter.report.values.quantity import read_quantity
from tests.samples.prose import findings, with_prose

WRONG = [
    ("网站留言收到1286件，办结1280件，结转6件，办结率95.53%。", "95.53%"),
    ("发放问卷500份，收回487份，回收率79.4%。", "79.4%"),
    ("公布食品抽检3024批次，不合格62批次，不合格发现率5.02%。", "5.02%"),
    ("全年公开信息2103条。其中发布防控信息406条，占全年的91.31%。", "91.31%"),
    ("收到留言372件。排在前面的合计267件，占77.17%。", "77.17%"),
]
SILENT = [
    "网站留言收到1286件，办结1280件，结转6件，办结率99.53%。",
    "网站留言收到1286件，答复1280件，公开640件，公开率50%。",
    "发放问卷500份，收回487份，有效480份，回收率97.4%。",
    "抽检3024批次，不合格62批次，合格率97.95%。",
    "抽检3024批次，不合格62批次，不合格发现率2.05%。",
    # another slip, or another base: which of the figures is wrong cannot be told
    "全年公开信息2103条。发布防控信息406条，占19.88%。",
    "全年公开信息2103条。发布防控信息406条，占全年的91.3%。",
    "全年公开信息2103条。发布防控信息406条，占解读材料的91.31%。",
]


@pytest.mark.parametrize(("words", "wanted"), WRONG)
def test_a_rate_of_no_two_figures_and_exchanged_digits_are_found(words: str, wanted: str) -> None:
    assert findings(with_prose(words), "X605") == [f"X605 {wanted}"]


@pytest.mark.parametrize("words", SILENT)
def test_a_rate_of_two_figures_of_the_sentence_is_left_alone(words: str) -> None:
    assert findings(with_prose(words), "X605") == []


def test_digits_are_exchanged_over_the_point_and_never_with_their_like() -> None:
    read = read_quantity("占77.17%", 1, 7)
    assert read is not None
    assert [str(one.value) for one in exchanged(read)] == ["71.77", "77.71"]
