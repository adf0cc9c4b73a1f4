"""Finds the wrong ones in a list of numbers, and the right numbers for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

_LAST = 99  # the highest number that a heading can have
_FARTHEST = 5  # a number further ahead than this is no numeral but words that begin with one


class Place(Struct, frozen=True):
    """One numbered thing: the number it has (None: none; 0: an
    unreadable one), and the one the format gives it.

    `judged` is False for what is wrong in another way (doubled, moved, added): its number is only
    counted on from.
    """

    number: int | None
    official: int | None = None
    judged: bool = True


class Fault(Struct, frozen=True):
    """The place at `index` should have the number `expected`."""

    index: int
    expected: int


Hidden = Callable[[int, int], bool]
"""Whether the number (second) stands in running text between the place at an index and the one before."""


def list_faults(numbers: Sequence[int], begin: int, hidden: Hidden) -> list[Fault]:
    """The numbers that do not count on 1, 2, 3 …; counting goes on from what was found, so that one
    slip is one fault.

    A list may begin over at 1, or go on at `begin` from the list before it. A first number that is
    neither is a fault only where the following ones show that a list it is.
    """
    faults: list[Fault] = []
    found, expected = 0, 0  # the number before, as found and as it should have been
    for index, number in enumerate(numbers):
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        ideal = expected + 1
        if number == 1 and following == ideal + 1 and following > 2:
            pass  # 1, 1, 3: no new list, but a slip in this one
        elif number in (found + 1, ideal, 1) or (index == 0 and number == begin):
            found = expected = number
            continue
        if hidden(index, number - 1):
            found = expected = number
            continue
        if index == 0 and following not in (number + 1, 2):
            found = expected = number
            continue
        if ideal > _LAST or (number > ideal + _FARTHEST and following != ideal + 1):
            continue
        faults.append(Fault(index, ideal))
        found, expected = number, ideal
    return faults


def section_faults(places: Sequence[Place], hidden: Hidden) -> list[Fault]:
    """The section numbers that are neither the format's nor the next in the report's own counting.

    Places without a number are no faults here; `missing_numbers` gives theirs.
    """
    return _walk(places, hidden)[0]


def missing_numbers(places: Sequence[Place], hidden: Hidden) -> list[Fault]:
    """The places that have no number, each with the one it should have."""
    return _walk(places, hidden)[1]


def _walk(places: Sequence[Place], hidden: Hidden) -> tuple[list[Fault], list[Fault]]:
    faults: list[Fault] = []
    missing: list[Fault] = []
    before, regular = 0, True  # the number before; whether it was the format's own
    for index, place in enumerate(places):
        if not place.judged:
            before = place.number or before
            continue
        official = before + 1 if place.official is None else place.official
        expected = min(official if regular else before + 1, _LAST)
        if place.number is None:
            missing.append(Fault(index, expected))
            before = expected
            continue
        if place.number in (official, before + 1) or hidden(index, place.number - 1):
            regular = place.number == official
        else:
            faults.append(Fault(index, expected))
        before = place.number or expected
    return faults, missing


def corrected(numbers: Sequence[int], faults: Sequence[Fault]) -> list[int]:
    """The numbers with the faults corrected."""
    mended = list(numbers)
    for fault in faults:
        mended[fault.index] = fault.expected
    return mended


def corrected_places(places: Sequence[Place], faults: Sequence[Fault]) -> list[Place]:
    """The places with the faults corrected."""
    mended = list(places)
    for fault in faults:
        mended[fault.index] = replace(places[fault.index], number=fault.expected)
    return mended
