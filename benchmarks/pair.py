"""Paired measurements: two things timed in turn, so that a busy machine slows both alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Ratio:
    """How the first of two things compares with the second: one ratio a round, and the medians."""

    ratios: tuple[float, ...]
    first: float
    second: float

    @property
    def median(self) -> float:
        """The middle ratio."""
        return median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The quartiles, between which half of the ratios lie."""
        if len(self.ratios) < 2:
            return self.ratios[0], self.ratios[0]
        low, _, high = quantiles(self.ratios, method="inclusive")
        return low, high


def compare(first: Callable[[], float], second: Callable[[], float], rounds: int) -> Ratio:
    """Time both in each of `rounds`, changing who begins; each returns what it measured.

    One round before the first is thrown away: it fills caches.
    """
    pairs: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        if number % 2:
            one = first()
            other = second()
        else:
            other = second()
            one = first()
        pairs.append((one, other))
    del pairs[0]
    return Ratio(
        tuple(one / other for one, other in pairs),
        median(one for one, _ in pairs),
        median(other for _, other in pairs),
    )
