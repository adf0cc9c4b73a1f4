"""Which unit a name means: exactly, by a part of it, or by likeness where one stands out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from linter.output.audit.model import Basis, Unit
from linter.report.lexicon import Words
from linter.report.text_match import letters_only
from linter.text.normalize import normalize

_SHORTEST = 3  # letters of a name that is looked for inside others: 民政局
_ALIKE = 80  # of 100: one letter in five is another
_ALIKE_ELSEWHERE = 90  # where the place is another too
_APART = 10  # by so much the likest must be ahead of the next
_LONGEST = 60  # letters of a name that is compared with all others


class Match(Struct, frozen=True, array_like=True):
    """The unit that a name means (its index), by what, and whether a person should look."""

    unit: int
    basis: Basis
    doubtful: bool = False


def name_key(name: str) -> str:
    """The letters of a name, as names are compared."""
    return letters_only(normalize(name))


class UnitNames:
    """The names of units, ready to be asked for."""

    def __init__(self, units: Sequence[Unit], words: Words) -> None:
        self._words = words.bodies
        self._places = words.lists.get("place_sign")
        self._full = {name_key(each.name): index for index, each in enumerate(units)}
        shorts: dict[str, set[int]] = {}
        for index, each in enumerate(units):
            for short in each.short_names:
                shorts.setdefault(name_key(short), set()).add(index)
        self._short = {key: found.pop() for key, found in shorts.items() if key and len(found) == 1}
        self._in_order = [name_key(each.name) for each in units]

    def of_issuer(self, issuer: str, file: str) -> Match | None:
        """The unit that calls itself `issuer` in the file of that name."""
        key = name_key(issuer)
        if key in self._full:
            return Match(self._full[key], Basis.ISSUER)
        if key in self._short:
            return Match(self._short[key], Basis.SHORT_NAME)
        if (found := self._by_part(key, file)) is not None:
            return found
        if (named := self.of_file(file)) is not None:
            return Match(named.unit, Basis.FILE_NAME, doubtful=True)
        if (place := self._by_place.get(self._words.place(key))) is not None:
            return Match(place, Basis.PART_OF_NAME, doubtful=True)
        return self._by_likeness(key)

    def of_file(self, file: str) -> Match | None:
        """The unit that a file's path names: the longest name in its last part that holds any."""
        parts = file.replace("!", "/").rsplit(".", 1)[0].split("/")
        for part in map(name_key, reversed(parts)):
            for names, basis in ((self._full, Basis.ISSUER), (self._short, Basis.SHORT_NAME)):
                found = self._inside(part, names)
                if found is not None:
                    return Match(found, Basis.FILE_NAME, doubtful=basis is Basis.SHORT_NAME)
        return None

    def _inside(self, text: str, names: Mapping[str, int]) -> int | None:
        """The unit of the longest name that `text` holds."""
        for length in range(min(len(text), self._longest), _SHORTEST - 1, -1):
            for start in range(len(text) - length + 1):
                if (found := names.get(text[start : start + length])) is not None:
                    return found
        return None

    @cached_property
    def _longest(self) -> int:
        return max(map(len, (*self._full, *self._short)), default=0)

    @cached_property
    def _by_place(self) -> Mapping[str, int]:
        """Units by the place whose government or government office they are, where it is one alone."""
        places: dict[str, set[int]] = {}
        for name, index in self._full.items():
            place = self._words.place(name)
            if place != name:
                places.setdefault(place, set()).add(index)
        return {place: found.pop() for place, found in places.items() if len(found) == 1}

    @cached_property
    def _backwards(self) -> Sequence[tuple[str, int]]:
        return sorted((name[::-1], index) for name, index in self._full.items())

    def _by_part(self, key: str, file: str) -> Match | None:
        """The unit whose name leaves out, or has more of, the place before it: 民政局, 云岭市民政局."""
        if len(key) < _SHORTEST:
            return None
        longer = self._ending_in(key)
        if len(longer) == 1:
            return Match(longer[0], Basis.PART_OF_NAME)
        if longer:  # several: the file's name may tell which
            named = self.of_file(file)
            sure = named is not None and named.unit in longer
            return Match(named.unit, Basis.PART_OF_NAME, named.doubtful) if sure and named else None
        for start in range(1, len(key) - _SHORTEST + 1):
            if (found := self._full.get(key[start:])) is not None:
                return Match(found, Basis.PART_OF_NAME)
        return None

    def _ending_in(self, key: str) -> list[int]:
        ending = key[::-1]
        found: list[int] = []
        for at in range(bisect_left(self._backwards, (ending, -1)), len(self._backwards)):
            name, index = self._backwards[at]
            if not name.startswith(ending):
                break
            found.append(index)
        return found

    def _place_of(self, key: str) -> str:
        """The place that a name begins with: up to the last 市, 县, 区."""
        return key[: max((key.rfind(sign) + 1 for sign in self._places), default=0)]

    def _by_likeness(self, key: str) -> Match | None:
        if not self._in_order or len(key) > _LONGEST:
            return None
        from rapidfuzz import fuzz, process  # costs to import, and most names are known

        best = process.extract(key, self._in_order, scorer=fuzz.ratio, limit=2, score_cutoff=_ALIKE - _APART)
        if not best:
            return None
        same_place = self._place_of(key) == self._place_of(best[0][0])
        if best[0][1] < (_ALIKE if same_place else _ALIKE_ELSEWHERE):
            return None
        if len(best) > 1 and best[0][1] - best[1][1] < _APART:
            return None
        return Match(int(best[0][2]), Basis.LIKENESS, doubtful=True)


def units_of_names(names: Iterable[str]) -> tuple[Unit, ...]:
    """Units where there is no roster: each name once, in order."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name_key(name), name)
    return tuple(Unit(name) for key, name in seen.items() if key)
