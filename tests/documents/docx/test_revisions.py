"""Edits as tracked changes: accepted they are the edits, rejected there were none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from linter.documents.base import EditError
from linter.documents.docx import open_docx
from linter.documents.docx.comments import AUTHOR
from linter.documents.docx.reader import read_content
from linter.text.edits import Edit, apply_edits
from linter.text.source import Span
from tests.documents.docx.anchored import W, parts
from tests.documents.docx.builder import cell, paragraph, row, run, table, written
from tests.documents.docx.documents import BODIES
from tests.documents.docx.revised import accepted, changes, looks, rejected


def _tracked(data: bytes, *replaced: tuple[str, str]) -> bytes:
    """The file with each first text replaced, where it stands first, by the second."""
    document = open_docx(data, "a.docx")
    text, edits = document.source.text, []
    for old, new in replaced:
        edits.append(Edit(Span(text.index(old), text.index(old) + len(old)), new))
    copy = document.tracked(edits)
    assert open_docx(copy, "a.docx").source.text == apply_edits(text, edits)
    assert open_docx(accepted(copy), "a.docx").source.text == apply_edits(text, edits)
    assert open_docx(rejected(copy), "a.docx").source.text == text
    assert looks(rejected(copy)) == looks(data)
    _assert_no_remains(copy)
    return copy


def _inserted(number: str) -> str:
    """An insertion of somebody else with this number."""
    return f'<w:ins w:id="{number}" w:author="某">{run("丑")}</w:ins>'


def _assert_no_remains(data: bytes) -> None:
    """No revision is empty, no run of one is, and deleted words are called so (17.3.3.7)."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    for revision in root.iter(W + "ins", W + "del"):
        assert len(revision)
    for words in root.iter(W + "t", W + "delText"):
        assert words.text
        assert (words.tag == W + "delText") == any(True for _ in words.iterancestors(W + "del"))


def test_a_change_stands_at_the_characters_that_differ_and_keeps_the_look() -> None:
    look = '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
    data = written(paragraph(run("（临江办发[2023]12号）编制。", look)))
    copy = _tracked(data, ("临江办发[2023]12号", "临江办发〔2023〕12号"))
    assert changes(copy) == [("del", "[2023]"), ("ins", "〔2023〕")]
    assert {look for _, look in looks(accepted(copy))} == {look for _, look in looks(data)}
    assert [name for name, held in parts(data).items() if parts(copy)[name] != held] == ["word/document.xml"]


def test_numbers_are_changed_whole() -> None:
    copy = _tracked(written(paragraph("共收到申请135件。")), ("申请135件", "申请145件"))
    assert changes(copy) == [("del", "135"), ("ins", "145")]


def test_words_are_put_in_at_the_beginning_within_and_at_the_end() -> None:
    data = written(paragraph(run("甲乙") + run("丙", "<w:b/>")))
    document = open_docx(data, "a.docx")
    copy = document.tracked([Edit(Span(0, 0), "子"), Edit(Span(1, 1), "丑"), Edit(Span(3, 3), "寅")])
    assert open_docx(copy, "a.docx").source.text == "子甲丑乙丙寅\n"
    assert changes(copy) == [("ins", "子"), ("ins", "丑"), ("ins", "寅")]
    assert looks(rejected(copy)) == looks(data)
    _assert_no_remains(copy)


def test_a_blank_within_words_goes_and_stays_as_the_edit_says_where_others_are_layout() -> None:
    data = written(paragraph("<w:r><w:t>\n 甲乙 丙\n</w:t></w:r>"))
    assert changes(_tracked(data, ("甲乙 ", ""))) == [("del", "甲乙 ")]
    assert changes(_tracked(data, ("甲乙", ""))) == [("del", "甲乙")]
    assert changes(_tracked(data, (" 丙", "丁"))) == [("del", " 丙"), ("ins", "丁")]


def test_an_empty_cell_is_filled_by_an_insertion() -> None:
    data = written(table(row("规章", "", ""), row("文件", "", "1")))
    document = open_docx(data, "a.docx")
    copy = document.tracked([Edit(document.source.grids[0].cells[1].span, "0")])
    assert changes(copy) == [("ins", "0")]
    assert open_docx(rejected(copy), "a.docx").source.text == document.source.text


def test_what_somebody_else_inserts_stays_his() -> None:
    inserted = f'<w:ins w:id="7" w:author="某">{run("乙,丙;丁")}</w:ins>'
    copy = _tracked(written(paragraph(run("甲") + inserted)), (",", "，"), (";", "；"))
    root = etree.fromstring(parts(copy)["word/document.xml"])
    theirs = [each for each in root.iter(W + "ins") if each.get(W + "author") == "某"]
    assert all(kind.tag != W + "ins" for each in theirs for kind in each.iterdescendants())
    ids = [each.get(W + "id") for each in root.iter(W + "ins", W + "del")]
    assert len(set(ids)) == len(ids)
    _assert_no_remains(copy)
    assert open_docx(rejected(copy, None), "a.docx").source.text == "甲\n"
    assert open_docx(accepted(copy, None), "a.docx").source.text == "甲乙，丙；丁\n"


@pytest.mark.parametrize(
    ("words", "order"),
    [("甲", "+-"), ("乙", "-+-"), ("丙", "-+-"), ("丁", "-+-"), ("", "-+")],
    ids=["before it", "between its runs", "in a run of it", "behind a tab of it", "behind it"],
)
def test_words_put_into_the_insertion_of_somebody_else_part_it_where_they_stand(
    words: str, order: str
) -> None:
    tab = "<w:r><w:tab/></w:r>"
    theirs = f'<w:ins w:id="7" w:author="某">{run("甲", "<w:b/>")}{run("乙丙")}{tab}{run("丁")}</w:ins>'
    document = open_docx(written(paragraph(theirs)), "a.docx")
    text = document.source.text
    at = text.index(words) if words else text.index("\n")
    copy = document.tracked([Edit(Span(at, at), "子")])
    assert open_docx(copy, "a.docx").source.text == text[:at] + "子" + text[at:]
    root = etree.fromstring(parts(copy)["word/document.xml"])
    own = ["+" if each.get(W + "author") == AUTHOR else "-" for each in root.iter(W + "ins")]
    assert "".join(own) == order
    _assert_no_remains(copy)


@pytest.mark.parametrize(
    ("used", "first"),
    [
        ("", 1),
        (_inserted("7"), 8),
        (_inserted("7") + _inserted("3"), 8),
        (_inserted("子"), 1),
        ('<w:bookmarkStart w:id="70" w:name="子"/><w:bookmarkEnd w:id="70"/>', 1),
    ],
    ids=["none", "one", "the largest", "no number", "of something else"],
)
def test_revisions_are_numbered_on_from_those_that_are_there(used: str, first: int) -> None:
    data = written(paragraph(used + run("甲,乙")))
    document = open_docx(data, "a.docx")
    at = document.source.text.index(",")
    copy = document.tracked([Edit(Span(at, at + 1), "，")])
    root = etree.fromstring(parts(copy)["word/document.xml"])
    own = [each.get(W + "id") for each in root.iter(W + "ins", W + "del") if each.get(W + "author") == AUTHOR]
    assert sorted(int(each or -1) for each in own) == [first, first + 1]


def test_edits_that_touch_are_one_change_whatever_stands_before_them() -> None:
    document = open_docx(written(paragraph("甲乙丙丁戊己")), "a.docx")
    copy = document.tracked([Edit(Span(0, 1), "子"), Edit(Span(3, 4), "丑"), Edit(Span(4, 5), "寅")])
    assert changes(copy) == [("del", "甲"), ("ins", "子"), ("del", "丁戊"), ("ins", "丑寅")]


def test_a_second_round_changes_what_the_first_proposed() -> None:
    first = _tracked(written(paragraph("甲,乙")), (",", "；丁"))
    document = open_docx(first, "a.docx")
    second = document.tracked([Edit(Span(1, 2), "。"), Edit(Span(2, 4), "")])
    assert changes(second) == [("del", ","), ("ins", "。"), ("del", "乙")]
    assert open_docx(second, "a.docx").source.text == "甲。\n"
    gone = open_docx(second, "a.docx").tracked([Edit(Span(1, 2), "")])
    assert changes(gone) == [("del", ","), ("del", "乙")]
    assert open_docx(rejected(gone), "a.docx").source.text == "甲,乙\n"


def test_words_under_ruby_are_refused() -> None:
    base = f"<w:ruby><w:rubyBase>{run('字')}</w:rubyBase></w:ruby>"
    document = open_docx(written(paragraph(f"<w:r>{base}</w:r>")), "a.docx")
    with pytest.raises(EditError, match="注音"):
        document.tracked([Edit(Span(0, 1), "词")])


def test_only_documents_of_word_can_track() -> None:
    from linter.documents import open_document

    document = open_document("甲".encode(), "a.txt")
    assert not document.can_track
    with pytest.raises(EditError, match="修订"):
        document.tracked([Edit(Span(0, 1), "乙")])


def test_a_document_without_edits_is_the_same() -> None:
    data = written(paragraph("甲") + table(row("规章", cell(""))))
    assert open_docx(data, "a.docx").tracked([]) is data


def _bare(text: str) -> str:
    """A text without blanks and bars: both depend on the words around them."""
    return "".join(text.translate(str.maketrans("|¦", "  ")).split())


@given(BODIES, st.data())
def test_accepted_it_is_the_edited_file_and_rejected_the_old_one(body: str, draw: st.DataObject) -> None:
    data = written(body)
    document = open_docx(data, "a.docx")
    text, edits = document.source.text, []
    for one in read_content(data, "a.docx").flat.segments:
        start = draw.draw(st.integers(one.span.start, one.span.end))
        end = draw.draw(st.integers(start, one.span.end))
        words = draw.draw(st.text("甲乙〔〕1", min_size=end == start, max_size=4))
        if draw.draw(st.booleans()) and (words or text[start:end] != text[one.span.start : one.span.end]):
            edits.append(Edit(Span(start, end), words))
    edited, copy = document.edited(edits), document.tracked(edits)
    assert open_docx(copy, "a.docx").source.text == open_docx(edited, "a.docx").source.text
    assert looks(accepted(copy)) == looks(edited)
    assert looks(rejected(copy)) == looks(data)
    assert _bare(open_docx(rejected(copy), "a.docx").source.text) == _bare(text)
    assert looks(rejected(copy, None)) == looks(rejected(data, None))


def test_an_edit_that_changes_nothing_is_no_revision() -> None:
    document = open_docx(written(paragraph("甲乙丙")), "a.docx")
    assert changes(document.tracked([Edit(Span(0, 2), "甲乙")])) == []
    assert changes(document.tracked([Edit(Span(0, 1), "甲"), Edit(Span(1, 2), "丁")])) == [
        ("del", "乙"),
        ("ins", "丁"),
    ]


def test_of_an_own_insertion_only_what_is_empty_goes() -> None:
    own = f'<w:ins w:id="7" w:author="{AUTHOR}"><w:r><w:t>乙</w:t><w:tab/></w:r>{run("丙")}</w:ins>'
    data = written(paragraph(run("甲") + own))
    document = open_docx(data, "a.docx")
    text = document.source.text
    for words, left in (("乙", 2), ("丙", 1)):
        at = text.index(words)
        copy = document.tracked([Edit(Span(at, at + 1), "")])
        assert open_docx(copy, "a.docx").source.text == text.replace(words, "")
        [insertion] = etree.fromstring(parts(copy)["word/document.xml"]).iter(W + "ins")
        assert len(insertion) == left
        assert len(list(insertion.iter(W + "tab"))) == 1


def test_what_is_inserted_has_the_look_and_not_its_revisions() -> None:
    look = '<w:b/><w:rPrChange w:id="3" w:author="某"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    copy = _tracked(written(paragraph(run("甲,乙", look))), (",", "，"))
    root = etree.fromstring(parts(copy)["word/document.xml"])
    [inserted] = root.iter(W + "ins")
    assert [each.tag for each in inserted.iter() if each.tag in (W + "b", W + "rPrChange")] == [W + "b"]
    assert len(list(root.iter(W + "rPrChange"))) == 3  # of the words before, deleted and behind
