"""The state of each unit's submission, and of each file: who has submitted what, twice, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from linter.app.audit.inventory import Entry
from linter.app.audit.matches import Matched, Matches
from linter.app.audit.packing import ReportHead
from linter.app.audit.store import Store
from linter.app.audit.stored_sequence import StoredSequence
from linter.app.audit.unit_names import Match, UnitNames
from linter.output.audit.model import (
    Basis,
    Counts,
    FileReport,
    FileResult,
    Status,
    Submission,
    Unit,
    UnitResult,
    Value,
)

_MOST_SHOWN = 6
_NO_REPORT = "里面没有政府信息公开工作年度报告"


class FileSummary(Struct, frozen=True, array_like=True):
    """What an audit knows of a file that was checked: `key` leads to what was found in it, `digest` is that
    of its bytes; `total` tells that it is the consolidated report of the whole."""

    key: bytes | None = None
    digest: bytes = b""
    reason: str = ""
    reports: tuple[ReportHead, ...] = ()
    counts: Counts = Counts()
    has_copy: bool = False
    total: bool = False


class States(Struct, frozen=True):
    """The results of all units in their order, and of all files in theirs; how many units have each status,
    and how many a person should look at."""

    units: StoredSequence[UnitResult]
    files: StoredSequence[FileResult]
    matches: Matches
    unit_states: Mapping[Status, int]
    doubtful: int

    def put_file(self, at: int, result: FileResult) -> None:
        """Put another result in the place of a file's, in the units too that have it."""
        self.files.put(at, result)
        for unit in self.matches.units_of(at):
            own = self.units[unit]
            submissions = tuple(
                replace(each, file=result) if each.file.name == result.name else each
                for each in own.submissions
            )
            others = tuple(result if each.name == result.name else each for each in own.others)
            self.units.put(unit, replace(own, submissions=submissions, others=others))

    def add_found(self, more: Mapping[str, Counts]) -> None:
        """Count further findings for some files, by their names."""
        changed = [(at, each) for at, each in enumerate(self.files) if each.name in more] if more else []
        for at, each in changed:
            self.put_file(at, replace(each, counts=add_counts((each.counts, more[each.name]))))


Difference = Callable[[tuple[int, Submission], tuple[int, Submission]], str]
"""Says in Chinese how two submissions of one unit differ; each with the index of its file."""


def year_of(files: Iterable[FileSummary]) -> int | None:
    """The year of most reports, of several such years the latest; None when no report tells its year."""
    years = Counter(head.year for each in files for head in each.reports if head.year is not None)
    return max(years, key=lambda year: (years[year], year), default=None)


def settle(
    units: Sequence[Unit],
    names: UnitNames,
    entries: Sequence[Entry],
    files: Sequence[FileSummary],
    year: int | None,
    differ: Difference,
    store: Store,
) -> States:
    """What became of each unit and each file; reports of another year than `year` do not count."""
    matches = store.matches()
    _match(names, entries, files, matches)
    results = store.sequence("file_result", FileResult)
    for index, (entry, file) in enumerate(zip(entries, files, strict=True)):
        results.append(_file(entry, file, matches.of_file(index), matches.meant_by(index), units, year))
    settled = store.sequence("unit_result", UnitResult)
    states: Counter[Status] = Counter()
    doubtful = 0
    twice: set[int] = set()
    for index, unit in enumerate(units):
        matched = matches.of_unit(index)
        own = _unit(unit, matched, matches.without_report(index), results, year, differ, names.is_later)
        settled.append(own)
        states[own.status] += 1
        doubtful += own.doubtful
        matches.add_owner(index, [(each.file.name, each.report) for each in own.submissions])
        if own.status is Status.DUPLICATE:
            twice.update(each.file for each in matched if _is_of(each.head, year))
    found = States(settled, results, matches, states, doubtful)
    for at in twice:
        found.put_file(at, replace(results[at], status=Status.DUPLICATE))
    return found


def add_counts(counts: Iterable[Counts]) -> Counts:
    """The sum of some counts, their rules most frequent first."""
    rules: dict[str, int] = {}
    numbers = [0] * 6
    for each in counts:
        for code, number in each.by_rule:
            rules[code] = rules.get(code, 0) + number
        own = (each.errors, each.warnings, each.infos, each.failing, each.suppressed, each.baselined)
        numbers = [one + other for one, other in zip(numbers, own, strict=True)]
    errors, warnings, infos, failing, suppressed, baselined = numbers
    by_rule = tuple(sorted(rules.items(), key=lambda each: (-each[1], each[0])))
    return Counts(errors, warnings, infos, by_rule, failing, suppressed, baselined)


def _match(
    names: UnitNames, entries: Sequence[Entry], files: Iterable[FileSummary], matches: Matches
) -> None:
    """Match every report that means a unit, and files without one by their names. A name that is only like a
    unit's means it where that unit has no surer report of the same year."""
    likely: list[Matched] = []
    for index, (entry, file) in enumerate(zip(entries, files, strict=True)):
        for head in file.reports:
            match = _match_of(names, entry, file, head)
            if match is not None and match.basis is Basis.LIKENESS:
                likely.append(Matched(index, head, match))
            elif match is not None:
                matches.add(Matched(index, head, match))
        if not (file.reports or entry.system or entry.archive or file.total):
            meant = names.of_file(entry.name)
            if meant is not None:
                matches.add_meant(index, meant)
    sure = {
        (unit, each.head.year)
        for unit in {each.match.unit for each in likely}
        for each in matches.of_unit(unit)
        if not each.match.doubtful
    }
    for each in likely:
        if (each.match.unit, each.head.year) not in sure:
            matches.add(each)


def _match_of(names: UnitNames, entry: Entry, file: FileSummary, head: ReportHead) -> Match | None:
    """The unit that a report means; the whole's consolidated report is one only where that is sure."""
    if file.total and (head.issuer is None or len(file.reports) > 1):
        return None
    named = head.issuer is not None
    match = names.of_issuer(head.issuer or "", entry.name) if named else names.of_file(entry.name)
    return None if match is None or (file.total and match.doubtful) else match


def _file(
    entry: Entry,
    file: FileSummary,
    mine: Sequence[Matched],
    meant: Match | None,
    units: Sequence[Unit],
    year: int | None,
) -> FileResult:
    """The result of a file; whether it is a duplicate is not known yet."""
    match = mine[0].match if mine else meant
    status, reason = _file_status(entry, file, mine, year)
    indices = [each.match.unit for each in mine] or ([match.unit] if match is not None else [])
    return FileResult(
        name=entry.name,
        status=status,
        key=file.key,
        reason=reason,
        units=tuple(dict.fromkeys(units[unit].name for unit in indices)),
        basis=Basis.TOTAL if file.total else match.basis if match is not None else None,
        doubtful=any(each.match.doubtful for each in mine),
        reports=len(file.reports),
        issuers=tuple(dict.fromkeys(head.issuer for head in file.reports if head.issuer is not None)),
        years=tuple(sorted({head.year for head in file.reports if head.year is not None})),
        counts=file.counts,
        has_copy=file.has_copy,
    )


def _file_status(
    entry: Entry, file: FileSummary, mine: Sequence[Matched], year: int | None
) -> tuple[Status, str]:
    if entry.system or entry.archive:
        return Status.OTHER, entry.reason
    if file.reason:
        return Status.UNREADABLE, file.reason
    if not file.reports:
        return Status.NOT_A_REPORT, _NO_REPORT
    if file.total:
        return Status.OTHER, "汇总报告"
    if not mine:
        body = (
            "、".join(dict.fromkeys(head.issuer for head in file.reports if head.issuer))
            or "看不出是哪个单位的"
        )
        return Status.OUTSIDE, f"名单里没有这个单位：{body}"
    if not any(_is_of(each.head, year) for each in mine):
        years = "、".join(str(each.head.year) for each in mine)
        return Status.WRONG_YEAR, f"是{years}年度的报告"
    return Status.SUBMITTED, ""


def _is_of(head: ReportHead, year: int | None) -> bool:
    return year is None or head.year is None or head.year == year


def _unit(
    unit: Unit,
    matched: Sequence[Matched],
    without_report: Sequence[int],
    results: Sequence[FileResult],
    year: int | None,
    differ: Difference,
    is_later: Callable[[str], bool],
) -> UnitResult:
    without = [results[at] for at in without_report]
    right = [each for each in matched if _is_of(each.head, year)]
    wrong = [each for each in matched if not _is_of(each.head, year)]
    # A report that is surely the unit's goes before a doubtful one, a whole one before a part of one, and one
    # whose name tells that it was submitted later before others.
    later = {each.file for each in right if is_later(results[each.file].name)} if len(right) > 1 else set()
    right.sort(
        key=lambda each: (
            *(each.match.doubtful, not each.head.whole, each.file not in later),
            *(each.file, each.head.number),
        )
    )
    submissions = tuple(_submission(each, results) for each in right)
    by_name = {each.name: each for each in (*(results[each.file] for each in wrong), *without)}
    rest = tuple(by_name.values())
    if submissions:
        status = Status.DUPLICATE if len(submissions) > 1 else Status.SUBMITTED
        first = submissions[0]
        pairs = [(each.file, own) for each, own in zip(right, submissions, strict=True)]
        notes = [
            f"{_named_as(first)}与{_named_as(other[1])}：{differ(pairs[0], other)}"
            for other in pairs[1:_MOST_SHOWN]
        ]
        if len(submissions) > 1:
            chosen = right[0].file in later and len({each.file for each in right} - later) > 0
            why = "（从文件名看是修改后的）" if chosen else ""
            notes.append(f"汇总用{_named_as(first)}{why}")
        notes += [each.note for each in submissions if each.note]
        compared = right[0].head.compared
        return UnitResult(unit, status, submissions, rest, "；".join(notes), compared)
    if wrong:
        years = "、".join(dict.fromkeys(str(each.head.year) for each in wrong))
        return UnitResult(unit, Status.WRONG_YEAR, (), rest, f"报送的是{years}年度的报告")
    for status in (Status.UNREADABLE, Status.NOT_A_REPORT):
        meant = [each for each in without if each.status is status]
        if meant:
            note = "；".join(f"{each.name}：{each.reason}" for each in meant[:_MOST_SHOWN])
            return UnitResult(unit, status, (), rest, note)
    return UnitResult(unit, Status.MISSING, (), rest)


def _named_as(submission: Submission) -> str:
    number = f"（第{submission.report}份）" if submission.file.reports > 1 else ""
    return f"“{submission.file.name}”{number}"


_DOUBTS: Mapping[Basis, str] = {
    Basis.LIKENESS: "机关名称只是相近（文中写的是{issuer}），请核对",
    Basis.FILE_NAME: "文件名像是这个单位，文中写的是{issuer}，请核对",
    Basis.PART_OF_NAME: "名称不同（文中写的是{issuer}），像是同一单位，请核对",
}


def _submission(matched: Matched, results: Sequence[FileResult]) -> Submission:
    head, match = matched.head, matched.match
    note = ""
    if match.doubtful:
        note = _DOUBTS.get(match.basis, "").format(issuer=head.issuer or "（没有写明机关）")
    elif head.year is None:
        note = "看不出报告年度"
    return Submission(
        results[matched.file], head.number, head.issuer, head.year, match.basis, match.doubtful, note
    )


def report_differences(one: FileReport, other: FileReport, labels: Mapping[tuple[str, str, str], str]) -> str:
    """How the figures of two reports differ, in Chinese, a few of them named."""
    mine, theirs = (
        {
            (place.table, place.row, place.column): value
            for place, value in zip(each.layout.places, each.values, strict=True)
        }
        for each in (one, other)
    )
    off = [
        f"{labels.get((table, row, column), row)}为 {_shown(mine.get((table, row, column)))}"
        f" 和 {_shown(theirs.get((table, row, column)))}"
        for table, row, column in dict.fromkeys((*mine, *theirs))
        if column is not None and mine.get((table, row, column)) != theirs.get((table, row, column))
    ]
    if not off:
        return "表格的数字相同，文件不同"
    more = f"等 {len(off)} 处" if len(off) > _MOST_SHOWN else ""
    return f"{'，'.join(off[:_MOST_SHOWN])}{more}"


def _shown(value: Value) -> str:
    return "（空）" if value is None else str(value)
