"""Valid reports of one body for two consecutive years that agree with each other, and links to break.

The second year's figures continue the first's: what was carried out is carried in, what was in force
and issued less what was repealed is in force, and nothing else changes much.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import NamedTuple

from tests.corpus import Draft, Rendered, Style, Wish, build, random_style, render
from tests.corpus.draft import Paragraph, Section
from tests.corpus.grid import Figures, Grid, Number

KINDS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other")
FILES = ("normative_documents", "regulations")
BODIES = ("省", "设区的市", "市")


class Pair(NamedTuple):
    """Two drafts of one body: a year's, and the next year's."""

    before: Draft
    now: Draft

    def rendered(self, rng: random.Random | None = None) -> tuple[Rendered, Rendered]:
        """Both as texts: plain ones, or with styles drawn from `rng`."""
        styles = [random_style(rng) if rng else Style() for _ in self]
        return render(self.before, styles[0]), render(self.now, styles[1])

    def with_grid(self, key: str, *changes: tuple[str, str, int]) -> Pair:
        """The pair with some amounts added to figures of this year's table `key`."""

        def change(grid: Grid) -> Grid:
            for row, column, amount in changes:
                grid = grid.add(row, column, amount)
            return grid

        return self._replace(now=self.now.with_grid(key, change))

    def with_copied(self, key: str) -> Pair:
        """The pair with last year's prose in a section, its years moved on and its numbers changed."""
        old = self.before.section(key)

        def newer(words: str) -> str:
            year = self.before.year
            return words.replace(str(year), str(year + 1)).replace("7", "38").replace("4", "6")

        items = tuple(
            item._replace(pieces=tuple(piece._replace(text=newer(piece.text)) for piece in item.pieces))
            if isinstance(item, Paragraph)
            else item
            for item in old.items
        )
        copy = Section(old.key, old.numeral, old.wording, items)
        return self._replace(now=self.now.with_section(key, lambda _: copy))


def pair(seed: int, year: int, size: str = "small") -> Pair:
    """An agreeing pair of which the second report is for `year`; the same seed, the same pair."""
    rng = random.Random(seed)
    kind = rng.choice(BODIES)
    wish = Wish(kinds=(kind,), size=size, quiet=True, period="preface")
    before = build(rng, replace(wish, year=year - 1))
    now = build(rng, replace(wish, year=year))
    while now.issuer != before.issuer:
        now = build(rng, replace(wish, year=year))
    for key in ("proactive", "requests", "review"):
        if before.generation != "2008":
            now = now.with_grid(key, lambda grid: continued(before.grid(grid.key), grid))
    return Pair(before, now)


def continued(before: Grid, now: Grid) -> Grid:
    """This year's table with figures that continue last year's."""
    old, figures = before.figures(), dict(now.figures())
    figures |= {place: value for place, value in old.items() if place in figures}
    if now.key == "requests":
        _carry(old, figures)
    elif now.key == "proactive" and ("normative_documents", "in_force") in figures:
        _chain(old, figures)
    for (row, column), value in figures.items():
        now = now.put(row, column, value)
    return now


def _carry(old: Figures, figures: dict[tuple[str, str], Number]) -> None:
    """What was carried out is carried in; what that changes is granted, or was not received."""
    rows = {row for row, _ in figures}
    for kind in KINDS:
        if "otherwise" not in rows:
            figures["otherwise.other", kind] = old.get(
                ("otherwise", kind), old.get(("otherwise.other", kind), 0)
            )
        delta = old["carried_out", kind] - figures["carried_in", kind]
        figures["carried_in", kind] += delta
        up = ("granted", "processed_total") if delta > 0 else ("received",)
        for row in up:
            figures[row, kind] += max(delta, -delta)
    for row in rows:
        figures[row, "total"] = sum(int(figures[row, kind]) for kind in KINDS)


def _chain(old: Figures, figures: dict[tuple[str, str], Number]) -> None:
    for row in FILES:
        before = old.get((row, "in_force"), figures[row, "in_force"])
        if figures[row, "repealed"] > before:
            figures[row, "repealed"] = 0
        figures[row, "in_force"] = before + figures[row, "issued"] - figures[row, "repealed"]
