"""The numbers that Word puts before paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.documents.docx.builder import alternatives, cell, paragraph, row, run, style, table, text

HAN, PAREN, DOT = ("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")


def level(at: int, form: str, words: str, *, start: int | None = 1, more: str = "") -> str:
    """A level of a list."""
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{at}">{begins}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{words}"/></w:lvl>'
    )


def definition(name: int, *levels: str) -> str:
    """A list's definition."""
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def instance(name: int, of: int, overrides: str = "") -> str:
    """A list."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def item(words: str, name: int | None = 1, at: int | None = 0, of: str = "") -> str:
    """A paragraph in a list."""
    return paragraph(words, (f'<w:pStyle w:val="{of}"/>' if of else "") + _numbered(name, at))


def _numbered(name: int | None = None, level: int | None = None) -> str:
    own = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    own += "" if name is None else f'<w:numId w:val="{name}"/>'
    return f"<w:numPr>{own}</w:numPr>"


def _based(style: str) -> str:
    return f'<w:basedOn w:val="{style}"/>'


def lines(body: str, numbering: str, styles: str = "") -> Sequence[str]:
    """The rows of a document with these lists."""
    return text(body, numbering=numbering, styles=styles).splitlines()


THREE = definition(0, level(0, *HAN), level(1, *PAREN), level(2, *DOT)) + instance(1, 0)


def test_levels_count_and_begin_anew() -> None:
    body = "".join(item("节", at=at) for at in (0, 1, 1, 2, 2, 0, 1, 2)) + item("末", at=0)
    assert lines(body, THREE) == [
        "一、节",
        "（一）节",
        "（二）节",
        "1.节",
        "2.节",
        "二、节",
        "（一）节",
        "1.节",
        "三、末",
    ]


def test_numbers_of_several_levels() -> None:
    chapters = definition(
        0,
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>"),
    )
    body = item("甲") + item("乙", at=1) + item("丙", at=2)
    assert lines(body, chapters + instance(1, 0)) == ["第一章 甲", "一.1 乙", "1.1.1 丙"]


def test_a_level_above_that_was_never_shown_stands_at_its_start() -> None:
    chapters = definition(0, level(0, "decimal", "%1.", start=3), level(1, "decimal", "%1.%2."))
    assert lines(item("甲", at=1) + item("乙"), chapters + instance(1, 0)) == ["3.1.甲", "3.乙"]


def test_lists_of_one_definition_count_on() -> None:
    body = item("甲", 1) + item("乙", 2) + item("丙", 1)
    assert lines(body, definition(0, level(0, *HAN)) + instance(1, 0) + instance(2, 0)) == [
        "一、甲",
        "二、乙",
        "三、丙",
    ]


def test_a_list_that_overrides_its_start_does_so_once() -> None:
    again = instance(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    body = item("甲", 1) + item("乙", 1) + item("丙", 2) + item("丁", 2)
    assert lines(body, definition(0, level(0, *HAN)) + instance(1, 0) + again) == [
        "一、甲",
        "二、乙",
        "一、丙",
        "二、丁",
    ]


def test_a_list_that_overrides_a_level() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimalEnclosedCircle", "%1")}</w:lvlOverride>'
    body = item("甲", 1) + item("乙", 2)
    numbering = definition(0, level(0, *HAN)) + instance(1, 0) + instance(2, 0, other)
    assert lines(body, numbering) == ["一、甲", "② 乙"]


@pytest.mark.parametrize(
    ("restart", "numbers"), [("0", "1 2 3"), ("1", "1 2 1"), ("2", "1 1 1"), ("", "1 1 1")]
)
def test_after_what_a_level_begins_anew(restart: str, numbers: str) -> None:
    more = f'<w:lvlRestart w:val="{restart}"/>' if restart else ""
    numbering = definition(
        0, level(0, "none", "章"), level(1, "none", "节"), level(2, "decimal", "%3", more=more)
    )
    body = item("", at=0) + item("", at=2) + item("", at=1) + item("", at=2) + item("", at=0) + item("", at=2)
    found = lines(body, numbering + instance(1, 0))
    assert [line for line in found if line not in "章节"] == numbers.split()


def test_numbers_that_styles_bring() -> None:
    styles = (
        style("H1", f"<w:pPr>{_numbered(name=1)}</w:pPr>")
        + style("H2", _based("H1"))
        + style("H3", f"{_based('H1')}<w:pPr>{_numbered(level=2)}</w:pPr>")
        + style("H4", f"{_based('H1')}<w:pPr>{_numbered(name=0)}</w:pPr>")
        + style("L1", _based("L2"))
        + style("L2", _based("L1"))
    )
    numbering = definition(
        0,
        level(0, *HAN, more='<w:pStyle w:val="H1"/>'),
        level(1, *PAREN, more='<w:pStyle w:val="H2"/>'),
        level(2, *DOT),
    ) + instance(1, 0)
    body = (
        paragraph("甲", '<w:pStyle w:val="H1"/>')
        + paragraph("乙", '<w:pStyle w:val="H2"/>')
        + paragraph("丙", '<w:pStyle w:val="H3"/>')
        + paragraph("丁", '<w:pStyle w:val="H4"/>')
        + item("戊", 0, None, "H1")
        + item("己", None, 1, "H1")
        + paragraph("庚", '<w:pStyle w:val="L1"/>')
        + paragraph("辛", '<w:pStyle w:val="none"/>')
        + item("壬", 77)
    )
    assert lines(body, numbering, styles) == [
        "一、甲",
        "（一）乙",
        "1.丙",
        "丁",
        "戊",
        "（二）己",
        "庚",
        "辛",
        "壬",
    ]


def test_the_default_style_numbers_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert lines(paragraph("甲") + paragraph("乙"), THREE, styles) == ["一、甲", "二、乙"]


def test_a_definition_that_names_another_by_its_style() -> None:
    styles = style("S", f"<w:pPr>{_numbered(name=5)}</w:pPr>", "numbering")
    link = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="S"/></w:abstractNum>'
    numbering = definition(0, level(0, *HAN)) + link + instance(5, 0) + instance(1, 9)
    assert lines(item("甲"), numbering, styles) == ["一、甲"]
    circle = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S"/></w:abstractNum>'
    assert lines(item("甲"), circle + instance(5, 0) + instance(1, 0), styles) == ["甲"]


def test_bullets_are_left_out_and_fixed_words_are_not() -> None:
    numbering = (
        definition(0, level(0, "bullet", "\uf0b7"))
        + definition(1, level(0, "none", "附件："))
        + instance(1, 0)
    )
    assert lines(item("甲") + item("乙", 2), numbering + instance(2, 1)) == ["甲", "附件：乙"]


def test_a_form_that_only_newer_programs_know() -> None:
    choice = alternatives('<w:numFmt w:val="custom" w:format="001"/>', '<w:numFmt w:val="decimalZero"/>')
    one = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{choice}<w:lvlText w:val="%1）"/></w:lvl>'
    assert lines(item("甲"), definition(0, one) + instance(1, 0)) == ["01）甲"]


def test_numbers_in_cells_and_of_paragraphs_without_words() -> None:
    body = table(row(cell(item("本年新收")), "1"), row(cell(item("")), "2")) + item("")
    assert lines(body, THREE) == ["| 一、本年新收 | 1 | ", "| 二、 | 2 | ", "三、"]


def test_deleted_paragraphs_do_not_count() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    deleted = paragraph(
        f"<w:del>{run('删')}</w:del>", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{gone}'
    )
    assert lines(item("甲") + deleted + item("乙"), THREE) == ["一、甲", "二、乙"]


def test_a_number_does_not_run_into_the_words() -> None:
    dots = definition(0, level(0, "decimal", "%1."), level(1, "chineseCounting", "%2")) + instance(1, 0)
    assert lines(item("2023年") + item("总体", at=1) + item("年", at=0), dots) == [
        "1. 2023年",
        "一 总体",
        "2.年",
    ]
