"""`nianbao check`: find what is wrong, fix it, or show what fixing would change."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import chain
from typing import TYPE_CHECKING

from linter.app.baselines import Baselines
from linter.app.check import Check
from linter.app.outcome import Outcome, Task
from linter.app.plan import Plan, plan
from linter.app.rules import Rulebook, load
from linter.app.run_record import RunRecord
from linter.cli.baseline_notes import gone
from linter.cli.baseline_notes import write as write_known
from linter.cli.check_options import CheckCommand
from linter.cli.console import complain, put_rest, sink, wants_colour
from linter.cli.explain import suggestion
from linter.cli.paths import STDIN
from linter.cli.runner import CLEAN, FAILED, FOUND, CommandError, Found, Stream, find_all, outcomes, write
from linter.cli.writers import write_all, write_statistics
from linter.diagnostic import Severity
from linter.settings import Settings

if TYPE_CHECKING:
    from linter.app.annotate import Annotate
    from linter.app.previous_reports import ReportIndex
    from linter.cli.watch_run import WatchRun


def run(command: CheckCommand, watch_run: WatchRun | None = None) -> int:
    """`nianbao check`: the exit status; raises CommandError, RuleError, OSError for the output file.
    `watch_run` is one run of --watch."""
    if command.watch and watch_run is None:
        from linter.cli.watch import watch

        return watch(command, run)
    given = command.input
    baselines = Baselines(command.baseline, command.write_baseline)
    found = watch_run.found if watch_run else find_all(command.input, only_reports=command.only_reports)
    books = watch_run.load if watch_run else load
    planned = plan(
        found.items,
        given.run_options(command.fail_on),
        baselines,
        books,
        compares=command.previous is not None,
    )
    _must_exist(given.settings, [batch.book for batch in planned.batches])
    # Standard input that is fixed goes to standard output, where nothing else may stand.
    stream = sys.stderr if command.fix and not command.diff and STDIN in given.paths else sys.stdout
    styles = [
        (each.form, each.file is None and wants_colour(command.color, stream)) for each in given.outputs
    ]
    level = command.fail_on or Severity.ERROR
    checking = Check(given.settings, *styles[0], command.statistics, level, more=tuple(styles[1:]))
    if command.diff:
        return _diff(command, checking, found, planned)
    record = watch_run.begin(planned) if watch_run else RunRecord(planned, given.paths)
    previous, lost = _previous(command, planned, watch_run)
    checking = checking._replace(previous=previous)
    task: Task = checking
    if command.fix:
        from linter.app.fix import Fix

        task = Fix(checking, command.unsafe_fixes)
    marking: Annotate | None = None
    if command.annotate is not None:
        from linter.cli.annotate import annotate_task

        marking = annotate_task(command.annotate, checking, found.items, given.paths)
        task = marking
    done = chain(lost, outcomes(found, given, task, planned, record))
    with ExitStack() as stack:
        streams = [stack.enter_context(sink(each.file, stream)) for each in given.outputs]
        if command.statistics:
            counts = write_statistics(streams, styles, done)
        else:
            rules = {rule.code: rule for batch in planned.batches for rule in batch.book.rules}
            counts = write_all(streams, styles, done, tuple(rules.values()))
    put_rest(found.begun if command.fix else None)
    for note in (
        *planned.notes,
        *record.unused(),
        *gone(baselines, record),
        *write_known(baselines, record, counts),
    ):
        complain(note)
    if marking is not None and not marking.alone:
        from linter.cli.annotate import annotate_notes

        for note in annotate_notes(command.annotate or "", counts):
            complain(note)
    if counts.failed or counts.unwritten:
        return FAILED
    return FOUND if counts.failing and not command.exit_zero else CLEAN


def _previous(
    command: CheckCommand, planned: Plan, watch_run: WatchRun | None
) -> tuple[ReportIndex | None, list[Outcome]]:
    """The reports of the year before, when they are to be compared, and what of them cannot be read."""
    if command.previous is None:
        return None, []
    from linter.cli.previous import index_previous  # indexes and pairs, when there is what to compare with

    first = planned.batches[0]
    index = watch_run.index_previous if watch_run else index_previous
    return index(command.previous, command.input._replace(rules=first.packs), first.book)


def _diff(command: CheckCommand, check: Check, found: Found, planned: Plan) -> int:
    """`nianbao check --diff`: the exit status; raises OSError for the output file."""
    from linter.app.fix import FixPreview

    given = command.input
    masked = given.output_file is None and sys.stdout.isatty()
    with sink(given.output_file) as out:
        task = FixPreview(check, command.unsafe_fixes, masked)
        counts = write([Stream(out)], outcomes(found, given, task, planned, None))
    if counts.failed:
        return FAILED
    complain(f"可修复 {counts.fixed} 处" if counts.fixed else "没有可以自动修复的问题")
    return FOUND if counts.fixed and not command.exit_zero else CLEAN


def _must_exist(settings: Settings, books: Sequence[Rulebook]) -> None:
    """Refuse codes that no rule begins with: a typing mistake must not pass for a clean report."""
    for option, codes in (("--select", settings.select), ("--ignore", settings.ignore)):
        for code in codes:
            if not any(rule.code.startswith(code) for book in books for rule in book.rules):
                raise CommandError(f"{option}：没有以“{code}”开头的规则{suggestion(code, books[0].rules)}")
