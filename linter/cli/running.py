"""What commands that go over many files share: the files, their outcomes, the output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TextIO

from linter.batch import run
from linter.batch.item import Item, Outcome, Task, failed
from linter.cli.console import complain, put
from linter.cli.files import find
from linter.cli.ledger import Ledger
from linter.cli.options import Input
from linter.cli.plan import Plan
from linter.cli.progress import shown
from linter.output import totals
from linter.output.sheet import Bound, Sheet
from linter.output.totals import Totals

CLEAN, FOUND, FAILED = 0, 1, 2
"""Exit statuses: nothing at or above the fail level, findings, the run itself failed."""


class CommandError(Exception):
    """The command cannot be carried out; str() is what to tell the user."""


class Found(NamedTuple):
    """The files to treat, and what is wrong with paths that are none."""

    items: tuple[Item, ...]
    problems: tuple[str, ...]


def find_all(given: Input) -> Found:
    """The files that the paths stand for, and what is wrong with other paths."""
    found = list(find(given.paths, given.stdin_name))
    return Found(
        tuple(each for each in found if isinstance(each, Item)),
        tuple(each.message for each in found if not isinstance(each, Item)),
    )


def outcomes(
    found: Found, given: Input, task: Task, planned: Plan, ledger: Ledger | None
) -> Iterator[Outcome]:
    """Problems with the paths first, then the outcome of each file."""
    yield from map(failed, found.problems)
    if not found.items:
        complain("没有找到可以检查的文件")
    done = shown(_all(task, planned, given.jobs), len(found.items))
    yield from ledger.watch(done) if ledger is not None else done


def _all(task: Task, planned: Plan, jobs: int) -> Iterator[Outcome]:
    """The outcome of each item of each batch, in order."""
    for batch in planned.batches:
        yield from run(batch.items, task, batch.book, batch.packs, jobs)


def write(out: TextIO, done: Iterable[Outcome], opening: str, separator: str) -> Totals:
    """Write the parts of a document as they come and tell of failures; the totals of the run."""
    parts: list[Totals] = []
    out.write(opening)
    between = ""
    for outcome in told(done):
        parts.append(outcome.totals)
        if outcome.text:
            out.write(between + outcome.text)
            between = separator
    return totals.add(parts)


def bind(out: TextIO, done: Iterable[Outcome], form: Bound) -> Totals:
    """Write a document that is put together when all files are known, and tell of failures as they come;
    the totals of the run."""
    parts: list[Totals] = []
    sheets: list[Sheet] = []
    failures: list[str] = []
    for outcome in told(done):
        parts.append(outcome.totals)
        if outcome.failure is not None:
            failures.append(outcome.failure)
        if outcome.sheet is not None:
            sheets.append(outcome.sheet)
    counts = totals.add(parts)
    out.writelines(form.bind(sheets, failures, counts))
    return counts


def told(done: Iterable[Outcome]) -> Iterator[Outcome]:
    """The same outcomes; what is not for the document is told or put out as they pass."""
    for outcome in done:
        if outcome.failure is not None:
            complain(outcome.failure)
        for note in outcome.notes:
            complain(note)
        if outcome.rewritten is not None:
            put(outcome.rewritten)
        yield outcome
