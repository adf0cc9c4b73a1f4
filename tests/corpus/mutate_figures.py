"""Mutations of family N: one wrong figure, or two that hide each other in one identity."""

from __future__ import annotations

import random
from functools import partial
from typing import Final

from tests.corpus.draft import Wish
from tests.corpus.grid import Grid
from tests.corpus.mutant import Mutant, Mutation, each_era, mutant, style_for, valid
from tests.corpus.render import Rendered
from tests.corpus.templates import APPLICANTS, PROCEEDINGS, RESULT_ROWS, generation_of

_KINDS: Final = tuple(column.key for column in APPLICANTS)
Place = tuple[str, str]
Faults = tuple[tuple[str, tuple[Place, ...]], ...]
"""Codes, each with the cells of table 三 or 四 any of which it may stand on."""


def _spoil(
    table: str,
    changes: dict[Place, int],
    faults: Faults,
    name: str,
    rng: random.Random,
    year: int,
    size: str = "",
) -> Mutant:
    """Add the amounts of `changes` to a valid report's figures."""
    wish = Wish(quiet=True, size=size or rng.choice(("small", "middle", "large")))
    draft = valid(rng, year, wish)

    def spoil(grid: Grid) -> Grid:
        for (row, column), amount in changes.items():
            grid = grid.add(row, column, amount)
        return grid

    def expect(one: Rendered) -> list[tuple[str, set[int]]]:
        return [
            (code, {one.cell_row(table, row, column) for row, column in places}) for code, places in faults
        ]

    return mutant(name, draft.with_grid(table, spoil), style_for(rng), expect)


def _requests(how: str, name: str, rng: random.Random, year: int) -> Mutant:
    kind, by = rng.choice(_KINDS), rng.randint(1, 9)
    row, other = rng.sample(RESULT_ROWS[generation_of(year)], 2)
    changes, faults = plans(kind, by, row, other)[how]
    return _spoil("requests", changes, faults, name, rng, year)


def plans(kind: str, by: int, row: str, other: str) -> dict[str, tuple[dict[Place, int], Faults]]:
    """What to add in table 三, and what is then wrong, by the name of the mutation.

    `kind` is a column of applicants, `row` and `other` are rows of results.
    """
    done, received = "processed_total", ("received", "total")
    both = (("received", "total"), ("carried_out", "total"))
    results_of_all = ("N503", ((done, "total"),))

    def sum_of(key: str) -> tuple[str, tuple[Place, ...]]:
        return ("N502", ((key, "total"),))

    return {
        "N501-carried-out": (
            {("carried_out", kind): by, ("carried_out", "total"): by},
            (("N501", ((done, kind), (done, "total"))),),
        ),
        "N502-pair": ({("received", kind): by, ("carried_out", kind): by}, (("N502", both),)),
        "N502-pair-total": ({received: by, ("carried_out", "total"): by}, (("N502", both),)),
        "N502-N503-two-rows": (
            {(row, "total"): by, (other, "total"): by + 3},
            (sum_of(row), sum_of(other), results_of_all),
        ),
        "N503-processed": (
            {(done, kind): by, (done, "total"): by, ("received", kind): by, received: by},
            (("N503", ((done, kind), (done, "total"))),),
        ),
        "N502-N503-inner": ({(row, kind): by}, (sum_of(row),)),
        "N502-N503-total": ({(row, "total"): by}, (sum_of(row),)),
        "N501-N502-carried-in": ({("carried_in", kind): by}, (sum_of("carried_in"),)),
        "N501-N502-received-total": ({received: by}, (sum_of("received"),)),
        "N501-N502-N503-processed": ({(done, kind): by}, (sum_of(done),)),
    }


def _zeros(name: str, rng: random.Random, year: int) -> Mutant:
    """A table of zeros but for one figure."""
    return _spoil(
        "requests",
        {("received", "natural_person"): 1},
        (("N502", (("received", "total"),)),),
        name,
        rng,
        year,
        "zero",
    )


def _review(code: str, proceeding: str, inner: bool, name: str, rng: random.Random, year: int) -> Mutant:
    column = rng.choice(("upheld", "overturned", "other", "pending")) if inner else "total"
    changes = {(proceeding, column): rng.randint(1, 5)}
    return _spoil("review", changes, ((code, ((proceeding, "total"),)),), name, rng, year)


def _order(figures: dict[str, int], name: str, rng: random.Random, year: int) -> Mutant:
    draft = valid(rng, year, Wish(quiet=True))
    column = "issued" if "issued" in figures else "newly_disclosed"

    def spoil(grid: Grid) -> Grid:
        for key, value in figures.items():
            grid = grid.put("normative_documents", key, value)
        return grid

    return mutant(
        name,
        draft.with_grid("proactive", spoil),
        style_for(rng),
        lambda one: [("N507", {one.cell_row("proactive", "normative_documents", column)})],
    )


PLANS: Final = tuple(plans("", 0, "", ""))


def _all() -> dict[str, Mutation]:
    cases: dict[str, Mutation] = {}
    for how in PLANS:
        cases |= each_era(how, partial(_requests, how))
    cases |= each_era("N501-N502-zeros", _zeros, "2019 2020 2021")
    for code, proceeding in zip(("N504", "N505", "N506"), PROCEEDINGS, strict=True):
        cases |= each_era(f"{code}-total", partial(_review, code, proceeding, False), "2019 2020 2021")
        cases |= each_era(f"{code}-inner", partial(_review, code, proceeding, True))
    for stem, figures in (
        ("above-made", {"made": 4, "newly_disclosed": 5, "disclosed_total": 9}),
        ("above-disclosed", {"made": 9, "newly_disclosed": 9, "disclosed_total": 5}),
    ):
        cases |= each_era(f"N507-{stem}", partial(_order, figures), "2019 2020")
    stock = {"issued": 9, "repealed": 2, "in_force": 3}
    cases |= each_era("N507-above-stock", partial(_order, stock), "2021")
    return cases


FIGURES: Final = _all()
