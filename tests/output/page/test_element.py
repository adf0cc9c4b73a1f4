"""Markup is safe by construction."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from linter.output.page import element
from linter.output.page.element import Html, el, join
from linter.output.width import visible


def test_attributes() -> None:
    shown = el("td", "a", None, "b", class_="x", data_n=3, hidden=True, open=False, id=None)
    assert shown == '<td class="x" data-n="3" hidden>ab</td>'
    assert el("input", type="checkbox") == '<input type="checkbox">'


def test_markup_that_is_put_together_by_hand_is_text_again() -> None:
    assert el("p", Html("<b>") + "x") == "<p>&lt;b&gt;x</p>"
    assert join([Html("<b>"), "<b>"]) == "<b>&lt;b&gt;"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn"])))
def test_any_text_comes_back(text: str) -> None:
    shown = html.fragment_fromstring(el("p", text, title=text))
    assert shown.get("title") == text
    assert shown.text_content() == text.replace("\u2028", "␦").replace("\u2029", "␦")


def test_what_counts_as_plain_text_is_never_changed() -> None:
    plain = [char for char in map(chr, range(0x10000)) if element._PLAIN(char)]
    assert len(plain) > 20_000
    for char in plain:
        assert visible(char) == char
        assert escape(char, quote=True) == char
    assert el("p", "甲<b>", title='"') == '<p title="&quot;">甲&lt;b&gt;</p>'
