"""What a page's classes hide is no part of its text."""

from __future__ import annotations

import pytest

from linter.documents.html import open_html
from linter.documents.html.style_sheet import hidden_classes, hides


def text(markup: str) -> str:
    return open_html(markup.encode(), "a.html").source.text


@pytest.mark.parametrize(
    ("sheet", "hidden"),
    [
        (".x{display:none}", {"x"}),
        ("div.x { color: red; display : none !important }", {"x"}),
        (".x,.y-z{visibility:hidden}", {"x", "y-z"}),
        ("/* .x{display:none} */ .y{display:none}", {"y"}),
        (".x{display:none} .x{display:block}", set()),
        ("@media print{.x{display:none}} .y{display:none}", {"y"}),
        ("@import url(a.css); .y{display:none}", {"y"}),
        (".a .x{display:none} #x{display:none} p{display:none} .x:hover{display:none}", set()),
        (".x{color:none}", set()),
        ("", set()),
    ],
)
def test_rules_for_a_class_alone_hide_it(sheet: str, hidden: set[str]) -> None:
    assert hidden_classes(f"<style type='text/css'>{sheet}</style>") == hidden


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("d-none", True),
        ("box d-none", True),
        ("hidden", True),
        ("sr-only", True),
        ("d-none d-md-block", False),
        ("hidden lg:block", False),
        ("hidden-title", False),
        ("article", False),
    ],
)
def test_the_classes_of_style_libraries(value: str, expected: bool) -> None:
    assert hides(value, frozenset()) is expected


def test_hidden_copies_are_no_text() -> None:
    page = (
        "<style>.copy{display:none}</style><p>一、总体情况</p><div class='copy'><p>一、总体情况</p></div>"
        "<p class=d-none>乙</p><table class=copy><tr><td>丙</td></tr></table><p>丁</p>"
    )
    assert text(page) == "一、总体情况\n丁\n"


def test_a_page_whose_whole_text_a_script_shows_is_read() -> None:
    assert text("<div class='hidden'><p>甲</p></div>") == "甲\n"


def test_a_copy_of_a_table_right_behind_it_is_left_out() -> None:
    table = "<table><tr><td>规章</td><td>0</td></tr><tr><td>行政许可</td><td>3</td></tr></table>"
    assert text(f"<p>甲</p>{table}{table}<p>乙</p>") == text(f"<p>甲</p>{table}<p>乙</p>")
    assert text(f"{table}<p>下属单位</p>{table}").count("规章") == 2
