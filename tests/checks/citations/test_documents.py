from __future__ import annotations

import pytest

from linter.checks.citations.documents import DocumentNumber, Superseded
from linter.diagnostic import Applicability
from tests.samples.citations import (
    FORMAT,
    LAW,
    NUMBER_30,
    NUMBER_60,
    NUMBER_61,
    NUMBER_109,
    TITLE_30,
    TITLE_60,
    TITLE_61,
    TITLE_109,
    findings,
    found_texts,
    mended,
)

NUMBER = DocumentNumber()
SUPERSEDED = Superseded(
    instead={NUMBER_60: NUMBER_30, NUMBER_30: NUMBER_60, "国务院令第492号": "国务院令第711号"},
    early_message="还没有",
)

NEAR_60 = ["国办函〔2019〕60号", NUMBER_61, "国办公开函〔2019〕60号", "国办公开办函〔2019〕第60号"]
NEAR_30 = [
    "国办函〔2021〕30号",
    "国办公开办函〔2021〕31号",
    "国办公开函〔2021〕30号",
    "国办公开办函〔2021〕第30号",
    "国办公开办函〔2022〕30号",
    "国办公开办发〔2021〕30号",
    "国办公开办字函〔2021〕30号",
    "国办公开办函【2021】31号",
]


@pytest.mark.parametrize(
    ("wrong", "right", "title", "year"),
    [(wrong, NUMBER_60, TITLE_60, 2020) for wrong in NEAR_60]
    + [(wrong, NUMBER_30, TITLE_30, 2023) for wrong in NEAR_30],
)
@pytest.mark.parametrize(
    "how", ["按照《{title}》（{number}）编制。", "按照{number}文件编制。", "编制依据（{number}）。"]
)
def test_near_misses(wrong: str, right: str, title: str, year: int, how: str) -> None:
    line = how.format(title=title, number=wrong)
    (found,) = findings(NUMBER, line, year=year)
    assert found.values == {"number": wrong, "right": right, "title": title}
    assert found.fix is not None
    assert found.fix.applicability is Applicability.UNSAFE
    assert found_texts(NUMBER, line, year=year) == [wrong]
    assert mended(NUMBER, line, year=year) == how.format(title=title, number=right)


@pytest.mark.parametrize("wrong", ["国办函〔2020〕119号", "国办函〔2021〕109号", "国办函〔2020〕第109号"])
def test_its_own_title_makes_any_known_document_near(wrong: str) -> None:
    line = f"落实《{TITLE_109}》（{wrong}）的规定。"
    assert mended(NUMBER, line) == f"落实《{TITLE_109}》（{NUMBER_109}）的规定。"


def test_the_year_of_the_report_decides_between_two() -> None:
    assert mended(NUMBER, "按照国办公开办函〔2021〕60号编制。", year=2023) == f"按照{NUMBER_30}编制。"
    assert mended(NUMBER, "按照国办公开办函〔2021〕60号编制。", year=2020) == f"按照{NUMBER_60}编制。"


@pytest.mark.parametrize(
    "line",
    [
        f"按照{NUMBER_60}、{NUMBER_30}、{NUMBER_109}、国务院令第711号编制。",
        f"按照《{TITLE_61}》（{NUMBER_61}）规范平台。",
        "按照国办函〔2020〕119号、国办函〔2023〕12号、国办发〔2019〕15号办理。",
        "《国务院办公厅关于同意建立联席会议制度的函》（国办函〔2021〕30号）",
        "国办函〔2021〕30号《国务院办公厅关于同意建立联席会议制度的函》",
        "关于同意建立联席会议制度的批复（国办函〔2021〕30号）",
        "《平台建设指引》（国办公开办函〔2019〕65号）",
        "按照国办公开办函〔2017〕5号、国办发〔2021〕30号、浙办公开办函〔2021〕12号办理。",
        "按照国务院令第710号办理。",
    ],
)
def test_other_documents(line: str) -> None:
    assert findings(NUMBER, line) == []


def test_one_finding_for_what_is_repeated() -> None:
    lines = ["按照国办公开办函〔2021〕31号编制。", "国办公开办函〔2021〕31号附件一。"]
    (found,) = findings(NUMBER, *lines)
    assert len(found.related) == 1
    assert "31号" not in mended(NUMBER, *lines)


def test_an_order_under_the_title_of_the_regulation() -> None:
    assert mended(NUMBER, f"《{LAW}》（国务院令第710号）") == f"《{LAW}》（国务院令第711号）"
    assert mended(NUMBER, f"《{LAW}》（国令第710号）") == f"《{LAW}》（国务院令第711号）"


@pytest.mark.parametrize(
    ("line", "year", "right"),
    [
        (f"按照{NUMBER_60}文件填报。", 2021, f"按照{NUMBER_30}文件填报。"),
        ("按照国办公开办函[2019]60号文件填报。", 2023, f"按照{NUMBER_30}文件填报。"),
        (f"按照《{TITLE_60}》（{NUMBER_60}）填报。", 2023, f"按照《{TITLE_30}》（{NUMBER_30}）填报。"),
        (f"按照《{TITLE_60}》填报。", 2023, f"按照《{TITLE_30}》填报。"),
        (f"参照《{TITLE_30}》（{NUMBER_30}）。", 2020, f"参照《{TITLE_60}》（{NUMBER_60}）。"),
        (f"参照{NUMBER_30}。", 2019, f"参照{NUMBER_60}。"),
        (f"《{LAW}》（国务院令第492号）", 2019, f"《{LAW}》（国务院令第711号）"),
        (f"《{LAW}》（国务院第492号令）", 2020, f"《{LAW}》（国务院令第711号）"),
        (f"《{LAW}》（国令第492号）", 2023, f"《{LAW}》（国务院令第711号）"),
        (f"《{LAW}》（国务院令492号）", 2023, f"《{LAW}》（国务院令第711号）"),
        ("根据国令第492号编制。", 2023, "根据国务院令第711号编制。"),
        ("根据国务院令2007年第492号编制。", 2023, "根据国务院令第711号编制。"),
        (f"根据新修订的《{LAW}》（国务院令第492号）", 2023, f"根据新修订的《{LAW}》（国务院令第711号）"),
        (f"按照{NUMBER_60}和{NUMBER_30}填报。", 2023, f"按照{NUMBER_30}和{NUMBER_30}填报。"),
    ],
)
def test_superseded(line: str, year: int, right: str) -> None:
    (found,) = findings(SUPERSEDED, line, year=year)
    assert found.values["year"] == str(year)
    assert found.values["right"] in right or found.values["title"] in right
    assert found.message == ("early_message" if NUMBER_30 in line and NUMBER_60 not in line else None)
    assert mended(SUPERSEDED, line, year=year) == right


@pytest.mark.parametrize(
    ("line", "year"),
    [
        (f"按照《{TITLE_60}》（{NUMBER_60}）填报。", 2019),
        (f"按照《{TITLE_60}》（{NUMBER_60}）填报。", 2020),
        (f"按照《{TITLE_30}》（{NUMBER_30}）填报。", 2021),
        (f"《{LAW}》（国务院令第492号）", 2018),
        (f"《{LAW}》（国务院令第711号）", 2019),
        (f"《{LAW}》（国令第711号）", 2023),
        (f"《{LAW}》（国令492号）", 2018),
        (f"{NUMBER_30}印发后，{NUMBER_60}同时废止。", 2023),
        (f"《{LAW}》由国务院令第492号公布，国务院令第711号修订。", 2023),
        ("对照修订前的国务院令第492号逐条学习。", 2023),
        (f"《{TITLE_30}》（{NUMBER_60}）", 2023),  # C205 says so
        (f"按照{NUMBER_109}填报。", 2020),
        (f"《{FORMAT}（试行）》（{NUMBER_60}）", 2020),
    ],
)
def test_in_force_or_history(line: str, year: int) -> None:
    assert findings(SUPERSEDED, line, year=year) == []


def test_one_finding_a_document() -> None:
    lines = [f"按照《{TITLE_60}》（{NUMBER_60}）填报。", f"再按{NUMBER_60}核对。", f"见《{TITLE_60}》。"]
    (found,) = findings(SUPERSEDED, *lines)
    assert found_texts(SUPERSEDED, *lines) == [NUMBER_60]
    assert len(found.related) == 2
    assert NUMBER_60 not in mended(SUPERSEDED, *lines)
