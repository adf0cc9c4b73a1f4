"""A file on the page: all of its text, each finding once in the list and at its very place in the text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from linter.app.new import new_report
from linter.diagnostic import Diagnostic, Related, Severity
from linter.documents import open_document
from linter.documents.document_model import Line, Run, Table, TableCell
from linter.documents.flatten import flatten
from linter.output.new_report import WRITERS, NewTable
from linter.output.page.file_view import key_of, sheet
from linter.rulebook import Rulebook
from linter.text.source import Origin, Source, Span
from tests.corpus import MUTATIONS
from tests.linting import read_and_lint
from tests.output.page.reading import marked, one, pane_words, parsed, words

FIXTURES = sorted(Path(__file__).parents[3].joinpath("fixtures").glob("*.[tm][xd][td]*"))
ERROR = Severity.ERROR


def check(name: str, data: bytes, book: Rulebook) -> int:
    """Check the sheet of a file with everything that is found in it; how many findings there are."""
    reports, result = read_and_lint(open_document(data, name), book)
    found = result.diagnostics
    if not found:
        assert sheet(result.source, reports, found).body == ""
        return 0
    shown = parsed(result.source, reports, found)
    assert pane_words(deepcopy(shown)) == words(result.source.text)
    finding_list = shown.xpath("//ol[@class='found']/li")
    assert [entry.get("data-n") for entry in finding_list] == [str(n) for n in range(1, len(found) + 1)]
    ids = shown.xpath("//@id")
    assert len(ids) == len(set(ids))
    for number, (each, entry) in enumerate(zip(found, finding_list, strict=True), 1):
        assert words(one(entry, "./p[@class='m']").text_content()) == words(each.message)
        assert marked(shown, number) == words(result.source.slice(each.span)), each
        own = [other for other in each.related if other.source is None]
        if own:
            assert words(result.source.slice(own[0].span)) in marked(shown, number, "data-r")
    targets = {link.removeprefix("#") for link in shown.xpath("//a/@href")}
    assert targets <= set(ids)
    return len(found)


@pytest.mark.parametrize("file", FIXTURES, ids=lambda file: file.stem)
def test_a_fixture(file: Path, book: Rulebook) -> None:
    check(file.name, file.read_bytes(), book)


@pytest.mark.parametrize("name", [name for number, name in enumerate(MUTATIONS) if number % 7 == 3])
def test_a_report_with_one_fault(name: str, book: Rulebook) -> None:
    assert sum(check("a.txt", MUTATIONS[name](random.Random(seed)).data, book) for seed in (1, 2))


@given(
    st.text("甲乙1|\t\n\r \u3000<&-", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), min_size=1, max_size=6),
)
def test_any_text_with_findings_anywhere(text: str, places: list[tuple[int, int]]) -> None:
    source = Source("a.txt", text)
    spans = [Span(min(at, len(text)), min(at + size, len(text))) for at, size in places]
    found = [Diagnostic("S101", "s", ERROR, "缺", span) for span in sorted(spans)]
    shown = parsed(source, (), found)
    assert [plain(marked(shown, n)) for n in range(1, len(found) + 1)] == [
        plain(source.slice(each.span)) for each in found
    ]
    assert len(shown.xpath("//section//a[@data-n]")) == len(found)
    assert plain(one(shown, "//section").text_content()) == plain(text)


def plain(text: str) -> str:
    """A text without blanks and bars."""
    return re.sub(r"[\s|]+", "", text)


def test_hostile_text_stays_text() -> None:
    text = "<script>alert(1)</script>\n一、</section>&amp;<b onclick='x'>\u202e\x00\n"
    source = Source('a"><script>.txt', text)
    found = Diagnostic(
        "Z901", "z", ERROR, "<img src=x>", Span(0, 8), help="</li>", references=("&lt;",), url="javascript:x"
    )
    shown = parsed(source, (), [found])
    assert not shown.xpath("//script|//img|//b[@onclick]|//@href[not(starts-with(., '#'))]")
    assert marked(shown, 1) == "<script>"
    assert pane_words(parsed(source, (), [found])) == words(text)
    assert one(shown, "//dd[.='&lt;']") is not None
    assert "\x00" not in html.tostring(shown, encoding="unicode")


def test_places_that_overlap_are_marked_each_to_its_end() -> None:
    source = Source("a.txt", "甲乙丙丁戊己\n")
    spans = [Span(0, 4), Span(2, 6), Span(3, 3), Span(7, 7)]
    found = [Diagnostic("S101", "s", ERROR, "缺", span) for span in spans]
    shown = parsed(source, (), found)
    assert [marked(shown, number) for number in (1, 2, 3, 4)] == ["甲乙丙丁", "丙丁戊己", "", ""]
    pane = one(shown, "//section[@class='pane']/p")
    assert [chip.get("data-n") for chip in pane.xpath("./a")] == ["1", "2", "3", "4"]
    before = [chip.xpath("string(./preceding-sibling::mark[1])") for chip in pane.xpath("./a")]
    assert before == ["", "甲乙", "丙", "戊己"]


def test_a_finding_in_an_empty_file_has_a_place() -> None:
    found = Diagnostic("G806", "not-a-report", Severity.WARNING, "不是年报", Span(0, 0))
    shown = parsed(Source("a.txt", ""), (), [found])
    assert one(shown, f"//a[@id='{key_of('a.txt')}-m1']").get("href") == f"#{key_of('a.txt')}-f1"


def document() -> Source:
    """A document with a table of merged cells and an empty one."""

    def cell(row: int, column: int, text: str, rowspan: int = 1, colspan: int = 1) -> TableCell:
        return TableCell(row, column, rowspan, colspan, (Line((Run(text),)),))

    table = Table(
        (
            cell(1, 1, "行政复议", colspan=2),
            cell(1, 3, "总计", rowspan=2),
            cell(2, 1, "维持"),
            cell(2, 2, "纠正"),
            cell(3, 1, "3"),
            cell(3, 2, ""),
            cell(3, 3, "4"),
        )
    )
    flat = flatten([Line((Run("说明"),), Origin("第1段")), table])
    return Source("a.docx", flat.text, origins=flat.origins, grids=flat.grids)


def test_a_table_of_the_file_keeps_its_merged_cells() -> None:
    source = document()
    empty = source.grids[0].cells[5].span
    four = source.text.index("4")
    found = [
        Diagnostic("T404", "blank-cell", Severity.WARNING, "空", empty),
        Diagnostic("N504", "n", ERROR, "不平", Span(four, four + 1), related=(Related(empty, "纠正"),)),
    ]
    shown = parsed(source, (), found)
    rows = shown.xpath("//table/tr")
    view = [[(c.get("rowspan"), c.get("colspan"), c.text_content()) for c in row] for row in rows]
    assert view == [
        [(None, "2", "行政复议"), ("2", None, "总计")],
        [(None, None, "维持"), (None, None, "纠正")],
        [(None, None, "3"), (None, None, ""), (None, None, "4")],
    ]
    [cell] = rows[2].xpath("./td[2]")
    assert cell.xpath("./a/@data-n") == ["1"]
    assert cell.xpath("./mark/@data-r") == ["2"]
    assert "w" in cell.get("class").split()
    places = [one(entry, "./a/span[@class='p']").text_content() for entry in shown.xpath("//ol/li")]
    assert places == ["第1个表格第3行第2列", "第1个表格第3行第3列"]
    assert one(shown, "//p[.='说明']").get("title") == "第1段"


def test_places_in_another_file_are_quoted() -> None:
    source = Source("今年.txt", "结转 3\n")
    other = Source("去年.txt", "\n结转下年度 5 件\n")
    found = Diagnostic(
        "H701", "h", ERROR, "不符", Span(3, 4), related=(Related(Span(7, 8), "上年：5", other),)
    )
    shown = parsed(source, (), [found])
    item = one(shown, "//details/ul/li")
    assert item.text == "去年.txt 2:7 上年：5"
    assert one(item, "./blockquote").text_content() == "结转下年度 5 件"
    assert one(item, "./blockquote/b").text_content() == "5"


def test_a_table_without_rows_is_shown_as_it_was_read(book: Rulebook) -> None:
    """Words of the page that are not the file's are marked as such."""
    file = next(file for file in FIXTURES if file.stem.startswith("08"))
    reports, result = read_and_lint(open_document(file.read_bytes(), file.name), book)
    shown = parsed(result.source, reports, result.diagnostics)
    first = shown.xpath("//table")[1]
    assert "made" in one(first, "./caption").get("class")
    received = one(first, ".//tr[th='一、本年新收政府信息公开申请数量']")
    assert [cell.text_content() for cell in received.xpath("./td")] == ["2", "0", "0", "0", "0", "0", "2"]
    granted = one(first, ".//tr[contains(th, '予以公开') and not(contains(th, '不予'))]")
    [figures] = granted.xpath("./td")
    assert figures.get("colspan") == "7"
    assert one(figures, "./i[@class='made']").text_content() == "列不明"


@pytest.mark.parametrize("first", ["", "0", "/"])
@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_the_first_figure_of_table_four_is_no_row_heading(suffix: str, first: str, book: Rulebook) -> None:
    new = new_report(book, "云岭市临江区民政局", 2024)
    blocks = [
        block._replace(figures=dict.fromkeys(list(_figures(block))[bool(not first) :], first or "0"))
        if isinstance(block, NewTable)
        else block
        for block in new.blocks
    ]
    data = WRITERS[suffix](new._replace(blocks=tuple(blocks)))
    reports, result = read_and_lint(open_document(data, f"a{suffix}"), book)
    pane = parsed(result.source, reports, result.diagnostics)
    (table,) = [each for each in pane.xpath("//table") if "结果维持" in each.text_content()]
    assert len(table.xpath(".//tr[last()]/td")) == 15
    assert table.xpath(".//th[@scope='row']") == []


def _figures(table: NewTable) -> Iterator[tuple[str, str]]:
    return (cell.figure for cell in table.form.cells if cell.figure is not None)
