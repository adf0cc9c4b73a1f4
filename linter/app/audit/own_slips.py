"""Slips inside a unit's own report: the change of one figure by which its own identities hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from linter.app.audit.sums import Figures
from linter.checks.identities.arithmetic import UNKNOWN, judge
from linter.checks.identities.expression import Identity
from linter.checks.identities.identities import IdentityCheck
from linter.checks.identities.quick_pass import Axis, expanded_over
from linter.checks.identities.table_identities import BROKEN, Broken, cell_key, correction
from linter.output.audit.model import Number, Place
from linter.report.template import Generation, TableTemplate
from linter.rulebook import Rulebook


class _Line(Struct, frozen=True):
    """An identity in one row or column (`unit`) of a table; `places` are those of its names."""

    unit: str
    identity: Identity
    places: Mapping[str, Place]


class OwnSlips:
    """The identities that the tables of a rulebook's generations must keep, by the places that take part."""

    def __init__(self, book: Rulebook) -> None:
        self._lines: dict[Place, list[tuple[str, _Line]]] = {}
        for generation in book.lexicon.generations:
            for line in _lines(book, generation):
                for name, place in line.places.items():
                    own = self._lines.setdefault(place, [])
                    if (name, line) not in own:
                        own.append((name, line))

    def explains(self, place: Place, change: Number, figures: Figures) -> bool:
        """Whether a report's own identities say that its figure at a place lacks just so much: one of them is
        broken, and with the change all that the figure takes part in hold."""
        value = figures.get(place)
        lines = self._lines.get(place, ())
        if value is None or value + change < 0:
            return False
        found = False
        for name, line in lines:
            amounts = {each: figures.get(at, UNKNOWN) for each, at in line.places.items()}
            judgement = judge(line.identity, amounts)
            if judgement.verdict in BROKEN:
                found |= correction(Broken(line.unit, judgement), name) == change
            if judge(line.identity, {**amounts, name: value + change}).verdict in BROKEN:
                return False
        return found


def _lines(book: Rulebook, generation: Generation) -> Iterator[_Line]:
    for rule in book.rules_for(generation.key):
        check = rule.check
        if isinstance(check, IdentityCheck):
            table = generation.table(check.table)
            for text in (check.holds, *check.also) if table is not None else ():
                if table is not None:
                    yield from _of_table(table, check.each, check.parsed[str(text)], check.units)


def _of_table(table: TableTemplate, axis: Axis, identity: Identity, units: Iterable[str]) -> Iterator[_Line]:
    """An identity in every row or column in which it is asked."""
    for unit, names in _names(table, axis):
        expanded = expanded_over(identity, names) if not units or unit in units else None
        if expanded is not None:
            places = {name: (table.key, *cell_key(axis, unit, name)) for name in expanded.names()}
            yield _Line(unit, expanded, places)


def _names(table: TableTemplate, axis: Axis) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each row or column with the names that an identity may use in it."""
    if axis == "row":
        for block, row in table.rows():
            if row.key is not None:
                yield row.key, tuple(column.key for column in block.columns)
    else:
        rows = table.row_keys()
        for key in table.column_keys():
            yield key, rows
