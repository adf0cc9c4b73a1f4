"""Names of files that are shown, as a browser or an attacker sends them."""

from __future__ import annotations

import pytest

from linter.app.uploads import Copy
from linter.web.upload_names import copy_name, shown_name


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("年报.docx", "年报.docx"),
        ("报送/某局/年报.docx", "报送/某局/年报.docx"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\材料\\年报.doc", "C:/材料/年报.doc"),
        ("a\0b.txt", "ab.txt"),
        ("", "未命名.txt"),
        (" / / ", "未命名.txt"),
        ("\ud800.txt", "?.txt"),
    ],
)
def test_a_name_is_shown_without_what_leads_elsewhere(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


def test_a_long_name_is_cut_and_keeps_its_suffix() -> None:
    name = shown_name("长" * 1000 + ".docx")
    assert (len(name), name[-5:]) == (180, ".docx")


def test_names_are_told_apart() -> None:
    assert shown_name("a.txt", {"a.txt", "a（2）.txt"}) == "a（3）.txt"


def test_a_copy_is_called_after_its_file() -> None:
    assert copy_name("报送/年报.doc", Copy.COMMENTED) == "年报（批注）.docx"
    assert copy_name("年报.htm", Copy.FIXED) == "年报（已修正）.htm"
