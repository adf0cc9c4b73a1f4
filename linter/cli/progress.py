"""A progress bar on standard error, for runs long enough to wonder about."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from linter.app.outcome import Outcome

_MANY = 50


def shown(outcomes: Iterable[Outcome], total: int) -> Iterable[Outcome]:
    """The same outcomes, behind a progress bar where standard error is a terminal.

    Behind a bar they arrive all at once at its end, so that bar and findings do not mix on one
    terminal.
    """
    if total < _MANY or not sys.stderr.isatty():
        return outcomes
    return list(_tracked(outcomes, total))


def _tracked(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("处理文件"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("剩余"),
        TimeRemainingColumn(),
    )
    # Without a refreshing thread: the workers are forked from this process.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=total)
        for count, outcome in enumerate(outcomes, 1):
            bar.update(task, completed=count, refresh=count % 10 == 0 or count == total)
            yield outcome
