"""Runs cut between characters: nothing is lost, and every part looks as the whole did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from linter.documents.docx.namespaces import kind
from linter.documents.docx.runs import ancestor, extent, run_from, run_of, run_to, set_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def parsed(inner: str) -> etree._Element:
    """A paragraph with this in it."""
    return etree.fromstring(f'<w:p xmlns:w="{W}">{inner}</w:p>')


def inner(paragraph: etree._Element) -> str:
    """What a paragraph holds, as it is written."""
    text = etree.tostring(paragraph, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("<")].replace(f' xmlns:w="{W}"', "")


def texts(paragraph: etree._Element) -> list[etree._Element]:
    """Its w:t elements."""
    return [each for each in paragraph.iter() if kind(each) == "t"]


BOLD = "<w:rPr><w:b/></w:rPr>"


def test_a_run_is_cut_before_a_character_and_keeps_its_look() -> None:
    paragraph = parsed(f'<w:r w:rsidR="00A1">{BOLD}<w:t>总体情况</w:t></w:r>')
    run = run_from(texts(paragraph)[0], 2)
    assert run is paragraph[1]
    assert inner(paragraph) == (
        f'<w:r w:rsidR="00A1">{BOLD}<w:t>总体</w:t></w:r><w:r w:rsidR="00A1">{BOLD}<w:t>情况</w:t></w:r>'
    )


def test_a_run_is_cut_behind_a_character() -> None:
    paragraph = parsed(f"<w:r>{BOLD}<w:t>总体</w:t><w:br/><w:t>情况</w:t></w:r>")
    assert run_to(texts(paragraph)[0], 2) is paragraph[0]
    assert inner(paragraph) == (f"<w:r>{BOLD}<w:t>总体</w:t></w:r><w:r>{BOLD}<w:br/><w:t>情况</w:t></w:r>")


def test_a_run_is_not_cut_at_its_ends() -> None:
    paragraph = parsed(f"<w:r>{BOLD}<w:t>总体</w:t></w:r>")
    before = inner(paragraph)
    assert run_from(texts(paragraph)[0], 0) is run_to(texts(paragraph)[0], 2) is paragraph[0]
    assert inner(paragraph) == before


def test_blanks_at_a_cut_are_kept() -> None:
    paragraph = parsed("<w:r><w:t>a b</w:t></w:r>")
    run_from(texts(paragraph)[0], 1)
    assert inner(paragraph) == ('<w:r><w:t>a</w:t></w:r><w:r><w:t xml:space="preserve"> b</w:t></w:r>')


def test_blanks_that_are_layout_stay_so() -> None:
    paragraph = parsed("<w:r><w:t>\n  甲 乙\n</w:t></w:r>")
    text = texts(paragraph)[0]
    assert extent(text) == (3, 6)
    assert run_from(text, 3) is run_to(text, 6) is paragraph[0]
    run_from(text, 5)
    assert inner(paragraph) == '<w:r><w:t>\n  甲</w:t></w:r><w:r><w:t xml:space="preserve"> 乙</w:t></w:r>'


def test_a_run_in_a_run_is_taken_whole() -> None:
    ruby = "<w:r><w:ruby><w:rubyBase><w:r><w:t>临江</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    paragraph = parsed(ruby)
    assert run_from(texts(paragraph)[0], 1) is run_to(texts(paragraph)[0], 1) is paragraph[0]
    assert inner(paragraph) == ruby


def test_a_cut_stays_within_a_tracked_insertion() -> None:
    paragraph = parsed('<w:ins w:id="1"><w:r><w:t>新增</w:t></w:r></w:ins>')
    assert run_from(texts(paragraph)[0], 1) is paragraph[0][1]


def test_text_outside_of_a_run_is_left() -> None:
    assert run_of(texts(parsed("<w:t>甲</w:t>"))[0]) is None
    assert ancestor(texts(parsed("<w:t>甲</w:t>"))[0], "tc") is None


def test_characters_that_xml_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="XML"):
        set_text(texts(parsed("<w:r><w:t/></w:r>"))[0], "\x00")


@given(
    st.lists(st.lists(st.text("甲乙 1", max_size=4), min_size=1, max_size=3), min_size=1, max_size=3),
    st.data(),
)
def test_cuts_lose_nothing(runs: list[list[str]], data: st.DataObject) -> None:
    written = [[f'<w:t xml:space="preserve">{words}</w:t>' for words in run] for run in runs]
    paragraph = parsed("".join(f"<w:r>{BOLD}{'<w:tab/>'.join(run)}</w:r>" for run in written))
    whole = _words(paragraph)
    for _ in range(3):
        text = data.draw(st.sampled_from(texts(paragraph)))
        at = data.draw(st.integers(0, len(text.text or "")))
        cut = data.draw(st.sampled_from([run_from, run_to]))
        behind = _behind(paragraph, text, at)
        run = cut(text, at)
        assert run is not None
        rest = [*([run] if cut is run_from else []), *run.itersiblings()]
        assert "".join(map(_words, rest)) == behind
        assert _words(paragraph) == whole
        assert all(kind(run[0]) == "rPr" for run in paragraph)
    assert len([each for each in paragraph.iter() if kind(each) == "tab"]) == sum(
        len(run) - 1 for run in runs
    )


def _words(element: etree._Element) -> str:
    return "".join(each.text or "" for each in texts(element))


def _behind(paragraph: etree._Element, text: etree._Element, at: int) -> str:
    """The words of a paragraph from a place in one of its texts on."""
    elements = texts(paragraph)
    index = elements.index(text)
    return (text.text or "")[at:] + "".join(each.text or "" for each in elements[index + 1 :])
