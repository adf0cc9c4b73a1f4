"""What commands that go over many files share: the files, their outcomes, the output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TextIO

from msgspec import Struct

from linter.app.discovery import kind_of
from linter.app.item import Item
from linter.app.outcome import Outcome, Part, Task, failed
from linter.app.plan import Plan
from linter.app.run_files import run_files
from linter.app.run_record import RunRecord
from linter.cli.console import complain, put
from linter.cli.garbage import collect_again
from linter.cli.options import Input
from linter.cli.paths import as_met, find
from linter.cli.progress import shown
from linter.output import totals
from linter.output.failure import Failure
from linter.output.totals import Totals

if TYPE_CHECKING:  # comes with what is extracted, or is on the way already
    from linter.output.extract_model import Record as Extracted

CLEAN, FOUND, FAILED = 0, 1, 2
"""Exit statuses: nothing at or above the fail level, findings, the run itself failed."""


class CommandError(Exception):
    """The command cannot be carried out; str() is the message for the user."""


class Found(Struct, frozen=True):
    """The files to treat, and what is wrong with paths that are none; `begun` is what was read of a
    standard input that is too long, `others` are files in folders that are of no kind that is read."""

    items: tuple[Item, ...]
    problems: tuple[str, ...]
    begun: bytes | None = None
    others: tuple[str, ...] = ()


def find_all(given: Input, *, only_reports: bool = False) -> Found:
    """The files that the paths stand for, and what is wrong with other paths. With `only_reports` files
    that are named are treated like those in folders."""
    others: list[str] = []
    found = list(find(given.paths, given.stdin_name, others))
    items = tuple(each for each in found if isinstance(each, Item))
    return Found(
        as_met(items) if only_reports else items,
        tuple(each.message for each in found if not isinstance(each, Item)),
        next((each.begun for each in found if not isinstance(each, Item) and each.begun is not None), None),
        tuple(others),
    )


def outcomes(
    found: Found, given: Input, task: Task, planned: Plan, record: RunRecord | None
) -> Iterator[Outcome]:
    """Problems with the paths first, then the outcome of each file."""
    yield from map(failed, found.problems)
    if found.others:
        kinds = Counter(map(kind_of, found.others))
        yield Outcome(totals=Totals(other_kinds=tuple(kinds.items())))
    if not found.items:
        complain("没有找到可以检查的文件")
    done = shown(_all(task, planned, given), len(found.items))
    yield from record.watch(done) if record is not None else done


def _all(task: Task, planned: Plan, given: Input) -> Iterator[Outcome]:
    """The outcome of each item of each batch, in order."""
    collect_again()
    for batch in planned.batches:
        yield from run_files(
            batch.items, task, batch.book, batch.packs, given.jobs, caching=not given.no_cache
        )


class DocumentWriter(Protocol):
    """A document that is being written."""

    def add(self, part: Part) -> None:
        """Take what one file gives to it."""

    def miss(self, failure: Failure) -> None:
        """Take note of a file that failed, and why."""


class Stream(Struct):
    """A document that is written as its parts come, with `separator` between them."""

    out: TextIO
    separator: str = ""
    begun: bool = False

    def add(self, part: Part) -> None:
        """Write a part, which may be empty."""
        if isinstance(part, str) and part:
            self.out.write(self.separator + part if self.begun else part)
            self.begun = True

    def miss(self, failure: Failure) -> None:
        """Nothing: failures are printed on standard error."""


def write(documents: Sequence[DocumentWriter], done: Iterable[Outcome]) -> Totals:
    """Write the parts as they come and report failures; the totals of the run."""
    parts: list[Totals] = []
    for outcome in _with_messages(done):
        parts.append(outcome.totals)
        for document, part in zip(documents, outcome.parts, strict=False):  # a failure has no parts
            document.add(part)
        if outcome.failure is not None:
            for document in documents:
                document.miss(Failure(outcome.failure, outcome.lost))
    return totals.add(parts)


def gather(done: Iterable[Outcome]) -> tuple[list[Extracted], Totals]:
    """What was read from all files, in order, with failures reported; and the totals of the run."""
    records: list[Extracted] = []
    parts: list[Totals] = []
    for outcome in _with_messages(done):
        parts.append(outcome.totals)
        records += outcome.extracts
    return records, totals.add(parts)


def _with_messages(done: Iterable[Outcome]) -> Iterator[Outcome]:
    """The same outcomes; what is not for a document is printed as they pass."""
    for outcome in done:
        if outcome.failure is not None:
            complain(outcome.failure)
        for note in outcome.notes:
            complain(note)
        if outcome.rewritten is not None:
            put(outcome.rewritten)
        yield outcome
