"""The seam behind which items are treated: in this process, in several, or elsewhere."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Protocol

from linter.executor.job import ItemT, Job, ResultT


class Executor(Protocol):
    """Runs a job over many items. docs/dev/executors.md says what each implementation promises."""

    def run(self, items: Sequence[ItemT], job: Job[ItemT, ResultT]) -> Generator[ResultT, None, None]:
        """The result of each item, in their order, the same whichever executor gives it.

        An item that ends the process which treats it is tried once more alone, and then has the result
        `job.lost`. Closing the generator ends all work. Raises what `job.treat` raises.
        """
