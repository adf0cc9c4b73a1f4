"""Which unit a name means: exactly, by a part of it, or by likeness where one stands out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from msgspec import Struct

from linter.output.audit.model import Basis, Unit
from linter.regex_cache import compiled
from linter.report.lexicon import Words
from linter.report.text_match import letters_only
from linter.text.normalize import normalize

_SHORTEST = 3  # letters of a name that is looked for inside others: 民政局
_ALIKE = 80  # of 100: one letter in five is another
_ALIKE_ELSEWHERE = 90  # where the place is another too
_APART = 10  # by so much the likest must be ahead of the next
_BETWEEN = compiled(r"(?i:(?<=\.zip)!)|/")
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
        self._later = words.lists.get("later_version")
        self._full = {name_key(each.name): index for index, each in enumerate(units)}
        shorts: dict[str, set[int]] = {}
        for index, each in enumerate(units):
            for short in each.short_names:
                shorts.setdefault(name_key(short), set()).add(index)
        self._short = {key: found.pop() for key, found in shorts.items() if key and len(found) == 1}
        self._in_order = [name_key(each.name) for each in units]
        above = {each.parent for each in units}
        self._above = frozenset(index for index, each in enumerate(units) if each.name in above)

    def of_issuer(self, issuer: str, file: str) -> Match | None:
        """The unit that calls itself `issuer` in the file of that name."""
        key = name_key(issuer)
        if key in self._full:
            return Match(self._full[key], Basis.ISSUER)
        if key in self._short:
            return Match(self._short[key], Basis.SHORT_NAME)
        longer = self._ending_in(key) if len(key) >= _SHORTEST else []
        if len(longer) > 1:  # the file's path may tell which; it means none of other kind
            return self._one_of(longer, file)
        if (found := self._by_part(key, longer)) is not None:
            return found
        if (named := self.of_file(file)) is not None:
            return Match(named.unit, Basis.FILE_NAME, doubtful=True)
        if (place := self._by_place.get(self._words.place(key))) is not None:
            return Match(place, Basis.PART_OF_NAME, doubtful=True)
        return self._by_likeness(key)

    def of_file(self, file: str) -> Match | None:
        """The unit that a file's path names: the longest name in its last part that holds any.

        Full names go before short ones. A part may leave out the place that a folder around it names:
        平湾县/民政局.jpg. The folder of a unit above others may hold theirs: it means that unit only where
        nothing else does, and that is doubtful.
        """
        parts = _parts(file)
        shorts = [self._inside(part, self._short) for part in parts]
        around: list[int] = []
        for at, part in enumerate(parts):
            found = self._inside(part, self._full)
            if found is not None and at and found in self._above:
                around.append(found)
            elif found is not None:
                other = next((each for each in shorts[:at] if each is not None), found)
                return Match(found, Basis.FILE_NAME, doubtful=other != found)
            elif (found := self._in_place(part, parts[at + 1 :])) is not None:
                return Match(found, Basis.FILE_NAME)
        around += (each for each in shorts[1:] if each is not None and each in self._above)
        own = (
            each for at, each in enumerate(shorts) if each is not None and not (at and each in self._above)
        )
        meant = next(chain(own, around), None)
        return None if meant is None else Match(meant, Basis.FILE_NAME, doubtful=True)

    def is_later(self, file: str) -> bool:
        """Whether a file's path tells that it is a later version of what was submitted before."""
        path = normalize(file)
        return any(word in path for word in self._later)

    def _in_place(self, part: str, folders: Sequence[str]) -> int | None:
        """The unit whose name without its place is in `part`, and whose place in the nearest of `folders`
        that names one."""
        if not folders:
            return None
        for length in range(min(len(part), self._longest), _SHORTEST - 1, -1):
            for start in range(len(part) - length + 1):
                some = self._by_rest.get(part[start : start + length])
                if some is not None and part[:start].endswith(self._places):  # of another place
                    continue
                found = self._nearest(some, folders) if some is not None else None
                if found is not None:
                    return found
        return None

    def _nearest(self, some: Sequence[int], folders: Sequence[str]) -> int | None:
        """The one of some units whose place the nearest of `folders` names."""
        for folder in folders:
            owner = self._inside(folder, self._full)
            if owner is not None and owner not in self._above:
                return None  # it is that unit's alone
            ends = {each: self._place_in(folder, each) for each in some}
            last = max(ends.values())  # 云岭市平湾县: the county, not the city
            if last:
                found = [each for each, end in ends.items() if end == last]
                return found[0] if len(found) == 1 else None
        return None

    def _place_in(self, folder: str, unit: int) -> int:
        """Where the place of a unit ends in a folder's name; 0 where it is not there."""
        return max(
            (folder.rfind(place) + len(place) for place in self._own_places[unit] if place in folder),
            default=0,
        )

    @cached_property
    def _own_places(self) -> Sequence[tuple[str, ...]]:
        """What each unit's place is called: 云岭市平湾县, and 平湾县 for short."""
        return [self._place_names(key) for key in self._in_order]

    def _place_names(self, key: str) -> tuple[str, ...]:
        place = self._place_of(key)
        last = place[self._place_end(place[:-1]) :]
        return tuple(each for each in dict.fromkeys((place, last)) if len(each) > 1)

    @cached_property
    def _by_rest(self) -> Mapping[str, Sequence[int]]:
        """Units by their names without the place."""
        found: dict[str, list[int]] = {}
        for index, key in enumerate(self._in_order):
            if len(rest := key[len(self._place_of(key)) :]) >= _SHORTEST and len(rest) < len(key):
                found.setdefault(rest, []).append(index)
        return found

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

    def _one_of(self, some: Sequence[int], file: str) -> Match | None:
        """The one of some units that a file's path tells: by its name, or by its place alone."""
        named = self.of_file(file)
        if named is not None and named.unit in some:
            return Match(named.unit, Basis.PART_OF_NAME, named.doubtful)
        found = self._nearest(some, _parts(file))
        return Match(found, Basis.PART_OF_NAME) if found is not None else None

    def _by_part(self, key: str, longer: Sequence[int]) -> Match | None:
        """The unit whose name leaves out, or has more of, the place before it: 民政局, 云岭市民政局. `longer`
        are those whose names end so."""
        if longer:
            return Match(longer[0], Basis.PART_OF_NAME)
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
        return key[: self._place_end(key)]

    def _place_end(self, key: str) -> int:
        return max((key.rfind(sign) + 1 for sign in self._places), default=0)

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


def _parts(file: str) -> list[str]:
    """The parts of a path without the file's ending, last first; those inside an archive are parts too."""
    folder, _, name = file.rpartition("/")
    stem = name.rpartition(".")[0] or name
    path = f"{folder}/{stem}" if folder else stem
    return [name_key(each) for each in reversed(_BETWEEN.split(path))]


def units_of_names(names: Iterable[str]) -> tuple[Unit, ...]:
    """Units where there is no roster: each name once, in order."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name_key(name), name)
    return tuple(Unit(name) for key, name in seen.items() if key)
