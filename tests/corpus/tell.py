"""Chooses the statements that a draft makes, place by place, so that each is true of it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Final

from tests.corpus.draft import Wish
from tests.corpus.known import DERIVED, TABLE_NAMES
from tests.corpus.statement import Statement, Template, load

STATEMENTS: Final = load("statements.txt")
FAULTS: Final = load("faults.txt")
"""Statements that can be made wrongly, by "CODES SECTION"."""

_GROUPS: Final = {
    "requests": ("count", "count.none", "count", "result", "otherkinds"),
    "review": ("review", "review.none", "review.kinds"),
    "active": ("share", "breakdown", "disclosure"),
    "request": ("count", "count.none", "result", "otherkinds"),
    "manage": ("year", "breakdown"),
    "platform": ("share", "breakdown"),
    "supervise": ("share", "otherkinds", "year"),
    "proactive": ("breakdown", "share", "disclosure"),
    "problems": ("plan", "year"),
    "other": ("year", "otherkinds", "plan"),
}
_RIGHT_FAULTS: Final = {
    "requests": ("requests",),
    "review": ("review",),
    "active": ("active",),
    "request": ("overview",),
    "manage": ("overview",),
    "proactive": ("active",),
}
"""For each place the sections of faults.txt whose statements, told rightly, belong there."""
_TRIES: Final = 6


def _pool(place: str) -> tuple[Template, ...]:
    sections = _RIGHT_FAULTS.get(place, ())
    return tuple(template for name in _GROUPS[place] for template in STATEMENTS[name]) + tuple(
        template
        for group, templates in FAULTS.items()
        if group.split()[1] in sections
        for template in templates
        if template.can_be_wrong
    )


PLACES: Final = {place: _pool(place) for place in _GROUPS}
"""The statements for each place of a report: a section, or an aspect of the first."""


class Teller:
    """Tells statements about one draft and remembers them in `told`.

    `facts` are all that is known of the draft; a `quiet` wish keeps it off what the tables say.
    """

    def __init__(self, rng: random.Random, facts: Mapping[str, object], wish: Wish) -> None:
        self._rng, self._avoid = rng, wish.avoid
        self._facts = facts
        if wish.quiet:
            hidden = TABLE_NAMES | DERIVED
            self._facts = {name: value for name, value in facts.items() if name not in hidden}
        self.told: list[Statement] = []

    def tell(self, place: str, most: int = 2) -> list[str]:
        """Up to `most` statements that suit a place, often none."""
        wanted = self._rng.choice((0, *range(most + 1)))
        return [text for _ in range(wanted) if (text := self._one(place))]

    def _one(self, place: str) -> str:
        for _ in range(_TRIES):
            template = self._rng.choice(PLACES[place])
            if any(word in template.source for word in self._avoid):
                continue
            statement = template.fill(self._rng, self._facts)
            if statement is not None:
                self.told.append(statement)
                return statement.text
        return ""
