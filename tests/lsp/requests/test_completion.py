"""What an editor offers while a report is typed: what, in which order, and in the place of what."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from lsprotocol import types

from linter.app.editor.analysis import analyze
from linter.app.editor.settings_cache import SettingsCache
from linter.lsp.conversion.position import PositionCodec
from linter.lsp.requests.completion.handler import OPTIONS, candidates, completion_items_at
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

HEADINGS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
PERIOD = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
FORMAT = (
    "国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知"
    "》（国办公开办函〔2021〕30号）"
)


def offered(text: str, name: str = "报告.txt") -> list[tuple[str, str]]:
    """At the mark: what would be replaced, and by what."""
    found, offset = at_cursor(text, name)
    return [(found.source.file.slice(offer.span), offer.text) for offer in candidates(found, offset)]


def texts(text: str, name: str = "报告.txt") -> list[str]:
    return [new for _, new in offered(text, name)]


def test_an_empty_line_is_offered_the_headings_that_are_missing_and_the_period() -> None:
    assert offered(TITLE + "‸") == [("", text) for text in (*HEADINGS, PERIOD)]
    begun = TITLE + "一、总体情况\n全年公开信息86条。\n‸\n四、政府信息公开行政复议、行政诉讼情况\n无。\n"
    assert texts(begun) == [*HEADINGS[1:3], *HEADINGS[4:], PERIOD]


@pytest.mark.parametrize(
    ("line", "typed", "heading"),
    [
        ("三‸", "三", 2),
        ("三、收到‸", "三、收到", 2),
        ("三.收到‸", "三.收到", 2),
        ("　　三、‸", "三、", 2),
        ("## 二、主‸", "二、主", 1),
        ("# ‸", "", 0),
        ("收到和处‸", "收到和处", 2),
        ("其他需要‸", "其他需要", 5),
        ("概‸", "概", 0),  # as it was called of old
        ("五、存在不足‸", "五、存在不足", 4),
    ],
)
def test_a_heading_replaces_what_was_typed_of_it(line: str, typed: str, heading: int) -> None:
    assert (typed, HEADINGS[heading]) in offered(TITLE + line, "报告.md")


def test_no_heading_is_offered_in_the_midst_of_a_sentence_or_of_a_table() -> None:
    for line in ("我局的总体‸", "总体情况是好的。‸", "| 总体 | ‸", "‸全年公开信息86条。", "（‸"):
        assert [text for text in texts(TITLE + line) if text in HEADINGS] == []


def test_the_generation_decides_the_headings() -> None:
    assert texts(TITLE.replace("2023", "2016") + "一、‸") == ["一、概述"]
    assert texts(TITLE.replace("2023", "2020") + "一、‸")[0] == HEADINGS[0]


def test_a_file_without_a_title_goes_by_its_name_and_without_a_year_by_none() -> None:
    assert texts("‸", "2023年年报.txt") == [*HEADINGS, PERIOD]
    undated = [*HEADINGS, PERIOD.replace("2023", "{{year}}")]
    assert texts("‸", "年报.txt") == undated
    assert texts("‸", "2022-2023.txt") == undated


def test_a_sentence_whose_year_is_not_known_has_a_field_for_it_or_is_not_offered() -> None:
    found, _ = at_cursor("‸", "年报.txt")
    start = types.Position(0, 0)
    assert [
        item.label for item in completion_items_at(found, start, PositionCodec(), snippets=False)
    ] == HEADINGS
    last = completion_items_at(found, start, PositionCodec(), snippets=True)[-1]
    assert last.label == "统计期限：本报告所列数据的统计期限自×年1月1日起至×年12月31日止。"
    assert last.insert_text_format == types.InsertTextFormat.Snippet
    assert isinstance(last.text_edit, types.TextEdit)
    assert last.text_edit.new_text == "本报告所列数据的统计期限自$1年1月1日起至$1年12月31日止。"


@pytest.mark.parametrize(
    ("line", "typed", "text"),
    [
        ("全年公开信息86条。本报告‸", "本报告", PERIOD),
        ("统计期限‸", "统计期限", PERIOD[8:]),
        ("本报告所列数据的统计期限自20‸", "本报告所列数据的统计期限自20", PERIOD),
    ],
)
def test_the_period_goes_on_from_what_was_typed(line: str, typed: str, text: str) -> None:
    assert offered(TITLE + "一、总体情况\n" + line) == [(typed, text)]


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("按照国办公‸", "国办公"),
        ("按照国办公开办函‸", "国办公开办函"),
        ("按照国办公开办函〔20‸", "国办公开办函〔20"),
        ("按照国办公开办函〔‸〕", "国办公开办函〔〕"),  # the editor has closed the bracket
        ("按照国办公开办函[2‸]", "国办公开办函[2]"),
        ("按照𠮷《通知》（国办公‸）", "国办公"),
    ],
)
def test_a_number_is_offered_by_its_beginning_the_one_in_force_first(line: str, typed: str) -> None:
    assert offered(TITLE + line) == [(typed, "国办公开办函〔2021〕30号"), (typed, "国办公开办函〔2019〕60号")]
    assert offered(TITLE.replace("2023", "2020") + line) == [
        (typed, "国办公开办函〔2019〕60号"),
        (typed, "国办公开办函〔2021〕30号"),
    ]


def test_a_document_that_the_report_may_not_rest_on_is_shown_as_such() -> None:
    found, offset = at_cursor(TITLE + "按照国办公开办函〔‸")
    first, last = completion_items_at(
        found, position(found, offset, PositionCodec()), PositionCodec(), snippets=True
    )
    assert (first.tags, first.detail) == (
        None,
        "国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知",
    )
    assert last.tags == [types.CompletionItemTag.Deprecated]
    assert last.detail is not None
    assert last.detail.startswith("2023年度的报告不适用：")


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("按照《‸", ""),
        ("按照《‸》", "》"),
        (
            "按照《国务院办公厅政府信息与政务公开办公室关于印‸》",
            "国务院办公厅政府信息与政务公开办公室关于印》",
        ),
        ("按照《年度报告格式‸", "年度报告格式"),
        ("按照《国务院办公厅关于印发〈中华人民共和国政府信息公开工作年度报告‸", None),
    ],
)
def test_titles_are_offered_behind_their_mark_with_their_numbers(line: str, typed: str | None) -> None:
    found = offered(TITLE + line)
    if typed is None:
        assert found == []  # no known title
    else:
        assert found[0] == (typed, FORMAT)


def test_a_title_that_has_a_number_gets_no_other() -> None:
    found = offered(TITLE + "按照《年度报告格式‸》（国办公开办函〔2021〕30号）")
    assert found[0] == ("年度报告格式", FORMAT.partition("》")[0])


def test_a_full_title_without_mark_is_offered_with_marks() -> None:
    assert offered(TITLE + "按照中华人民共和国政府‸")[0] == (
        "中华人民共和国政府",
        "《中华人民共和国政府信息公开条例》（国务院令第711号）",
    )
    for prose in ("积极推进政府信息公开‸", "国‸", "中华人‸", "我局‸", "2023年‸"):
        assert offered(TITLE + prose) == []


def test_labels_of_rows_are_offered_in_their_table() -> None:
    section = TITLE + "三、收到和处理政府信息公开申请情况\n"
    assert offered(section + "本年新‸") == [("本年新", "一、本年新收政府信息公开申请数量")]
    assert texts(section + "| 一、‸", "报告.md")[0] == "一、本年新收政府信息公开申请数量"
    assert texts(section + "四、‸")[0] == "四、结转下年度继续办理"
    assert texts(section + "（四‸") == ["（四）无法提供", "四、结转下年度继续办理", HEADINGS[3]]
    assert texts(section + "行政许‸") == []
    assert texts(TITLE + "二、主动公开政府信息情况\n行政许‸") == ["行政许可"]
    assert texts(section + "（七）总计 | ‸") == []


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_ranges_are_right_in_every_encoding(encoding: str) -> None:
    found, offset = at_cursor(TITLE + "\t𠮷按照国办公‸，编制。")
    codec = PositionCodec(encoding)
    item = completion_items_at(found, position(found, offset, codec), codec, snippets=True)[0]
    assert isinstance(item.text_edit, types.TextEdit)
    begin = 1 + {"utf-8": 4, "utf-16": 2, "utf-32": 1}[encoding] + 2 * (3 if encoding == "utf-8" else 1)
    end = begin + 3 * (3 if encoding == "utf-8" else 1)
    assert item.text_edit.range == types.Range(types.Position(1, begin), types.Position(1, end))
    assert item.filter_text == item.text_edit.new_text == "国办公开办函〔2021〕30号"


def test_a_page_is_completed_between_its_tags() -> None:
    found = checked(TITLE)
    page = Source("报告.html", f"<h1>{TITLE.strip()}</h1>\n<h2>三、</h2><p class=x>")
    pieces = (Segment(Span(0, len(TITLE) - 1), Span(4, 3 + len(TITLE))),)
    source = Source("报告.html", TITLE, original=page, source_map=SourceMap(pieces))
    found = found._replace(source=source)
    behind = page.text.index("三、") + 2
    first = next(candidates(found, behind))
    assert (page.slice(first.span), first.text) == ("三、", HEADINGS[2])
    assert list(candidates(found, len(page.text) - 3)) == []  # inside a tag


def test_what_a_pack_brings_is_offered(tmp_path: Path) -> None:
    pack = tmp_path / "本市.yaml"
    pack.write_text(
        "pack: 本市\n"
        "documents:\n"
        "  - {number: 云政办发〔2022〕18号, title: 云岭市政府信息公开工作年度报告编制规范}\n"
        "sentences:\n"
        "  - {name: 依据, text: 本报告依据本市编制规范编写。}\n",
        encoding="utf-8",
    )
    settings = SettingsCache((pack,)).settings_for(str(tmp_path / "报告.txt"))
    text = TITLE + "按照云政办"
    assert [one.text for one in candidates(analyze(text, settings), len(text))] == ["云政办发〔2022〕18号"]
    text = TITLE + "本报告依"
    assert [one.text for one in candidates(analyze(text, settings), len(text))] == [
        "本报告依据本市编制规范编写。"
    ]


def test_input_methods_end_in_characters_that_trigger() -> None:
    assert OPTIONS.trigger_characters is not None
    assert all(len(char) == 1 for char in OPTIONS.trigger_characters)
    numbers = [
        document.number for document in settings_cache().settings_for("/nowhere/甲.txt").book.domain.documents
    ]
    codes = {number.partition("〔")[0].partition("第")[0] for number in numbers}
    assert {code[-1] for code in codes} <= set(OPTIONS.trigger_characters)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_whatever_is_offered_stands_on_the_line_of_the_cursor(path: Path) -> None:
    found = analyze(shifted(read(path)), settings_cache().settings_for(str(path)))
    own = found.source.file
    offered = 0
    codecs = cycle(PositionCodec(encoding) for encoding in ENCODINGS)
    for offset, codec in zip(range(0, len(own.text) + 1, 5), codecs, strict=False):
        line = own.line_span(own.row(offset))
        at = position(found, min(offset, line.end), codec)
        items = completion_items_at(found, at, codec, snippets=True)
        assert [item.sort_text for item in items] == sorted(item.sort_text or "" for item in items)
        for item in items:
            offered += 1
            edit = item.text_edit
            assert isinstance(edit, types.TextEdit)
            assert edit.range.start.line == edit.range.end.line == at.line
            assert edit.range.start <= at <= edit.range.end
            assert "\n" not in edit.new_text
            typed = own.slice(codec.span(own, types.Range(edit.range.start, at)))
            assert (item.filter_text or "").startswith(typed)
    assert offered or not found.reports
