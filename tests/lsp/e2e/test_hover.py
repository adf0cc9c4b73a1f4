"""What editors show of a report besides findings: hover, outline, folding, links, completion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from tests.lsp.e2e import reports
from tests.lsp.e2e.clients import ASYNC, TOLD, Editor, by
from tests.lsp.e2e.measure import edited, position, selected

pytestmark = [ASYNC, by(TOLD)]

HEADINGS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]


async def _hover(editor: Editor, uri: str, text: str, words: str, inside: int = 0) -> tuple[str, str]:
    """What is told at some words, and the words that it is told of."""
    at = position(text, words, editor.encoding, inside=inside)
    told = await editor.client.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier(uri), at)
    )
    assert told is not None
    assert isinstance(told.contents, types.MarkupContent)
    assert told.range is not None
    return told.contents.value, selected(text, told.range, editor.encoding)


async def test_hover_tells_of_findings_and_documents(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("看.txt", text)
    told, of = await _hover(editor, uri, text, "国办公开办函[2021]30号", 3)
    assert of == "国办公开办函[2021]30号"
    assert "C203" in told
    assert "六角括号" in told
    assert "中华人民共和国政府信息公开工作年度报告格式" in told
    told, of = await _hover(editor, uri, text, "2023年4月31日", 1)
    assert of == "2023年4月31日"
    assert "P304" in told


async def test_hover_tells_of_a_figure_its_sums(editor: Editor) -> None:
    text = reports.sums()
    uri = editor.open("看.md", text)
    row = "|\t3 | 1 | 0 | 1 | 4 | 0 | 3 | 3 |"
    told, of = await _hover(editor, uri, text, row, row.index("4"))
    assert of == "4"
    assert "行政复议" in told
    assert "总计" in told
    assert "N504" in told


async def test_nothing_is_told_where_nothing_is_known(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("无.txt", text)
    at = position(text, "畅通网上、信函和当面", editor.encoding)
    params = types.HoverParams(types.TextDocumentIdentifier(uri), at)
    assert await editor.client.text_document_hover_async(params) is None


def _flat(
    found: Iterable[types.DocumentSymbol | types.SymbolInformation],
) -> Iterator[tuple[str, types.Range]]:
    for each in found:
        if isinstance(each, types.SymbolInformation):
            yield each.name, each.location.range
        else:
            yield each.name, each.selection_range
            yield from _flat(each.children or ())


async def test_the_outline_has_every_section_at_its_heading(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("纲.txt", text)
    found = await editor.client.text_document_document_symbol_async(
        types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    )
    flat = list(_flat(found or ()))
    shown = [selected(text, place, editor.encoding).split("\r\n")[0] for name, place in flat]
    assert [words for words in shown if words in HEADINGS] == HEADINGS
    assert {name for name, _ in flat} >= {"云岭市平湾县人民政府办公室2023年政府信息公开工作年度报告"}


async def test_sections_fold_under_their_headings(editor: Editor) -> None:
    text = reports.sums()
    uri = editor.open("折.md", text)
    found = await editor.client.text_document_folding_range_async(
        types.FoldingRangeParams(types.TextDocumentIdentifier(uri))
    )
    lines = text.split("\n")
    first = [lines[each.start_line] for each in found or ()]
    assert [line for line in first if line in HEADINGS] == HEADINGS
    assert all(each.start_line < each.end_line < len(lines) for each in found or ())


async def test_links_lead_from_the_words_that_name_a_document(editor: Editor) -> None:
    text = reports.prose()
    uri = editor.open("链.txt", text)
    found = await editor.client.text_document_document_link_async(
        types.DocumentLinkParams(types.TextDocumentIdentifier(uri))
    )
    named = [(selected(text, each.range, editor.encoding), each.target or "") for each in found or ()]
    assert named
    for words, target in named:
        assert "政府信息公开条例" in words
        assert target.startswith("https://www.gov.cn/")


async def test_a_heading_is_completed(editor: Editor) -> None:
    whole = reports.sums()
    text = whole.replace(HEADINGS[2], "三、")
    uri = editor.open("补.md", text)
    at = position(text, "\n三、\n", editor.encoding, inside=3)
    found = await editor.client.text_document_completion_async(
        types.CompletionParams(types.TextDocumentIdentifier(uri), at)
    )
    items = found.items if isinstance(found, types.CompletionList) else found or ()
    [item] = [each for each in items if each.label == HEADINGS[2]]
    assert isinstance(item.text_edit, types.TextEdit)
    assert edited(text, [item.text_edit], editor.encoding) == whole


async def test_a_document_number_is_completed_behind_wide_characters(editor: Editor) -> None:
    whole = reports.prose()
    text = whole.replace("国办公开办函[2021]30号", "国办公开办函")
    uri = editor.open("号.txt", text)
    at = position(text, "（国办公开办函）", editor.encoding, inside=7)
    found = await editor.client.text_document_completion_async(
        types.CompletionParams(types.TextDocumentIdentifier(uri), at)
    )
    items = found.items if isinstance(found, types.CompletionList) else found or ()
    after = {
        edited(text, [each.text_edit], editor.encoding)
        for each in items
        if isinstance(each.text_edit, types.TextEdit)
    }
    assert whole.replace("[2021]", "〔2021〕") in after
