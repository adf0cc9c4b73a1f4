"""Compare findings with the known ones: as many places of a fingerprint as the baseline counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from linter.app.baseline.fingerprint import Fingerprint

Counts = Mapping[Fingerprint, int]
"""At how many places each fingerprint occurs in one file."""


class Occurrence(NamedTuple):
    """A finding as its fingerprint, and at how many places it occurs: its own and the related ones, so
    that one finding for many places cannot grow unnoticed."""

    mark: Fingerprint
    places: int = 1


class Split(NamedTuple):
    """Which of some findings (by their order) are new, and how many known ones are gone or fewer."""

    new: tuple[int, ...]
    gone: int


def split(found: Sequence[Occurrence], known: Counts, wanted: Callable[[str], bool]) -> Split:
    """Hold a file's findings against the known ones. Where there are more of a fingerprint than are
    known, the last are new; a known one is gone when its code was `wanted` and there are fewer."""
    left = dict(known)
    new: list[int] = []
    for index, (mark, places) in enumerate(found):
        if left.get(mark, 0) >= places:
            left[mark] -= places
        else:
            new.append(index)
    there = counted(found)
    gone = sum(there.get(mark, 0) < count and wanted(mark.code) for mark, count in known.items())
    return Split(tuple(new), gone)


def counted(found: Iterable[Occurrence]) -> Counts:
    """At how many places each fingerprint occurs."""
    counts: Counter[Fingerprint] = Counter()
    for mark, places in found:
        counts[mark] += places
    return dict(counts)
