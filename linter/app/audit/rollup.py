"""Consolidated reports against the sums of their units, level by level."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from linter.app.audit.explain import explain_all, explain_one
from linter.app.audit.own_slips import OwnSlips
from linter.app.audit.store import Store
from linter.app.audit.sums import Figures, Sum, plain
from linter.checks.base import UnitSums
from linter.checks.sums.roll_up import is_off
from linter.output.audit.model import Difference, Number, Place, RollUp, Submission, Unit, UnitResult
from linter.report.template import ColumnKind

_MOST_EXPLAINED = 40  # differing places by which units are compared
_MOST_TRACED = 12  # of these, places at which the identities of units are judged
_SMALLEST = 3
ROOT = ""
"""The name above the units that have none above them."""


class Total(Struct, frozen=True):
    """A consolidated report: where it is, and its figures."""

    file: str
    report: int
    figures: Figures


class JudgedTotal(Struct, frozen=True):
    """A consolidated report that differs from the sums of its units."""

    file: str
    report: int
    sums: UnitSums


class RollUps:
    """The sums at every level. `results` are those of `units`; `load` gives the figures of a submission;
    `kinds` tells of each place what it counts; `total` is the consolidated report of the whole. `judged` are
    those that differ, once `all` has gone through."""

    def __init__(
        self,
        units: Sequence[Unit],
        results: Sequence[UnitResult],
        load: Callable[[Submission], Figures],
        kinds: Mapping[Place, ColumnKind],
        total: Total | None,
        total_unit: str | None = None,
        own_slips: OwnSlips | None = None,
    ) -> None:
        self._index = {each.name: at for at, each in enumerate(units)}
        self._results = results
        self._load, self._kinds, self._total, self._total_unit = load, kinds, total, total_unit
        self._own_slips = own_slips
        self._below = _tree(units)
        self.judged: list[JudgedTotal] = []
        self._done: dict[str, tuple[Sum, tuple[str, ...]]] = {}

    def all(self, store: Store) -> Sequence[RollUp]:
        """The roll-up of every name above others, from the top down, in the store."""
        root = ROOT
        if self._total_unit is not None and self._total_unit in self._below:
            # The consolidated report is that of a unit above others: nothing is left above it.
            rest = [name for name in self._below.get(ROOT, ()) if name != self._total_unit]
            if not rest:
                root = self._total_unit
        upwards = store.sequence("rollup_upwards", RollUp)
        for name in reversed([*self._names(root)]):
            if (rolled := self._roll_up(name)) is not None:
                upwards.append(rolled)
        rolled_up = store.sequence("rollup", RollUp)
        rolled_up.extend(upwards[at] for at in reversed(range(len(upwards))))
        return rolled_up

    def _names(self, name: str) -> Iterator[str]:
        """A name and those under it that have others under them, breadth first."""
        level = [name]
        while level:
            yield from level
            level = [each for above in level for each in self._below.get(above, ()) if each in self._below]

    def _roll_up(self, name: str) -> RollUp | None:
        """The sums under a name; those under its own units must be done."""
        below = [
            each for each in self._below.get(name, ()) if not (name == ROOT and each == self._total_unit)
        ]
        if not below:
            return None
        own = Sum()
        missing: list[str] = []
        counted = 0
        for each in below:
            figures, known, count, gone = self._effective(each)
            missing += gone
            if figures is not None:
                own.add(figures, known, count)
                counted += 1
        if self._counted(name) is None:  # else its own report counts above it
            self._done[name] = (own, tuple(missing))
        total = self._total_of(name)
        rolled = RollUp(name or None, len(below), counted, tuple(missing), own.plain_totals())
        if total is None:
            return rolled
        return self._compared(rolled, below, own, total)

    def _effective(
        self, name: str
    ) -> tuple[Figures | None, Mapping[Place, int] | None, int, tuple[str, ...]]:
        """What a name contributes to the sum above it, and the units that lack in it: its own report, else
        the sum of what is under it."""
        counted = self._counted(name)
        if counted is not None:
            return self._load(counted), None, 1, ()
        if name in self._done:
            sums, missing = self._done[name]
            if sums.count:
                return sums.totals, sums.known, sums.count, missing
        return None, None, 0, (name,)

    def _counted(self, name: str) -> Submission | None:
        """The report of a unit that counts; None without one, or where it is the name of none."""
        at = self._index.get(name)
        return self._results[at].counted if at is not None else None

    def _total_of(self, name: str) -> Total | None:
        if name == ROOT or (name == self._total_unit and self._total is not None):
            return self._total
        first = self._counted(name)
        if first is None:
            return None
        return Total(first.file.name, first.report, self._load(first))

    def _compared(self, rolled: RollUp, below: Sequence[str], own: Sum, total: Total) -> RollUp:
        agreed = unjudged = 0
        off: list[tuple[Place, Number, Number]] = []
        for place, stated in total.figures.items():
            expected = plain(own.totals.get(place, 0))
            missing = own.missing_at(place, len(rolled.missing))
            if stated == expected:
                agreed += 1
            elif is_off(stated, expected, missing, self._kinds.get(place, ColumnKind.COUNT)):
                off.append((place, stated, expected))
            else:
                unjudged += 1
        differences, words = self._explained(off, below, total)
        if differences:
            by_place = {each.place: each.words for each in differences}
            sums = own.unit_sums(len(rolled.missing), words, by_place)
            self.judged.append(JudgedTotal(total.file, total.report, sums))
        return replace(
            rolled,
            file=total.file,
            report=total.report,
            agreed=agreed,
            unjudged=unjudged,
            differences=differences,
            words=words,
        )

    def _explained(
        self, off: Sequence[tuple[Place, Number, Number]], below: Sequence[str], total: Total
    ) -> tuple[tuple[Difference, ...], str]:
        if not off:
            return (), ""
        some = off[:_MOST_EXPLAINED]
        places = [place for place, _, _ in some]
        figures: list[tuple[str, Mapping[Place, Number]]] = []
        slips: dict[Place, list[tuple[str, Number]]] = {}
        for each in below:
            mine, known, _, _ = self._effective(each)
            if mine is None:
                continue
            figures.append((each, {place: mine[place] for place in places if place in mine}))
            if known is None and self._own_slips is not None:  # a report, and not sums of some
                for place, stated, expected in some[:_MOST_TRACED]:
                    if self._own_slips.explains(place, stated - expected, mine):
                        slips.setdefault(place, []).append((each, mine[place]))
        whole = explain_all([(place, stated - expected) for place, stated, expected in some], figures)
        if whole is not None and (len(some) > 1 or (not slips and _is_large(some[0][1] - some[0][2]))):
            return (
                tuple(
                    Difference(place, stated, expected, "", whole.units) for place, stated, expected in off
                ),
                whole.words,
            )
        differences = []
        for place, stated, expected in off:
            own = ((name, mine[place]) for name, mine in figures if place in mine)
            one = explain_one(stated, expected, own, slips.get(place, ()))
            words, units = (one.words, one.units) if one is not None else ("", ())
            differences.append(Difference(place, stated, expected, words, units))
        return tuple(differences), ""


def _is_large(difference: Number) -> bool:
    """Whether so large a difference at one place is hardly some unit's figure by chance."""
    return not -_SMALLEST < difference < _SMALLEST


def _tree(units: Sequence[Unit]) -> Mapping[str, tuple[str, ...]]:
    """What is directly under each name, in the order of the units; names that are no units are under the
    root."""
    names = {each.name for each in units}
    below: dict[str, dict[str, None]] = {}
    for each in units:
        above = each.parent or ROOT
        below.setdefault(above, {})[each.name] = None
        if above != ROOT and above not in names:
            below.setdefault(ROOT, {})[above] = None
    return {name: tuple(some) for name, some in below.items()}
