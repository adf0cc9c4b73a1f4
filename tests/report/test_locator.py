"""Places in a report by keys."""

from __future__ import annotations

import random

import pytest

from linter.report.locator import Locator, Place
from linter.rulebook import Rulebook
from linter.text.source import Source, Span
from tests.corpus import build, render
from tests.corpus.style import random_style


@pytest.mark.parametrize("seed", range(12))
def test_every_figure_is_found_in_its_row_and_column(seed: int, book: Rulebook) -> None:
    rng = random.Random(seed)
    rendered = render(build(rng), random_style(rng))
    source = Source("a.txt", rendered.text)
    [report] = book.parser.parse(source)
    locator = Locator(report)
    cells = [(table, cell) for table in report.tables for cell in table.cells if cell.figure.raw]
    for table, cell in cells:
        place = locator.place(cell.span)
        assert place[2:] == (table.key, cell.row_key or None, cell.column_key)
        inside = Span(cell.span.start, cell.span.end - 1)
        assert locator.place(inside) == place
    for section in report.sections:
        assert locator.place(section.span) == Place(1, section.key)
    assert locator.place(report.place) == Place(1)
