"""X605, X612: a comparison behind several figures is about the one that it fits, or about their whole."""

from __future__ import annotations

import pytest

from tests.samples.prose import findings, with_prose

SILENT = [
    "2023年公开信息360条，其中政策36条、动态270条、财政54条，比2022年的300条增长20%。",
    "2023年公开信息360条，其中政策36条、动态270条、财政54条，较2022年的300条增加60条。",
    "2023年公开信息360条，其中政策36条、动态270条、财政54条，较2022年的300条增加60条，增长20%。",
    "2023年公开信息360条，包括政策36条、动态324条，同比2022年的300条增长20%。",
    "2023年网站公开信息360条、微信公开100条，较2022年的400条增加60条，增长15%。",
    "2023年公开信息460条，其中网站360条，较2022年的300条增加60条，增长20%。",
    "2023年受理热线40件，转办38件，较2022年的30件增加10件，增长33.3%。",
    "2023年公开信息460条，其中网站360条、微信100条，比上年增加60条，增长15%。",
]
WRONG = [
    (
        "2023年公开信息360条，其中政策36条、动态270条、财政54条，比2022年的300条增加50条，增长20%。",
        ["X612 50条"],
    ),
    ("2023年公开信息360条，其中政策36条、动态270条、财政54条，比2022年的300条增长25%。", ["X605 25%"]),
    (
        "2023年公开信息350条，其中政策36条、动态260条、财政54条，比2022年的300条增加60条，增长20%。",
        ["X612 350条"],
    ),
    ("2023年公开信息360条，解读文件20件，较2022年的15件增加6件。", ["X612 6件"]),
    ("2023年公开信息360条。解读信息20条，较2022年的15条增加345条。", ["X612 345条"]),
]


@pytest.mark.parametrize("sentence", SILENT)
def test_one_of_the_readings_holds(sentence: str) -> None:
    assert findings(with_prose(sentence), "X6") == []


@pytest.mark.parametrize(("sentence", "expected"), WRONG)
def test_no_reading_holds(sentence: str, expected: list[str]) -> None:
    assert findings(with_prose(sentence), "X6") == expected
