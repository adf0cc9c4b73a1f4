"""Fixes as edits of an open text."""

from __future__ import annotations

import pytest

from linter.app.check_document import CheckedFile, check_document
from linter.app.editor.fixes import all_safe_fixes, file_text, single_fix
from linter.app.fixer import fix_document
from linter.documents import Document, EditError, open_document
from linter.rulebook import Rulebook
from linter.text.source import Span
from tests.corpus import example
from tests.lsp.checking import FIXTURES, applied, checked


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_all_safe_fixes_are_those_of_the_command(path: object, book: Rulebook) -> None:
    text = path.read_bytes().decode()  # type: ignore[attr-defined]
    _, found = checked(text)

    def check(document: Document) -> CheckedFile:
        return check_document(document, book, keep_contents=True)

    mended = fix_document(open_document(text.encode(), "甲.txt"), check)
    assert applied(text, all_safe_fixes(found)).encode() == mended.data


@pytest.mark.parametrize("seed", range(4))
def test_each_fix_changes_what_it_says_and_nothing_else(seed: int) -> None:
    text = "𠮷\t\n" + example(seed).text.replace("〔", "[").replace("〕", "]").replace("，", ",")
    _, found = checked(text)
    fixes = [each for each in found.diagnostics if each.fix is not None]
    assert fixes
    assert file_text(found).text == text
    for each in fixes:
        assert each.fix is not None
        wanted = applied(text, sorted(set(each.fix.edits)))
        assert applied(text, single_fix(found, each)) == wanted


def test_only_what_touches_a_range_is_fixed_there() -> None:
    text = "\n".join(f"依据国办函[20{year}]7号，公开信息。" for year in range(10, 20))
    text = f"云岭市临江区水务局2023年政府信息公开工作年度报告\n一、总体情况\n{text}\n"
    _, found = checked(text)
    at = text.index("[2013]")
    assert applied(text, all_safe_fixes(found, Span(at, at + 1))) == text.replace("[2013]", "〔2013〕")
    assert applied(text, all_safe_fixes(found)).count("〔") == 10
    nowhere = text.index("一、")
    assert all_safe_fixes(found, Span(nowhere, nowhere)) == ()


REPORT = "云岭市临江区水务局2023年政府信息公开工作年度报告\r\n一、总体情况\r\n{}依据国办函[2019]7号。\r\n"


def test_line_ends_stay() -> None:
    text = REPORT.format("𠮷")
    _, found = checked(text)
    assert applied(text, all_safe_fixes(found)) == text.replace("[2019]", "〔2019〕")


def test_a_text_that_was_not_read_whole_is_left_alone() -> None:
    """As with the command; a half character is what JSON can carry and no file."""
    _, found = checked(REPORT.format("\ud842"))
    [bracket] = (each for each in found.diagnostics if each.code == "C203")
    with pytest.raises(EditError, match="有字符读不出来"):
        single_fix(found, bracket)
    assert all_safe_fixes(found) == ()
