from __future__ import annotations

import pytest

from linter.report.issuer import find_issuer

SECTIONS = "一、总体情况\n平稳。\n"


@pytest.mark.parametrize(
    ("preface", "tail", "issuer"),
    [
        ("本报告由云岭市临江区档案局编制。\n", "", "云岭市临江区档案局"),
        ("本报告由 云岭市 临江区 档案局 负责编写,\n", "", "云岭市临江区档案局"),
        ("现将云岭市临江区档案局2023年政府信息公开情况报告如下。\n", "", "云岭市临江区档案局"),
        ("根据条例编制本报告。\n", "临江区档案局\n2024年1月12日\n", "临江区档案局"),
        ("", "临江区人民政府办公室\n\n二〇二四年一月十二日\n", "临江区人民政府办公室"),
        ("", "", None),
        ("由于人员调整,报告较往年简短。\n", "2024年1月12日\n", None),
    ],
)
def test_where_a_report_names_its_body(preface: str, tail: str, issuer: str | None) -> None:
    text = preface + SECTIONS + tail
    assert find_issuer(text, 0, len(preface), len(text)) == issuer


def test_the_preface_counts_more_than_the_signature() -> None:
    preface, tail = "由临江区档案局编制。\n", "云岭市人民政府办公室\n2024年1月2日"
    text = preface + SECTIONS + tail
    assert find_issuer(text, 0, len(preface), len(text)) == "临江区档案局"


def test_a_signature_beyond_the_report_is_not_its_own() -> None:
    text = SECTIONS + "云岭市人民政府办公室\n2024年1月2日"
    assert find_issuer(text, 0, 0, len(SECTIONS)) is None
