"""Every character of a page's text stands in the file where `standing` says; what is edited is read back."""

from __future__ import annotations

import contextlib
import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.documents import EditError, ReadError, open_document
from linter.documents.html import open_html
from linter.text.edits import Edit, apply_edits
from linter.text.source import Source, Span

TAGS = (
    "<p>", "</p>", "<div class='a > b'>", "</div>", "<b>", "</b>", "<span style='color:red'>", "</span>",
    "<br>", "<table>", "</table>", "<tr>", "</tr>", "<td rowspan=2>", "<td>", "</td>", "<ol>", "<li>",
    "</ol>", "<h2>", "</h2>", "<!-- 注 -->", "<![if !x]>", "<script>if (1<2) '<p>'</script>", "<pre>",
    "</pre>", "<thead>", "<p style='display:none'>", "<input value=3>", "<select><option>", "</select>",
    "<a href=x", "<", "&", "</",
)  # fmt: skip
WORDS = st.text("甲乙一、。 12\n\t\xa0\u3000|<&;é", max_size=8) | st.sampled_from(
    ("&nbsp;", "&lt;", "&#12298;", "&#x300B;", "&ampx", "&copy", "&bad;", "一、总体情况", "&NotEqualTilde;")
)
MARKUP = st.lists(st.sampled_from(TAGS) | WORDS, max_size=24).map("".join)

BLANK = re.compile(r"^$|^\s|\s$")
LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def inked(text: str) -> str:
    """A text without blanks: whether a line end in the page is one depends on the letters around it."""
    return "".join(text.split())


def check_places(source: Source) -> None:
    original, source_map = source.original, source.source_map
    assert original is not None
    assert source_map is not None
    for piece in source_map.segments:
        words = source.slice(piece.span)
        written = LINE_ENDS.sub(" ", original.slice(piece.place))
        in_cell = written.replace("|", "¦").replace("\t", " ")  # what a cell holds is no bar between cells
        if words in (written, in_cell) or not words:
            continue
        assert len(words) == 1
        if words == " ":
            assert unescape(written).isspace() or written.startswith("<br")
        elif words == "¦":
            assert unescape(written).lstrip("\\") == "|"
        else:
            assert LINE_ENDS.sub(" ", unescape(written)) == words or written == f"\\{words}"
    covered = [piece.span for piece in source_map.segments]
    assert all(one.end <= other.start for one, other in pairwise(covered))


@settings(deadline=None, max_examples=300)
@given(MARKUP)
def test_every_character_stands_where_it_is_said_to(markup: str) -> None:
    source = open_html(markup.encode(), "a.html").source
    check_places(source)
    assert source.text.endswith("\n") or not source.text


@settings(deadline=None, max_examples=200)
@given(MARKUP, st.data())
def test_what_is_edited_is_read_back(markup: str, data: st.DataObject) -> None:
    raw = f"<p>始</p>{markup}".replace("<ol>", "<ul>").encode()  # numbers come and go with an item's words
    source = open_html(raw, "a.html").source
    assert source.source_map is not None
    pieces = (piece.span for piece in source.source_map.segments)
    span = data.draw(st.sampled_from([each for each in pieces if not BLANK.search(source.slice(each))]))
    new = data.draw(st.text("甲丁<&>9", min_size=1, max_size=4))
    change = [Edit(span, new)]
    try:
        written = open_html(raw, "a.html").edited(change)
    except EditError:
        assert "input" in markup  # what is typed into a form is not edited
        return
    assert inked(open_html(written, "a.html").source.text) == inked(apply_edits(source.text, change))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_are_a_fault(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        check_places(open_document(data, "a.html").source)


PAGE = """<html><body><h2>一、总体<b>情况</b></h2>
<p>全年&nbsp;公开&lt;3&gt;件</p><table><tr><td>规章<td></tr><tr><td>许可<td>无</table></body></html>"""


def edited(words: str, new: str, page: str = PAGE) -> str:
    source = open_document(page.encode(), "a.html").source
    at = source.text.index(words)
    return open_document(page.encode(), "a.html").edited([Edit(Span(at, at + len(words)), new)]).decode()


def test_edits_change_text_and_no_tag() -> None:
    assert edited("总体情况", "总体情形") == PAGE.replace("<b>情况</b>", "<b>情形</b>")
    assert edited("\xa0", " ") == PAGE.replace("&nbsp;", " ")
    assert edited("<3>", "5&6") == PAGE.replace("&lt;3&gt;", "5&amp;6")
    assert edited("无", "0") == PAGE.replace("无", "0")


def test_a_figure_is_put_into_an_empty_cell() -> None:
    source = open_document(PAGE.encode(), "a.html").source
    blank = source.grids[0].cells[1].span
    assert blank.start == blank.end
    own, place = source.to_file(blank)
    assert own.text[: place.start].endswith("规章<td>")
    written = open_document(PAGE.encode(), "a.html").edited([Edit(blank, "0")]).decode()
    assert written == PAGE.replace("规章<td>", "规章<td>0")


def test_what_the_page_counts_is_not_edited() -> None:
    page = "<ol><li>甲<li>乙</ol>"
    source = open_document(page.encode(), "a.html").source
    assert source.text == "1. 甲\n2. 乙\n"
    with pytest.raises(EditError):
        open_document(page.encode(), "a.html").edited([Edit(Span(0, 1), "3")])


def test_the_encoding_is_kept_and_what_it_cannot_write_is_referred_to() -> None:
    page = '<meta charset="big5"><p>總體情況 2023</p>'
    data = page.encode("big5")
    source = open_document(data, "a.html").source
    assert source.text == "總體情況 2023\n"
    at = source.text.index("2023")
    written = open_document(data, "a.html").edited([Edit(Span(at, at + 4), "张")])
    assert written == page.replace("2023", "&#24352;").encode("big5")
    assert open_document(written, "a.html").source.text == "總體情況 张\n"


def test_a_page_that_would_be_written_in_other_bytes_is_not_edited() -> None:
    data = '<meta charset="big5"><p>總體情況'.encode("big5") + b"\xa1\xfe</p>"  # a second way to write ／
    document = open_document(data, "a.html")
    assert document.source.text == "總體情況／\n"
    with pytest.raises(EditError, match="编码不规范"):
        document.edited([Edit(Span(0, 1), "总")])
