"""Markup is safe by construction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from linter.output.page.element import Html, el, join


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
