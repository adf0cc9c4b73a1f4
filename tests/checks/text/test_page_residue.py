from __future__ import annotations

import pytest

from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.corpus.cost import assert_grows_no_faster
from tests.linting import lint
from tests.test_lint import applied

HEAD = "云岭市临江区民政局2023年政府信息公开工作年度报告\n"
BODY = "一、总体情况\n全年公开信息86条。\n{}\n答复均在期限之内。\n二、主动公开政府信息情况\n"
TABLE = "行政许可 | {} |\n"
END = "六、其他需要报告的事项\n本年度未收取信息处理费。\n"


def found(book: Rulebook, text: str) -> list[str]:
    """The places of the finding, in order; at most one finding."""
    places = [
        one for one in lint(open_document(text.encode(), "a.txt"), book).diagnostics if one.code == "G801"
    ]
    assert len(places) <= 1
    return [
        text[span.start : span.end] for one in places for span in (one.span, *(r.span for r in one.related))
    ]


def mended(book: Rulebook, text: str) -> str:
    """The text when every fix has been made, as often as there is one."""
    for _ in range(5):
        fixes = [
            one.fix
            for one in lint(open_document(text.encode(), "a.txt"), book).diagnostics
            if one.code == "G801"
        ]
        if not fixes or fixes[0] is None:
            return text
        text = applied(text, fixes[0])
    raise AssertionError("the fix does not come to an end")


@pytest.mark.parametrize(
    ("words", "places", "right"),
    [
        ("办结<b>申请</b>3件。", ["<b>", "</b>"], "办结申请3件。"),
        ("办结申请3件；<br>答复3件。", ["<br>"], "办结申请3件；\n答复3件。"),
        ("<p>办结申请3件。</p>", ["<p>", "</p>"], "办结申请3件。"),
        ("办结申请&nbsp;3件&mdash;均已答复。", ["&nbsp;", "&mdash;"], "办结申请 3件—均已答复。"),
        ("办结&amp;nbsp;3件。", ["&amp;"], "办结 3件。"),
        ("&#13;办结&#65279;3件。", ["&#13;", "&#65279;"], " 办结&#65279;3件。"),
        ("办结申请3件。 2100433B", [" 2100433B"], "办结申请3件。"),
        (
            "办结申请3件。\n  字号：[大 中 小]\n上年结转1件。",
            ["字号：[大 中 小]"],
            "办结申请3件。\n上年结转1件。",
        ),
        (
            "首页 > 年报 > 正文\n办结<i>3</i>件。",
            ["首页 > 年报 > 正文", "<i>", "</i>"],
            "办结3件。",
        ),
        ("", [], ""),
        ("同意甲<乙、丙>丁，开展R&D统计；a<b时从略。", [], "同意甲<乙、丙>丁，开展R&D统计；a<b时从略。"),
        ("转发《关于印发<工作要点>的通知》。", [], "转发《关于印发<工作要点>的通知》。"),
        ("编号1234567B的项目。", [], "编号1234567B的项目。"),
        ("a1b2c3.png", [], "a1b2c3.png"),
        (
            "清理“<br>”标签和‘<p>’标签；“<b>三审</b>”。",
            ["<b>", "</b>"],
            "清理“<br>”标签和‘<p>’标签；“三审”。",
        ),
        ("网站全年访问量：1286人次", [], "网站全年访问量：1286人次"),
        ("“云岭民政”阅读量：1286", [], "“云岭民政”阅读量：1286"),
        ("2024-01-20 浏览次数：12", ["2024-01-20 浏览次数：12"], None),
        ("公开方式：主动公开86条", [], "公开方式：主动公开86条"),
        ("信息审核：实行三审三校，全年86条", [], "信息审核：实行三审三校，全年86条"),
        ("来源：来信来访、热线和网上留言，共86件", [], "来源：来信来访、热线和网上留言，共86件"),
        ("今天是2023年最后一天", [], "今天是2023年最后一天"),
        ("统一编码 1234567B", [], "统一编码 1234567B"),
    ],
)
def test_what_is_left_in_the_text_is_found_and_taken_out(
    book: Rulebook, words: str, places: list[str], right: str | None
) -> None:
    text = HEAD + BODY.format(words) + END
    body = BODY.replace("{}\n", "") if right is None else BODY.format(right)  # the whole line goes
    assert found(book, text) == places
    assert mended(book, text) == HEAD + body + END


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
def test_a_line_goes_with_its_end_and_a_break_has_the_end_of_the_others(book: Rulebook, eol: str) -> None:
    text = (HEAD + BODY.format("分享到：\n甲；</p>乙。") + END).replace("\n", eol)
    assert mended(book, text) == (HEAD + BODY.format("甲；\n乙。") + END).replace("\n", eol)


@pytest.mark.parametrize(
    ("before", "under", "behind"),
    [
        ("首页 > 政务公开 > 年报\n", "", ""),
        ("<div class='nav'>\n", "来源：区民政局  发布时间：2024-01-20\n\n字号：[大 中 小]\n", ""),
        ("", "<p>\n", "</p>\n</div>\n"),
        ("", "作者：办公室\n来源：区民政局\n点击：3\n", "浏览次数：3\n2024-01-20\n"),
        ("", "<div>\n听全文\n</div>\n", "</div>\n<div class='foot'>\n联系我们\n</div>\n"),
        ("", "听全文\n【字号：大\n中\n小】\n", "临江区民政局\n来源：区民政局\n您是第3位访问者\n"),
        ("", "", "打印本页\n2100433B\n"),
        ("", "", "分享到：\n上一篇：没有了\n<script>\n"),
    ],
)
def test_what_stands_around_the_text_is_no_fault_of_it(
    book: Rulebook, before: str, under: str, behind: str
) -> None:
    assert found(book, before + HEAD + under + BODY.format("") + END + behind) == []


def test_a_label_alone_may_be_the_reports_own_and_one_in_a_row_is_the_pages(book: Rulebook) -> None:
    alone = HEAD + BODY.format("设立专窗。\n服务对象：企业和群众\n全年办理3件。") + END
    assert found(book, alone) == []
    row = HEAD + BODY.format("设立专窗。\n服务对象：企业和群众\n有效性：有效\n全年办理3件。") + END
    assert found(book, row) == ["服务对象：企业和群众", "有效性：有效"]


def test_tags_of_tables_are_found_and_left_to_a_person(book: Rulebook) -> None:
    text = HEAD + BODY.format("<td>行政许可</td><td>3</td>") + END
    assert found(book, text) == ["<td>", "</td>", "<td>", "</td>"]
    assert mended(book, text) == text


def test_tags_in_cells_are_found(book: Rulebook) -> None:
    text = HEAD + BODY.format("") + TABLE.format("<b>3</b>") + END
    assert found(book, text) == ["<b>", "</b>"]
    assert mended(book, text) == HEAD + BODY.format("") + TABLE.format("3") + END


@pytest.mark.parametrize("words", ["甲<br>", "甲&nbsp;", "<b>", "甲\n分享到：\n"])
def test_time_is_linear(book: Rulebook, words: str) -> None:
    assert len(found(book, HEAD + BODY.format(words * 2_000) + END)) > 1
    assert_grows_no_faster(lambda size: found(book, HEAD + BODY.format(words * size) + END), 1_000)
