"""The sums of the units that can be compared over the years."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from linter.output.audit.model import Audit, Number, Place


class Trends(Struct, frozen=True):
    """`sums` has at each place one sum for each of `years` (oldest first), of `units` units."""

    years: tuple[int, ...]
    units: int
    sums: Mapping[Place, tuple[Number, ...]]


def trends(audit: Audit) -> Trends:
    """The sums over the years, in the order of the official tables; without two years there are none."""
    years = tuple(each.year for each in audit.years)
    if len(years) < 2:
        return Trends(years, 0, {})
    order = {each.place: at for at, each in enumerate(audit.columns)}
    places = sorted(audit.years[-1].sums, key=lambda place: (order.get(place, len(order)), place))
    sums = {place: tuple(each.sums.get(place, 0) for each in audit.years) for place in places}
    return Trends(years, audit.years[-1].reports, sums)


def change_of(before: Number, after: Number) -> float | None:
    """By what part of itself a number has changed; None from 0."""
    return round(float((after - before) / before), 4) if before else None
