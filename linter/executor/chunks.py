"""Items cut into chunks that are worth a message between processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from linter.executor.job import ItemT

_LARGEST = 256 * 1024  # weight: long against what a message between processes costs
_MOST_ITEMS = 64


def cut(items: Sequence[ItemT], weigh: Callable[[ItemT], int], jobs: int) -> deque[tuple[ItemT, ...]]:
    """The items in order, in chunks of like weight, enough of them to keep `jobs` workers busy."""
    weights = [weigh(item) for item in items]
    limit = min(_LARGEST, sum(weights) // (2 * jobs) + 1)
    chunks: deque[tuple[ItemT, ...]] = deque()
    chunk: list[ItemT] = []
    total = 0
    for item, weight in zip(items, weights, strict=True):
        if chunk and (total + weight > limit or len(chunk) == _MOST_ITEMS):
            chunks.append(tuple(chunk))
            chunk, total = [], 0
        chunk.append(item)
        total += weight
    chunks.append(tuple(chunk))
    return chunks
