"""One report is the same report in every form: the same figures, the same findings, each at its place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache

import docx
import pytest

from linter.documents import open_document, prepare
from tests.corpus.forms import FORMS, OWN, Absent, Document, File, document, make
from tests.corpus.forms.docx import PLAIN
from tests.corpus.forms.docx import docx as written
from tests.corpus.forms.spoilt import Fault, spoilt
from tests.corpus.judge import Verdict, differs, judge, stands
from tests.linting import book, lint

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


@cache
def valid(seed: int) -> tuple[Document, Verdict]:
    """A valid document, and what the linter makes of it as plain text."""
    one = document(seed)
    return one, judge("txt", make("txt", [one])[0], one)


@cache
def faulty(seed: int) -> tuple[Document, tuple[Fault, ...], Verdict]:
    """A document with faults, and what the linter makes of it as plain text."""
    one, faults = spoilt(seed, blank=seed % 2 == 0)
    return one, faults, judge("txt", make("txt", [one])[0], one)


def assert_same(form: str, seeds: Sequence[int]) -> None:
    """All that was written is read, at its place, and found is what is found in the plain text."""
    documents = [valid(seed) for seed in seeds]
    for (one, plain), file in zip(documents, files(form, [one for one, _ in documents]), strict=True):
        assert_read(form, judge(form, file, one), plain)


def assert_read(form: str, verdict: Verdict, plain: Verdict) -> None:
    assert (verdict.refused, verdict.wrong, verdict.right) == ("", (), verdict.cells)
    assert differs(form, verdict, plain) == []


def assert_found(form: str, seeds: Sequence[int]) -> None:
    """The same of documents with faults, each of which is found, at a cell that is wrong."""
    documents = [faulty(seed) for seed in seeds]
    made = files(form, [one for one, _, _ in documents])
    for (one, faults, plain), file in zip(documents, made, strict=True):
        verdict = judge(form, file, one)
        assert_read(form, verdict, plain)
        assert faults
        for code, figures in faults:
            assert verdict.result is not None
            source = verdict.result.source
            spans = [found.span for found in verdict.result.diagnostics if found.code == code]
            assert any(stands(form, file, source, span, figure) for span in spans for figure in figures), code


@pytest.mark.parametrize("form", OWN)
def test_a_valid_report_is_the_same_in_every_form(form: str) -> None:
    assert [valid(seed)[1].alarms for seed in SEEDS] == [()] * len(SEEDS)
    assert_same(form, SEEDS)


@pytest.mark.parametrize("form", OWN)
def test_a_wrong_figure_is_found_in_every_form_at_its_cell(form: str) -> None:
    assert_found(form, SPOILT)


@pytest.mark.slow
@pytest.mark.parametrize("form", PROGRAMS)
def test_what_other_programs_make_of_a_report_is_the_same_report(form: str) -> None:
    assert_same(form, SEEDS[:1])
    assert_found(form, SPOILT[:3])


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
