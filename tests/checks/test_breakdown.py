"""X606: parts and wholes in prose."""

from __future__ import annotations

import pytest

from tests.checks.prose import findings, judged, with_prose

RIGHT = [
    "全年公开信息100条，其中概况类30条、动态类60条、其他10条。",
    "全年公开信息100条，其中概况类30条、动态类60条。",
    "公开信息100条，包括：概况类30条；动态类60条；其他信息10条。",
    "公开信息100条（概况类30条、动态类70条）。",
    "公开信息100条：概况类30条，动态类70条。",
    "概况类、动态类信息分别为30条、70条。",
    "公开信息100条，同比增加20条，其中概况类30条、动态类60条、其他10条。",
    "公开信息100余条，其中概况类40条、其他65条。",
    "公开信息1.2万条，其中概况类3000条、其他9012条。",
    "办理申请12件。其中，自然人8件，法人或其他组织4件。",
    "收到申请8件，上年结转2件，其中网络申请6件、其他方式4件。",
    "公开信息100条，其中网站公开100条、微信公开60条。",
    "公开信息100条，其中概况类40条、动态类50条，主动公开80条。",
    "公开信息100条，其中概况类30条、动态类50条等。",
    "公开信息100条、视频5个，其中政策信息120条。",
    "行政复议6件和行政诉讼3件，其中复议维持5件、尚未审结1件，诉讼维持3件。",
    "信函20件、网络30件，其中信函15件、网络30件，其他5件。",
]
WRONG = [
    ("全年公开信息100条，其中概况类30条、动态类60条、其他20条。", "100条"),
    ("全年公开信息8769条，其中概况类369条、动态类6900条、其他信息2500条。", "8769条"),
    ("公开信息100条，其中政策信息120条。", "100条"),
    ("公开信息100条，包括：概况类30条；动态类60条；其他信息15条。", "100条"),
    ("公开信息100条（概况类30条、动态类60条）。", "100条"),
    ("公开信息100条：概况类30条，动态类60条。", "100条"),
    ("公开信息100条，同比增加20条，其中概况类30条、动态类60条、其他20条。", "100条"),
    ("办理申请12件。其中，自然人8件，法人或其他组织5件。", "12件"),
    ("办理申请十二件，其中自然人八件、法人三件。", "十二件"),
    ("公开信息1.2万条，其中概况类3000条、其他10912条。", "1.2万条"),
]


@pytest.mark.parametrize("words", RIGHT)
def test_what_adds_up_or_cannot_be_told_is_left_alone(words: str) -> None:
    assert findings(with_prose(words), "X606") == []


@pytest.mark.parametrize(("words", "wanted"), WRONG)
def test_what_does_not_add_up_is_found_on_the_whole(words: str, wanted: str) -> None:
    assert findings(with_prose(words), "X606") == [f"X606 {wanted}"]


@pytest.mark.parametrize("words", RIGHT[:5])
def test_what_adds_up_was_judged(words: str) -> None:
    if "分别为" not in words:
        assert judged(with_prose(words))
