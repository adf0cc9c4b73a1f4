"""Markdown without its marks: what is read, where it stands, and what an edit writes."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.documents import EditError, open_document
from linter.rulebook import load
from linter.text.edits import Edit, apply_edits
from linter.text.source import Source, Span
from tests.documents.html.test_places import check_places
from tests.linting import lint


def text(markdown: str) -> str:
    return open_document(markdown.encode(), "a.md").source.text


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "# 标题\n\n## 一、总体情况\n正文。\r\n| 甲 | 0 |\n| --- | --- |\n",
        "* 甲\n* 乙\n3 * 4 = 12\n",
        "a_b_c *\n",
    ],
)
def test_a_file_without_marks_is_plain_text(markdown: str) -> None:
    assert open_document(markdown.encode(), "a.md").source == Source("a.md", markdown)


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("**一、总体情况**", "一、总体情况\n"),
        ("## **一、**总体*情况* ##\n正文", "## 一、总体情况 ##\n正文\n"),
        ("**1.** 机构\\_名 1\\. 2\\|3", "1. 机构_名 1. 2¦3\n"),
        ("| **12** | a\\|b<br>c | &nbsp; |\n|:--|--:|--|", "| 12 | a¦b c | \xa0 |\n|:--|--:|--|\n"),
        ("依据[《条例》](https://example.com/a_b \"t\")第*五*条", "依据《条例》第五条\n"),
        ("国办发[2019](60号)和[甲](b)", None),
        ("![图](a.png)正文[^1]。\n\n[^1]: 注。", "正文。\n\n 注。\n"),
        ("甲<br/>乙\\\n<span style=\"x\">丙</span>`丁`", "甲\n乙\n丙丁\n"),
        ("__粗__ 甲_乙_丙 2*3", "粗 甲_乙_丙 2*3\n"),
        ("***三***~~旧~~", "三旧\n"),
        ("```\n**甲**\n```\n**乙**", "```\n**甲**\n```\n乙\n"),
        ("前<table><tr><td>甲<td>1</table>后\n**乙**", "前\n| 甲 | 1 | \n后\n乙\n"),
        ("**甲**\n<table>\n\n<tr><td>甲<td>1\n</table>\n\n乙", "甲\n| 甲 | 1 | \n\n乙\n"),
        ("<table><tr><td>甲", "甲\n"),
        ("## 一、甲 {#一甲 .a}\n正文{#}", "## 一、甲 \n正文{#}\n"),
        ("+----+:--:+\n| 项 | 件数 |\n|目  |\\|   |\n+====+====+\n| **规章** | |\n+----+----+\n\n后",
         "| 项目 | 件数¦ | \n| 规章 |  | \n\n后\n"),
        ("+----+----+\n| 甲 | 1 |\n| 合并 |\n+----+----+", None),
        ("+----+----+\n| 甲 | 1 |\n+----+----+----+\n", None),
        ("参见 <https://example.com> 与 <通知>", None),
    ],
)  # fmt: skip
def test_marks_are_no_text(markdown: str, wanted: str | None) -> None:
    assert text(markdown) == (markdown if wanted is None else wanted)


PARTS = st.sampled_from(
    ("**", "*", "_", "__", "`", "~~", "\\", "\\*", "|", "<br>", "<b>", "</b>", "&nbsp;", "&lt;", "[", "](/a)",
     "[^1]", "+---+---+\n", "| 甲 | 1 |\n", "<table><tr><td>", "<td>", "</table>", "\n",
     "\r\n", "```", "# ", " ", "<!--", "-->", "![x](y)")
)  # fmt: skip
MARKDOWN = st.lists(PARTS | st.text("甲乙一、。1 ", max_size=5), max_size=20).map("".join)


@settings(deadline=None, max_examples=300)
@given(MARKDOWN)
def test_every_character_stands_where_it_is_said_to(markdown: str) -> None:
    source = open_document(markdown.encode(), "a.md").source
    if source.original is None:
        assert source.text == markdown
    else:
        check_places(source)


@settings(deadline=None, max_examples=200)
@given(MARKDOWN, st.text("甲丁*_|<\\9", min_size=1, max_size=4))
def test_what_is_edited_is_read_back(markdown: str, new: str) -> None:
    data = f"**甲**首{markdown}".encode()
    source = open_document(data, "a.md").source
    change = [Edit(Span(1, 2), new)]
    with contextlib.suppress(EditError):
        written = open_document(open_document(data, "a.md").edited(change), "a.md").source.text
        bars = str.maketrans("|", "¦")
        assert written.translate(bars) == apply_edits(source.text, change).translate(bars)


REPORT = """# **云岭市临江区民政局2023年政府信息公开工作年度报告**

根据[《中华人民共和国政府信息公开条例》](https://example.com/tl.html)编制，统计期限为2023年1月1日至12月31日。

## **二、主动公开政府信息情况**

| 第二十条第\\(一\\)项 | | | |
|---|---|---|---|
| **信息内容** | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | **0** | 0 | 0 |
| 行政规范性文件 | *1* | 0 | **10** |

<table><tr><td colspan=2>第二十条第（五）项</td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr>
<tr><td>行政许可</td><td><b>12</b></td></tr></table>
"""


def test_figures_are_found_in_the_file() -> None:
    written = REPORT
    result = lint(open_document(written.encode(), "a.md"), load())
    source = result.source
    assert source.original is not None
    found = {
        (cell.row_key, cell.column_key): (cell.figure.value, source.to_file(cell.span))
        for report in load().parser.parse(source)
        for table in report.tables
        for cell in table.cells
    }
    for key, value in {
        ("normative_documents", "in_force"): 10,
        ("normative_documents", "issued"): 1,
        ("regulations", "issued"): 0,
        ("licensing", "decisions"): 12,
    }.items():
        figure, (own, place) = found[key]
        assert figure == Decimal(value)
        assert own.text == written
        assert own.text[place.start : place.end] == str(value)
    assert not [each for each in result.diagnostics if each.code in ("G801", "C203", "S103")]
