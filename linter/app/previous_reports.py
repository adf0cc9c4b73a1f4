"""Last year's reports: indexed once, found by whose and of which year they are, read again on demand.

Imported only for `check --previous`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec
from msgspec import Struct, field

from linter.app.error_words import reason
from linter.app.file_bytes import read_bytes
from linter.app.item import Item
from linter.app.outcome import Outcome
from linter.app.report_entry import ReportEntry
from linter.app.result_cache.task import OutdatedResult, content_digest
from linter.documents import ReadError, open_document
from linter.lint import read_reports
from linter.report.model import Report
from linter.report.text_match import letters_only
from linter.rulebook import Rulebook
from linter.text.normalize import normalize
from linter.text.source import Source

_SHORTEST_NAME = 3  # 民政局


class LastFile:
    """Keeps the reports of the file read last, which may be asked for one by one. Never crosses processes."""

    def __init__(self) -> None:
        self._key: tuple[str, Rulebook] | None = None
        self._reports: tuple[Source, tuple[Report, ...]] | None = None

    def __reduce__(self) -> tuple[type[LastFile], tuple[()]]:
        return LastFile, ()

    def reports(
        self, name: str, book: Rulebook, data: bytes | None = None
    ) -> tuple[Source, tuple[Report, ...]]:
        """The text of the file `name` and its reports; `data` is given where its bytes are at hand.

        Raises OSError, ReadError.
        """
        if self._reports is None or self._key is None or self._key[0] != name or self._key[1] is not book:
            self._key = self._reports = None  # let go of one before reading the next
            document = open_document(read_bytes(Item(name)) if data is None else data, name)
            self._reports = document.source, tuple(read_reports(document, book))
            self._key = name, book
        return self._reports


class ListedFile(Struct, frozen=True, array_like=True):
    """Number, body and year of each report in a file, and a digest of its content."""

    digest: bytes
    reports: tuple[tuple[int, str | None, int | None], ...]


class IndexReports(Struct, frozen=True):
    """Task: list the reports in a file. What was read of the last file is kept for comparing."""

    last: LastFile

    def __call__(self, data: bytes, item: Item, book: Rulebook) -> Outcome:
        """No output, but an entry for each report."""
        return self.show(self.find(data, item, book), item, book)

    def cache_key(self, item: Item) -> str:
        """Nothing but file, rules and program decides what is found."""
        return "index"

    def find(self, data: bytes, item: Item, book: Rulebook) -> ListedFile:
        """The reports in a file. Raises ReadError."""
        _, reports = self.last.reports(item.name, book, data)
        rows = tuple((each.number, each.issuer, each.year) for each in reports)
        return ListedFile(content_digest(data), rows)

    def show(self, found: ListedFile, item: Item, book: Rulebook) -> Outcome:
        """An entry for each report."""
        return Outcome(entries=tuple(ReportEntry(item.name, *each, found.digest) for each in found.reports))

    def encode(self, found: ListedFile) -> bytes:
        """The list as bytes to keep."""
        return msgspec.msgpack.encode(found)

    def decode(self, kept: bytes, data: bytes, item: Item, book: Rulebook) -> ListedFile:
        """What `encode` was given. Raises msgspec.DecodeError."""
        return msgspec.msgpack.decode(kept, type=ListedFile)


class ReportIndex(Struct, frozen=True, dict=True):
    """The reports among which last year's are looked for. Can be pickled.

    `alone` is the path of the file, when one file was named for one file: then these two are meant,
    whatever their bodies are called.
    """

    entries: tuple[ReportEntry, ...]
    alone: str | None = None
    last: LastFile = field(default_factory=LastFile)

    def search(
        self, name: str, book: Rulebook, contents: Mapping[str, bytes] | None = None
    ) -> PreviousSearch:
        """What finds last year's report for each report of the file `name`; `contents` are the files by
        their path where none can be read here."""
        return PreviousSearch(self, name, book, [], {}, contents)

    def source(self, name: str) -> Source:
        """The text of one of the files. Raises OutdatedResult when it has changed, OSError, ReadError."""
        data = read_bytes(Item(name))
        if content_digest(data) != self.digests.get(name):
            raise OutdatedResult
        return open_document(data, name).source

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """A digest of the content of each file that holds a report."""
        return {entry.file: entry.digest for entry in self.entries}

    @cached_property
    def identity(self) -> str:
        """What decides which report is found for another: the same for equal lists of reports."""
        reports = [(entry.file, entry.number, entry.issuer, entry.year) for entry in self.entries]
        return content_digest(repr((self.alone, reports)).encode(errors="surrogateescape")).hex()

    @cached_property
    def _named(self) -> Mapping[tuple[str, int], tuple[ReportEntry, ...]]:
        named: dict[tuple[str, int], list[ReportEntry]] = {}
        for entry in self.entries:
            if entry.issuer is not None and entry.year is not None:
                named.setdefault((_name(entry.issuer), entry.year), []).append(entry)
        return {key: tuple(entries) for key, entries in named.items()}

    @cached_property
    def _backwards(self) -> Sequence[str]:
        """The names reversed and sorted, so that names with the same ending are neighbours."""
        return sorted({name[::-1] for name, _ in self._named})

    def find(self, issuer: str, year: int) -> tuple[ReportEntry, ...]:
        """The reports of a body for a year: several when it is unclear which is meant.

        A name that leaves out the place before it (民政局) is the same body's where only one fits.
        """
        name = _name(issuer)
        exact = self._named.get((name, year))
        if exact is not None:
            return exact
        longer = self._ending_in(name)
        if len(longer) == 1:
            return self._named.get((longer[0], year), ())
        for start in range(1, len(name) - _SHORTEST_NAME + 1):
            shorter = name[start:]
            if (shorter, year) in self._named and set(self._ending_in(shorter)) <= {name}:
                return self._named[shorter, year]
        return ()

    def _ending_in(self, name: str) -> list[str]:
        """The longer names that end in this one; none for a name that is hardly one."""
        ending = name[::-1]
        if len(ending) < _SHORTEST_NAME:
            return []
        found = []
        for at in range(bisect_left(self._backwards, ending), len(self._backwards)):
            if not self._backwards[at].startswith(ending):
                break
            if len(self._backwards[at]) > len(ending):
                found.append(self._backwards[at][::-1])
        return found


class FileNotGiven(Exception):
    """Last year's report is in a file that neither is given nor can be read here; str() is its path."""


class _NotCompared(Exception):
    """A report is not compared though the user expects it; str() is why."""


class PreviousSearch(Struct, frozen=True):
    """Finds last year's report for each report of one file; `notes` say why there is none where the
    user must wonder, `files` which files were read, with the digests that the index has of them (empty for
    one that could not be read). `contents` are the files by their path where none can be read here: then it
    raises FileNotGiven for one that is not among them."""

    index: ReportIndex
    name: str
    book: Rulebook
    notes: list[str]
    files: dict[str, bytes]
    contents: Mapping[str, bytes] | None = None

    def __call__(self, report: Report, *, only: bool) -> tuple[Source, Report] | None:
        """Last year's report of the same body, with its file's text."""
        try:
            entry = self._entry(report, only)
            return None if entry is None else self._read(entry)
        except _NotCompared as why:
            which = f"（第{report.number}份报告）" if report.number > 1 else ""
            self.notes.append(f"{self.name}{which or ' '}未与上年比较：{why}")
            return None

    def _read(self, entry: ReportEntry) -> tuple[Source, Report]:
        data = None
        if self.contents is not None:
            data = self.contents.get(entry.file)
            if data is None:
                raise FileNotGiven(entry.file)
        self.files[entry.file] = b""
        try:
            source, reports = self.index.last.reports(entry.file, self.book, data)
        except ReadError as error:
            raise _NotCompared(str(error)) from None
        except OSError as error:
            raise _NotCompared(f"无法读取 {entry.file}：{reason(error)}") from None
        if entry.number > len(reports):
            raise _NotCompared(f"{entry.file} 在检查期间变了")
        self.files[entry.file] = entry.digest
        return source, reports[entry.number - 1]

    def _entry(self, report: Report, only: bool) -> ReportEntry | None:
        """Last year's report in the index; None when nobody expects one."""
        year = report.year
        if year is None:
            if self.index.alone:
                raise _NotCompared("看不出它的报告年度")
            return None
        found = self.index.find(report.issuer, year - 1) if report.issuer is not None else ()
        if len(found) > 1:
            places = "、".join(dict.fromkeys(entry.file for entry in found))
            raise _NotCompared(f"{report.issuer}{year - 1}年度的报告不止一份（{places}）")
        if found:
            return found[0]
        return self._alone(report, year, only) if self.index.alone else None

    def _alone(self, report: Report, year: int, only: bool) -> ReportEntry:
        """The only report of the one file named, unless its year is wrong."""
        entries = self.index.entries
        if len(entries) != 1 or not only:
            body = report.issuer or "同一机关"
            raise _NotCompared(f"{self.index.alone} 中没有{body}{year - 1}年度的报告")
        [entry] = entries
        if entry.year not in (year - 1, None):
            raise _NotCompared(f"{entry.file} 是{entry.year}年度的报告，应当用{year - 1}年度的")
        if report.issuer is not None and entry.issuer is not None:
            names = f"本年报告是{report.issuer}，上年报告是{entry.issuer}"
            self.notes.append(f"{self.name} 与上年报告的机关名称不同，仍作比较：{names}")
        return entry


def _name(issuer: str) -> str:
    return letters_only(normalize(issuer))
