"""Tokens of pages by families of cases, as the tests of HTML5 tokenizers have them; the cases are our own.

What is never closed hides nothing here, unlike in a browser: those cases say so.
"""

from __future__ import annotations

import pytest

from linter.documents import ReadError, open_document


def _text(page: str) -> str:
    return open_document(page.encode(), "a.html").source.text.strip()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        # numeric references
        ("总计&#51;&#x38;&#X30;件", "总计380件"),
        ("总计&#51&#56&#48件", "总计380件"),
        ("第&#00000000000000000019971;条", "第七条"),
        ("第&#x0000000000004e03;条", "第七条"),
        ("甲&#128;乙", "甲€乙"),
        ("甲&#x93;乙&#x94;", "甲“乙”"),
        ("甲&#0;乙", "甲\ufffd乙"),
        ("甲&#xD800;乙", "甲\ufffd乙"),
        ("甲&#x110000;乙", "甲\ufffd乙"),
        ("甲&#99999999999999999999;乙", "甲\ufffd乙"),
        (f"甲&#{'9' * 5000};乙", "甲\ufffd乙"),
        (f"<title>&#{'9' * 5000};&#x{'9' * 5000};</title>甲", "甲"),
        ("甲&#;乙", "甲&#;乙"),
        ("甲&#x;乙", "甲&#x;乙"),
        ("甲&#xg;乙", "甲&#xg;乙"),
        # named references
        ("甲&nbsp;乙&amp;丙", "甲\xa0乙&丙"),
        ("甲&ampamp;乙", "甲&amp;乙"),
        ("甲&notit;乙", "甲¬it;乙"),
        ("甲&没有;乙", "甲&没有;乙"),
        ("甲&unknown;乙", "甲&unknown;乙"),
        ("甲&lt;b>乙", "甲<b>乙"),
        # comments
        ("甲<!-- 乙 -->丙", "甲丙"),
        ("甲<!---->乙", "甲乙"),
        ("甲<!-->乙", "甲乙"),
        ("甲<!--->乙", "甲乙"),
        ("甲<!-- 乙 -- 丙 --->丁", "甲丁"),
        ("甲<!-- <!-- 乙 -->丙", "甲丙"),
        ("甲<!-- 乙", "甲<!-- 乙"),
        ("甲<!-- 乙 --", "甲<!-- 乙 --"),
        ("甲<!-- 乙 >丙", "甲丙"),
        ("甲<! 乙>丙", "甲丙"),
        ("甲<?xml 乙?>丙", "甲丙"),
        ("甲</ 乙>丙", "甲丙"),
        ("甲</3>丙", "甲丙"),
        # CDATA and declarations
        ("甲<![CDATA[乙]]>丙", "甲丙"),
        ("<!DOCTYPE html>甲", "甲"),
        ("<!doctype html public '甲' \"乙\">丙", "丙"),
        ("<!DOCTYPE>甲", "甲"),
        # what only looks like a tag
        ("甲<乙>丙", "甲<乙>丙"),
        ("3 < 5", "3 < 5"),
        ("甲<", "甲<"),
        ("甲<3", "甲<3"),
        ("甲<>乙", "甲<>乙"),
        # script data
        ("甲<script>var a='<p>乙</p>'</script>丙", "甲丙"),
        ("甲<script>if (a</b/) { '</scrip>' }</SCRIPT >丙", "甲丙"),
        ("甲<script><!-- '</script>丙", "甲丙"),
        ("甲<style>p{content:'<b>'}</style>乙", "甲乙"),
        ("<textarea><b>甲</b></textarea>乙", "乙"),
        ("甲<script>乙", "甲乙"),
        # attributes
        ("<p class=a>甲</p>", "甲"),
        ("<p class=a/b title='>'>甲</p>", "甲"),
        ('<p title=">乙">甲</p>', "甲"),
        ("<p title = '>' >甲</p>", "甲"),
        ("<p a=1 a=2 A=3>甲</p>", "甲"),
        ("<p =乙>甲</p>", "甲"),
        ("<p a='1'b=\"2\">甲</p>", "甲"),
        ("<p / a>甲<br/>乙</p>", "甲\n乙"),
        ("<P STYLE=Display:None>甲</P>乙", "乙"),
        ("<td colspan='&#x32;'>甲</td>", "甲"),
        ('<p title="甲>乙', "乙"),
        # end of file inside of a tag
        ("甲<p", "甲"),
        ("甲</p", "甲"),
        ("甲<p class=", "甲"),
        # line ends
        ("<pre>甲\r\n乙\r丙\n丁</pre>", "甲\n乙\n丙\n丁"),
    ],
)
def test_a_page_reads_as_in_a_browser(page: str, text: str) -> None:
    assert _text(page) == text


def test_a_page_with_null_characters_is_no_text() -> None:
    for page in ("甲\x00乙", "<p\x00>甲</p>", "<!--\x00-->甲"):
        with pytest.raises(ReadError, match="二进制文件"):
            _text(page)
