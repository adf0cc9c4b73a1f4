from __future__ import annotations

import pytest

from linter.report.lexicon import Lexicon
from linter.report.structure.issuer import find_issuer

SECTIONS = "一、总体情况\n平稳。\n"


@pytest.mark.parametrize(
    ("preface", "tail", "issuer"),
    [
        ("本报告由云岭市临江区档案局编制。\n", "", "云岭市临江区档案局"),
        ("本报告由 云岭市 临江区 档案局 负责编写,\n", "", "云岭市临江区档案局"),
        ("现将云岭市临江区档案局2023年政府信息公开情况报告如下。\n", "", "云岭市临江区档案局"),
        ("根据条例编制本报告。\n", "临江区档案局\n2024年1月12日\n", "临江区档案局"),
        ("", "临江区人民政府办公室\n\n二〇二四年一月十二日\n", "临江区人民政府办公室"),
        ("现将本级档案局2023年政府信息公开情况报告如下。\n", "", "档案局"),
        ("本报告由临江区档案局结合全年工作编制。\n", "", "临江区档案局"),
        ("本报告由临江区档案局根据《条例》编制。\n", "", "临江区档案局"),
        ("编制发布临江区档案局2023年年报。\n", "", "临江区档案局"),
        ("我局编制了临江区档案局2023年年报。\n", "", "临江区档案局"),
        ("编制形成2023年度临江区档案局政府信息公开年度报告。\n", "", "临江区档案局"),
        ("现公布2023年度政府信息公开年度报告。\n", "", None),
        ("现将我局2023年政府信息公开情况报告如下。\n", "", None),
        ("所列公开数据统计期限自2023年1月1日起。\n", "", None),
        ("本报告由局办公室编制。\n", "", None),
        ("", "", None),
        ("由于人员调整,报告较往年简短。\n", "2024年1月12日\n", None),
    ],
)
def test_where_a_report_names_its_body(preface: str, tail: str, issuer: str | None, lexicon: Lexicon) -> None:
    text = preface + SECTIONS + tail
    assert find_issuer(text, 0, len(preface), len(text), lexicon.words.bodies) == issuer


def test_the_preface_counts_more_than_the_signature(lexicon: Lexicon) -> None:
    preface, tail = "由临江区档案局编制。\n", "云岭市人民政府办公室\n2024年1月2日"
    text = preface + SECTIONS + tail
    assert find_issuer(text, 0, len(preface), len(text), lexicon.words.bodies) == "临江区档案局"


def test_a_signature_beyond_the_report_is_not_its_own(lexicon: Lexicon) -> None:
    text = SECTIONS + "云岭市人民政府办公室\n2024年1月2日"
    assert find_issuer(text, 0, 0, len(SECTIONS), lexicon.words.bodies) is None
