"""X601–X604: what prose says of the tables' figures, and what only looks as if it did."""

from __future__ import annotations

import pytest

from linter.documents import open_document
from linter.rulebook import load
from linter.settings import Settings
from tests.linting import lint
from tests.samples.prose import findings, judged, with_prose

RIGHT = [
    "2023年，我局共收到政府信息公开申请392件。",
    "全年收到公民、法人和其他组织提出的政府信息公开申请400件。",
    "本年度受理依申请公开事项392宗，均已按期答复。",
    "新收政府信息公开申请392件，上年结转8件。",
    "共收到392件政府信息公开申请。",
    "接收政府信息依申请公开三百九十二件。",
    "收到政府信息公开申请近400件。",
    "收到政府信息公开申请390余件。",
    "予以公开100件、部分公开40件、不予公开20件，无法提供190件，不予处理43件，结转下年度7件。",
]
WRONG = [
    ("2023年，我局共收到政府信息公开申请372件。", "X601 372件"),
    ("全年收到公民、法人和其他组织提出的政府信息公开申请39件。", "X601 39件"),
    ("本年度受理依申请公开事项393宗，均已按期答复。", "X601 393宗"),
    ("新收政府信息公开申请391件。", "X601 391件"),
    ("共收到329件政府信息公开申请。", "X601 329件"),
    ("2023年，全区各级行政机关共收到政府信息公开申请372件。", "X601 372件"),
    ("本年度未收到政府信息公开申请。", "X602 未收到政府信息公开申请"),
    (
        "没有收到公民、法人或者其他组织要求公开政府信息的申请。",
        "X602 没有收到公民、法人或者其他组织要求公开政府信息的申请",
    ),
    ("全年收到政府信息公开申请0件。", "X602 0件"),
    ("2023年，政府信息公开申请量为382件。", "X601 382件"),
    ("今年以来，收到依申请公开事项382件。", "X601 382件"),
    ("全年共有382件政府信息公开申请。", "X601 382件"),
    ("依申请公开工作有序开展，共受理382件。", "X601 382件"),
    ("全年无政府信息公开申请。", "X602 无政府信息公开申请"),
    ("未有公民、法人和其他组织提出政府信息公开申请。", "X602 未有公民、法人和其他组织提出政府信息公开申请"),
    ("全年依申请公开政府信息申请受理数为0件。", "X602 0件"),
    ("政府信息公开申请为零。", "X602 政府信息公开申请为零"),
    ("没有单位和个人向本局申请公开政府信息。", "X602 没有单位和个人向本局申请公开政府信息"),
    ("作出不予公开决定12件。", "X604 12件"),
    ("没有结转下年度的申请。", "X604 没有结转下年度的申请"),
    ("2023年，予以公开10件。", "X604 10件"),
    ("不予公开12件，结转下年度继续办理7件。", "X604 12件"),
    ("其中7件结转下年，部分公开4件。", "X604 4件"),
]
OTHERS = [
    "2022年，我局收到政府信息公开申请310件。",
    "第一季度收到政府信息公开申请98件。",
    "3月收到政府信息公开申请12件。",
    "通过网络收到政府信息公开申请200件。",
    "上年收到政府信息公开申请310件。",
    "自2019年以来，累计收到政府信息公开申请1392件。",
    "收到政府信息公开申请392件，其中收到自然人申请372件。",
    "全区各级行政机关共收到政府信息公开申请2012件。",
    "云岭市水务局收到政府信息公开申请12件。",
    "收到行政许可申请1392件。",
    "2024年，将受理政府信息公开申请50件以上。",
    "收到行政复议申请2件。",
    "近五年收到政府信息公开申请1392件。",
    "未收到要求减免费用的申请。",
    "办理政府信息公开申请393件。",
    "按时答复政府信息公开申请393件。",
    "不予公开12件（属于国家秘密）。",
    "予以公开及部分公开140件。",
    "收到要求公开供水管网信息的申请12件。",
    "收到管网改造类政府信息公开申请12件。",
    "收到有关水价的政府信息公开申请12件。",
    "上级批转本局的政府信息公开申请12件。",
    "未收到法人或其他组织提出的政府信息公开申请。",
    "除这些申请之外，未收到其他政府信息公开申请。",
    "没有政府信息公开申请积压。",
    "没有其他政府信息公开申请。",
    "没有结转下年度的会办件。",
    "除这些申请外，没有结转下年度继续办理的申请。",
    "因涉及国家秘密不予公开12件，以信息不存在告知无法提供9件。",
    "管网改造类申请中予以公开31件。",
    "申请共涉及事项52项，其中予以公开38项。",
    "制发公文50件，其中主动公开30件、依申请公开12件、不予公开8件。",
]


@pytest.mark.parametrize("words", RIGHT)
def test_what_agrees_is_judged_right(words: str) -> None:
    text = with_prose(words, 3)
    assert findings(text) == []
    assert judged(text)


@pytest.mark.parametrize(("words", "wanted"), WRONG)
def test_what_contradicts_is_found_where_it_stands(words: str, wanted: str) -> None:
    assert findings(with_prose(words, 3)) == [one for one in [wanted] if one]


@pytest.mark.parametrize("words", OTHERS)
def test_what_speaks_of_something_else_is_left_alone(words: str) -> None:
    text = with_prose(words, 3)
    assert [one for code in ("X601", "X602", "X603", "X604") for one in findings(text, code)] == []


def test_outside_its_section_a_statement_needs_its_subject() -> None:
    assert findings(with_prose("共收到申请372件。", 1)) == []
    assert findings(with_prose("共收到政府信息公开申请372件。", 1)) == ["X601 372件"]
    assert findings(with_prose("共收到申请372件。", 3)) == ["X601 372件"]
    assert findings(with_prose("（二）依申请公开。共收到申请372件。", 1)) == ["X601 372件"]
    assert findings(with_prose("（二）许可。共收到申请372件。", 1)) == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("共收到政府信息公开申请3件。", "X602 3件"),
        ("未收到政府信息公开申请。", ""),
        ("未收到公民、法人或其他组织的政府信息公开申请。", ""),
        ("收到政府信息公开申请0件。", ""),
        ("未发生因政府信息公开引起的行政复议、行政诉讼。", ""),
        ("因政府信息公开被申请行政复议1件。", "X603 1件"),
    ],
)
def test_where_the_tables_are_zero(words: str, wanted: str) -> None:
    assert findings(with_prose(words, some=False)) == [one for one in [wanted] if one]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("2023年，行政复议4件，行政诉讼4件。", []),
        ("被申请行政复议4件；未经复议直接起诉3件，复议后起诉1件。", []),
        ("行政复议、行政诉讼案件共8件。", []),
        ("未发生被行政复议纠错或者败诉的情况。", []),
        ("我局办理行政复议案件120件。", []),
        ("2022年，发生行政复议7件。", []),
        ("2023年，行政复议5件，行政诉讼4件。", ["X603 5件"]),
        ("行政诉讼6起。", ["X603 6起"]),
        ("行政复议、行政诉讼案件共9件。", ["X603 9件"]),
        ("没有因政府信息公开引起的行政诉讼。", ["X603 没有因政府信息公开引起的行政诉讼"]),
        ("未发生行政复议、行政诉讼。", ["X603 未发生行政复议、行政诉讼"]),
        ("行政复议4件，其中维持3件、纠正1件。", []),
        ("行政复议4件，其中维持2件、纠正1件。", ["X603 2件"]),
        ("行政复议4件，尚有2件未审结。", ["X603 2件"]),
        ("未收到行政复议意见书，无行政复议案件被确认违法。", []),
        ("未发生行政复议后又提起行政诉讼的情况。", []),
        ("没有未经复议直接提起的行政诉讼。", []),
        ("行政复议4件中无申请人提起行政诉讼。", []),
        ("未发生集体行政复议，没有行政赔偿诉讼。", []),
        ("收到行政复议申请312件，受理286件。", []),
        ("行政复议33件、行政诉讼9件，涉及政府信息公开的行政复议4件。", []),
        ("行政复议案件总数为5件。", ["X603 5件"]),
        ("未经复议直接起诉5件，复议后起诉1件。", ["X603 5件"]),
        ("被申请行政复议4件，复议后提起诉讼2件。", ["X603 2件"]),
        ("全年零复议、零诉讼。", ["X603 零复议", "X603 零诉讼"]),
        ("全年行政诉讼零败诉、行政复议零纠错。", []),
    ],
)
def test_review(words: str, wanted: list[str]) -> None:
    assert findings(with_prose(words, 4)) == wanted


def test_the_finding_names_both_figures_and_their_cells() -> None:
    text = with_prose("2023年，共收到政府信息公开申请372件。\n全年收到政府信息公开申请372件。", 3)
    result = lint(open_document(text.encode(), "a.txt"), load(), Settings(("X601",)))
    (found,) = result.diagnostics
    assert found.message == (
        "“372件”与表三（收到和处理政府信息公开申请情况）不符：表三“本年新收”总计为 392，加上“上年结转”为 400"
    )
    assert [(result.source.slice(one.span), one.message) for one in found.related] == [
        ("392", "“一、本年新收政府信息公开申请数量”行“总计”列：392"),
        ("372件", "这里也这样写"),
    ]


def test_a_table_that_cannot_be_read_judges_nothing() -> None:
    text = with_prose("2023年，共收到政府信息公开申请372件。", 3)
    assert findings(text.replace("| 392 |", "|  |")) == []


def test_each_cell_of_a_sum_is_shown_with_its_own_name_and_value() -> None:
    text = with_prose("行政诉讼16件。", 4)
    result = lint(open_document(text.encode(), "a.txt"), load(), Settings(("X603",)))
    [finding] = result.diagnostics
    places = {place.message: result.source.slice(place.span) for place in finding.related}
    assert places == {
        "“未经复议直接起诉”行“总计”列：3": "3",
        "“复议后起诉”行“总计”列：1": "1",
    }


PERSONS_WRONG = [
    "2023年收到政府信息公开申请392件，其中自然人申请370件，法人或其他组织22件。",
    "全年新收政府信息公开申请392件，其中，自然人370件。",
]
PERSONS_RIGHT = [
    "2023年收到政府信息公开申请392件，其中自然人申请372件，法人或其他组织20件。",
    "全年新收政府信息公开申请392件，其中，自然人372件。",
    # not surely all the requests of natural persons that the table counts
    "全年受理政府信息公开申请400件，其中自然人370件，法人或其他组织30件。",
    "全年办结政府信息公开申请392件，其中自然人370件，法人或其他组织22件。",
    "全年收到政府信息公开申请392件，其中自然人370件，法人20件，重复申请2件。",
    "全年收到政府信息公开申请392件，其中自然人网上申请370件。",
    "全年收到政府信息公开申请392件，其中自然人申请370件通过网络提交。",
    "全年收到政府信息公开申请392件，其中自然人370人。",
    "全年收到政府信息公开申请392件，其中网络申请380件，自然人370件。",
    "2022年收到政府信息公开申请392件，其中自然人申请370件，法人或其他组织22件。",
    "上半年收到政府信息公开申请392件，其中自然人申请370件，法人或其他组织22件。",
]


@pytest.mark.parametrize("words", PERSONS_WRONG)
def test_requests_of_natural_persons_beside_the_right_total(words: str) -> None:
    assert findings(with_prose(words, 3)) == ["X601 370件"]


@pytest.mark.parametrize("words", PERSONS_RIGHT)
def test_requests_that_may_be_others_than_those_of_natural_persons_are_left_alone(words: str) -> None:
    assert findings(with_prose(words, 3), "X601") == []
