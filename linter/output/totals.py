"""Counts of a run, which are added up over files and sent between processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from linter.diagnostic import Applicability, Diagnostic, Severity

MOST_NAMES = 5
"""How many files a list names."""


class Tally(Struct, frozen=True):
    """The number of findings of one rule at one severity."""

    code: str
    name: str
    label: str
    severity: Severity
    count: int


class Totals(Struct, frozen=True):
    """Counts over some files.

    `files` were checked and hold `reports` reports; `passed_over` were met in a folder and hold
    none; `failed` could not be checked. `compared` reports were compared with the year before (None:
    nobody asked). `tallies` come most frequent first. `failing` findings reach the fail level of their
    file; `excused` and `baselined` ones were hidden by a suppression or by a baseline, and are in no
    tally. `safe` and `unsafe` are the findings among them that a fix is known for, by its applicability;
    `fixed` were found and are no more; `unwritten` are checked files that could not be written back.
    `annotated` copies with comments were written; `unmarked` files have findings and carry no comments.
    `passed_names` are some of the files passed over; `other_kinds` counts by suffix the files met in a folder
    that are of no kind that is read.
    """

    files: int = 0
    reports: int = 0
    passed_over: int = 0
    failed: int = 0
    tallies: tuple[Tally, ...] = ()
    compared: int | None = None
    failing: int = 0
    excused: int = 0
    baselined: int = 0
    fixed: int = 0
    safe: int = 0
    unsafe: int = 0
    unwritten: int = 0
    annotated: int = 0
    unmarked: int = 0
    passed_names: tuple[str, ...] = ()
    other_kinds: tuple[tuple[str, int], ...] = ()

    @property
    def unread(self) -> int:
        """How many files were met that are of no kind that is read."""
        return sum(count for _, count in self.other_kinds)

    def count(self, severity: Severity) -> int:
        """How many findings have exactly this severity."""
        return sum(tally.count for tally in self.tallies if tally.severity is severity)


def tally(diagnostics: Sequence[Diagnostic]) -> tuple[Tally, ...]:
    """The findings of one file counted by rule and severity."""
    return _merged(Tally(each.code, each.name, each.label, each.severity, 1) for each in diagnostics)


def count(reports: int, diagnostics: Sequence[Diagnostic]) -> Totals:
    """The totals of one checked file."""
    fixes = Counter(each.fix.applicability for each in diagnostics if each.fix is not None)
    return Totals(
        files=1,
        reports=reports,
        tallies=tally(diagnostics),
        safe=fixes[Applicability.SAFE],
        unsafe=fixes[Applicability.UNSAFE],
    )


def add(parts: Sequence[Totals]) -> Totals:
    """The sum of the totals of several files."""
    compared = [part.compared for part in parts if part.compared is not None]
    return Totals(
        files=sum(part.files for part in parts),
        reports=sum(part.reports for part in parts),
        passed_over=sum(part.passed_over for part in parts),
        failed=sum(part.failed for part in parts),
        tallies=_merged(each for part in parts for each in part.tallies),
        compared=sum(compared) if compared else None,
        failing=sum(part.failing for part in parts),
        excused=sum(part.excused for part in parts),
        baselined=sum(part.baselined for part in parts),
        fixed=sum(part.fixed for part in parts),
        safe=sum(part.safe for part in parts),
        unsafe=sum(part.unsafe for part in parts),
        unwritten=sum(part.unwritten for part in parts),
        annotated=sum(part.annotated for part in parts),
        unmarked=sum(part.unmarked for part in parts),
        passed_names=tuple(islice((name for part in parts for name in part.passed_names), MOST_NAMES)),
        other_kinds=_kinds(parts),
    )


def _kinds(parts: Sequence[Totals]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(dict(part.other_kinds))
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _merged(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    counts: dict[tuple[str, str, str, Severity], int] = {}
    for each in tallies:
        key = (each.code, each.name, each.label, each.severity)
        counts[key] = counts.get(key, 0) + each.count
    merged = (Tally(*key, count) for key, count in counts.items())
    return tuple(sorted(merged, key=lambda each: (-each.count, each.code, -each.severity.gravity)))
