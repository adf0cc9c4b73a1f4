"""Reports by a sector's own rules are told from those in the government's form."""

from __future__ import annotations

import pytest

from linter.report.structure.sector_rules import is_of_school_year
from linter.rulebook import Rulebook
from linter.text.source import Source
from tests.linting import codes_of

UNIVERSITY = """\
云岭理工大学2022-2023学年信息公开工作年度报告
根据《高等学校信息公开办法》编制本报告，统计期限为2022年9月1日至2023年8月31日。
一、概述
2022年9月以来，学校公开信息120条。
二、主动公开情况
共公开信息120条，其中教务60条、财务60条。
三、依申请公开和不予公开情况
收到申请2件，均已答复。
四、对信息公开的评议情况
师生评价良好。
五、因信息公开工作受到举报、复议、诉讼的情况
没有。
六、存在的主要问题和改进措施
栏目不够清晰，下一学年改进。
"""
BODY = "一、概述\n全年公开信息30条。\n二、主动公开情况\n公开30条。\n三、依申请公开情况\n没有。\n"
FORM = {
    "S100",
    "S101",
    "S102",
    "S103",
    "S104",
    "S108",
    "S109",
    "C201",
    "P301",
    "P302",
    "T401",
    "X607",
    "X608",
}


@pytest.mark.parametrize(
    "text",
    [
        UNIVERSITY,
        UNIVERSITY.partition("\n")[2],
        f"云岭市人民医院2023年院务公开工作年度报告\n{BODY}",
        f"云岭市临江区中医医院2023年信息公开工作年度报告\n{BODY}",
        f"云岭市第一中学2023年信息公开年度报告\n{BODY}",
        f"云岭市自来水有限公司2022年信息公开工作年度报告\n{BODY}",
        f"本报告由云岭师范学院党政办公室根据有关办法编制。\n{BODY}",
        f"现将我校2023年度信息公开工作报告如下。\n{BODY}",
        f"云岭市人民医院2016年信息公开工作年度报告\n{BODY}",
    ],
)
def test_the_form_of_the_government_is_not_asked_of_a_sector(book: Rulebook, text: str) -> None:
    assert not FORM & set(codes_of(text))
    for report in book.parser.parse(Source("a.txt", text), fragments=True):
        assert (report.by_sector_rules, report.generation) == (True, None)


@pytest.mark.parametrize(
    "text",
    [
        f"云岭市教育局2023年政府信息公开工作年度报告\n统筹学校信息公开，学习《高等学校信息公开办法》。\n{BODY}",
        f"云岭市学院路街道办事处2023年政府信息公开工作年度报告\n{BODY}",
        f"云岭市大学城管理委员会2023年政府信息公开工作年度报告\n{BODY}",
        f"根据《高等学校信息公开办法》，我局编制本报告，公布2023年政府信息公开情况。\n{BODY}",
        "云岭市人民医院2023年政府信息公开工作年度报告\n一、总体情况\n公开30条。\n二、主动公开政府信息情况\n公开30条。\n",
    ],
)
def test_other_bodies_and_the_government_s_form_are_judged_by_it(book: Rulebook, text: str) -> None:
    (report,) = book.parser.parse(Source("a.txt", text), fragments=True)
    assert not report.by_sector_rules
    assert report.generation == "2021"
    assert FORM & set(codes_of(text))


def test_figures_of_a_sector_s_report_are_judged() -> None:
    assert "X606" in codes_of(UNIVERSITY.replace("财务60条", "财务80条"))


def test_the_year_of_a_school_year_is_not_known(book: Rulebook) -> None:
    (report,) = book.parser.parse(Source("a.txt", UNIVERSITY), fragments=True)
    assert report.year is None


@pytest.mark.parametrize(
    "words", ["2022-2023学年", "2022—2023学年度", "2022至2023学年", "2021-2022年度", "2020-21学年"]
)
def test_school_years(words: str) -> None:
    assert is_of_school_year(f"现将{words}信息公开工作报告如下")


@pytest.mark.parametrize(
    "words", ["2023年1-12月", "2023年", "2023-12-31", "统计期限为2023年1月1日-2023年12月31日"]
)
def test_other_years_and_dates(words: str) -> None:
    assert not is_of_school_year(words)
