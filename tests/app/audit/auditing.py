"""Runs audits in this process for tests."""

from __future__ import annotations

import os
import pickle
from collections.abc import Generator, Sequence

from msgspec.structs import replace

from linter.app.audit.options import AuditOptions
from linter.app.audit.run import run_audit
from linter.app.audit.store import Store
from linter.app.item import Item
from linter.executor import Job, LocalExecutor
from linter.executor.job import ItemT, ResultT
from linter.output.audit.model import Audit
from linter.rulebook import load

STORE = "/审核"
"""The place for which all audits of a test module keep their results."""


class Runner:
    """Runs items in this process and counts them; `remote`: as in another place, where no file is; `stop`:
    Ctrl-C after so many."""

    def __init__(self, *, remote: bool = False, stop: int = 0) -> None:
        self.names: list[str] = []
        self.remote = remote
        self.stop = stop

    def run(self, items: Sequence[ItemT], job: Job[ItemT, ResultT]) -> Generator[ResultT, None, None]:
        """The result of each item."""
        self.names += [item.name for item in items if isinstance(item, Item)]
        if self.stop:
            yield from LocalExecutor(1).run(items[: self.stop], job)
            raise KeyboardInterrupt
        if not self.remote:
            yield from LocalExecutor(1).run(items, job)
            return
        here = os.getcwd()
        os.chdir("/")
        try:
            results = list(job.treat(pickle.loads(pickle.dumps(items))))
        finally:
            os.chdir(here)
        yield from results


def audited(
    *,
    roster: str | None = "名单.csv",
    total: bool = True,
    previous: bool = True,
    runner: Runner | None = None,
    year: int | None = None,
    remote: bool = False,
) -> Audit:
    """An audit of the world that was written to the current folder."""
    asked = AuditOptions(
        folder="报送",
        target="审核",
        roster=roster,
        total="汇总.txt" if total else None,
        previous="上年" if previous else None,
        year=year,
        jobs=1,
        remote=remote,
    )
    with Store(STORE) as store:
        audit = run_audit(asked, runner or Runner(), store, lambda *_: None, load).audit
        return replace(
            audit, units=tuple(audit.units), files=tuple(audit.files), rollups=tuple(audit.rollups)
        )
