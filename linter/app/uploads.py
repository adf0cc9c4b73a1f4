"""Files that a visitor of a page gave: what is found in each, and copies of it.

All is done in processes that can be ended. Nothing is read from a disk: a file is its bytes and a name
to show. No settings of folders apply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.app.check import Check
from linter.app.fix import fix_file
from linter.app.item import Item
from linter.app.report_entry import ReportEntry
from linter.documents import SUFFIXES, EditError, ReadError, largest, open_document
from linter.executor.limited import LimitedWorkers, NotWanted, WorkerDied, WorkerTimeout
from linter.executor.memory import bound_memory
from linter.output.totals import Totals
from linter.output.whole_run import Sheet
from linter.output.word_comment import notes
from linter.rulebook import Rulebook, load
from linter.settings import Settings

if TYPE_CHECKING:
    from linter.app.previous_reports import ReportIndex
    from linter.output.extract_model import Record

__all__ = [
    "CheckUpload",
    "Copy",
    "CopyUpload",
    "IndexUpload",
    "MakeWorkbook",
    "NotWanted",
    "Upload",
    "UploadJob",
    "UploadResult",
    "UploadWorkers",
    "WorkerDied",
    "WorkerTimeout",
    "largest_upload",
    "readable_suffixes",
    "report_index",
    "treat_upload",
    "upload_workers",
]

_MEMORY = 4 * 1024 * 1024 * 1024  # bytes of address space that a process may ask for


class Copy(Enum):
    """A copy of a file: with comments, with comments and changes to accept (the safe ones, or those that a
    person has to confirm as well), with the text fixed."""

    COMMENTED = "commented"
    TRACKED = "tracked"
    TRACKED_ALL = "tracked-all"
    FIXED = "fixed"


class Upload(Struct, frozen=True):
    """A file: the name that it is shown under, its bytes, and whether it was chosen alone rather than with
    a folder."""

    name: str
    data: bytes
    named: bool = True


class CheckUpload(Struct, frozen=True):
    """Check a file; `index` lists the reports of the year before, `contents` are those files, by name, that
    an earlier result said it `needs`."""

    upload: Upload
    index: ReportIndex | None = None
    contents: tuple[tuple[str, bytes], ...] = ()


class CopyUpload(Struct, frozen=True):
    """Make a copy of a file that was checked so."""

    check: CheckUpload
    copy: Copy


class IndexUpload(Struct, frozen=True):
    """List the reports in a file of the year before."""

    upload: Upload


class MakeWorkbook(Struct, frozen=True):
    """Make a workbook of the figures of some reports."""

    records: tuple[Record, ...]


UploadJob = CheckUpload | CopyUpload | IndexUpload | MakeWorkbook


class UploadResult(Struct, frozen=True):
    """What became of a job.

    `sheet` is the file's part of the page, `copies` are those that can be made of the file, `records` what
    its reports say. `data` is a copy or a workbook. `failure` says why there is nothing of this. `needs`
    is the name of a file of the year before that the job must have with it.
    """

    sheet: Sheet | None = None
    totals: Totals = Totals()
    copies: tuple[Copy, ...] = ()
    records: tuple[Record, ...] = ()
    entries: tuple[ReportEntry, ...] = ()
    notes: tuple[str, ...] = ()
    data: bytes = b""
    failure: str | None = None
    needs: str | None = None


UploadWorkers = LimitedWorkers[UploadJob, UploadResult]


def upload_workers(packs: Sequence[Path], count: int) -> UploadWorkers:
    """Processes that treat uploads by the built-in rules and those of `packs`."""
    return LimitedWorkers(partial(_set_up, tuple(packs)), count)


def largest_upload(name: str) -> int:
    """The most bytes that a file of this name may have."""
    return largest(name)


def report_index(entries: Sequence[ReportEntry], alone: str | None) -> ReportIndex:
    """The reports of the year before by what was found in their files; `alone` is the name of the only file,
    where it is meant for the only file that is checked."""
    from linter.app.previous_reports import ReportIndex

    return ReportIndex(tuple(entries), alone)


def readable_suffixes() -> Sequence[str]:
    """The suffixes of files that can be read, in small letters."""
    return sorted(SUFFIXES)


def _set_up(packs: Sequence[Path]) -> Callable[[Sequence[UploadJob]], Iterable[UploadResult]]:
    bound_memory(_MEMORY)
    return partial(_treat, load(packs))


def _treat(book: Rulebook, jobs: Iterable[UploadJob]) -> Iterator[UploadResult]:
    for job in jobs:
        yield treat_upload(job, book)


def treat_upload(job: UploadJob, book: Rulebook) -> UploadResult:
    """What becomes of one job; whatever goes wrong is part of it."""
    from linter.app.previous_reports import FileNotGiven

    try:
        if isinstance(job, CheckUpload):
            return _checked(job, book)
        if isinstance(job, CopyUpload):
            return UploadResult(data=_copied(job.check, job.copy, book))
        return _indexed(job.upload, book) if isinstance(job, IndexUpload) else _workbook(job, book)
    except FileNotGiven as error:
        return UploadResult(needs=str(error))
    except ReadError as error:
        return UploadResult(failure=error.reason)
    except EditError as error:
        return UploadResult(failure=error.reason)
    except (MemoryError, RecursionError):
        return UploadResult(failure="文件太大或结构太复杂，无法读取")
    except Exception as error:  # noqa: BLE001
        # A fault of the program must not hide the findings in other files; a traceback would show paths.
        return UploadResult(failure=f"程序出错（{type(error).__name__}），请告诉开发者")


def _task(job: CheckUpload) -> tuple[Check, Item]:
    upload = job.upload
    item = Item(upload.name, upload.named, upload.data, related=job.contents)
    return Check(Settings(), "html", previous=job.index, given=True), item


def _checked(job: CheckUpload, book: Rulebook) -> UploadResult:
    from linter.output.extract_model import record

    check, item = _task(job)
    checked = check.check(open_document(job.upload.data, item.name), item, book)
    outcome = check.outcome(checked, item)
    sheet = next((part for part in outcome.parts if isinstance(part, Sheet)), None)
    return UploadResult(
        sheet,
        outcome.totals,
        tuple(_possible_copies(checked.document.can_comment, checked.document.can_edit, outcome.totals)),
        tuple(record(checked.source, report) for report in checked.kept_reports),
        notes=outcome.notes,
    )


def _possible_copies(can_comment: bool, can_edit: bool, totals: Totals) -> Iterator[Copy]:
    """The copies that say anything that the file does not."""
    if can_comment and totals.tallies:
        yield Copy.COMMENTED
        if totals.safe:
            yield Copy.TRACKED
        if totals.unsafe:
            yield Copy.TRACKED_ALL
    if can_edit and totals.safe:
        yield Copy.FIXED


def _copied(job: CheckUpload, copy: Copy, book: Rulebook) -> bytes:
    check, item = _task(job)
    if copy is Copy.FIXED:
        return fix_file(check, job.upload.data, item, book, unsafe=False).data
    checked = check.check(open_document(job.upload.data, item.name), item, book)
    data = checked.document.commented(notes(checked.source, checked.diagnostics))
    if copy in (Copy.TRACKED, Copy.TRACKED_ALL):
        unsafe = copy is Copy.TRACKED_ALL
        return fix_file(check, data, item, book, unsafe=unsafe, tracked=True).data
    return data


def _indexed(upload: Upload, book: Rulebook) -> UploadResult:
    from linter.app.previous_reports import IndexReports, LastFile

    task, item = IndexReports(LastFile()), Item(upload.name, upload.named, upload.data)
    return UploadResult(entries=task(upload.data, item, book).entries)


def _workbook(job: MakeWorkbook, book: Rulebook) -> UploadResult:
    import io

    from linter.output import xlsx

    out = io.BytesIO()
    xlsx.write(job.records, book.lexicon.generations, out, in_memory=True)
    return UploadResult(data=out.getvalue())
