"""Pictures in a page: which may be tables, and what is not said to be missing then."""

from __future__ import annotations

import pytest

from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.linting import lint
from tests.samples.tables import report

_HEADING = "三、收到和处理政府信息公开申请情况"


def page(picture: str, *, before: str = "") -> bytes:
    """A page of a report whose third table is missing, with `picture` right under its heading."""
    lines = report(requests="").split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("三、"))
    parts = [*(f"<p>{line}</p>" for line in lines[: at + 1]), before, picture]
    parts += [f"<p>{line}</p>" for line in lines[at + 1 :]]
    return f"<html><body><div>{''.join(parts)}</div></body></html>".encode()


def codes(book: Rulebook, data: bytes) -> set[str]:
    """The codes of what is found on tables that are missing or unread."""
    document = open_document(data, "2023.html")
    return {one.code for one in lint(document, book).diagnostics} & {"T401", "G809"}


@pytest.mark.parametrize(
    "picture",
    [
        '<p style="text-align: center;"><img src="/W020240131.png"/></p>',
        '<img src="a.jpg" width="680" height="900">',
        '<p><img style="width: 600px; height:400px" src="1.png"><img src="2.png"></p>',
        '<div><span><img src="x.png" width="100%"></span>&nbsp;</div>',
        '<table><tr><td><img src="x.png"></td></tr></table>',
    ],
)
def test_a_table_that_is_a_picture_is_unread_and_not_missing(book: Rulebook, picture: str) -> None:
    document = open_document(page(picture), "2023.html")
    [part] = document.source.unread
    assert document.source.text[: part.at].endswith(_HEADING)
    assert (part.what, part.where[:1]) == ("图片", "第")
    assert codes(book, page(picture)) == {"G809"}


@pytest.mark.parametrize(
    "picture",
    [
        "",
        '<p><img src="/images/logo.png"></p>',
        '<p><img src="/upload/ewm/1.png" alt="扫一扫在手机打开"></p>',
        '<p><img src="1.png" width="120" height="120"></p>',
        '<p><img src="1.png" style="width:600px;height:2px"></p>',
        '<p><img src="1.png" width="10%"></p>',
        '<p><img src="1.png" role="presentation"></p>',
        '<p><img src="1.png" style="display:none"></p>',
        '<p>本年度未收到<img src="1.png">申请。</p>',
        '<p>2023年，我局召开了会议。</p><p><img src="1.png"></p>',
    ],
)
def test_a_picture_that_is_no_table_hides_nothing(book: Rulebook, picture: str) -> None:
    assert codes(book, page(picture)) == {"T401"}


def test_a_picture_behind_words_that_announce_it_may_be_the_table(book: Rulebook) -> None:
    before = "<p>本年度申请情况如下：</p>"
    assert codes(book, page('<p><img src="1.png"></p>', before=before)) == {"G809"}


def test_pictures_around_the_article_say_nothing() -> None:
    data = (
        page("")
        .replace(b"<div>", b'<p><img src="a.png"></p><div>')
        .replace(b"</body>", b'<p><img src="b.png"></p></body>')
    )
    assert open_document(data, "2023.html").source.unread == ()
