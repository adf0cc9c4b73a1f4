"""Comments stand on the very characters, and nothing else in the file changes."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.documents.base import EditError, Note
from linter.documents.docx import open_docx
from linter.documents.docx.annotator import annotate_docx
from linter.documents.docx.reader import DocxContent, read_content
from linter.text.source import Source, Span
from tests.documents.docx.anchored import Comment, comments, parts
from tests.documents.docx.builder import members, paragraph, part, row, run, table, written, zipped
from tests.documents.docx.documents import BODIES

WHEN = datetime(2024, 1, 18, 9, 30, tzinfo=UTC)
NOTE = "<w:r><w:footnoteReference w:id='2'/></w:r>"


def _span(source: Source, words: str, nth: int = 0) -> Span:
    """Where words stand in a text."""
    at = -1
    for _ in range(nth + 1):
        at = source.text.index(words, at + 1)
    return Span(at, at + len(words))


def _annotated(data: bytes, *spans: Span) -> list[Comment]:
    """The comments on these places of a file; their first lines count them."""
    source = open_docx(data, "a.docx").source
    notes = [Note(span, (f"第{index}条", "依据：某条")) for index, span in enumerate(spans)]
    copy = annotate_docx(data, read_content(data, "a.docx"), notes, WHEN)
    assert open_docx(copy, "a.docx").source.text == source.text
    found = comments(copy)
    assert [each.lines for each in found] == [note.lines for note in notes]
    assert {each.author for each in found} == {"年报检查"}
    return found


def _anchors(data: bytes, *words: str) -> list[str]:
    source = open_docx(data, "a.docx").source
    return [each.anchor for each in _annotated(data, *(_span(source, each) for each in words))]


def test_comments_stand_on_the_characters() -> None:
    data = written(
        paragraph(run("云岭市临江区", "<w:b/>") + run("民政局2023年")) + paragraph(run("一、总体情况"))
    )
    assert _anchors(data, "区民政", "民政局", "2023", "一、总体情况", "区民") == [
        "区民政",
        "民政局",
        "2023",
        "一、总体情况",
        "区民",
    ]


def test_the_whole_paragraph_is_written_as_word_writes_it() -> None:
    data = written(paragraph(run("总体情况", "<w:b/>")))
    source = open_docx(data, "a.docx").source
    copy = annotate_docx(data, read_content(data, "a.docx"), [Note(_span(source, "体情"), ("甲",))], WHEN)
    old, new = parts(data), parts(copy)
    marked = (
        '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">总</w:t></w:r>'
        '<w:commentRangeStart w:id="0"/>'
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">体情</w:t></w:r>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">况</w:t></w:r></w:p>'
    )
    body = new["word/document.xml"].decode()
    assert body == (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        + old["word/document.xml"]
        .decode()
        .partition("?>")[2]
        .replace("<w:p>" + run("总体情况", "<w:b/>") + "</w:p>", marked)
    )
    assert [name for name in new if old.get(name) != new[name]] == [
        "[Content_Types].xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
    ]
    content = read_content(data, "a.docx")
    assert copy == annotate_docx(data, content, [Note(_span(source, "体情"), ("甲",))], WHEN)


def test_words_in_tables_and_empty_cells() -> None:
    data = written(table(row("规章", "", "7"), row("", "", "")))
    source = open_docx(data, "a.docx").source
    cells = [cell.span for cell in source.grids[0].cells]
    found = _annotated(data, cells[0], cells[1], cells[5])
    assert [each.anchor for each in found] == ["规章", "", ""]
    copy = annotate_docx(data, read_content(data, "a.docx"), [Note(cells[5], ("空",))], WHEN)
    body = parts(copy)["word/document.xml"].decode()
    assert body.rindex("commentReference") > body.rindex("<w:tc>")  # in the very last cell


def test_a_finding_over_a_row_stands_on_all_its_cells() -> None:
    data = written(table(row("规章", "", "7"), row("甲", "乙", "丙")))
    source = open_docx(data, "a.docx").source
    [found] = _annotated(data, Span(source.text.index("规"), source.text.index("7") + 1))
    assert (found.anchor, found.paragraphs) == ("规章7", 2)


def test_places_without_characters_stand_on_their_paragraph() -> None:
    data = written(paragraph("甲") + paragraph("乙丙") + paragraph("丁"))
    source = open_docx(data, "a.docx").source
    spots = [0, 1, 2, 3, 4, 5, 6, len(source.text)]
    found = _annotated(data, *(Span(at, at) for at in spots))
    assert [each.anchor for each in found] == ["甲", "甲", "乙丙", "乙丙", "乙丙", "丁", "丁", "丁"]


def test_a_span_over_paragraphs() -> None:
    data = written(paragraph("甲乙") + paragraph("丙丁") + paragraph("戊"))
    source = open_docx(data, "a.docx").source
    [found] = _annotated(data, Span(1, source.text.index("戊") + 1))
    assert (found.anchor, found.paragraphs) == ("乙丙丁戊", 2)


def test_words_of_notes_stand_on_the_paragraph_that_refers_to_them() -> None:
    data = written(
        paragraph("前") + paragraph(run("依据条例") + NOTE) + paragraph("后"),
        footnotes=f'<w:footnote w:id="2">{paragraph("国务院令第492号")}</w:footnote>',
    )
    assert _anchors(data, "492号", "后") == ["依据条例", "后"]
    assert parts(data)["word/footnotes.xml"] == parts(_copy(data, "492号"))["word/footnotes.xml"]


def _copy(data: bytes, words: str) -> bytes:
    source = open_docx(data, "a.docx").source
    return annotate_docx(data, read_content(data, "a.docx"), [Note(_span(source, words), ("甲",))], WHEN)


def test_words_of_text_boxes_stand_on_the_paragraph_that_holds_the_box() -> None:
    box = f"<w:txbxContent>{paragraph('框里的话')}</w:txbxContent>"
    drawn = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    data = written(paragraph("前") + paragraph(drawn) + paragraph("后"))
    [found] = _annotated(data, _span(open_docx(data, "a.docx").source, "框里"))
    assert (found.anchor, found.paragraphs) == ("框里的话框里的话", 2)  # those of the boxes in the range
    body = parts(_copy(data, "框里"))["word/document.xml"].decode()
    assert body.index("commentRangeStart") < body.index("<mc:Alternate")
    assert body.index("</mc:Alternate") < body.index("commentRangeEnd")


def test_ruby_and_formulas_are_not_cut() -> None:
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>lin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>临江</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r>"
    )
    data = written(paragraph(run("甲") + ruby + run("乙")))
    [found] = _annotated(data, _span(open_docx(data, "a.docx").source, "江乙"))
    assert found.anchor == "lin临江乙"


def test_comments_that_are_there_already_stay() -> None:
    before = "<w:comment w:id='0' w:author='某'><w:p><w:r><w:t>旧</w:t></w:r></w:p></w:comment>"
    marks = (
        "<w:commentRangeStart w:id='0'/>",
        "<w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>",
    )
    data = written(paragraph(run("总体").join(marks) + run("情况")), comments=before)
    copy = _copy(data, "体情")
    assert [each[:4] for each in comments(copy)] == [
        ("0", "某", ("旧",), "总体"),
        ("1", "年报检查", ("甲",), "体情"),
    ]
    again = _copy(copy, "情况")
    assert [(each.number, each.anchor) for each in comments(again)] == [
        ("0", "总体"),
        ("1", "体情"),
        ("2", "情况"),
    ]
    types = parts(again)["[Content_Types].xml"].decode()
    assert types.count("comments") == 2  # one part, and what it is
    assert parts(again)["word/_rels/document.xml.rels"] == parts(data)["word/_rels/document.xml.rels"]


def test_a_strict_document_gets_strict_comments() -> None:
    held = {
        name: content.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, content in members(paragraph("总体情况")).items()
        if isinstance(content, str)
    }
    new = parts(_copy(zipped(held), "体情"))
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in new["word/comments.xml"]
    assert (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
        in (new["word/_rels/document.xml.rels"])
    )


def test_namespaces_that_the_file_names_stay_declared() -> None:
    held = members(paragraph("总体情况"))
    document = part("document", f"<w:body>{paragraph('总体情况')}</w:body>")
    held["word/document.xml"] = document.replace("<w:document ", '<w:document mc:Ignorable="w14 wps" ')
    body = parts(_copy(zipped(held), "体情"))["word/document.xml"].decode()
    assert 'mc:Ignorable="w14 wps"' in body
    assert "xmlns:w14=" in body
    assert "xmlns:wps=" in body


def test_no_notes_are_no_change() -> None:
    data = written(paragraph("甲"))
    assert annotate_docx(data, read_content(data, "a.docx"), []) is data


def test_characters_that_xml_does_not_know_are_shown_as_unknown() -> None:
    data = written(paragraph("甲"))
    copy = annotate_docx(data, read_content(data, "a.docx"), [Note(Span(0, 1), ("a\ufffe\x0bb",))])
    assert comments(copy)[0].lines == ("a\ufffd\ufffdb",)


def test_a_document_without_words_or_paragraphs_can_be_annotated() -> None:
    data = written("")
    copy = annotate_docx(data, read_content(data, "a.docx"), [Note(Span(0, 0), ("甲",))])
    assert [each.anchor for each in comments(copy)] == [""]


def test_a_document_can_be_commented_again_and_again() -> None:
    data = written(paragraph(run("甲") + run("乙")) + table(row("规章", "")))
    content = read_content(data, "a.docx")
    for span in (Span(0, 1), Span(1, 2), Span(0, 1)):
        again = annotate_docx(data, content, [Note(span, ("问题",))], WHEN)
        assert again == annotate_docx(data, read_content(data, "a.docx"), [Note(span, ("问题",))], WHEN)


def test_comments_are_not_added_to_those_that_cannot_be_read() -> None:
    document = open_docx(
        zipped({**members(paragraph("甲"), comments=""), "word/comments.xml": "<a"}), "a.docx"
    )
    with pytest.raises(EditError, match="不是完整的 XML"):
        document.commented([Note(Span(0, 1), ("甲",))])


def test_another_library_reads_them() -> None:
    docx = pytest.importorskip("docx")
    data = written(paragraph("总体情况") + table(row("规章", "")))
    source = open_docx(data, "a.docx").source
    notes = [Note(_span(source, "体情"), ("甲", "依据：乙")), Note(source.grids[0].cells[1].span, ("空",))]
    found = list(
        docx.Document(io.BytesIO(annotate_docx(data, read_content(data, "a.docx"), notes, WHEN))).comments
    )
    assert [(each.author, each.initials, each.text) for each in found] == [
        ("年报检查", "年报", "甲\n依据：乙"),
        ("年报检查", "年报", "空"),
    ]
    assert found[0].timestamp == WHEN


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_word_processor_keeps_every_comment(tmp_path: Path) -> None:
    data = written(
        paragraph(run("总体") + run("情况", "<w:b/>"))
        + table(row("规章", "", "7"), row("甲", "", "丙"))
        + paragraph(f'<w:ins w:id="9" w:author="某" w:date="2024-01-01T00:00:00Z">{run("新增的")}</w:ins>')
    )
    source = open_docx(data, "a.docx").source
    spans = [_span(source, "体情"), source.grids[0].cells[1].span, _span(source, "增"), _span(source, "丙")]
    row_of_cells = Span(_span(source, "规章").start, _span(source, "7").end)
    notes = [Note(span, (f"第{index}条",)) for index, span in enumerate([*spans, row_of_cells])]
    (tmp_path / "a.docx").write_bytes(annotate_docx(data, read_content(data, "a.docx"), notes, WHEN))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", "out", "a.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    found = comments((tmp_path / "out" / "a.docx").read_bytes(), strict=False)
    assert sorted((each.author, each.lines, each.anchor) for each in found) == [
        ("年报检查", ("第0条",), "体情"),
        ("年报检查", ("第1条",), ""),
        ("年报检查", ("第2条",), "增"),
        ("年报检查", ("第3条",), "丙"),
        ("年报检查", ("第4条",), "规章7"),
    ]


def _bare(words: str) -> str:
    return words.replace(" ", "")


def _held(read: DocxContent, span: Span) -> str:
    """The words of the file that a span of its text covers."""
    words = ""
    for one in read.flat.segments:
        start, end = max(one.span.start, span.start), min(one.span.end, span.end)
        if start < end:
            text = read.texts[one.holder].text or ""
            words += text[one.at + start - one.span.start : one.at + end - one.span.start]
    return words


@given(BODIES, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 30)), min_size=1, max_size=6))
def test_every_comment_stands_on_what_its_span_holds(body: str, places: list[tuple[int, int]]) -> None:
    data = written(body)
    read = read_content(data, "a.docx")
    length = len(read.flat.text)
    spans = [Span(at % (length + 1), min(at % (length + 1) + size, length)) for at, size in places]
    found = _annotated(data, *spans)
    for span, comment in zip(spans, found, strict=True):
        if words := _held(read, span):  # of a blank line in a cell nothing is held
            assert _bare(comment.anchor) == _bare(words)
    kept = parts(data)
    copy = annotate_docx(data, read_content(data, "a.docx"), [Note(span, ("甲",)) for span in spans], WHEN)
    changed = ("word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml")
    assert all(parts(copy)[name] == kept[name] for name in kept if name not in changed)


def test_comments_without_a_date_have_none() -> None:
    data = written(paragraph(run("一、总体情况")))
    note = Note(Span(0, 2), ("甲",))
    undated = annotate_docx(data, read_content(data, "a.docx"), [note], dated=False)
    assert undated == annotate_docx(data, read_content(data, "a.docx"), [note], WHEN, dated=False)
    with zipfile.ZipFile(io.BytesIO(undated)) as archive:
        assert b"date=" not in archive.read("word/comments.xml")
    assert [each.lines for each in comments(undated)] == [("甲",)]
