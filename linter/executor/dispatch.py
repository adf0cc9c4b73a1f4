"""Chooses between this process and several."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence

from msgspec import Struct

from linter.executor.job import ItemT, Job, ResultT

_WORTH_PROCESSES = 192 * 1024  # weight of all items below which starting processes costs more than it saves


class LocalExecutor(Struct, frozen=True):
    """Runs jobs on this machine, in at most `jobs` processes (0: one a core).

    `start` says how processes are started (fork, spawn) instead of choosing what suits the system and
    the amount of work.
    """

    jobs: int = 0
    start: str | None = None

    def run(self, items: Sequence[ItemT], job: Job[ItemT, ResultT]) -> Generator[ResultT, None, None]:
        """The result of each item, in their order. Raises what `job.treat` raises."""
        jobs = self.jobs or cores()
        if jobs > 1 and len(items) > 1 and (self.start or _is_worth_processes(items, job)):
            from linter.executor.processes import results  # its imports cost more than checking one file

            yield from results(items, job, jobs, self.start)
        else:
            yield from job.treat(items)


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_worth_processes(items: Sequence[ItemT], job: Job[ItemT, ResultT]) -> bool:
    total = 0
    for item in items:
        total += job.weigh(item)
        if total > _WORTH_PROCESSES:
            return True
    return False
