"""`nianbao check`: find what is wrong, fix it, or show what fixing would change."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from linter.app.baselines import Baselines
from linter.app.check import Check
from linter.app.choices import ChoiceError, check_codes
from linter.app.duplicates import duplicate_notes
from linter.app.outcome import Outcome, Task
from linter.app.plan import Plan, plan
from linter.app.rules import Rulebook
from linter.app.run_record import RunRecord
from linter.app.write_guard import COPY
from linter.cli.account import passed_by, written
from linter.cli.baseline_notes import gone
from linter.cli.baseline_notes import write as write_known
from linter.cli.check_options import CheckCommand
from linter.cli.console import complain, put_rest, sink, wants_colour
from linter.cli.noted_rules import load
from linter.cli.overwriting import refuse_overwriting, without_own_files
from linter.cli.paths import STDIN
from linter.cli.runner import (
    CLEAN,
    FAILED,
    FOUND,
    CommandError,
    Found,
    Stream,
    find_all,
    outcomes,
    write,
)
from linter.cli.writers import write_all, write_statistics
from linter.diagnostic import Severity
from linter.output.totals import Totals
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
    found = without_own_files(given, found, planned, baselines)
    _must_exist(given.settings, [batch.book for batch in planned.batches])
    # Standard input that is fixed goes to standard output, where nothing else may stand.
    rewrites = command.fix and not command.diff and command.annotate is None
    stream = sys.stderr if rewrites and STDIN in given.paths else sys.stdout
    styles = [
        (each.form, each.file is None and wants_colour(command.color, stream)) for each in given.outputs
    ]
    level = command.fail_on or Severity.ERROR
    checking = Check(given.settings, *styles[0], command.statistics, level, more=tuple(styles[1:]))
    if command.diff:
        return _diff(command, checking, found, planned)
    record = watch_run.begin(planned) if watch_run else RunRecord(planned, given.paths)
    previous, lost = _previous(command, planned, watch_run)
    checking = replace(checking, previous=previous)
    marking = _annotate(command, checking, found)
    task: Task = marking or checking
    if rewrites:
        from linter.app.fix import Fix

        task = Fix(checking, command.unsafe_fixes, command.track_changes)
    refuse_overwriting(given, planned, baselines, _targets(command, marking), command.previous)
    done = chain(lost, outcomes(found, given, task, planned, record))
    with ExitStack() as stack:
        streams = [stack.enter_context(sink(each.file, stream)) for each in given.outputs]
        if command.statistics:
            counts = write_statistics(streams, styles, done)
        else:
            counts = write_all(streams, styles, done, planned.pages)
    put_rest(found.begun if rewrites else None)
    for note in (
        *planned.notes,
        *record.unused(),
        *gone(baselines, record),
        *write_known(baselines, record, counts),
        *duplicate_notes(record.reports),
        *passed_by(found, counts),
        *written(given.outputs, counts),
    ):
        complain(note)
    if marking is not None and not marking.alone:
        from linter.cli.annotate import annotate_notes

        for note in annotate_notes(command.annotate or "", counts):
            complain(note)
    if counts.failed or counts.unwritten or _none_checked(command, counts):
        return FAILED
    return FOUND if counts.failing and not command.exit_zero else CLEAN


def _annotate(command: CheckCommand, checking: Check, found: Found) -> Annotate | None:
    """The task that writes copies with comments, when they are asked for."""
    if command.annotate is None:
        return None
    from linter.cli.annotate import annotate_task

    task = annotate_task(command.annotate, checking, found.items, command.input.paths)
    return task._replace(tracked=command.track_changes, unsafe=command.unsafe_fixes)


def _targets(command: CheckCommand, marking: Annotate | None) -> Iterator[tuple[str, str]]:
    """The files to write beside the output files, each behind its option."""
    if marking is not None:
        yield from ((COPY, target) for target in marking.targets.values())
    if command.write_baseline is not None:
        yield "--write-baseline", command.write_baseline


def _previous(
    command: CheckCommand, planned: Plan, watch_run: WatchRun | None
) -> tuple[ReportIndex | None, list[Outcome]]:
    """The reports of the year before, when they are to be compared, and what of them cannot be read."""
    if command.previous is None:
        return None, []
    from linter.cli.previous import index_previous  # indexes and pairs, when there is what to compare with

    first = planned.batches[0]
    index = watch_run.index_previous if watch_run else index_previous
    return index(command.previous, replace(command.input, rules=first.packs), first.book)


def _diff(command: CheckCommand, check: Check, found: Found, planned: Plan) -> int:
    """`nianbao check --diff`: the exit status; raises OSError for the output file."""
    from linter.app.fix import FixPreview

    given = command.input
    refuse_overwriting(given, planned, Baselines(command.baseline), ())
    masked = given.output_file is None and sys.stdout.isatty()
    with sink(given.output_file) as out:
        task = FixPreview(check, command.unsafe_fixes, masked)
        counts = write([Stream(out)], outcomes(found, given, task, planned, None))
    for note in (*passed_by(found, counts), *_written(given.output_file)):
        complain(note)
    if counts.failed or _none_checked(command, counts):
        return FAILED
    complain(f"可修复 {counts.fixed} 处" if counts.fixed else "没有可以自动修复的问题")
    return FOUND if counts.fixed and not command.exit_zero else CLEAN


def _written(file: str | None) -> Iterator[str]:
    if file is not None:
        yield f"已写出 {file}"


def _none_checked(command: CheckCommand, counts: Totals) -> bool:
    """Whether nothing was checked: no result at all, unless files may be passed over."""
    return not counts.files and not command.only_reports


def _must_exist(settings: Settings, books: Sequence[Rulebook]) -> None:
    """Refuse codes that no rule begins with."""
    try:
        check_codes("--select", settings.select, books)
        check_codes("--ignore", settings.ignore, books)
    except ChoiceError as error:
        raise CommandError(str(error)) from None
