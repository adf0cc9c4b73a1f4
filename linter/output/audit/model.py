"""What an audit has found, as frozen values: every writer of its folder is a function of these.

What there may be too much of to keep in memory, the findings and figures of each file, is not in these
values: `Details` reads it file by file. Statuses and kinds are English words; their Chinese names stand
beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from linter.output.pivot import Column
from linter.rulebook import RuleDoc

Number = int | Decimal
Place = tuple[str, str, str]
"""The keys of a table, a row and a column."""


class Status(StrEnum):
    """What became of a unit's submission, or what a file of the folder is."""

    SUBMITTED = "submitted"
    DUPLICATE = "duplicate"
    WRONG_YEAR = "wrong-year"
    NOT_A_REPORT = "not-a-report"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    OUTSIDE = "outside"
    OTHER = "other"


STATUS_NAMES: Mapping[Status, str] = {
    Status.SUBMITTED: "已报送",
    Status.DUPLICATE: "重复报送",
    Status.WRONG_YEAR: "年度不符",
    Status.NOT_A_REPORT: "不是年报",
    Status.UNREADABLE: "无法读取",
    Status.MISSING: "未报送",
    Status.OUTSIDE: "名单外",
    Status.OTHER: "其他文件",
}
"""The Chinese name of each status, in the order in which they are shown. MISSING is a unit's alone, OUTSIDE
and OTHER are a file's alone."""


class Basis(StrEnum):
    """By what a file was matched with a unit."""

    ISSUER = "issuer"
    SHORT_NAME = "short-name"
    PART_OF_NAME = "part-of-name"
    FILE_NAME = "file-name"
    LIKENESS = "likeness"
    TOTAL = "total"


BASIS_NAMES: Mapping[Basis, str] = {
    Basis.ISSUER: "机关名称",
    Basis.SHORT_NAME: "简称",
    Basis.PART_OF_NAME: "名称的一部分",
    Basis.FILE_NAME: "文件名",
    Basis.LIKENESS: "名称相近",
    Basis.TOTAL: "汇总报告",
}


class Unit(Struct, frozen=True):
    """A unit that must submit. `row` is its row in the roster (from 1), None without a roster; `folder` is
    the name of its folder in the audit's, no two alike on any file system."""

    name: str
    short_names: tuple[str, ...] = ()
    parent: str | None = None
    category: str = ""
    row: int | None = None
    folder: str = ""


class FindingRow(Struct, frozen=True, array_like=True):
    """A finding of a file. `place` says in Chinese where it stands; `row` and `column` count from 1 and are
    None in files without lines; `quote` are the words it stands on, cut short; `report` counts the file's
    reports from 1, 0 for the file itself. Advice and references are those of the rule `code`."""

    code: str
    severity: str
    message: str
    place: str
    row: int | None = None
    column: int | None = None
    report: int = 0
    quote: str = ""
    fix: str | None = None
    help: str = ""
    references: tuple[str, ...] = ()


class FigurePlace(Struct, frozen=True, array_like=True):
    """Where a figure stands: the keys of its table, row and column (None: unknown), and its unit where one
    is known."""

    table: str
    row: str
    column: str | None
    unit: str = ""


class Layout(Struct, frozen=True, array_like=True, eq=False):
    """The places of a report's figures. Reports of one form share it: what is made of it is made once."""

    places: tuple[FigurePlace, ...]


Value = int | str | None
"""A figure: an int, or the digits of what is none; None where none could be read."""

STATES: Mapping[str, str] = {"L": "located", "B": "blank", "C": "unlocated", "U": "unreadable"}
"""The state of a figure by its letter."""

BLANK = "B"
"""The letter of a figure's place that was left empty."""


def number_of(value: int | str) -> Number:
    """A figure as a number."""
    return value if isinstance(value, int) else Decimal(value)


class FileReport(Struct, frozen=True):
    """A report in a file: its number from 1, whose and of which year it is, and its figures: for each place
    of `layout` a value and the letter of a state."""

    number: int
    issuer: str | None
    year: int | None
    layout: Layout
    values: tuple[Value, ...]
    states: str


class Counts(Struct, frozen=True):
    """How many findings: errors, warnings, infos, by the code of each rule, and those that fail the run."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0
    by_rule: tuple[tuple[str, int], ...] = ()
    failing: int = 0
    suppressed: int = 0
    baselined: int = 0

    @property
    def total(self) -> int:
        """All findings."""
        return self.errors + self.warnings + self.infos


class FileResult(Struct, frozen=True):
    """A file of the folder, or one inside an archive of it.

    `name` is its path from the folder with slashes, that of an archive's member behind the archive's; `key`
    leads to its details. `reason` says why it could not be read, or what it is instead of a submission.
    `units` are the units that it was matched with, `basis` by what; `doubtful` tells that a person should
    look. `reports` counts its reports; `years` are theirs, `issuers` as they name themselves.
    """

    name: str
    status: Status
    key: bytes | None = None
    reason: str = ""
    units: tuple[str, ...] = ()
    basis: Basis | None = None
    doubtful: bool = False
    reports: int = 0
    issuers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    counts: Counts = Counts()
    has_copy: bool = False


class Submission(Struct, frozen=True):
    """A report that a unit has submitted: its file, its number in the file, and how it was matched; `note`
    says what a person should look at."""

    file: FileResult
    report: int
    issuer: str | None
    year: int | None
    basis: Basis
    doubtful: bool = False
    note: str = ""


class UnitResult(Struct, frozen=True):
    """What became of a unit. `submissions` are its reports of the audited year, the one that is counted
    first; `others` are its files that are of another year, no report, or unreadable; `note` says in Chinese
    what is to be known: the reason, the years, how two submissions differ. `compared` with last year's."""

    unit: Unit
    status: Status
    submissions: tuple[Submission, ...] = ()
    others: tuple[FileResult, ...] = ()
    note: str = ""
    compared: bool = False

    @property
    def counted(self) -> Submission | None:
        """The submission whose figures and findings count."""
        return self.submissions[0] if self.submissions else None

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at the match."""
        return any(each.doubtful for each in self.submissions)


class Difference(Struct, frozen=True):
    """A figure of a consolidated report that is not the sum of its units'. `units` may make it up, for the
    reason `words`; both are empty where nobody stands out."""

    place: Place
    stated: Number
    total: Number
    words: str = ""
    units: tuple[str, ...] = ()

    @property
    def difference(self) -> Number:
        """What is stated above the sum; negative below it."""
        return self.stated - self.total


class RollUp(Struct, frozen=True):
    """A unit above others (None: the whole roster) and the sum of its units.

    `units` counts those directly below, `counted` are those whose figures are in the sums, `missing` the
    names of those that are not, each once. `file` and `report` say which consolidated report was compared,
    None where there is none. `agreed` counts figures that are the sum, `unjudged` those that could not be
    judged: for want of missing units, or of figures that cannot be read. `words` explain all differences
    at once, where one or two units do.
    """

    unit: str | None
    units: int
    counted: int
    missing: tuple[str, ...]
    sums: Mapping[Place, Number]
    file: str | None = None
    report: int = 0
    agreed: int = 0
    unjudged: int = 0
    differences: tuple[Difference, ...] = ()
    words: str = ""


class YearTotal(Struct, frozen=True):
    """The sums of one year, of the `reports` units that have a report of every year and no unit below them,
    so that years can be compared and nothing counts twice; only places with a figure in every year."""

    year: int
    reports: int
    sums: Mapping[Place, Number]


class YearChange(Struct, frozen=True):
    """A figure of a unit in the years for which it has a report, None where it is not there."""

    unit: str
    place: Place
    values: tuple[tuple[int, Number | None], ...]


class Details(Protocol):
    """Reads what was found, file by file; nothing is kept."""

    def unit(self, name: str) -> UnitResult | None:
        """The unit of a name; None where it is none of the units."""

    def owner(self, file: FileResult, report: int) -> tuple[UnitResult, bool] | None:
        """The unit that has submitted a report of a file, and whether it is the one that counts."""

    def findings(self, file: FileResult) -> tuple[FindingRow, ...]:
        """The findings of a file, in the order of its text."""

    def reports(self, file: FileResult) -> tuple[FileReport, ...]:
        """The reports of a file with their figures."""

    def copy(self, file: FileResult) -> bytes | None:
        """The file's copy with the findings as comments, where it is a Word document with any."""

    def changes(self) -> Iterator[YearChange]:
        """The figures of all units with reports of several years, in the order of the units; only those
        that are not zero throughout."""


class Audit(Struct, frozen=True):
    """An audit: `year` is the audited year, `folder` the name of the folder, `roster` where the units come
    from: the name of a file, or None where last year's reports or the submissions themselves served.

    `units` come in the order of the roster, `files` sorted by name, `rollups` from the top down, `years`
    oldest first; however many there are, they need not be in memory. `columns` are the official places with
    their labels, `rules` the rules by code. `unit_states` and `file_states` say how many units and files have
    each status, `doubtful` how many units a person should look at. `notes` are for the user.
    """

    year: int | None
    folder: str
    roster: str | None
    units: Sequence[UnitResult]
    files: Sequence[FileResult]
    rollups: Sequence[RollUp]
    years: tuple[YearTotal, ...]
    columns: tuple[Column, ...]
    rules: Mapping[str, RuleDoc]
    counts: Counts
    unit_states: Mapping[Status, int]
    file_states: Mapping[Status, int]
    doubtful: int = 0
    notes: tuple[str, ...] = ()

    def count(self, status: Status) -> int:
        """How many units have a status."""
        return self.unit_states.get(status, 0)

    def count_files(self, status: Status) -> int:
        """How many files have a status."""
        return self.file_states.get(status, 0)
