"""What each command does, once the command line is understood."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TextIO

from linter.batch import run
from linter.batch.item import Item, Outcome, Task, failed, reason
from linter.batch.tasks import Check, Extract
from linter.cli.arguments import CheckCommand, ExplainCommand, ExtractCommand, Input, RulesCommand
from linter.cli.chinese import maybe
from linter.cli.console import complain, put, sink, wants_colour
from linter.cli.files import STDIN, find
from linter.cli.known import Known
from linter.cli.ledger import Ledger
from linter.cli.plan import Plan, plan
from linter.cli.progress import shown
from linter.config import Settings
from linter.diagnostic import Severity
from linter.output import totals
from linter.output.extracted import EXTRACTS
from linter.output.formats import FORMATS
from linter.output.paint import painter
from linter.output.totals import Totals
from linter.rulebook import Rulebook, RuleDoc, load

if TYPE_CHECKING:
    from pathlib import Path

CLEAN, FOUND, FAILED = 0, 1, 2
"""Exit statuses: nothing at or above the fail level, findings, the run itself failed."""


class CommandError(Exception):
    """The command cannot be carried out; str() is what to tell the user."""


def check(command: CheckCommand) -> int:
    """`nianbao check`: the exit status; raises CommandError, RuleError, OSError for the output file."""
    given = command.input
    known = Known(command.baseline, command.write_baseline)
    found = _found(given)
    planned = plan(found.items, given, command.fail_on, known, _book, compares=command.previous is not None)
    _must_exist(given.settings, [batch.book for batch in planned.batches])
    form = FORMATS[given.form]
    # Standard input that is fixed goes to standard output, where nothing else may stand.
    stream = sys.stderr if command.fix and not command.diff and STDIN in given.paths else sys.stdout
    colour = given.output_file is None and wants_colour(command.color, stream)
    level = command.fail_on or Severity.ERROR
    checking = Check(given.settings, given.form, colour, command.statistics, level)
    if command.diff:
        return _diff(command, checking, found, planned)
    task: Task = checking
    ledger = Ledger(planned, given.paths)
    lost: list[Outcome] = []
    if command.previous is not None:
        from linter.cli.previous import open_shelf  # indexes and pairs, when there is what to compare with

        first = planned.batches[0]
        shelf, lost = open_shelf(command.previous, given._replace(rules=first.packs), first.book)
        task = checking = checking._replace(previous=shelf)
    if command.fix:
        from linter.batch.fixing import Repair

        task = Repair(checking, command.unsafe_fixes)
    with sink(given.output_file, stream) as out:
        outcomes = chain(lost, _outcomes(found, given, task, planned, ledger))
        if command.statistics:
            counts = _write(out, outcomes, "", "")
            out.write(form.statistics(counts, painter(colour)))
        else:
            counts = _write(out, outcomes, form.opening, form.separator)
            out.write(form.closing(counts, painter(colour)))
    for note in (*ledger.unused(), *known.gone(ledger), *known.write(ledger, counts)):
        complain(note)
    if counts.failed or counts.unwritten:
        return FAILED
    return FOUND if counts.failing and not command.exit_zero else CLEAN


def _diff(command: CheckCommand, check: Check, found: _Found, planned: Plan) -> int:
    """`nianbao check --diff`: the exit status; raises OSError for the output file."""
    from linter.batch.fixing import Preview

    given = command.input
    masked = given.output_file is None and sys.stdout.isatty()
    with sink(given.output_file) as out:
        task = Preview(check, command.unsafe_fixes, masked)
        counts = _write(out, _outcomes(found, given, task, planned, None), "", "")
    if counts.failed:
        return FAILED
    complain(f"可修复 {counts.fixed} 处" if counts.fixed else "没有可以自动修复的问题")
    return FOUND if counts.fixed and not command.exit_zero else CLEAN


def extract(command: ExtractCommand) -> int:
    """`nianbao extract`: the exit status; raises RuleError, OSError for the output file."""
    given = command.input
    found = _found(given)
    planned = plan(found.items, given, None, Known(), _book)
    form = EXTRACTS[given.form]
    task = Extract(given.settings, given.form)
    with sink(given.output_file) as out:
        outcomes = _outcomes(found, given, task, planned, None)
        counts = _write(out, outcomes, form.opening, form.separator)
        out.write(form.closing)
    return FAILED if counts.failed else CLEAN


def explain(command: ExplainCommand) -> int:
    """`nianbao explain`: the exit status; raises CommandError for a rule that there is not."""
    from linter.output.rulepage import page

    rules = _book(command.rules).rules
    for rule in rules:
        if command.code.upper() == rule.code or command.code == rule.name:
            sys.stdout.write(page(rule))
            return CLEAN
    raise CommandError(f"没有规则“{command.code}”{_suggestion(command.code, rules)}")


def list_rules(command: RulesCommand) -> int:
    """`nianbao rules`: the exit status."""
    from linter.output.rulepage import array, table

    rules = _book(command.rules).rules
    sys.stdout.write(array(rules) if command.form == "json" else table(rules))
    return CLEAN


def _book(extra: Sequence[Path]) -> Rulebook:
    try:
        return load(extra)
    except OSError as error:
        raise CommandError(f"无法读取规则文件 {error.filename}：{reason(error)}") from error


class _Found(NamedTuple):
    items: tuple[Item, ...]
    problems: tuple[str, ...]


def _found(given: Input) -> _Found:
    """The files that the paths stand for, and what is wrong with other paths."""
    found = list(find(given.paths, given.stdin_name))
    return _Found(
        tuple(each for each in found if isinstance(each, Item)),
        tuple(each.message for each in found if not isinstance(each, Item)),
    )


def _outcomes(
    found: _Found, given: Input, task: Task, planned: Plan, ledger: Ledger | None
) -> Iterator[Outcome]:
    """Problems with the paths first, then the outcome of each file."""
    yield from map(failed, found.problems)
    if not found.items:
        complain("没有找到可以检查的文件")
    outcomes = shown(_all(task, planned, given.jobs), len(found.items))
    yield from ledger.watch(outcomes) if ledger is not None else outcomes


def _all(task: Task, planned: Plan, jobs: int) -> Iterator[Outcome]:
    """The outcome of each item of each batch, in order."""
    for batch in planned.batches:
        yield from run(batch.items, task, batch.book, batch.packs, jobs)


def _write(out: TextIO, outcomes: Iterable[Outcome], opening: str, separator: str) -> Totals:
    """Write the parts of a document as they come and tell of failures; the totals of the run."""
    parts: list[Totals] = []
    out.write(opening)
    between = ""
    for outcome in outcomes:
        parts.append(outcome.totals)
        if outcome.failure is not None:
            complain(outcome.failure)
        for note in outcome.notes:
            complain(note)
        if outcome.rewritten is not None:
            put(outcome.rewritten)
        if outcome.text:
            out.write(between + outcome.text)
            between = separator
    return totals.add(parts)


def _must_exist(settings: Settings, books: Sequence[Rulebook]) -> None:
    """Refuse codes that no rule begins with: a typing mistake must not pass for a clean report."""
    for option, codes in (("--select", settings.select), ("--ignore", settings.ignore)):
        for code in codes:
            if not any(rule.code.startswith(code) for book in books for rule in book.rules):
                raise CommandError(f"{option}：没有以“{code}”开头的规则{_suggestion(code, books[0].rules)}")


def _suggestion(word: str, rules: Sequence[RuleDoc]) -> str:
    """Which rule may have been meant, by its code or by its name."""
    labels = {key: f"{rule.code}（{rule.name}）" for rule in rules for key in (rule.code.lower(), rule.name)}
    return maybe(word.lower(), labels, labels.__getitem__)
