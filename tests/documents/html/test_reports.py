"""Whole pages: a valid report in any maker's markup is read whole, and nothing is found in it."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import cache

import pytest

from linter.documents import open_document
from linter.rulebook import Rulebook, load
from linter.text.source import Span
from tests.corpus import Draft, build
from tests.documents.html.pages import MAKERS, page
from tests.linting import lint, read

TABLES = ("proactive", "requests", "review")
Figures = dict[tuple[str, str, str | None], Decimal | None]


@cache
def book() -> Rulebook:
    return load()


def truth(draft: Draft) -> Figures:
    if draft.generation == "2008":
        return {}
    return {
        (key, row, column): Decimal(value)
        for key in TABLES
        for (row, column), value in draft.grid(key).figures().items()
    }


def figures(data: bytes) -> Figures:
    _, reports = read(open_document(data, "a.html"), book())
    return {
        (table.key, cell.row_key, cell.column_key): (
            None if cell.figure.value is None else Decimal(cell.figure.value)
        )
        for report in reports
        for table in report.tables
        for cell in table.cells
    }


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("seed", range(6))
def test_a_valid_report_has_no_finding_and_all_its_figures(seed: int, maker: str) -> None:
    draft = build(random.Random(seed))
    data = page(draft, maker, seed).encode("gb18030" if maker == "word" else "utf-8")
    result = lint(open_document(data, "a.html"), book())
    assert [(found.code, found.message) for found in result.diagnostics] == []
    assert figures(data) == truth(draft)


@pytest.mark.parametrize("maker", MAKERS)
def test_nothing_of_the_frame_is_read_and_nothing_of_the_report_is_lost(maker: str) -> None:
    draft = build(random.Random(1))
    source, _ = read(open_document(page(draft, maker).encode(), "a.html"), book())
    written = "".join(source.text.split())
    for section in draft.sections:
        assert f"{section.numeral}、{section.wording}" in written
    assert draft.title is not None
    assert draft.title in written
    for residue in ("首页", "加载", "请输入", "上一篇", "版权所有", "打印", "2014", "图"):
        assert residue not in written.replace(draft.title, "") or residue in truth_text(draft)


def truth_text(draft: Draft) -> str:
    return "".join(str(item) for part in (draft.preface, *(s.items for s in draft.sections)) for item in part)


def test_a_wrong_figure_is_found_where_it_stands_in_the_file() -> None:
    draft = build(random.Random(4))
    clean = page(draft, "plain", 4)
    label = clean.index("本年新收政府信息公开申请数量")
    at = clean.index("<td>", label) + len("<td>")
    wrong = f"{clean[:at]}77{clean[at:]}"
    result = lint(open_document(wrong.encode(), "a.html"), book())
    (found,) = [each for each in result.diagnostics if each.code == "N502"]
    own, span = result.source.to_file(found.span)
    assert own.text == wrong
    assert own.text[span.start : span.end].isdigit()
    assert own.row(span.start) == own.row(at)
    places = [result.source.to_file(Span(*each.span))[1].start for each in found.related]
    assert at in places
