"""What an executor must know of the items that it hands out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")


class Job(Struct, Generic[ItemT, ResultT], frozen=True):
    """A function over items, with all that is needed to run it elsewhere.

    `treat` gives one result for each item, in their order; forked workers inherit it. `set_up` makes the
    same function in a worker that starts from nothing, so it and the items and results must be picklable.
    `weigh` tells how much work an item is, in units of the time that a byte of text takes. `lost` is the
    result of an item whose worker died.
    """

    treat: Callable[[Sequence[ItemT]], Iterable[ResultT]]
    set_up: Callable[[], Callable[[Sequence[ItemT]], Iterable[ResultT]]]
    weigh: Callable[[ItemT], int]
    lost: Callable[[ItemT], ResultT]
