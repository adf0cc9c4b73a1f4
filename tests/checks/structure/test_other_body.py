"""C207: whose report a preface publishes, against whose report the title says it is."""

from __future__ import annotations

import pytest

from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.linting import lint
from tests.samples.examples import report

BUREAU, TOWN, COUNTY = "云岫县水利局", "雁回镇人民政府", "云岫县人民政府"


def found(book: Rulebook, title: str, preface: str) -> list[str]:
    """The other bodies that the preface publishes the reports of."""
    text = report(f"{title}2023年政府信息公开工作年度报告", preface)
    result = lint(open_document(text.encode(), "a.txt"), book)
    return [result.source.slice(one.span) for one in result.diagnostics if one.code == "C207"]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (TOWN, BUREAU),
        (TOWN, "松涧乡人民政府"),
        (TOWN, "望澜市审计局"),
        ("石桥街道办事处", "松涧街道办事处"),
        (BUREAU, "云岫县民政局"),
        (BUREAU, "望澜县水利局"),
        (BUREAU, "县教育局"),
        (BUREAU, TOWN),
        (BUREAU, "望澜市应急管理局"),
        (COUNTY, "望澜县人民政府"),
        (COUNTY, BUREAU),
        ("云岭市应急管理局", "云岭市城市管理局"),
        ("云岫县教育局", "云岫县交通运输局"),
        ("云岭省水利厅", "云岭省司法厅"),
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        "根据条例的规定，现公布{}2023年度政府信息公开工作年度报告。",
        "现将{}2023年政府信息公开工作情况报告如下。",
        "特向社会公布2023年度{}政府信息公开工作年度报告。",
        "根据条例的规定，编制了{}2023年政府信息公开年报，现予公布。",
    ],
)
def test_another_body(book: Rulebook, title: str, body: str, words: str) -> None:
    assert found(book, title, words.format(body)) == [body]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (TOWN, TOWN),
        (TOWN, "雁回镇"),
        (TOWN, "云岫县雁回镇人民政府"),
        (TOWN, "雁回镇党政办公室"),
        (TOWN, COUNTY),
        (TOWN, "镇人民政府"),
        (BUREAU, "县水利局"),
        (BUREAU, "云岭市云岫县水利局"),
        (BUREAU, "云岭市水利局"),
        (BUREAU, COUNTY),
        (BUREAU, "云岭市人民政府"),
        (BUREAU, "云岫县水务局"),
        ("云岫县教育局", "云岫县教育和体育局"),
        ("云岭市人力资源和社会保障局", "市人社局"),
        ("云岭市市场监督管理局", "云岭市市场监管局"),
        ("云岭市发展和改革委员会", "云岭市发改委"),
        ("云岭市卫生健康委员会", "云岭市卫健委"),
        (COUNTY, "云岫县"),
        (COUNTY, "云岫县人民政府办公室"),
        (COUNTY, "云岫县政务服务和数据局"),
        ("云岫县人民政府办公室", COUNTY),
        ("石桥街道办事处", "石桥街道"),
        ("松涧乡人民政府", "松涧镇人民政府"),
        ("云岭经济开发区管理委员会", "云岭经开区"),
        (BUREAU, "我局"),
        (BUREAU, "本机关"),
        (BUREAU, "本单位"),
        (BUREAU, "全县水利系统"),
        (BUREAU, "各乡镇"),
    ],
)
def test_the_same_body_or_one_that_may_be(book: Rulebook, title: str, body: str) -> None:
    assert found(book, title, f"现公布{body}2023年度政府信息公开工作年度报告。") == []
    assert found(book, title, f"现将{body}2023年政府信息公开工作情况报告如下。") == []


@pytest.mark.parametrize(
    "preface",
    [
        "根据条例规定，编制了政府信息公开工作2023年度报告。",
        "根据《中华人民共和国政府信息公开条例》，特向社会公布2023年政府信息公开工作年度报告。",
        "按照云岭市审计局关于做好2023年政府信息公开工作年度报告编制工作的通知，编制本报告。",
        "本报告由云岭市审计局政务公开科负责解释，电子版在云岭市人民政府门户网站发布。",
        "根据国务院办公厅印发的政府信息公开工作年度报告格式，编制本报告。",
        "现公布云岫县水利局和云岭市审计局2023年政府信息公开工作的报告。",
        "现公布云岫县水利局2023年政府信息公开工作年度报告，一并发布望澜市审计局2023年政务公开工作情况。",
    ],
)
def test_bodies_that_are_named_for_something_else(book: Rulebook, preface: str) -> None:
    assert found(book, BUREAU, preface) == []


def test_a_title_without_a_body_says_nothing(book: Rulebook) -> None:
    text = report("2023年政府信息公开工作年度报告", "现公布云岫县水利局2023年政府信息公开工作年度报告。")
    found = lint(open_document(text.encode(), "a.txt"), book).diagnostics
    assert "C207" not in {one.code for one in found}
