from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.report.values import title as titles
from linter.report.values.title import Title, is_subtitle
from linter.rulebook import load
from tests.corpus.cost import assert_grows_no_faster

_BOOK = load()


def read_title(text: str) -> Title | None:
    return titles.read_title(text, _BOOK.lexicon.words.titles)


WORDS = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"云岭市临江区档案局2023年{WORDS}", Title("云岭市临江区档案局", 2023, WORDS)),
        (f"2023年云岭市临江区档案局{WORDS}", Title("云岭市临江区档案局", 2023, WORDS)),
        (f"云岭市临江区档案局 2023 年{WORDS}。", Title("云岭市临江区档案局", 2023, WORDS)),
        (f"## **云岭市临江区2023年度{WORDS}**", Title("云岭市临江区", 2023, WORDS)),
        (f"云岭市临江区档案局\n2023年{WORDS}", Title("云岭市临江区档案局", 2023, WORDS)),
        (f"临江区档案局二〇二三年{WORDS}", Title("临江区档案局", 2023, WORDS)),
        (f"临江区档案局二○一八年{WORDS}", Title("临江区档案局", 2018, WORDS)),
        (f"大 中 小 临江区档案局2023年{WORDS}", Title("临江区档案局", 2023, WORDS)),
        (f"关于临江区档案局2023年{WORDS}", Title("临江区档案局", 2023, WORDS)),
        ("临江区2017年政府信息公开年报告", Title("临江区", 2017, "政府信息公开年报告")),
        ("临江区2016年政务公开工作报告", Title("临江区", 2016, "政务公开工作报告")),
        (f"2023年{WORDS}", Title(None, 2023, WORDS)),
        (WORDS, Title(None, None, WORDS)),
        (f"临江区档案局{WORDS}", Title("临江区档案局", None, WORDS)),
        (f"临江区2023年{WORDS}(草案)", Title("临江区", 2023, WORDS)),
        (f"临江区{WORDS}(2023年度)", Title("临江区", 2023, WORDS)),
        (f"临江区{WORDS}\n(二○二三年)", Title("临江区", 2023, WORDS)),
    ],
)
def test_titles(text: str, title: Title) -> None:
    assert read_title(text) == title


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023年工作总结报告",
        f"《临江区2023年{WORDS}》解读",
        f"按照要求,现发布临江区2023年{WORDS}",
        f"现公布云岭市临江区民政局2023年{WORDS}。",
        f"现发布临江区2023年{WORDS}",
        f"特编制临江区2023年{WORDS}",
        f"上一篇:临江区2022年{WORDS}",
        f"临江区2023年{WORDS}如下",
        "政府信息公开工作年度报告" + "很长" * 40,
    ],
)
def test_lines_that_are_no_title(text: str) -> None:
    assert read_title(text) is None


PARTS = (
    ("", "云岭市", "云岭市水务局", "《"),
    ("", "2023年", "二〇二三年度", "(2023)"),
    ("", "政府信息公开", "信息公开", "公开"),
    ("", "工作", "\n"),
    ("", "年度报告", "报告", "年度"),
    ("", "。", "》", "*", "(草案)", " 2"),
)


@given(st.tuples(*map(st.sampled_from, PARTS)).map("".join))
def test_any_text_is_a_title_or_not(text: str) -> None:
    title = read_title(text)
    assert title is None or title.words.rstrip("。").endswith("报告") or "报告" in title.words


@pytest.mark.parametrize("stuff", ["2023年", "政府信息公开", "二〇", "公开" * 5, "报告", "("])
def test_long_lines_cost_little(stuff: str) -> None:
    read_title((stuff * 80)[:80])
    assert_grows_no_faster(lambda size: read_title(stuff * size), 10_000)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("(2023年度)", True),
        ("( 2023 年 )\n", True),
        ("2023年度", True),
        ("2023年", False),
        ("2023年1月", False),
    ],
)
def test_a_year_below_a_title(text: str, is_one: bool) -> None:
    assert is_subtitle(text) is is_one
