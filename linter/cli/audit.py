"""`nianbao audit`: from a folder of submissions to what a reviewer decides on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from linter.app.audit.options import AuditError, AuditOptions
from linter.app.audit.roster_rows import RosterError
from linter.app.audit.run import Finished, run_audit
from linter.app.audit.store import Store
from linter.app.audit.store_error import StoreError
from linter.app.executors import ClusterError, ClusterExecutor, Executor, LocalExecutor, cores
from linter.cli.audit_options import AuditCommand
from linter.cli.console import announce, complain, show_progress
from linter.cli.name_encoding import require_chinese_names
from linter.cli.noted_rules import load
from linter.cli.runner import CLEAN, FAILED, FOUND, CommandError
from linter.output.audit.folder import TargetError, check_target, write_folder
from linter.output.audit.model import STATUS_NAMES, Status

_OF_FILES = (Status.UNREADABLE, Status.NOT_A_REPORT, Status.OUTSIDE, Status.OTHER)
_EVERY = 0.5  # seconds between two lines of progress


def run(command: AuditCommand) -> int:
    """The exit status; raises CommandError, RuleError, OSError for the folder that is written."""
    require_chinese_names()
    files = (command.roster, command.total, command.previous, command.baseline, command.options.config)
    given = (command.folder, *files, *map(str, command.options.rules))
    try:
        check_target(command.out, tuple(path for path in given if path is not None))
        with _executor(command) as (executor, jobs), Store(command.out) as store:
            finished = run_audit(_asked(command, jobs), executor, store, _progress(), load)
            notes = write_folder(finished.audit, finished.details, command.out)
    except (AuditError, RosterError, StoreError, TargetError) as error:
        raise CommandError(str(error)) from None
    for note in (*finished.audit.notes, *notes, *finished.failures):
        complain(note)
    announce(_summary(finished, command.out))
    if finished.failures:
        return FAILED
    return FOUND if finished.audit.counts.failing and not command.exit_zero else CLEAN


def _asked(command: AuditCommand, jobs: int) -> AuditOptions:
    return AuditOptions(
        folder=command.folder,
        target=command.out,
        roster=command.roster,
        total=command.total,
        previous=command.previous,
        year=command.year,
        options=command.options,
        baseline=command.baseline,
        jobs=jobs,
        remote=command.cluster is not None,
    )


@contextmanager
def _executor(command: AuditCommand) -> Iterator[tuple[Executor, int]]:
    """Where the files are checked, and how many at once. Raises CommandError."""
    if command.cluster is None:
        executor = LocalExecutor(command.jobs)
        yield executor, command.jobs or cores()
        return
    try:
        with ClusterExecutor(command.cluster, complain) as cluster:
            yield cluster, cluster.threads or 1
    except ClusterError as error:
        raise CommandError(str(error)) from None


def _progress() -> Callable[[str, int, int], None]:
    """Shows on a terminal how far the audit is."""
    if not sys.stderr.isatty():
        return lambda what, done, total: None
    last = 0.0

    def show(what: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > _EVERY or done == total:
            last = now
            show_progress(f"{what} {done}/{total}", last=done == total)

    return show


def _summary(finished: Finished, out: str) -> str:
    audit = finished.audit
    states = "，".join(f"{STATUS_NAMES[each]} {number}" for each in Status if (number := audit.count(each)))
    counts = audit.counts
    found = f"错误 {counts.errors}，警告 {counts.warnings}，提示 {counts.infos}"
    year = f"{audit.year}年度，" if audit.year is not None else ""
    files = f"{len(audit.files)} 个文件" + "".join(
        f"，{STATUS_NAMES[each]} {number}" for each in _OF_FILES if (number := audit.count_files(each))
    )
    return f"{year}{len(audit.units)} 个单位：{states}；{files}；{found}。已写入 {out}"
