"""Many files, one after another or over several processes, with the same result either way."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from linter.app.grouping import grouped, treat_together, weight
from linter.app.item import Item, Outcome, Task
from linter.rulebook import Rulebook

if TYPE_CHECKING:
    from pathlib import Path

_WORTH_A_PROCESS = 192 * 1024  # bytes of text in all below which starting processes costs more than it saves


def run(
    items: Sequence[Item],
    task: Task,
    book: Rulebook,
    extra: Sequence[Path] = (),
    jobs: int = 0,
    start: str | None = None,
) -> Generator[Outcome, None, None]:
    """The outcome of each item, in their order, over at most `jobs` processes (0: one a core).

    `extra` are the rule files that `book` was loaded with; `start` says how processes are started
    (fork, spawn) instead of choosing what suits the system and the amount of work. Raises nothing
    for a file: its failure is in its outcome.
    """
    jobs = jobs or cores()
    if jobs > 1 and len(items) > 1 and (start or _worth(items)):
        from linter.app.pool import outcomes

        yield from outcomes(items, task, book, extra, jobs, start)
    else:
        for group in grouped(items):
            yield from treat_together(group, task, book)


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _worth(items: Sequence[Item]) -> bool:
    """Whether the items are enough work for several processes."""
    total = 0
    for item in items:
        total += weight(item)
        if total > _WORTH_A_PROCESS:
            return True
    return False
