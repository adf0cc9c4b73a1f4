"""Edits within the elements that hold text: the edited copy reads as the edited text does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.documents.base import EditError
from linter.documents.docx import open_docx
from linter.documents.docx.reader import read_content
from linter.text.edits import Edit, apply_edits
from linter.text.source import Span
from tests.documents.docx.anchored import parts
from tests.documents.docx.builder import cell, members, paragraph, row, run, table, written, zipped
from tests.documents.docx.documents import BODIES


def _edited(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The file with each first text replaced, where it stands first, by the second."""
    source = open_docx(data, "a.docx").source
    edits = []
    for old, new in changes:
        at = source.text.index(old)
        edits.append(Edit(Span(at, at + len(old)), new))
    copy = open_docx(data, "a.docx").edited(edits)
    assert open_docx(copy, "a.docx").source.text == apply_edits(source.text, edits)
    return copy


def _body(data: bytes) -> str:
    body = parts(data)["word/document.xml"].decode()
    return body[body.index("<w:body>") + len("<w:body>") : body.index("<w:sectPr")]


def test_an_edit_stays_in_its_run() -> None:
    look = '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
    data = written(paragraph(run("（临江办发", look) + run("[2023]", "<w:b/>") + run("12号）", look)))
    copy = _edited(data, ("[2023]", "〔2023〕"))
    assert _body(copy) == _body(data).replace("[2023]", "〔2023〕")
    old, new = parts(data), parts(copy)
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["word/document.xml"]


def test_an_edit_over_several_runs_leaves_each_its_words() -> None:
    data = written(paragraph(run("二、政府") + run("信息主动", "<w:b/>") + run("公开情况")))
    copy = _edited(data, ("政府信息主动公开", "主动公开政府信息"))
    assert "".join(_body(copy).split("<w:b/>")).count("<w:r>") == 3


def test_a_tracked_insertion_stays_one() -> None:
    data = written(paragraph(run("甲") + f'<w:ins w:id="1" w:author="某">{run("乙,丙")}</w:ins>'))
    assert _body(_edited(data, (",", "，"))) == _body(data).replace(",", "，")


def test_blanks_at_the_ends_are_kept_and_layout_is_not() -> None:
    data = written("<w:p><w:r><w:t>\n 甲 乙丙 \n</w:t></w:r></w:p>")
    assert '<w:t xml:space="preserve">甲 </w:t>' in _body(_edited(data, ("乙丙", "")))


def test_several_edits_of_one_element() -> None:
    data = written(paragraph("甲,乙,丙;丁") + table(row("规章", "/")))
    assert "甲，乙,丙；丁1" in _body(_edited(data, (",", "，"), (";", "；"), ("丁", "丁1")))


def test_an_empty_cell_is_filled_and_no_other_is_touched() -> None:
    data = written(table(row("规章", "", ""), row("文件", "", "1")))
    source = open_docx(data, "a.docx").source
    copy = open_docx(data, "a.docx").edited([Edit(source.grids[0].cells[1].span, "0")])
    filled, empty = "<w:p><w:r><w:t>0</w:t></w:r></w:p>", "<w:p></w:p>"
    assert _body(copy).replace("<w:p/>", empty) == _body(data).replace(empty, filled, 1)


@pytest.mark.parametrize(
    ("blank", "filled"),
    [
        (" ", '<w:p><w:r><w:t xml:space="preserve"> 0</w:t></w:r></w:p>'),
        ("\u3000", '<w:p><w:r><w:t xml:space="preserve">\u30000</w:t></w:r></w:p>'),
        (
            paragraph("<w:r><w:tab/></w:r>"),
            "<w:p><w:r><w:tab/></w:r><w:r><w:t>0</w:t></w:r></w:p>",
        ),
    ],
)
def test_a_cell_of_blanks_is_filled_behind_them(blank: str, filled: str) -> None:
    data = written(table(row("规章", cell(blank))))
    source = open_docx(data, "a.docx").source
    assert filled in _body(open_docx(data, "a.docx").edited([Edit(source.grids[0].cells[1].span, "0")]))


@pytest.mark.parametrize("words", ["{}", "<w:p>{}</w:p>"])
def test_words_are_not_put_beside_those_that_ask_for_them(words: str) -> None:
    asking = words.replace("{}", run("点击输入"))
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{asking}</w:sdtContent></w:sdt>"
    held = prompt if asking.startswith("<w:p>") else paragraph(prompt)
    data = written(table(row("规章", cell(held))))
    source = open_docx(data, "a.docx").source
    with pytest.raises(EditError):
        open_docx(data, "a.docx").edited([Edit(source.grids[0].cells[1].span, "0")])


def test_words_of_a_note_are_edited_where_they_stand() -> None:
    data = written(
        paragraph(run("依据") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        footnotes=f'<w:footnote w:id="2">{paragraph("某办发[2019]3号")}</w:footnote>',
    )
    copy = _edited(data, ("[2019]", "〔2019〕"))
    assert "〔2019〕" in parts(copy)["word/footnotes.xml"].decode()
    assert parts(copy)["word/document.xml"] == parts(data)["word/document.xml"]


def _refused(data: bytes, old: str, new: str = "新") -> str:
    with pytest.raises(EditError) as caught:
        _edited(data, (old, new))
    return caught.value.reason


def test_what_stands_twice_or_elsewhere_is_refused() -> None:
    box = f"<w:txbxContent>{paragraph('框里')}</w:txbxContent>"
    drawn = f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice></mc:AlternateContent>"
    assert "文本框" in _refused(written(paragraph(f"<w:r>{drawn}</w:r>")), "框里")
    bound = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent>'
        f"{run('标题')}</w:sdtContent></w:sdt>"
    )
    assert "内容控件" in _refused(written(paragraph(bound)), "标题")
    signed = zipped({**members(paragraph("甲")), "_xmlsignatures/origin.sigs": ""})
    assert "签名" in _refused(signed, "甲")
    assert "XML" not in _refused(written(paragraph("甲")), "甲", "\x01")


def test_an_automatic_number_is_refused() -> None:
    form = '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
    level = f'<w:lvl w:ilvl="0">{form}</w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    data = written(paragraph("总体情况", numbered), numbering=numbering)
    assert open_docx(data, "a.docx").source.text == "一、总体情况\n"
    assert "自动编号" in _refused(data, "一、", "二、")


def test_a_document_can_be_edited_again_and_again() -> None:
    document = open_docx(written(paragraph(run("甲") + run("乙")) + table(row("规章", ""))), "a.docx")
    first = [Edit(Span(0, 1), "丙"), Edit(document.source.grids[0].cells[1].span, "0")]
    once = document.edited(first)
    assert open_docx(document.edited([Edit(Span(1, 2), "丁")]), "a.docx").source.text.startswith("甲丁\n")
    assert document.edited(first) == once


def test_no_edits_are_no_change() -> None:
    data = written(paragraph("甲"))
    assert open_docx(data, "a.docx").edited([]) is data


def _bare(text: str) -> str:
    """A text without blanks and bars: both depend on the words around them, for a table that gets words may
    turn out to lay out a page."""
    return "".join(text.translate(str.maketrans("|¦", "  ")).split())


@given(BODIES, st.data())
def test_the_edited_copy_reads_as_the_edited_text(body: str, draw: st.DataObject) -> None:
    data = written(body)
    source = open_docx(data, "a.docx").source
    held = read_content(data, "a.docx").flat.segments
    edits = []
    for one in held:
        if not draw.draw(st.booleans()):
            continue
        start = draw.draw(st.integers(one.span.start, one.span.end))
        end = draw.draw(st.integers(start, one.span.end))
        words = draw.draw(st.text("甲乙〔〕1", min_size=end == start, max_size=4))
        if source.text[start:end].strip() == source.text[one.span.start : one.span.end].strip() and not words:
            continue  # an element without words is as none, which the tests above see to
        edits.append(Edit(Span(start, end), words))
    copy = open_docx(data, "a.docx").edited(edits)
    # Between lines of one cell a blank stands or not, as the words around it are.
    assert _bare(open_docx(copy, "a.docx").source.text) == _bare(apply_edits(source.text, edits))
    kept = parts(copy)
    assert all(kept[name] == held for name, held in parts(data).items() if name != "word/document.xml")
