"""The words of paragraphs: changes accepted, fields by their results, what stands beside them."""

from __future__ import annotations

import pytest

from linter.documents.docx.reader import read_content
from linter.documents.edit_mapping import map_edits
from linter.documents.flatten import TextSegment
from linter.text.edits import Edit
from linter.text.source import Span
from tests.documents.docx.builder import alternatives, cell, paragraph, part, read, row, run, table, text


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (run("一、") + f'<w:ins w:id="1">{run("总体")}</w:ins>' + run("情况"), "一、总体情况"),
        (run("共") + "<w:del><w:r><w:delText>3</w:delText><w:t>3</w:t></w:r></w:del>" + run("5件"), "共5件"),
        (f"<w:moveFrom>{run('前')}</w:moveFrom>{run('中')}<w:moveTo>{run('后')}</w:moveTo>", "中后"),
        (f"<w:ins><w:del>{run('插了又删')}</w:del></w:ins>{run('留')}", "留"),
        (f'<w:hyperlink r:id="r9">{run("链接")}</w:hyperlink>{run("。")}', "链接。"),
        (f'<w:smartTag w:element="date"><w:smartTagPr/>{run("2023年")}</w:smartTag>', "2023年"),
        (f"<w:customXml>{run('甲')}</w:customXml>", "甲"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>",
            "",
        ),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t></w:r>", "甲\t乙-丙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
        ("<w:r><w:t> 甲 </w:t><w:t xml:space='preserve'> 乙 </w:t></w:r>", "甲 乙 "),
        (run("见") + run("密", "<w:vanish/>") + run("明", '<w:vanish w:val="0"/>'), "见明"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="宋体" w:char="2460"/></w:r>', "☑①"),
        ('<w:r><w:sym w:font="Symbol" w:char="F035"/><w:sym w:font="Webdings" w:char="xyz"/></w:r>', "5"),
        (
            f"<w:r><w:ruby><w:rt>{run('huì')}</w:rt><w:rubyBase>{run('惠')}</w:rubyBase></w:ruby></w:r>",
            "惠",
        ),
        ("<m:oMath><m:r><m:t>98%</m:t></m:r></m:oMath>", "98%"),
        (f'<w:fldSimple w:instr=" DATE ">{run("2024年1月20日")}</w:fldSimple>', "2024年1月20日"),
        (
            _field("begin")
            + _instruction(" PAGE ")
            + run("域")
            + _field("separate")
            + run("7")
            + _field("end"),
            "7",
        ),
        (
            _field("begin")
            + _instruction("IF ")
            + _field("begin")
            + _instruction("X")
            + _field("separate")
            + run("内")
            + _field("end")
            + _field("separate")
            + run("外")
            + _field("end")
            + run("后"),
            "外后",
        ),
        (_field("end") + run("前") + _field("separate") + run("后"), "前后"),
        (f"<w:commentRangeStart/>{run('正文')}<w:commentRangeEnd/><w:r><w:commentReference/></w:r>", "正文"),
        (f'<w:bookmarkStart w:name="t"/><w:proofErr/>{run("甲")}<w:bookmarkEnd/>', "甲"),
    ],
)
def test_words(inner: str, words: str) -> None:
    assert text(f"<w:p>{inner}</w:p>") == words + "\n"


def test_a_field_that_never_ends_swallows_nothing() -> None:
    assert (
        text(paragraph(_field("begin") + _instruction("REF")) + paragraph("一、总体情况"))
        == "\n一、总体情况\n"
    )


def test_a_table_of_contents_is_not_read() -> None:
    control = "<w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
    body = (
        f"<w:sdt>{control}<w:sdtContent>{paragraph('目录')}</w:sdtContent></w:sdt>"
        + paragraph(
            _field("begin") + _instruction('TOC \\o "1-3"') + _field("separate") + run("一、总体情况1")
        )
        + paragraph(run("二、主动公开政府信息情况2") + _field("end"))
        + paragraph("一、总体情况")
    )
    assert text(body) == "\n\n一、总体情况\n"


def test_hidden_by_styles() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="R"><w:basedOn w:val="Q"/>'
        '<w:rPr><w:vanish w:val="false"/></w:rPr></w:style>'
    )
    body = (
        paragraph(run("甲") + run("乙", '<w:rStyle w:val="C"/>'))
        + paragraph(run("丙") + run("丁", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="Q"/>')
        + paragraph("戊", '<w:pStyle w:val="R"/>')
    )
    assert text(body, styles=styles) == "甲\n丁\n戊\n"


def test_a_paragraph_whose_mark_is_deleted_goes_on() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        paragraph("一、总体", gone) + paragraph("情况") + paragraph("<w:del/>", gone) + paragraph("二", gone)
    )
    assert text(body) == "一、总体情况\n二\n"


def test_text_boxes_are_read_once_and_stand_behind_their_paragraph() -> None:
    def inner(words: str) -> str:
        return f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"

    shape = f"<w:drawing><wps:wsp><wps:txbx>{inner('新框')}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{inner('旧框')}</v:textbox></v:shape></w:pict>"
    both, bare = alternatives(shape, old), alternatives("<w:drawing/>", old)
    reading = read(
        paragraph(f"<w:r><w:t>前</w:t>{both}<w:t>后</w:t></w:r>")
        + table(row(cell(paragraph(f"<w:r><w:t>1</w:t>{bare}</w:r>")), "2"))
        + paragraph("末")
    )
    assert reading.flat.text == "前后\n新框\n| 1 | 2 | \n旧框\n末\n"
    labels = [origin.label if origin else "" for origin in reading.flat.origins]
    assert labels == ["第1段", "文本框1", "", "文本框2", "第2段"]


def test_notes_follow_their_paragraph_once() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>含街道。</w:t>'
        '<w:footnoteReference w:id="2"/></w:r></w:p></w:footnote>'
    )
    ends = f'<w:endnote w:id="2">{paragraph("尾注文。")}</w:endnote>'
    body = paragraph(
        run("全年共")
        + '<w:r><w:footnoteReference w:id="2"/><w:footnoteReference w:id="7"/></w:r>'
        + run("受理3件。")
        + '<w:r><w:endnoteReference w:id="2"/></w:r>'
    )
    reading = read(body, footnotes=notes, endnotes=ends)
    assert reading.flat.text == "全年共受理3件。\n含街道。\n尾注文。\n"
    assert [origin and origin.label for origin in reading.flat.origins] == ["第1段", "脚注1", "尾注1"]
    assert list(reading.roots) == ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]


def test_every_stretch_of_text_knows_its_element() -> None:
    reading = read(paragraph(run("一、") + "<w:r><w:t> 总体 </w:t><w:tab/></w:r>") + table(row("", "a|b")))
    assert reading.flat.text == "一、总体\t\n|  | a¦b | \n"
    assert reading.flat.segments == (
        TextSegment(Span(0, 2), 0, 0, 2),
        TextSegment(Span(2, 4), 1, 1, 2),
        TextSegment(Span(8, 8), 2, 0, 0),
        TextSegment(Span(11, 14), 3, 0, 3),
    )
    assert [element.text for element in reading.texts] == ["一、", " 总体 ", None, "a|b"]


def test_an_empty_cell_has_a_place_for_words_in_the_look_of_its_mark() -> None:
    mark = "<w:rPr><w:del/><w:b/></w:rPr>"
    reading = read(table(row("甲", cell(paragraph("<w:proofErr/>", mark)), cell(paragraph(run("", mark))))))
    assert reading.flat.text == "| 甲 |  |  | \n"
    (edit,) = map_edits(reading.flat.text, reading.flat.segments, [Edit(Span(6, 6), "0")])
    text = reading.texts[edit.holder]
    assert (edit.at, edit.length, edit.content) == (0, 0, "0")
    own = text.getparent()
    assert own is not None
    assert [element.tag.rpartition("}")[2] for element in own.iter()] == ["r", "rPr", "b", "t"]


def test_strict_documents_read_alike() -> None:
    from tests.documents.docx.builder import members, zipped

    body = paragraph("一、总体情况", '<w:rPr><w:vanish w:val="0"/></w:rPr>') + table(row("甲", "1"))
    strict = {
        name: str(content)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/",
            "http://purl.oclc.org/ooxml/officeDocument/",
        )
        for name, content in members(body).items()
    }
    assert read_content(zipped(strict), "a.docx").flat.text == text(body) == "一、总体情况\n| 甲 | 1 | \n"
    assert part("x", "").startswith("<?xml")
