"""What pages put into the line of a title is set apart from it."""

from __future__ import annotations

import pytest

from linter.report.lexicon import Lexicon
from linter.report.structure.title_lines import title_breaks, title_end
from linter.rulebook import Rulebook
from linter.text.source import Source
from tests.linting import codes_of
from tests.samples import HEADINGS
from tests.samples.layouts import TITLE

SECTIONS = f"{HEADINGS[0]}\n平稳。\n{HEADINGS[1]}\n无。\n"


@pytest.mark.parametrize(
    "before",
    [
        "标题：",
        "标 题：",
        "名　　称: ",
        "信息名称：",
        "索引号：LJ-2024-3 主题分类：其他 名称：",
        "[年报]",
        "【政府信息公开年报】 ",
        "[2023年] ",
    ],
)
def test_labels_and_tags_before_a_title_are_none_of_it(book: Rulebook, before: str) -> None:
    (found,) = book.parser.parse(Source("a.txt", f"首页\n{before}{TITLE}\n{SECTIONS}"))
    assert (found.title, found.issuer, found.year) == (TITLE, "云岭市临江区档案局", 2023)


@pytest.mark.parametrize(
    "behind",
    [
        "-云岭市人民政府",
        "_政府信息公开年报_云岭市临江区人民政府门户网站",
        " - 云岭市临江区人民政府",
        "—临江区政府网",
    ],
)
def test_names_of_channels_and_sites_behind_a_title_are_none_of_it(book: Rulebook, behind: str) -> None:
    (found,) = book.parser.parse(Source("a.txt", f"{TITLE}{behind}\n{SECTIONS}"))
    assert found.title == TITLE


def test_a_label_before_a_title_without_body_shows_what_it_lacks(book: Rulebook) -> None:
    (found,) = book.parser.parse(Source("a.txt", f"标题：2023年政府信息公开工作年度报告\n{SECTIONS}"))
    assert found.title == "2023年政府信息公开工作年度报告"
    assert found.issuer is None


def test_a_labelled_title_above_the_title_is_the_same(book: Rulebook) -> None:
    text = f"名称：{TITLE}\n索引号：LJ-3\n{TITLE}\n{SECTIONS}"
    (found,) = book.parser.parse(Source("a.txt", text))
    assert found.title_span is not None
    assert found.title_span.start == text.rindex(TITLE)


@pytest.mark.parametrize(
    "line",
    [
        f"附件:{TITLE}",
        f"附件1:{TITLE}",
        f"现公布如下:{TITLE}",
        f"{TITLE}-解读",
        f"{TITLE}-图解-临江区政府网",
        f"[解读]{TITLE}",
        f"标题:关于{TITLE}的通知",
        f"{TITLE}-第3页,共5页",
        f"{TITLE}-",
        "2023年政府信息公开工作年度报告-临江区政府网",  # nothing tells whose it is
        "[临江区]2023年政府信息公开工作年度报告",
        "加强督查,通报-整改-报告-销号闭环管理",
        "全年报告-答复平均4天。",
        f"《{TITLE}》-目录",
    ],
)
def test_other_lines_stay_as_they_are(lexicon: Lexicon, line: str) -> None:
    assert [*title_breaks(f"{line}\n", lexicon)] == []


def test_a_label_and_its_title_are_no_fault(book: Rulebook) -> None:
    text = f"标题：{TITLE}\n{SECTIONS}"
    assert not {"S100", "G801", "G806"} & set(codes_of(text))


def test_where_a_title_ends() -> None:
    assert title_end(f"{TITLE} 见下\n", 0) == len(TITLE)
    assert title_end(f"{TITLE}\n", 0) is None
