from __future__ import annotations

import random
from collections.abc import Callable
from itertools import accumulate

import pytest

from linter.diagnostic import Diagnostic
from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.corpus import build, example, random_style
from tests.corpus.cost import assert_grows_no_faster
from tests.linting import lint
from tests.test_lint import applied

FULL = "我局认真落实条例，压实责任，细化措施；建立台账（含电子台账），逐件登记，逐项销号：无一超期。"
REPORT = (
    "云岭市临江区民政局2023年政府信息公开工作年度报告\n一、总体情况\n{}\n{}\n六、其他需要报告的事项\n无。\n"
)


def found(book: Rulebook, text: str) -> list[Diagnostic]:
    return [
        one for one in lint(open_document(text.encode(), "a.txt"), book).diagnostics if one.code == "G803"
    ]


def mended(book: Rulebook, text: str) -> str:
    """The text when all fixes of one round are made; nothing is left for another."""
    for one in reversed(found(book, text)):
        assert one.fix is not None
        text = applied(text, one.fix)
    assert found(book, text) == []
    return text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("全年公开信息86条,办结申请3件;均已答复。", "全年公开信息86条，办结申请3件；均已答复。"),
        ("主要做法有:建立台账。", "主要做法有：建立台账。"),
        ("增长20%,名列前茅。", "增长20%，名列前茅。"),
        ("印发《工作要点》,抓好落实。", "印发《工作要点》，抓好落实。"),
        ("工作机制, 提高质量。", "工作机制，提高质量。"),
        ("开通微信,QQ等渠道,发布3条。", "开通微信，QQ等渠道，发布3条。"),
        ("公开1,234条,办结2,其中部分公开1件。", "公开1,234条，办结2，其中部分公开1件。"),
        ("联系电话:0700-1234567。", "联系电话：0700-1234567。"),
        ("见(http://a.cn/b),传真3,邮箱甲,a@b.cn。", "见(http://a.cn/b)，传真3，邮箱甲，a@b.cn。"),
        ("办结3件(含结转1件)。", "办结3件（含结转1件）。"),
        ("办结3件(含结转1件）。", "办结3件（含结转1件）。"),
        ("根据《条例》(以下简称《条例》(修订))办理。", "根据《条例》（以下简称《条例》（修订））办理。"),
        ("办结3件(甲(1))和((2)乙)。", "办结3件（甲(1)）和（(2)乙）。"),
        ("工作做得究竟怎么样?\n好!群众说了算。", "工作做得究竟怎么样？\n好！群众说了算。"),
        ("依据(临江政办发〔2023〕1号)办理。", "依据（临江政办发〔2023〕1号）办理。"),
    ],
)
def test_marks_between_han_become_wide(book: Rulebook, wrong: str, right: str) -> None:
    text = REPORT.format(wrong, FULL)
    assert all(one.related or one.fix for one in found(book, text))
    assert found(book, text)
    assert mended(book, text) == REPORT.format(right, FULL)


@pytest.mark.parametrize(
    "words",
    [
        FULL,
        "每天8:30至17:30接待，公开信息1,234条，比例为3:1。",
        "网址：http://www.example.cn/a,b;c:d?e=1，邮箱：a@b.cn。",
        "网址:http://www.example.cn，联系人:Li。",
        "网址为http://www.example.cn/公开,年报/index(首页).html，可以查阅。",
        "详见[年报](http://www.example.cn/a(首页).html)和![图解](图解(正式版).png)两处内容。",
        "附件《年报(公开版).pdf》、统计表(终稿).xlsx均已发布。",
        "支持IPv6 (Internet Protocol, version 6)，性能良好。",
        "执行临江政办发(2023)12号文件的规定。",
        "(一)主动公开。全年公开信息86条。",
        "(1)机构职能。办公地址按时更新。",
        "1,机构职能按时更新，办公地址按时公开。",
        "一是(一)项，二是(2)项，均已公开。",
        "括号只有一半(没有另一半，算不清楚。",
        "只有右边一半)也算不清楚。",
        "?条例?实施以来，各项工作有序推进。",
        "单位:万元",
        "附件:1.情况统计表",
        "信息内容 | 说明(单位:件),其他 |",
    ],
)
def test_what_has_half_width_marks_of_its_own_is_left(book: Rulebook, words: str) -> None:
    assert found(book, REPORT.format(words, FULL)) == []


def test_one_finding_a_paragraph_with_the_places_as_related(book: Rulebook) -> None:
    text = REPORT.format("甲乙丙丁,戊己(庚辛)壬癸。", FULL + "\n公开信息86条;办结申请3件。")
    first, second = found(book, text)
    assert text[first.span.start : first.span.end] == ","
    assert [text[one.span.start : one.span.end] for one in first.related] == ["(", ")"]
    assert text[second.span.start : second.span.end] == ";"
    assert second.related == ()
    assert first.message == "中文行文里用了半角标点（3处，如“甲乙丙丁,戊己(庚辛)”），应当使用全角标点"


def test_half_width_throughout_is_one_finding_on_the_title(book: Rulebook) -> None:
    half = FULL.translate(str.maketrans("，；：（）", ",;:()"))
    text = REPORT.format(half, half)
    (whole,) = found(book, text)
    assert whole.span.start == 0
    assert whole.related == ()
    assert "全文" in whole.message
    assert mended(book, text) == REPORT.format(FULL, FULL)


def test_brackets_may_be_half_width_throughout_while_commas_are_not(book: Rulebook) -> None:
    line = "办结申请3件(含结转1件)，均已答复。"
    text = REPORT.format("\n".join([line] * 3), "公开信息86条,办结申请3件，均已答复，没有超期。")
    whole, single = found(book, text)
    assert "6处" in whole.message
    assert text[single.span.start] == ","
    assert "(" not in mended(book, text)


@pytest.mark.parametrize("seed", range(60))
def test_generated_reports_have_one_when_they_are_half_width(book: Rulebook, seed: int) -> None:
    rng = random.Random(seed)
    build(rng)
    half = random_style(rng).half
    text = example(seed).text
    assert len(found(book, text)) == half
    if half:
        before = lint(open_document(text.encode(), "a.txt"), book).diagnostics
        after = lint(open_document(mended(book, text).encode(), "a.txt"), book).diagnostics
        assert [one.code for one in after] == [one.code for one in before if one.code != "G803"]


@pytest.mark.parametrize(
    "words",
    [
        lambda size: "(" * size,
        lambda size: "甲," * size,
        lambda size: "(甲" * (size // 2) + ")" * (size // 2),
        lambda size: "甲(乙)," * size,
        lambda size: "甲&nbsp;乙," * size,
        lambda size: "://甲,乙/" * size,
        lambda size: "](甲(乙)" * size,
        lambda size: "[(" * size + ")]" * size,
    ],
)
def test_time_is_linear(book: Rulebook, words: Callable[[int], str]) -> None:
    assert_grows_no_faster(lambda size: found(book, REPORT.format(words(size) + "。", FULL)), 2_000)


def test_offsets_rise(book: Rulebook) -> None:
    half = FULL.translate(str.maketrans("，；：（）", ",;:()"))
    (whole,) = found(book, REPORT.format(half, half))
    assert whole.fix is not None
    starts = [edit.span.start for edit in whole.fix.edits]
    assert starts == list(accumulate(starts, max))
