"""One report is the same report in every form: the same figures, the same findings, each at its place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
import pytest

from linter.documents import open_document, prepare
from tests.corpus.forms import FORMS, OWN, Absent, Document, File, document, make
from tests.corpus.forms.docx import PLAIN
from tests.corpus.forms.docx import docx as written
from tests.corpus.forms.spoilt import Fault, spoilt
from tests.corpus.judge import book, differs, judge, stands
from tests.linting import lint

SEEDS = range(700, 706)
SPOILT = range(800, 810)  # each of the ways to spoil a table
PROGRAMS = [name for name in FORMS if name not in OWN]


def files(form: str, documents: Sequence[Document]) -> list[File]:
    """The files, ready to be read; skips where the program that writes them is not installed."""
    try:
        made = make(form, documents)
    except Absent as absent:
        pytest.skip(str(absent))
    prepare([(file.data, file.name) for file in made])
    return made


def assert_same(form: str, documents: Sequence[Document]) -> None:
    """All that was written is read, at its place, and found is what is found in the plain text."""
    for one, file, text in zip(documents, files(form, documents), make("txt", documents), strict=True):
        verdict, plain = judge(form, file, one), judge("txt", text, one)
        assert (verdict.refused, verdict.wrong, verdict.right) == ("", (), verdict.cells)
        assert differs(form, verdict, plain) == []


def assert_found(form: str, documents: Sequence[tuple[Document, tuple[Fault, ...]]]) -> None:
    """Each fault is found, at a cell that is wrong."""
    for (_, faults), file in zip(documents, files(form, [one for one, _ in documents]), strict=True):
        result = lint(open_document(file.data, file.name), book())
        for code, figures in faults:
            spans = [found.span for found in result.diagnostics if found.code == code]
            assert any(stands(form, file, result.source, span, one) for span in spans for one in figures), (
                code
            )


@pytest.mark.parametrize("form", OWN)
def test_a_valid_report_is_the_same_in_every_form(form: str) -> None:
    documents = [document(seed) for seed in SEEDS]
    assert [
        judge("txt", file, one).alarms for file, one in zip(make("txt", documents), documents, strict=True)
    ] == [()] * len(documents)
    assert_same(form, documents)


@pytest.mark.parametrize("form", OWN)
def test_a_wrong_figure_is_found_in_every_form_at_its_cell(form: str) -> None:
    documents = [spoilt(seed, blank=seed % 2 == 0) for seed in SPOILT]
    assert_same(form, [one for one, _ in documents])
    assert_found(form, documents)


@pytest.mark.slow
@pytest.mark.parametrize("form", PROGRAMS)
def test_what_other_programs_make_of_a_report_is_the_same_report(form: str) -> None:
    documents = [spoilt(seed, blank=seed % 2 == 0) for seed in SPOILT[:3]]
    assert_same(form, [document(700), *(one for one, _ in documents)])
    assert_found(form, documents)


def test_other_libraries_read_the_same_tables_out_of_a_word_file() -> None:
    one = document(1)
    tables = docx.Document(io.BytesIO(written(one, PLAIN))).tables
    assert len(tables) == len(one.sheets) > 0
    for table, sheet in zip(tables, one.sheets, strict=True):
        cells = [[cell.text for cell in row.cells] for row in table.rows]
        assert (len(cells), {len(row) for row in cells}) == (sheet.rows, {sheet.columns})
        for box in sheet.boxes:
            covered = {
                cells[row - 1][column - 1]
                for row in range(box.row, box.row + box.rowspan)
                for column in range(box.column, box.column + box.colspan)
            }
            assert covered == {box.text}


def test_what_is_struck_out_stands_in_the_word_file_and_is_not_read() -> None:
    for seed in range(40):
        one = document(seed)
        (file,) = make("docx", [one])
        if b"delText" in zipfile.ZipFile(io.BytesIO(file.data)).read("word/document.xml"):
            text = lint(open_document(file.data, file.name), book()).source.text
            assert not any(gone in text for gone in ("9999件", "8888件", "| 77 |"))
            return
    pytest.fail("no file has tracked changes")
