"""What a PDF refers to in a circle ends its reading at once."""

from __future__ import annotations

import time

import pytest

from linter.documents import ReadError, open_document
from tests.documents.hostile import pdf

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
BOX = b"/MediaBox [0 0 595 842]"
PAGE = b"<< /Type /Page /Parent 2 0 R " + BOX + b" /Contents 4 0 R >>"
WITH_FORM = PAGE.replace(b">>", b"/Resources << /XObject << /F 5 0 R >> >> >>")
_DRAWS = b"/Length 5 >>\nstream\n/F Do\nendstream"
FORM = b"<< /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> >> " + _DRAWS
DRAWN = b"<< " + _DRAWS


@pytest.mark.parametrize(
    "objects",
    [
        (b"1 0 R",),
        (b"2 0 R", b"1 0 R"),
        (b"2 0 R", b"3 0 R", b"4 0 R", b"2 0 R"),
        (CATALOGUE, b"2 0 R"),
        (CATALOGUE, b"<< /Type /Pages /Kids 2 0 R /Count 1 >>"),
        (CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1 >>"),
        (CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Parent 2 0 R >>", PAGE),
        (CATALOGUE, PAGES, b"<< /Type /Page /Parent 3 0 R " + BOX + b" /Contents 4 0 R >>", b"[4 0 R]"),
        (CATALOGUE, PAGES, PAGE, b"[4 0 R 4 0 R]"),
        (CATALOGUE, PAGES, PAGE, b"<< /Length 4 0 R >>\nstream\nBT\nendstream"),
        (CATALOGUE, PAGES, PAGE, b"<< /Length 5 0 R >>\nstream\nBT\nendstream", b"4 0 R"),
        (CATALOGUE, PAGES, PAGE, b"<< /Length 2 /Filter 5 0 R >>\nstream\nBT\nendstream", b"[5 0 R]"),
        (CATALOGUE, PAGES, WITH_FORM, DRAWN, FORM % 5),
        (CATALOGUE, PAGES, WITH_FORM, DRAWN, FORM % 6, FORM % 5),
        (CATALOGUE, PAGES, PAGE.replace(BOX, b"/MediaBox 5 0 R"), DRAWN, b"[5 0 R 5 0 R 5 0 R 5 0 R]"),
        (
            CATALOGUE,
            PAGES,
            PAGE.replace(b">>", b"/Resources 5 0 R >>"),
            DRAWN,
            b"<< /XObject 5 0 R /F 5 0 R >>",
        ),
    ],
)
def test_references_in_a_circle_end_at_once(objects: tuple[bytes, ...]) -> None:
    begun = time.process_time()
    with pytest.raises(ReadError) as refused:
        open_document(pdf(*objects), "a.pdf")
    assert "上限" not in str(refused.value)
    assert time.process_time() - begun < 5


def test_earlier_parts_of_a_file_that_follow_each_other_in_a_circle() -> None:
    data = pdf(CATALOGUE, PAGES, PAGE, DRAWN)
    at = data.rindex(b"xref\n0")
    data = data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)
    with pytest.raises(ReadError) as refused:
        open_document(data, "a.pdf")
    assert "上限" not in str(refused.value)
