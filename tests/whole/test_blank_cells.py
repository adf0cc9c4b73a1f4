"""One blank cell of table three, in every spelling: no figure in a wrong column, no false error."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from typing import Final

import pytest

from linter.diagnostic import Severity
from linter.documents import open_document
from linter.rulebook import load
from tests.corpus.compose import build
from tests.corpus.draft import Draft, Wish
from tests.corpus.forms.docx import PLAIN, docx
from tests.corpus.forms.html import page
from tests.corpus.forms.layout import Document, lay_out, unmerged
from tests.corpus.grid import Grid
from tests.corpus.render import render
from tests.corpus.style import Style, TableStyle
from tests.linting import lint, read

Written = tuple[str, bytes]
PLACES: Final = [
    (row, column)
    for row in (
        "received",
        "granted",
        "refused.state_secret",
        "not_processed.repeated",
        "processed_total",
        "carried_out",
    )
    for column in ("natural_person", "other", "total")
]


def _text(form: str, name: str) -> Callable[[Draft, bool], Written]:
    def write(draft: Draft, is_merged: bool) -> Written:
        merged = "empty" if not is_merged else "repeat" if form == "markdown" else "drop"
        table = TableStyle(form=form, merged=merged, spans=not is_merged, pad=not is_merged)
        return name, render(draft, Style(tables=(table, table, table), seed=1)).text.encode()

    return write


def _document(make: Callable[[Document], bytes], name: str) -> Callable[[Draft, bool], Written]:
    def write(draft: Draft, is_merged: bool) -> Written:
        document = lay_out(draft, Style(seed=1))
        return name, make(document if is_merged else unmerged(document))

    return write


SPELLINGS: Final = {
    "bars": _text("bar-rows", "a.txt"),
    "tabs": _text("tabs", "a.txt"),
    "md": _text("markdown", "a.md"),
    "html": _document(lambda document: page(document, "article")[0], "a.html"),
    "docx": _document(lambda document: docx(document, PLAIN), "a.docx"),
}


@pytest.mark.parametrize("is_merged", [True, False], ids=["merged", "unmerged"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_blank_cell_moves_no_figure(spelling: str, is_merged: bool) -> None:
    draft = build(random.Random(3), Wish(year=2023, size="middle"))
    book = load()
    for row, column in random.Random(f"{spelling} {is_merged}").sample(PLACES, 5):
        put = partial(Grid.put, row=row, column=column, value=None, raw="")
        spoilt = draft.with_grid("requests", put)
        name, data = SPELLINGS[spelling](spoilt, is_merged)
        document = open_document(data, name)
        _, [report] = read(document, book)
        table = report.table("requests")
        assert table is not None
        assert table.values == spoilt.grid("requests").figures()
        diagnostics = lint(document, book).diagnostics
        assert not [one.code for one in diagnostics if one.severity is Severity.ERROR]
        assert [one.code for one in diagnostics if one.code.startswith("T")] == ["T404"]
