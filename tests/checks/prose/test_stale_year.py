"""X607: last year's date left in this year's report."""

from __future__ import annotations

import pytest

from linter.documents import open_document
from linter.rulebook import load
from linter.settings import Settings
from tests.linting import lint
from tests.samples.prose import codes_by_line, findings, with_prose

STALE = [
    (1, "2022年，我局认真贯彻落实《中华人民共和国政府信息公开条例》。"),
    (1, "2022年度，本机关持续推进政务公开。"),
    (1, "2022年，临江区民政局在区委、区政府领导下做好公开工作。"),
    (1, "现将2022年政府信息公开工作情况报告如下。"),
    (3, "2022年，共收到政府信息公开申请392件。"),
    (3, "2022年度，未收到政府信息公开申请。"),
    (1, "截至2022年底，我局公开栏目运行正常。"),
    (2, "2022年，全区主动公开信息1200条。"),
    (1, "（一）主动公开。2022年通过门户网站公开信息1200条。"),
    (1, "在2022年的工作中，我局坚持应公开尽公开。"),
    (6, "2022年，我局未收取信息处理费。"),
]
PAST = [
    (1, "2023年，我局认真贯彻落实《中华人民共和国政府信息公开条例》。"),
    (1, "2022年，我局被评为政务公开先进单位。"),
    (1, "2022年机构改革以来，我局不断完善制度。"),
    (1, "2023年公开信息120条，2022年公开100条。"),
    (1, "2022年，我局公开信息100条；2023年，我局公开信息120条。"),
    (1, "公开了2022年财政决算和2023年财政预算。"),
    (1, "按照《临江区2022年政务公开工作要点》（临政办发〔2022〕12号）落实。"),
    (5, "2024年，我局将继续加强培训。"),
    (1, "2022年度，我局政务公开考核结果为优秀。"),
    (1, "2022年，我局建立目录；今年，全面推行智能问答。"),
    (6, "2022年，我局未收取信息处理费，2023年也未收取。"),
    (5, "2022年，我局存在的问题已经整改。"),
    (1, "2022年，区政府印发实施办法，我局据此制定细则。"),
    (1, "“十四五”（2021—2025年）期间继续推进。"),
]


@pytest.mark.parametrize(("section", "words"), STALE)
def test_last_years_date_is_found(section: int, words: str) -> None:
    assert findings(with_prose(words, section), "X607")[0].startswith("X607 2022")


@pytest.mark.parametrize(("section", "words"), PAST)
def test_another_year_may_be_meant(section: int, words: str) -> None:
    assert findings(with_prose(words, section), "X607") == []


def test_the_places_of_a_paragraph_are_one_finding_and_one_fix() -> None:
    text = with_prose("现将2022年度工作报告如下。2022年，我局公开信息100条。\n2022年，我局认真落实条例。")
    result = lint(open_document(text.encode(), "a.txt"), load(), Settings(("X607",)))
    first, second = result.diagnostics
    assert first.message == "报告写的是2023年度，这里却是“2022年”，应为2023年"
    assert (len(first.related), len(second.related)) == (1, 0)
    assert first.fix is not None
    assert [(result.source.slice(edit.span), edit.content) for edit in first.fix.edits] == [
        ("2022", "2023"),
        ("2022", "2023"),
    ]


RUN_ON = [
    "（二）依申请公开情况 2022年，全年收到申请392件。",
    "（五）监督保障：2022年未发生责任追究。",
    "（三）政府信息管理 2022年度，我局严格审核。",
    "（二）依申请公开 2022年，没有收到政府信息公开申请。",
    "（三）政府信息管理：2022年，本局逐件核对了文件的公开属性。",
    "（一）强化组织领导 2022年，我局召开专题会议4次。",
    "（一）主动公开2022年度，我局公开信息86条。",
    "1.加强培训：2022年，全局组织培训2次。",
    "（五）监督保障情况：2022年，临江区民政局组织检查2次。",
    "（四）平台建设 2022年，我局继续优化网站。",
]
NOT_RUN_ON = [
    "（一）回顾2022年，我局有不足。",
    "（一）主动公开。2022年公开100条，2023年公开120条。",
    "（一）2022年，我局被评为先进。",
    "（三）与2022年，我局相比。",
    "（一）主动公开：公开2022年决算。",
    "（一）对照2022年政府信息公开工作要点逐项落实。",
]
PLANS = [
    "五是加强培训。2023年，我局将继续组织业务培训。",
    "在2023年的工作中，我局将继续完善制度。",
    "针对上述问题，2023年我局将着力做好三方面工作。",
    "2023年，我们将从以下方面改进：一是加强培训。",
    "下一步工作打算：2023年，将继续加大公开力度。",
    "2023年，要进一步拓宽渠道。",
    "2023年工作思路。一是加强学习。",
    "改进措施：2023年将建立长效机制。",
    "2023年，本单位将把公开工作做细。",
    "我局将在2023年进一步加强培训。",
    "展望2023年，我局将继续努力。",
    "2023年重点工作计划：一是加强培训。",
    "2023年将进一步加强培训。",
    "2023年，我局将重点做好解读。",
    "下一步，2023年将继续丰富形式。",
    "下一步，我局将在2023年重点抓好公开。",
    "不足之处还有不少，2023年，我们将着力改进。",
    "2022年，我局将进一步规范流程。",
    "2023年度计划开展培训四次。",
    "2023年年底前力争实现全覆盖。",
    "（二）2023年工作打算：增加图解。",
    "今后工作中，2023年要继续完善制度。",
]
NO_PLANS = [
    "2023年，我局将政务公开列入重点任务，但形式仍单一。",
    "2023年工作存在的问题将在2024年解决。",
    "2022年报告指出的问题已整改，下一步将继续巩固。",
    "2023年，区政府将公开工作纳入考核。",
    "对照2023年要求，还有差距，2024年将继续加强。",
    "2023年印发的《工作方案》将继续执行。",
    "2023年将近结束时开展了检查。",
    "2023年，我局将信息公开与业务同部署，收到较好效果。",
    "截至2023年底，整改已完成，今后将继续加强。",
    "2023年度的不足，将在下一年度逐项改进。",
    "2023年，我局按照计划加强培训。",
    "2024年将进一步加强培训。",
    "2023年，我局将公开工作纳入年度考核，但解读形式单一。",
    "对2023年发现的问题将逐步整改。",
    "2023年政务公开工作取得进展，但仍有不足，下一步将继续改进。",
    "按照2023年计划开展了培训四次。",
    "在2023年工作的基础上，2024年将重点抓好三件事。",
    "2023年将信息公开列入议程。",
    "《2023年工作要点》将继续落实。",
    "2023年全年完成培训四次，下一年将继续。",
    "2024年，我局将针对2023年的不足重点改进。",
    "2023年报告将于2024年1月公布。",
    "2022年提出的打算已完成，2023年将其列入台账。",
    "力争到2025年全部完成。",
    "“十四五”末（2025年）将实现全覆盖。",
    "2023年底前已完成全部整改。",
    "2023年，我局按计划开展培训。",
    "计划在2024年上半年完成。",
    "2023年指出的问题，2024年将继续整改。",
]


def test_a_heading_may_run_into_its_text() -> None:
    assert codes_by_line(RUN_ON) == [(line, "X607") for line in RUN_ON]
    assert codes_by_line(NOT_RUN_ON) == [(line, "") for line in NOT_RUN_ON]


def test_plans_for_the_reporting_year_or_before_are_found() -> None:
    assert codes_by_line(PLANS, 5) == [(line, "X611") for line in PLANS]
    assert codes_by_line(NO_PLANS, 5) == [(line, "") for line in NO_PLANS]


def test_a_plan_is_looked_for_in_its_section_only() -> None:
    assert codes_by_line(PLANS, 6) == [(line, "") for line in PLANS]


def test_a_plan_left_over_gets_the_next_year() -> None:
    text = with_prose("2023年将进一步加强培训。", 5)
    (found,) = lint(open_document(text.encode(), "a.txt"), load(), Settings(("X611",))).diagnostics
    assert found.fix is not None
    assert [edit.content for edit in found.fix.edits] == ["2024"]


ANNOUNCED = [
    "现公布临江区民政局2022年度政府信息公开工作报告",
    "现公布临江区民政局2022年政府信息公开工作情况报告",
    "特向社会公布2022年度政府信息公开年报",
    "现编制2022年政府信息公开报告",
    "现公布临江区民政局2022年政府信息公开工作年度报告",
]
RIGHTLY_ANNOUNCED = [
    "现公布临江区民政局2023年度政府信息公开工作报告",
    "现公布2023年政府信息公开年报，2022年政府信息公开年报见网站",
    "按照《关于公布2022年政府信息公开工作报告的通知》要求",
    "现公布2022年政府信息公开考核结果的整改报告",
    "2022年政府信息公开年报已经公布",
]


def _preface(words: str) -> list[str]:
    text = (
        f"临江区民政局2023年政府信息公开工作年度报告\n{words}。\n"
        "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。\n一、总体情况\n全年公开信息86条。\n"
    )
    return findings(text, "X607")


@pytest.mark.parametrize("words", ANNOUNCED)
def test_the_preface_announces_last_years_report_by_any_of_its_names(words: str) -> None:
    assert _preface(words) == ["X607 2022"]


@pytest.mark.parametrize("words", RIGHTLY_ANNOUNCED)
def test_other_reports_named_in_the_preface_are_not_the_one_announced(words: str) -> None:
    assert _preface(words) == []
