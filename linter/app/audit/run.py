"""An audit from beginning to end: the folder's files, the units' states, the sums and the years."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from linter.app.audit.details import StoredDetails
from linter.app.audit.files import Work, summaries
from linter.app.audit.folder_names import folder_names
from linter.app.audit.input_files import input_files, size_of
from linter.app.audit.inventory import Entry, shown
from linter.app.audit.options import AuditError, AuditOptions
from linter.app.audit.own_slips import OwnSlips
from linter.app.audit.review import ReadFigures, Review
from linter.app.audit.rollup import RollUps, Total
from linter.app.audit.roster import read_roster
from linter.app.audit.roster_lines import RosterWords
from linter.app.audit.store import Store
from linter.app.audit.stored_sequence import StoredSequence
from linter.app.audit.submissions import (
    FileSummary,
    States,
    add_counts,
    report_differences,
    settle,
    year_of,
)
from linter.app.audit.sum_findings import sum_findings
from linter.app.audit.sums import Figures, column_kinds, column_units, figures_of
from linter.app.audit.unit_names import UnitNames, units_of_names
from linter.app.audit.years import EarlierReports, year_totals
from linter.app.baselines import Baselines
from linter.app.discovery import Problem, find_reports
from linter.app.file_settings import FileSettings
from linter.app.item import Item
from linter.app.outcome import Outcome
from linter.app.plan import Batch, Plan, plan
from linter.app.previous_reports import ReportIndex
from linter.app.report_entry import ReportEntry
from linter.app.result_cache.lookup import program_stamps
from linter.app.run_record import RunRecord
from linter.diagnostic import Severity
from linter.executor import Executor
from linter.output.audit.model import (
    Audit,
    Place,
    Submission,
    Unit,
)
from linter.output.pivot import columns_of, formats_of
from linter.report.template import Generation
from linter.report.word_lists import WordLists
from linter.rulebook import Rulebook

if TYPE_CHECKING:
    from pathlib import Path

_REVIEW_VERSION = "3"  # of what is kept of a file
_WINDOW = 256  # files in memory for each process


class Finished(Struct, frozen=True):
    """An audit with what reads its details; `failures` are files that the program could not treat."""

    audit: Audit
    details: StoredDetails
    failures: tuple[str, ...]


Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many files are done, and how many there are."""


def run_audit(
    asked: AuditOptions,
    executor: Executor,
    store: Store,
    progress: Progress,
    load: Callable[[Sequence[Path]], Rulebook],
) -> Finished:
    """The whole audit, its details in the store; `load` gives the rules. Raises AuditError, RosterError,
    RuleError."""
    book = load(asked.options.rules)
    words = book.lexicon.words
    said: list[str] = []
    roster_words = _roster_words(words.lists)
    roster = read_roster(asked.roster, roster_words, said.append) if asked.roster else None
    found, items = input_files(asked)
    baselines = Baselines(asked.baseline)
    planned = plan(items, asked.options, baselines, load, compares=asked.previous is not None, sums=True)
    generations = formats_of(batch.book.lexicon.generations for batch in planned.batches)
    earlier = _earlier(asked, planned, executor, store, progress)
    last_year = earlier.index if earlier is not None else None
    record = RunRecord(planned, [asked.folder])
    files, failures = _checked(asked, planned, found, last_year, earlier, executor, store, record, progress)
    year = asked.year or year_of(files)
    units = _units(roster, earlier, files, year)
    names = UnitNames(units, words)
    columns = columns_of(generations)
    labels = {each.place: f"{each.table_label}“{each.row_label}”{each.column_label}" for each in columns}

    def differ(one: tuple[int, Submission], other: tuple[int, Submission]) -> str:
        same = files[one[0]].digest == files[other[0]].digest
        return _difference(one[1], other[1], store, labels, same=same)

    states = settle(units, names, found, files, year, differ, store)
    in_units = column_units(generations)
    before = store.earlier_reports() if earlier is None else earlier.of_units(names, year, store)
    del names  # all that is large and not needed any more goes before the folder is written

    def figures(submission: Submission) -> Figures:
        if submission.file.key is None:
            return {}
        return figures_of(store.report(submission.file.key, submission.report), in_units)

    rollups = _rollups(asked, units, states, found, files, figures, book, generations, store, in_units)
    rolled = rollups.all(store)
    readable = {
        entry.name: (entry, item, batch.book)
        for entry, (item, batch) in zip(found, _items(planned), strict=True)
        if entry.name in {each.file for each in rollups.judged}
    }
    default = FileSettings(asked.options.settings, asked.options.fail_on or Severity.ERROR)
    sums = sum_findings(rollups.judged, readable, default)
    states.add_found({name: counts for name, (_, counts) in sums.items()})
    totals = year_totals(units, states.units, year, figures, before, store, in_units)
    store.drop_unused()
    audit = Audit(
        year=year,
        folder=shown(os.path.basename(os.path.abspath(asked.folder))),
        roster=shown(os.path.basename(asked.roster)) if asked.roster else None,
        units=states.units,
        files=states.files,
        rollups=rolled,
        years=totals,
        columns=columns,
        rules=planned.rules,
        counts=add_counts(each.counts for each in states.files),
        unit_states=states.unit_states,
        file_states=Counter(each.status for each in states.files),
        doubtful=states.doubtful,
        notes=tuple(map(shown, (*said, *_notes(asked, roster, earlier, planned), *record.unused()))),
    )
    index = {each.name: at for at, each in enumerate(units)}
    details = StoredDetails(store, states, index, year, before, in_units, sums)
    return Finished(audit, details, tuple(failures))


def _items(planned: Plan) -> Iterator[tuple[Item, Batch]]:
    """Each item with its batch, in order."""
    for batch in planned.batches:
        for item in batch.items:
            yield item, batch


def _roster_words(lists: WordLists) -> RosterWords:
    return RosterWords(
        lists.get("roster_unit"),
        lists.get("roster_short_name"),
        lists.get("roster_parent"),
        lists.get("roster_category"),
        lists.get("roster_sums"),
        lists.get("roster_notes"),
    )


def _work(
    asked: AuditOptions,
    batch: Batch,
    task: Review | ReadFigures,
    depends: str,
    executor: Executor,
    digests: Mapping[str, bytes] = MappingProxyType({}),
    related: Callable[[Entry], Sequence[str]] = lambda entry: (),
) -> Work:
    name = "\0".join(
        (
            _REVIEW_VERSION,
            type(task).__name__,
            batch.book.key,
            program_stamps(),
            repr(asked.options.settings),
            repr(asked.options.fail_on),
            repr(asked.copies),
            depends,
        )
    )
    return Work(task, name, batch.book, batch.packs, executor, _WINDOW * asked.jobs, digests, related)


def _earlier(
    asked: AuditOptions, planned: Plan, executor: Executor, store: Store, progress: Progress
) -> EarlierReports | None:
    """The reports of the years before, indexed and with their figures in the store."""
    if asked.previous is None:
        return None
    if os.path.isdir(asked.previous):
        paths = [each for each in find_reports(asked.previous) if not isinstance(each, Problem)]
    elif os.path.isfile(asked.previous):
        paths = [asked.previous]
    else:
        raise AuditError(f"--previous：没有 {asked.previous} 这个文件或文件夹")
    first = planned.batches[0]
    work = _work(asked, first, ReadFigures(), "", executor)
    pairs = [(Entry(shown(path), path, size_of(path)), Item(path, named=False)) for path in paths]
    found = store.sequence("earlier_file", FileSummary)
    index: list[ReportEntry] = []
    for number, (path, (summary, _)) in enumerate(zip(paths, summaries(pairs, work, store), strict=True), 1):
        found.append(summary)
        index += (
            ReportEntry(path, head.number, head.issuer, head.year, summary.digest) for head in summary.reports
        )
        progress("读上年报告", number, len(pairs))
    return EarlierReports(paths, found, ReportIndex(tuple(index)), first.book.lexicon.words)


def _nothing(entry: Entry) -> Sequence[str]:
    return ()


def _checked(
    asked: AuditOptions,
    planned: Plan,
    found: Sequence[Entry],
    index: ReportIndex | None,
    earlier: EarlierReports | None,
    executor: Executor,
    store: Store,
    record: RunRecord,
    progress: Progress,
) -> tuple[StoredSequence[FileSummary], list[str]]:
    """The summary of each file, and what of them the program could not treat."""
    options = asked.options
    level = options.fail_on or Severity.ERROR
    task = Review(options.settings, level, index, asked.copies, asked.remote)
    related = earlier.likely if earlier is not None and asked.remote else _nothing
    digests = index.digests if index is not None else {}
    depends = index.identity if index is not None else ""
    total = os.path.realpath(asked.total) if asked.total else None
    files = store.sequence("file_summary", FileSummary)
    failures: list[str] = []

    def outcomes() -> Iterator[Outcome]:
        at = 0
        for batch in planned.batches:
            own = found[at : at + len(batch.items)]
            at += len(batch.items)
            work = _work(asked, batch, task, depends, executor, digests, related)
            to_do = [(entry, item) for entry, item in zip(own, batch.items, strict=True) if not entry.reason]
            done = summaries(to_do, work, store)
            for entry in own:
                if entry.reason:
                    files.append(FileSummary(reason=entry.reason))
                    yield Outcome()
                    continue
                summary, outcome = next(done)
                files.append(_marked(summary, entry, total))
                if outcome.failure is not None and summary.key is None and summary.digest:
                    failures.append(outcome.failure)
                progress("检查", len(files), len(found))
                yield outcome

    for _ in record.watch(outcomes()):
        pass
    return files, failures


def _marked(summary: FileSummary, entry: Entry, total: str | None) -> FileSummary:
    is_total = total is not None and not entry.member and os.path.realpath(entry.path) == total
    return replace(summary, total=True) if is_total else summary


def _units(
    roster: tuple[Unit, ...] | None,
    earlier: EarlierReports | None,
    files: Sequence[FileSummary],
    year: int | None,
) -> tuple[Unit, ...]:
    """The units that must submit: those of the roster, else of last year's reports, else all that did."""
    units = roster
    if units is None and earlier is not None:
        units = units_of_names(earlier.issuers(year))
    if not units:
        own = (head.issuer for each in files if not each.total for head in each.reports)
        units = units_of_names(issuer for issuer in own if issuer is not None)
    folders = folder_names(each.name for each in units)
    return tuple(replace(unit, folder=folder) for unit, folder in zip(units, folders, strict=True))


def _difference(
    one: Submission, other: Submission, store: Store, labels: Mapping[Place, str], *, same: bool
) -> str:
    """How two submissions differ; `same`: their files are the same byte for byte."""
    if one.file.key is None or other.file.key is None:
        return "不能比较"
    if same and one.file.name != other.file.name:
        return "内容完全相同"
    mine, theirs = (store.report(each.file.key or b"", each.report) for each in (one, other))
    return report_differences(mine, theirs, labels)


def _rollups(
    asked: AuditOptions,
    units: Sequence[Unit],
    states: States,
    found: Sequence[Entry],
    files: Iterable[FileSummary],
    figures: Callable[[Submission], Figures],
    book: Rulebook,
    generations: Sequence[Generation],
    store: Store,
    in_units: Mapping[Place, str],
) -> RollUps:
    kinds = column_kinds(generations)
    total: Total | None = None
    unit: str | None = None
    marked = next(((at, each) for at, each in enumerate(files) if each.total), None)
    if marked is not None:
        at, file = marked
        if file.key is None or not file.reports:
            raise AuditError(f"--total：{asked.total} 里没有可以读出的年报（{file.reason or '不是年报'}）")
        number = file.reports[0].number
        report = store.report(file.key, number)
        total = Total(found[at].name, number, figures_of(report, in_units))
        own = states.files[at].units
        unit = own[0] if own else None
    return RollUps(units, states.units, figures, kinds, total, unit, OwnSlips(book))


def _notes(
    asked: AuditOptions,
    roster: tuple[Unit, ...] | None,
    earlier: EarlierReports | None,
    planned: Plan,
) -> Iterator[str]:
    yield from planned.notes
    if roster is None:
        if earlier is not None and earlier.summaries:
            yield "没有给出名单（--roster），以上年报送的单位为准"
        else:
            yield "没有给出名单（--roster），也没有上年的报告，看不出谁没有报送"
    if earlier is not None:
        for path, each in zip(earlier.paths, earlier.summaries, strict=True):
            if each.reason:
                yield f"上年报告 {shown(path)}：{each.reason}"
        if not earlier.index.entries:
            yield f"--previous：{asked.previous} 中没有年报，没有可以比较的上年报告"
