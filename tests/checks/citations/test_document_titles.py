from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.checks.citations.document_titles import TitleNumber
from linter.checks.citations.nested_titles import NestedTitleMarks
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
    TITLE_109,
    context,
    findings,
    found_texts,
    mended,
    report_text,
)

PAIRS = TitleNumber("misworded")
NESTED = NestedTitleMarks()


@pytest.mark.parametrize(
    ("title", "number", "year", "right"),
    [
        (TITLE_30, NUMBER_109, 2023, f"《{TITLE_30}》（{NUMBER_30}）"),
        (TITLE_60, NUMBER_109, 2020, f"《{TITLE_60}》（{NUMBER_60}）"),
        (TITLE_109, NUMBER_30, 2023, f"《{TITLE_109}》（{NUMBER_109}）"),
        (TITLE_60, NUMBER_30, 2023, f"《{TITLE_30}》（{NUMBER_30}）"),
        (TITLE_30, NUMBER_60, 2023, f"《{TITLE_30}》（{NUMBER_30}）"),
        (TITLE_60, "国办公开办函[2021]30号", 2023, f"《{TITLE_30}》（国办公开办函[2021]30号）"),
        (
            "2019年政务公开工作要点",
            "国办发〔2020〕17号",
            2019,
            "《2019年政务公开工作要点》（国办发〔2019〕14号）",
        ),
        (
            "政府信息公开信息处理费管理办法",
            NUMBER_60,
            2023,
            f"《政府信息公开信息处理费管理办法》（{NUMBER_109}）",
        ),
        (LAW, NUMBER_30, 2023, f"《{LAW}》（国务院令第711号）"),
    ],
)
def test_number_of_another_document(title: str, number: str, year: int, right: str) -> None:
    line = f"按照《{title}》（{number}）编制。"
    (found,) = findings(PAIRS, line, year=year)
    assert found.message is None
    assert found.values["cited_title"] == title
    assert found.values["number"] == number
    assert found_texts(PAIRS, line, year=year) == [f"《{title}》（{number}"]
    assert found.fix is not None
    assert found.fix.applicability is Applicability.UNSAFE
    assert mended(PAIRS, line, year=year) == f"按照{right}编制。"


@pytest.mark.parametrize(
    ("title", "right", "number"),
    [
        (TITLE_30.replace("格式〉", "模板〉"), TITLE_30, NUMBER_30),
        (TITLE_30.replace("工作年度", "年度"), TITLE_30, NUMBER_30),
        (TITLE_60.replace("有关事项", "有关事宜"), TITLE_60, NUMBER_60),
        (TITLE_60.replace("工作年度报告", "年度报告"), TITLE_60, NUMBER_60),
        (TITLE_60.replace("与政务公开", "和政务公开"), TITLE_60, NUMBER_60),
        (TITLE_109.replace("信息处理费", "处理费"), TITLE_109, NUMBER_109),
        (LAW.replace("条例", "条列"), LAW, "国务院令第711号"),
        (f"〈{FORMAT}〉的通知", TITLE_30, NUMBER_30),
        (f"印发〈{FORMAT}〉的通知", TITLE_30, NUMBER_30),
        (f"关于〈{FORMAT}〉的通知", TITLE_30, NUMBER_30),
        (f"关于印发〈{FORMAT}〉", TITLE_30, NUMBER_30),
        (f"关于印发〈{FORMAT.replace('格式', '样式')}〉的通知", TITLE_30, NUMBER_30),
        (f"关于印发〈{FORMAT.replace('工作', '')}〉的通知", TITLE_30, NUMBER_30),
        (FORMAT.replace("工作年度", "年度"), TITLE_30, NUMBER_30),
        (FORMAT.replace("报告格式", "报告的格式"), TITLE_30, NUMBER_30),
        (f"〈{FORMAT[7:]}〉的通知", TITLE_30, NUMBER_30),
        ("关于政府信息公开年度报告有关事项的通知", TITLE_60, NUMBER_60),
        ("关于政府信息公开工作年度报告有关事项", TITLE_60, NUMBER_60),
        ("关于政府信息公开工作年度报告有关问题的通知", TITLE_60, NUMBER_60),
        ("政府信息公开处理费管理办法", TITLE_109, NUMBER_109),
        ("政府信息公开信息处理费管理规定", TITLE_109, NUMBER_109),
        ("中华人民共和国政府信息条例", LAW, "国务院令第711号"),
        ("政府信息公开管理条例", LAW, "国务院令第711号"),
    ],
)
def test_known_title_misworded(title: str, right: str, number: str) -> None:
    year = 2020 if number == NUMBER_60 else 2023
    line = f"按照《{title}》（{number}）编制。"
    (found,) = findings(PAIRS, line, year=year)
    assert found.message == "misworded_message"
    assert found.values["right_title"] == right
    assert mended(PAIRS, line, year=year) == f"按照《{right}》（{number}）编制。"


@pytest.mark.parametrize(
    "line",
    [
        f"《{TITLE_30}》（{NUMBER_30}）、《{TITLE_60}》（{NUMBER_60}）、《{TITLE_109}》({NUMBER_109})",
        f"《{TITLE_30.replace('〈', '<').replace('〉', '>')}》（{NUMBER_30}）",
        f"《{TITLE_30.replace('〈', '《').replace('〉', '》')}》（{NUMBER_30}）",
        f"《{TITLE_60[:9]}\n{TITLE_60[9:]}》（{NUMBER_60[:3]}\n{NUMBER_60[3:]}）",
        f"《{FORMAT}》（{NUMBER_60}）、《{FORMAT}（试行）》（{NUMBER_60}）、《{FORMAT}》（{NUMBER_30}）",
        f"《{LAW}》（国务院令第492号）、《{LAW}》（国务院令第711号）、《{LAW}（修订）》（国务院令第711号）",
        f"《条例》（国务院令第711号）、《条例》（{NUMBER_30}）",
        f"《格式》（{NUMBER_30}）、《通知》（{NUMBER_30}）、《年度报告格式》（{NUMBER_30}）",
        f"《关于印发〈{FORMAT}〉的通知》（{NUMBER_30}）",
        f"《关于印发〈{FORMAT[7:]}〉的通知》（{NUMBER_30}）",
        f"《国务院办公厅关于印发〈{FORMAT}〉的通知》（{NUMBER_30}）",
        f"《国务院办公厅关于政府信息公开工作年度报告有关事项的通知》（{NUMBER_60}）",
        f"《{FORMAT[7:]}》（{NUMBER_30}）、《年度报告有关事项的通知》（{NUMBER_60}）",
        f"《{FORMAT}》（2021年版）（{NUMBER_30}）、《{FORMAT}（2021年版）》（{NUMBER_30}）",
        f"《信息公开条例》（国务院令第711号）、《修订后的{LAW}》（国务院令第711号）",
        "《政府信息公开条例》（国令第711号）、《新条例》（国务院令711号）",
        f"《信息处理费管理办法》（{NUMBER_109}）",
        f"《云岭市人民政府办公室转发〈{TITLE_60}〉的通知》（云政办函〔2019〕40号）",
        f"《云岭市转发<{TITLE_60}>的通知》（{NUMBER_60}）",
        f"《{TITLE_60}》（云政办函〔2019〕40号）",
        f"《{TITLE_60}》和{NUMBER_30}",
        f"《{TITLE_60}》（{NUMBER_61}）",  # C202 says so
        "《国务院办公厅关于印发2023年政务公开工作要点的通知》（国办发〔2020〕17号）",
    ],
)
def test_pairs_that_are_right_or_unknown(line: str) -> None:
    assert findings(PAIRS, line, year=2023) == []


def test_a_pair_repeated_is_one_finding() -> None:
    line = f"《{TITLE_109}》（{NUMBER_30}）"
    (found,) = findings(PAIRS, line, line)
    assert len(found.related) == 1
    assert mended(PAIRS, line, line) == "\n".join([f"《{TITLE_109}》（{NUMBER_109}）"] * 2)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("《关于印发《工作方案》的通知》", "《关于印发〈工作方案〉的通知》"),
        ("《转发《办法》和《细则》的通知》", "《转发〈办法〉和〈细则〉的通知》"),
        ("《转发《关于印发《办法》的通知》的函》", "《转发〈关于印发《办法》的通知〉的函》"),
        ("《转发《关于印发〈办法〉的通知》的函》", "《转发〈关于印发《办法》的通知〉的函》"),
        ("《关于印发\n《工作方案》的通知》", "《关于印发\n〈工作方案〉的通知》"),
    ],
)
def test_double_marks_inside_double_marks(wrong: str, right: str) -> None:
    line = f"现将{wrong}（云政办发〔2023〕5号）转给你们，另见《条例》。"
    (found,) = findings(NESTED, line)
    assert found.fix is not None
    assert found.fix.applicability is Applicability.SAFE
    assert found_texts(NESTED, line) == [wrong]
    assert mended(NESTED, line) == line.replace(wrong, right)
    assert findings(NESTED, mended(NESTED, line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "《关于印发〈工作方案〉的通知》、《关于印发<工作方案>的通知》、《办法》《细则》",
        "《关于印发《工作方案》的通知。以及《办法》",
        "关于印发《工作方案》》的通知",
        "《转发〈关于印发《办法》的通知〉的函》",
        "《关于〈方案》〉的通知》",
        "《",
        "》《》",
    ],
)
def test_right_or_unpaired_marks(line: str) -> None:
    assert findings(NESTED, line) == []


def test_a_long_title_is_cut_in_the_message() -> None:
    (found,) = findings(NESTED, f"《{TITLE_30.replace('〈', '《').replace('〉', '》')}》")
    assert len(found.values["title"]) == 40
    assert found.values["title"].endswith("…")


@given(st.text(st.sampled_from("《》〈〉甲乙。\n"), max_size=40))
def test_fixed_marks_stay_fixed(line: str) -> None:
    text = report_text(f"甲{line}乙")
    edits = [edit for found in NESTED.run(context(text)) if found.fix for edit in found.fix.edits]
    spans = sorted(edit.span for edit in edits)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for edit in sorted(edits, key=lambda one: one.span, reverse=True):
        text = text[: edit.span.start] + edit.content + text[edit.span.end :]
    assert list(NESTED.run(context(text))) == []
