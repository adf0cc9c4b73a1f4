"""Findings held against those that are known: as many of a fingerprint as the baseline counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from linter.baseline.fingerprint import Fingerprint

Counts = Mapping[Fingerprint, int]
"""How often each fingerprint occurs in one file."""


class Split(NamedTuple):
    """Which of some findings (by their order) are new, and how many known ones are gone."""

    new: tuple[int, ...]
    gone: int


def split(marks: Iterable[Fingerprint], known: Counts, wanted: Callable[[str], bool]) -> Split:
    """Hold a file's findings against the known ones. Of a fingerprint that occurs more often than it
    is known the last are new; a known one is gone when its code was `wanted` and is not found."""
    left = Counter(known)
    new: list[int] = []
    for index, mark in enumerate(marks):
        if left[mark] > 0:
            left[mark] -= 1
        else:
            new.append(index)
    gone = sum(count for mark, count in left.items() if count > 0 and wanted(mark.code))
    return Split(tuple(new), gone)


def counted(marks: Iterable[Fingerprint]) -> Counts:
    """How often each fingerprint occurs."""
    return dict(Counter(marks))
