"""A document with one wrong figure in table 三 (or two that hide each other), and where it is to be found."""

from __future__ import annotations

import random
from typing import NamedTuple

from tests.corpus.compose import build
from tests.corpus.draft import Wish
from tests.corpus.forms.layout import Document, Figure, lay_out
from tests.corpus.grid import Grid
from tests.corpus.mutant import with_tables
from tests.corpus.mutate_figures import PLANS, plans
from tests.corpus.style import ROW_FORMS, random_style
from tests.corpus.templates import APPLICANTS, RESULT_ROWS, generation_of


class Fault(NamedTuple):
    """A finding that must be there: its code, and the figures any of which it may stand on."""

    code: str
    figures: tuple[Figure, ...]


def spoilt(seed: int, blank: bool = False) -> tuple[Document, tuple[Fault, ...]]:
    """The document and its faults; with `blank` also an empty cell, in table 四."""
    rng = random.Random(seed)
    year = rng.randint(2020, 2025)
    row, other = rng.sample(RESULT_ROWS[generation_of(year)], 2)
    how = PLANS[seed % len(PLANS)]
    changes, faults = plans(rng.choice(APPLICANTS).key, rng.randint(1, 9), row, other)[how]
    draft = build(rng, Wish(year=year, quiet=True, size=rng.choice(("small", "middle", "large"))))

    def spoil(grid: Grid) -> Grid:
        for (at, column), amount in changes.items():
            grid = grid.add(at, column, amount)
        return grid

    draft = draft.with_grid("requests", spoil)
    empty = ("review", "reconsideration", "pending")
    if blank:
        draft = draft.with_grid("review", lambda grid: grid.put(empty[1], empty[2], None))
    keeps = with_tables(random_style(rng, ROW_FORMS), blanks="keep")  # as every form that has cells does
    document = lay_out(draft, keeps)
    by_key = {(one.table, one.row_key, one.column_key): one for one in document.figures}
    expected = [Fault(code, tuple(by_key["requests", *place] for place in places)) for code, places in faults]
    return document, (*expected, *((Fault("T404", (by_key[empty],)),) if blank else ()))
