"""Items that one process treats together: documents that are read faster many at a time are shown to
their reader before the first of them is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from linter.app.item import Item, Outcome, Task, contents, treat
from linter.documents import ReadError, gathers, prepare
from linter.rulebook import Rulebook

_TOGETHER = 16  # documents: enough that starting a converter hardly counts, few enough to see progress
_A_DOCUMENT = 16 * 1024  # what a document to convert counts for, beside bytes of text
_LARGEST = 8 * 1024 * 1024  # bytes: a larger document goes alone


def weight(item: Item) -> int:
    """How much work an item is, in bytes of text."""
    return _A_DOCUMENT if gathers(item.name) else item.size


def grouped(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """The items in order, cut so that no group holds more documents than are read together."""
    group: list[Item] = []
    gathered = 0
    for item in items:
        gathered += gathers(item.name)
        if gathered > _TOGETHER:
            yield tuple(group)
            group, gathered = [], 1
        group.append(item)
    if group:
        yield tuple(group)


def treat_together(items: Iterable[Item], task: Task, book: Rulebook) -> Iterator[Outcome]:
    """The outcome of each item, in order."""
    items = tuple(items)
    several = [item for item in items if gathers(item.name)]
    if len(several) > 1:
        with suppress(Exception):  # a fault of the reader's is told with the file that it is about
            prepare([(data, item.name) for item in several if (data := _looked_at(item))])
    for item in items:
        yield treat(item, task, book)


def _looked_at(item: Item) -> bytes:
    """The bytes of an item if they can be had: why not is told when it is treated."""
    if item.size > _LARGEST:
        return b""
    try:
        return contents(item)
    except (OSError, ReadError):
        return b""
