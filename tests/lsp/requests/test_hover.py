"""What an editor is told of a place: whole cards, and that no place is told wrong."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from lsprotocol import types

from linter.app.editor.analysis import analyze
from linter.checks.identities.arithmetic import Verdict
from linter.checks.identities.identities import IdentityCheck, shares
from linter.lsp.conversion.position import PositionCodec
from linter.lsp.requests.hover.handler import hover_at, hover_entries
from linter.lsp.requests.hover.markup import markdown, plain
from linter.text.source import Segment, Source, SourceMap, Span
from tests.lsp.marked import (
    ENCODINGS,
    FIXTURES,
    TITLE,
    at_cursor,
    checked,
    position,
    read,
    settings_cache,
    shifted,
)

TABLE = """\
三、收到和处理政府信息公开申请情况
申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
一、本年新收政府信息公开申请数量 | 222 | 0 | 0 | 0 | 0 | 0 | 222 |
二、上年结转政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |
（七）总计 | 227 | 0 | 0 | 0 | 0 | 0 | 228 |
四、结转下年度继续办理 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
"""


def told(text: str) -> str:
    """The cards at the mark, in Markdown."""
    return markdown(hover_entries(*at_cursor(text)))


def test_a_figure_is_told_with_its_identities_and_what_is_wrong_with_it() -> None:
    found = told(TITLE + TABLE.replace("| 5 | 0", "| ‸5 | 0"))
    assert found == (
        "**表三（收到和处理政府信息公开申请情况）：“二、上年结转政府信息公开申请数量”行“自然人”列**\n"
        "\n"
        "- 数值：5\n"
        "- 勾稽 N501：本年新收政府信息公开申请数量 + 上年结转政府信息公开申请数量 ＝ "
        "总计 + 结转下年度继续办理：222 + 5 = 227，227 + 0 = 227 ✓\n"
        "- 勾稽 N502：自然人 + 商业企业 + 科研机构 + 社会公益组织 + 法律服务机构 + 其他 ＝ 总计：5，5 ✓"
    )


def test_a_row_is_told_by_its_label() -> None:
    found = told(TITLE + TABLE.replace("（七）总计", "（七）总‸计"))
    assert found.startswith("**错误 T402 表格缺行**")  # the test's table is no whole one
    assert found.endswith(
        "\n\n---\n\n"
        "**表三（收到和处理政府信息公开申请情况）：“（七）总计”行**\n"
        "\n"
        "- 各列：自然人 227，商业企业 0，科研机构 0，社会公益组织 0，法律服务机构 0，其他 0，总计 228\n"
        "- 勾稽 N502：自然人 + 商业企业 + 科研机构 + 社会公益组织 + 法律服务机构 + 其他 ＝ 总计："
        "227，228 ✗ 相差 1"
    )


def test_a_column_is_told_by_its_label() -> None:
    found = told(TITLE + TABLE.replace("| 科研机构 |", "| 科研‸机构 |"))
    assert found == (
        "**表三（收到和处理政府信息公开申请情况）：“科研机构”列**\n"
        "\n"
        "- 勾稽 N501：本年新收政府信息公开申请数量 + 上年结转政府信息公开申请数量 ＝ "
        "总计 + 结转下年度继续办理：0 + 0 = 0，0 + 0 = 0 ✓\n"
        "- 勾稽 N503：予以公开 + 部分公开 + 不予公开 + 无法提供 + 不予处理 + 其他处理 ＝ 总计："
        "有空格或读不准的数，无法判断"
    )


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12宗", "12宗，读作 12"),
        ("/", "“/”，作没有填写看"),
        ("若干", "“若干”不是数字"),
        ("1,234", "1,234，读作 1234"),
    ],
)
def test_the_value_of_a_cell_in_words(cell: str, value: str) -> None:
    found = told(TITLE + TABLE.replace("| 5 | 0", f"| ‸{cell} | 0"))
    assert f"- 数值：{value}\n" in found


def test_a_figure_that_lost_its_column() -> None:
    found = told(TITLE + TABLE.replace("| 5 | 0 | 0 | 0 | 0 | 0 | 5 |", "| ‸5 | 2 | 5 ||||||"))
    assert "：“二、上年结转政府信息公开申请数量”行**\n\n- 数值：5，在哪一列无法确定" in found


def test_a_superseded_number_is_told_as_a_finding_and_as_a_document() -> None:
    found = plain(
        hover_entries(*at_cursor(TITLE + "按照国办公开办函〔‸2019〕60号要求编制。\n一、总体情况\n"))
    )
    assert found.startswith(
        "错误 C204 引用文件过时\n"
        "2023年度的报告引用了已被取代的“国办公开办函〔2019〕60号”，应改引国办公开办函〔2021〕30号\n"
        "修复：改引国办公开办函〔2021〕30号（需人工确认后修复）\n"
        "建议："
    )
    assert found.endswith(
        "\n\n《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》\n"
        "文号：国办公开办函〔2019〕60号\n"
        "作为年报依据：2019年度至2020年度\n"
        "2023年度的报告：不适用，应引《国务院办公厅政府信息与政务公开办公室关于印发"
        "〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
    )
    for label in ("依据：", "查什么：", "为什么："):
        assert f"\n{label}" in found


def test_a_title_is_told_by_the_year_of_the_report() -> None:
    text = "依据《中华人民共和国‸政府信息公开条例》编制。\n一、总体情况\n"
    assert told(TITLE + text) == (
        "**《中华人民共和国政府信息公开条例》**\n"
        "\n"
        "- 文号：国务院令第711号\n"
        "- 作为年报依据：2019年度起\n"
        "- 2023年度的报告：适用\n"
        "- 原文：<https://www.gov.cn/zhengce/content/2019-04/15/content_5382991.htm>"
    )
    assert "国务院令第492号\n- 作为年报依据：至2018年度止" in told(TITLE.replace("2023", "2016") + text)


def test_a_number_that_is_more_likely_a_slip_is_told_as_a_finding_only() -> None:
    found = told(TITLE + "按照国办公开办函〔2019〕‸61号要求编制。\n一、总体情况\n")
    assert found.startswith("**错误 C202 文号有误**")
    assert "规范政府信息公开平台" not in found


def test_the_period_is_told_as_it_was_read() -> None:
    sound = "统计期限自2023年1月‸1日起至12月31日止。\n一、总体情况\n"
    assert told(TITLE + sound) == (
        "**统计期限**\n\n- 读到：2023年1月1日至2023年12月31日\n- 核对：与报告年度2023年一致"
    )
    found = told(TITLE + sound.replace("12月31日", "11月30日"))
    assert found.startswith("**错误 P302 统计期限不全**")
    assert found.endswith("- 读到：2023年1月1日至2023年11月30日\n- 应为：2023年1月1日至2023年12月31日")


def test_a_heading_is_told_by_the_format() -> None:
    found = told(TITLE + "一、概‸述\n全年公开信息86条。\n")
    assert found.startswith("**错误 S104 标题用语过时**")
    assert found.endswith(
        "**一、总体情况**\n\n"
        "- 规定：第一部分，共六部分\n- 用语：旧格式的标题\n- 依据：国办公开办函〔2021〕30号"
    )
    old = told(TITLE.replace("2023", "2016") + "一、概‸述\n全年公开信息86条。\n")
    assert old == (
        "**一、概述**\n\n- 规定：只规定写什么，不规定标题的写法\n"
        "- 依据：《中华人民共和国政府信息公开条例》（国务院令第492号）"
    )


def test_nothing_is_told_where_nothing_is_known() -> None:
    for text in ("‸", "通知‸\n各单位：", "\x00‸", TITLE + "全年公‸开信息86条。\n一、总体情况\n甲。"):
        found, offset = at_cursor(text)
        shown = [
            entry
            for entry in hover_entries(found, offset)
            if not entry.title.startswith(("提示", "警告", "错误"))
        ]
        assert shown == []
    notice = analyze("通知\n各单位：", settings_cache().settings_for("/nowhere/通知.txt"))
    assert hover_at(notice, types.Position(0, 1), PositionCodec(), []) is None
    assert hover_at(notice, types.Position(70, 70), PositionCodec(), []) is None


def test_markdown_shows_the_text_of_the_report_as_it_is() -> None:
    found = told(TITLE + TABLE.replace("| 5 | 0", "| ‸<b>5</b>*_ | 0"))
    assert r"“\<b\>5\</b\>\*\_”不是数字" in found


def test_the_client_chooses_the_form() -> None:
    found, offset = at_cursor(TITLE + "‸一、总体情况\n甲。\n")
    at = position(found, offset, PositionCodec())
    for forms, kind in (
        ([types.MarkupKind.Markdown, types.MarkupKind.PlainText], types.MarkupKind.Markdown),
        ([types.MarkupKind.PlainText, types.MarkupKind.Markdown], types.MarkupKind.PlainText),
        ([], types.MarkupKind.PlainText),
    ):
        shown = hover_at(found, at, PositionCodec(), forms)
        assert shown is not None
        assert isinstance(shown.contents, types.MarkupContent)
        assert shown.contents.kind == kind
        assert shown.contents.value.startswith("**") == (kind == types.MarkupKind.Markdown)


def test_a_page_is_told_where_its_own_text_stands() -> None:
    """The text of a page lies in pieces between its tags; there nothing is told of tags."""
    found = checked(TITLE + "一、总体情况\n甲。\n")
    text = found.source.text
    start = text.index("一、总体情况")
    page = Source("报告.txt", f"<h1>{text[: start - 1]}</h1><h2>一、<b>总体情况</b></h2>")
    inner = page.text.index("总体情况")
    head = page.text.index("一、")
    pieces = (
        Segment(Span(0, start - 1), Span(4, start + 3)),
        Segment(Span(start, start + 2), Span(head, head + 2)),
        Segment(Span(start + 2, start + 6), Span(inner, inner + 4)),
    )
    source = Source("报告.txt", text, original=page, source_map=SourceMap(pieces))
    shown = hover_at(found._replace(source=source), types.Position(0, inner + 1), PositionCodec(), [])
    assert shown is not None
    assert shown.range == types.Range(types.Position(0, head), types.Position(0, inner + 4))
    assert hover_at(found._replace(source=source), types.Position(0, 1), PositionCodec(), []) is None


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(
            path, id=path.stem, marks=() if path.stem[:2] in ("07", "08", "09") else pytest.mark.slow
        )
        for path in FIXTURES
    ],
)
def test_every_place_can_be_asked_about_and_the_answer_holds_it(path: Path) -> None:
    found = analyze(shifted(read(path)), settings_cache().settings_for(str(path)))
    own = found.source.file
    assert len(own.text) > 300
    codecs = cycle(PositionCodec(encoding) for encoding in ENCODINGS)  # each comes to every place in turn
    answered = 0
    for offset, codec in zip(range(0, len(own.text) + 1, 3), codecs, strict=False):
        at = position(found, offset, codec)
        shown = hover_at(found, at, codec, [types.MarkupKind.Markdown])
        if shown is None or own.text[offset - 1 : offset + 1] == "\r\n":  # no cursor stands within a line end
            continue
        answered += 1
        assert codec.offset(own, at) == offset
        assert shown.range is not None
        assert shown.range.start <= at <= shown.range.end
        assert isinstance(shown.contents, types.MarkupContent)
        assert shown.contents.value
    assert answered > 20 or not found.reports


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_hover_and_findings_never_disagree_on_an_identity(path: Path) -> None:
    """A rule on identities finds something in a table if and only if some cell is told that it is broken; one
    that defers may leave it to a rule of the other direction."""
    found = checked(read(path), path.name)
    for context in map(found.context, found.reports):
        rules = found.book.rules_for(context.report.generation)
        for rule in (rule for rule in rules if isinstance(rule.check, IdentityCheck)):
            assert isinstance(rule.check, IdentityCheck)
            broken = [
                share
                for table in context.report.tables
                for cell in table.cell.values()
                for share in shares(table, rule.check, cell.row_key, cell.column_key)
                if share.judgement.verdict in (Verdict.BROKEN, Verdict.BROKEN_IF_BLANKS_ARE_ZERO)
            ]
            finds = any(rule.check.run(context))
            across = [
                other.check
                for other in rules
                if isinstance(other.check, IdentityCheck) and other.check.each != rule.check.each
            ]
            left = rule.check.defers and any(any(check.run(context)) for check in across)
            assert bool(broken) == finds or (broken and left)
