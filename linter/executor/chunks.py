"""Items cut into chunks that are worth a message between processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple

from linter.executor.job import ItemT

_LARGEST = 256 * 1024  # weight: long against what a message between processes costs
_MOST_ITEMS = 64


class Chunk(NamedTuple, Generic[ItemT]):
    """Items that follow one another, and the number of the first among all."""

    first: int
    items: tuple[ItemT, ...]

    def rest(self) -> Chunk[ItemT] | None:
        """The chunk without its first item; None when nothing is left."""
        return Chunk(self.first + 1, self.items[1:]) if len(self.items) > 1 else None


def cut(items: Sequence[ItemT], weigh: Callable[[ItemT], int], jobs: int) -> deque[Chunk[ItemT]]:
    """The items in order, in chunks of like weight, enough of them to keep `jobs` workers busy."""
    weights = [weigh(item) for item in items]
    limit = min(_LARGEST, sum(weights) // (2 * jobs) + 1)
    chunks: deque[Chunk[ItemT]] = deque()
    begin = total = 0
    for number, weight in enumerate(weights):
        if number > begin and (total + weight > limit or number - begin == _MOST_ITEMS):
            chunks.append(Chunk(begin, tuple(items[begin:number])))
            begin, total = number, 0
        total += weight
    chunks.append(Chunk(begin, tuple(items[begin:])))
    return chunks
