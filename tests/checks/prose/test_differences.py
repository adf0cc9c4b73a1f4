"""X612: changes that the figures beside them do not make; one slip is one finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples.prose import findings, with_prose

WRONG = [
    ("全年公开信息120条，较2022年的100条增加30条，增长20%。", ["X612 30条"]),
    ("全年公开信息120条，比上年的100条增加30条。", ["X612 30条"]),
    ("全年公开信息80条，比上年的100条减少30条，下降20%。", ["X612 30条"]),
    ("全年公开信息120条，比上年的100条减少20条。", ["X612 20条"]),
    ("全年公开信息130条，较2022年的100条增加20条，增长20%。", ["X612 130条"]),
    ("全年公开信息120条，比上年增加30条（上年100条）。", ["X612 30条"]),
    ("评估得分87.5分，较2022年的84.2分提高3.5分。", ["X612 3.5分"]),
    # the rate alone is wrong: that is another rule's
    ("全年公开信息120条，较2022年的100条增加20条，增长21%。", ["X605 21%"]),
    # the table says what the count should be
    ("全年收到政府信息公开申请397件，较2022年的349件增加43件，增长12.32%。", ["X601 397件"]),
    ("收到政府信息公开申请397件，比2022年减少8件，下降2%。", ["X601 397件"]),
    ("收到政府信息公开申请397件，较2022年的349件增长12.32%。", ["X601 397件"]),
    # the direction
    ("全年公开信息80条，同比2022年的100条上升20%。", ["X605 20%"]),
    ("收到政府信息公开申请392件，同比2022年的349件下降12.32%。", ["X605 12.32%"]),
]
SILENT = [
    "全年公开信息120条，较2022年的100条增加20条，增长20%。",
    "全年公开信息120条，较2022年的100条增加近30条。",
    "全年公开信息约120条，较2022年的100条增加30条。",
    "全年公开信息1.2万条，较2022年的1万条增加1998条。",
    "全年公开信息120条，较2022年的100篇增加30条。",
    "2022年公开信息100条，较2023年的120条减少30条。",
    "办理时间3天，较2022年的5天缩短1天。",
    "评估得分87.5分，较2022年的84.2分提高3.3分。",
    "全年收到政府信息公开申请392件，较2022年的349件增加43件，增长12.32%。",
]


@pytest.mark.parametrize(("words", "wanted"), WRONG)
def test_one_slip_is_one_finding_on_the_figure_that_is_wrong(words: str, wanted: list[str]) -> None:
    assert findings(with_prose(words), "X6") == wanted


@pytest.mark.parametrize("words", SILENT)
def test_what_makes_the_change_or_cannot_be_told_is_left_alone(words: str) -> None:
    assert findings(with_prose(words), "X612") == []


@given(now=st.integers(20, 9999), before=st.integers(20, 9999))
def test_a_true_difference_is_never_a_finding(now: int, before: int) -> None:
    words = (
        f"全年公开信息{now}条，比上年的{before}条{'增加' if now >= before else '减少'}{abs(now - before)}条。"
    )
    assert findings(with_prose(words), "X612") == []
