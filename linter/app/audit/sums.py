"""Sums of units' figures at every place of the official tables, and what stands against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from msgspec import Struct

from linter.app.audit.packing import Figures as PackedFigures
from linter.checks.base import PlaceSum, UnitSums
from linter.checks.sums.roll_up import in_unit
from linter.output.audit.model import BLANK, FileReport, Layout, Number, Place, number_of
from linter.report.template import ColumnKind, ColumnTemplate, Generation

_LARGEST = 2**63
Figures = Mapping[Place, Number]
"""The figures of a report by their places; a place that is not there has no figure that could be read."""


def column_units(generations: Iterable[Generation]) -> Mapping[Place, str]:
    """The unit of each place whose column states one."""
    return {place: column.unit for place, column in _columns(generations) if column.unit}


def column_kinds(generations: Iterable[Generation]) -> Mapping[Place, ColumnKind]:
    """What the column of each place counts."""
    return {place: column.kind for place, column in _columns(generations)}


def _columns(generations: Iterable[Generation]) -> Iterator[tuple[Place, ColumnTemplate]]:
    """Every place of a figure with its column, generation after generation."""
    for generation in generations:
        for table in generation.tables:
            for block, row in table.rows():
                if row.key is not None:
                    yield from (((table.key, row.key, column.key), column) for column in block.columns)


def figures_of(report: FileReport | PackedFigures, units: Mapping[Place, str]) -> dict[Place, Number]:
    """The figures of a report, amounts in the unit of their column; a blank cell counts as 0."""
    values = report.values
    order = _order(report.layout)
    figures: dict[Place, Number | None] = dict(zip(order.places, values, strict=True))  # type: ignore[arg-type]
    odd = order.odd
    if set(map(type, values)) != _ONLY_INTS:
        odd = dict.fromkeys((*odd, *(at for at, value in enumerate(values) if type(value) is not int)))
    for index in odd:
        at, value, place = report.layout.places[index], values[index], order.places[index]
        if value is not None and at.column is not None:
            figures[place] = in_unit(number_of(value), at.unit, units.get(place))
        elif value is None and at.column is not None and report.states[index] == BLANK:
            figures[place] = 0
        else:
            figures.pop(place, None)
    return figures  # type: ignore[return-value]  # what is None is gone


class _Order(Struct, frozen=True):
    """The places of a layout, no two alike, and which of its figures have no column or a unit."""

    places: tuple[Place, ...]
    odd: dict[int, None]


def _order(layout: Layout) -> _Order:
    """The order of a layout; nearly all reports share one of a few."""
    known = _ORDERS.get(layout)
    if known is None:
        if len(_ORDERS) >= _MOST_ORDERS:
            _ORDERS.clear()
        # A figure without a column has a place of its own, which is dropped.
        places = tuple(
            (at.table, at.row, f"\0{index}" if at.column is None else at.column)
            for index, at in enumerate(layout.places)
        )
        odd = (index for index, at in enumerate(layout.places) if at.column is None or at.unit)
        known = _ORDERS[layout] = _Order(places, dict.fromkeys(odd))
    return known


_ONLY_INTS = {int}
_MOST_ORDERS = 256
_ORDERS: dict[Layout, _Order] = {}


def plain(value: Number) -> Number:
    """2 rather than 2.00; what is beyond any count stays as it is."""
    return int(value) if value == int(value) and -_LARGEST < value < _LARGEST else Decimal(value)


class Sum:
    """The sum of the figures of some units; `known` counts the units that have a figure at each place."""

    def __init__(self) -> None:
        self.totals: dict[Place, Number] = {}
        self.known: dict[Place, int] = {}
        self.count = 0

    def add(self, figures: Figures, known: Mapping[Place, int] | None = None, count: int = 1) -> None:
        """Add the figures of a unit, or the sums of `count` units, `known` of which have each figure."""
        self.count += count
        totals, own = self.totals, self.known
        if known is None and figures.keys() == totals.keys():
            self.totals = {place: value + figures[place] for place, value in totals.items()}
            self.known = {place: number + 1 for place, number in own.items()}
            return
        for place, value in figures.items():
            if place in totals:
                totals[place] += value
                own[place] += 1 if known is None else known[place]
            else:
                totals[place] = value
                own[place] = 1 if known is None else known[place]

    def plain_totals(self) -> dict[Place, Number]:
        """The sums in their shortest form."""
        return {place: plain(value) for place, value in self.totals.items()}

    def unit_sums(
        self, missing: int, words: str = "", places: Mapping[Place, str] = MappingProxyType({})
    ) -> UnitSums:
        """The sums as checks take them; `missing` units are not in any, `words` and those of `places` say
        what makes differences up."""
        return UnitSums(
            {
                place: PlaceSum(plain(value), self.missing_at(place, missing), places.get(place, ""))
                for place, value in self.totals.items()
            },
            words,
        )

    def missing_at(self, place: Place, missing: int) -> int:
        """How many units have no figure at a place, with the `missing` ones that are not in the sum."""
        return missing + self.count - self.known.get(place, 0)
