"""X601, X603, X604, X610: which time and level a statement speaks of, and what stands beside it."""

from __future__ import annotations

import pytest

from tests.samples.prose import findings, with_prose

AGREED = "较2022年的349件增加43件，增长12.32%"
COUNTY = "云岭市临江区人民政府2023年政府信息公开工作年度报告"
LEVEL = "区政府本级全年新收政府信息公开申请{}件；上年结转8件；已办结{}件，结转下年度继续办理7件。"

WRONG = [
    # a comparison with another year speaks of that year in its own clause only
    (f"全年新收政府信息公开申请392件，{AGREED}；上年结转9件。", ["X604 9件"]),
    (f"全年新收政府信息公开申请392件，{AGREED}；予以公开102件。", ["X604 102件"]),
    ("收到政府信息公开申请392件，比上年减少2件，均按期答复，其中予以公开102件。", ["X604 102件"]),
    ("收到政府信息公开申请392件（2022年为349件），其中予以公开102件。", ["X604 102件"]),
    (
        f"全年新收政府信息公开申请392件，{AGREED}。办结的393件中，予以公开102件，部分公开40件。",
        ["X604 102件"],
    ),
    # the level of the body itself, where the other figures are those of the table
    (LEVEL.format(389, 393), ["X601 389件"]),
    (LEVEL.format(392, 397), ["X604 397件"]),
    # all four figures of the balance in one breath
    ("2023年新收申请392件，上年结转8件，办结385件，结转7件。", ["X604 385件"]),
    ("2023年新收申请392件，上年结转8件，办结393件，结转9件。", ["X604 9件"]),
    ("2023年新收申请392件，上年结转8件，共计410件。", ["X604 410件"]),
    ("共收到392件政府信息公开申请。加上2022年结转的8件，全年办理392件。", ["X604 392件"]),
    ("2023年新收申请392件，本年度办理答复339件。", ["X604 339件"]),
]
SILENT = [
    f"全年新收政府信息公开申请392件，{AGREED}；上年结转8件；已办结393件，结转下年度继续办理7件。",
    "与2022年相比，收到申请增加43件。2022年新收349件，予以公开90件。",
    "截至2022年底，累计收到政府信息公开申请1349件，予以公开902件。",
    LEVEL.format(392, 393),
    # nothing shows that the table counts this level alone
    "区政府本级全年新收政府信息公开申请86件；上年结转4件；已办结84件，结转下年度继续办理6件。",
    "区政府本级全年新收政府信息公开申请86件。",
    "区政府本级全年新收政府信息公开申请86件，已办结84件。办结的84件中，予以公开37件，部分公开9件。",
    "区政府本级收到申请86件，予以公开37件。全年答复84件，部分公开9件，无法提供21件。",
    "全区收到政府信息公开申请392件，上年结转8件。其中区政府本级收到86件，予以公开37件，部分公开9件。",
    # part of what was received was concluded
    "2023年新收申请392件，办结385件。",
    "2023年新收申请392件，上年结转8件，办结393件，结转7件。",
    "2023年新收申请392件，上年结转8件，共计400件。",
    "共收到392件政府信息公开申请。加上2022年结转的8件，全年办理400件。",
    "2023年新收申请392件，本年度办理答复393件。",
    "部门新收建议392件，上年结转8件，办结385件，结转15件。",
]


@pytest.mark.parametrize(("words", "wanted"), WRONG)
def test_a_statement_behind_a_comparison_or_a_level_is_compared(words: str, wanted: list[str]) -> None:
    assert findings(with_prose(words, 3, title=COUNTY)) == wanted


@pytest.mark.parametrize("words", SILENT)
def test_what_agrees_or_speaks_of_another_year_or_level_is_left_alone(words: str) -> None:
    assert findings(with_prose(words, 3, title=COUNTY)) == []


REVIEWS_WRONG = [
    ("一是质量仍需提高，4件行政复议中有2件被纠正。", ["X603 2件"]),
    ("2023年4件行政复议中，维持2件，尚未审结1件。", ["X603 2件", "X603 1件"]),
    ("一是个别乡镇更新不及时；二是依申请公开说理不够，2023年9件行政复议中有1件被纠正。", ["X603 9件"]),
]
REVIEWS_SILENT = [
    "一是质量仍需提高，4件行政复议中有1件被纠正。",
    "2023年4件行政复议中，维持3件，纠正1件。",
    "全年办理的120件行政复议中，维持80件，纠正12件。",
    "39件行政复议中有3件被纠正。",
    "（二）依申请公开。另有以区政府为被告的行政复议案件56件（非信息公开类）、行政诉讼案件31件。",
    "（二）依申请公开。另有以区政府为被告的行政诉讼案件31件。",
    "（二）依申请公开。不含非政府信息公开类行政复议56件。",
]


@pytest.mark.parametrize(("words", "wanted"), REVIEWS_WRONG)
def test_outcomes_of_the_reviews_of_the_table_are_compared_wherever_they_stand(
    words: str, wanted: list[str]
) -> None:
    assert findings(with_prose(words, 5), "X603") == wanted


@pytest.mark.parametrize("section", [1, 5])
@pytest.mark.parametrize("words", REVIEWS_SILENT)
def test_other_reviews_are_left_alone(words: str, section: int) -> None:
    assert findings(with_prose(words, section), "X603") == []


CLEANING = "组织开展行政规范性文件清理，对2022年12月31日以前制定的118件文件逐件评估，宣布失效9件；"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (f"{CLEANING}本年新制发行政规范性文件6件，现行有效行政规范性文件14件。", ["X610 6件"]),
        (f"{CLEANING}本年新制发行政规范性文件5件，现行有效行政规范性文件41件。", ["X610 41件"]),
        (f"{CLEANING}本年新制发行政规范性文件5件，现行有效行政规范性文件14件。", []),
        ("截至2022年底，累计制发行政规范性文件61件，现行有效行政规范性文件41件。", []),
        ("清理2022年12月31日以前制定的行政规范性文件118件，其中现行有效行政规范性文件41件。", []),
    ],
)
def test_this_year_begins_anew_behind_a_review_of_older_documents(words: str, wanted: list[str]) -> None:
    assert findings(with_prose(words, 2), "X610") == wanted
