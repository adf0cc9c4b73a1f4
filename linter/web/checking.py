"""Checks what a visitor gave: last year's reports first, then each file in a process that may be ended."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from linter.app.report_entry import ReportEntry
from linter.app.uploads import (
    CheckUpload,
    Copy,
    CopyUpload,
    IndexUpload,
    MakeWorkbook,
    Upload,
    UploadJob,
    UploadResult,
    UploadWorkers,
    WorkerDied,
    WorkerTimeout,
    report_index,
)
from linter.web.limits import Limits
from linter.web.visits import Visit, VisitState

if TYPE_CHECKING:
    from linter.app.previous_reports import ReportIndex


class Checking:
    """Jobs for visits, over the same processes for all of them."""

    def __init__(self, workers: UploadWorkers, limits: Limits) -> None:
        self._workers = workers
        self._limits = limits

    async def check(self, visit: Visit) -> None:
        """Check the files of a visit, the small ones first; their results come to stand in it."""
        entries: list[ReportEntry] = []
        for upload in visit.previous:
            result = await self._run(IndexUpload(upload), visit)
            if result.failure:
                visit.notes.append(f"上年的 {upload.name} 没有用上：{result.failure}")
            elif not result.entries:
                visit.notes.append(f"上年的 {upload.name} 里没有年报，没有用上")
            entries += result.entries
        index = report_index(entries, alone=_only(visit)) if entries else None
        smallest_first = sorted(range(len(visit.files)), key=lambda at: len(visit.files[at].data))
        await asyncio.gather(*(self._check(visit, at, index) for at in smallest_first))
        visit.state = VisitState.DONE

    async def copy(self, visit: Visit, at: int, copy: Copy) -> UploadResult:
        """A copy of a file that was checked."""
        return await self._run(CopyUpload(visit.checks[at], copy), visit)

    async def workbook(self, visit: Visit) -> UploadResult:
        """The workbook of all reports."""
        results = (visit.results[at] for at in sorted(visit.results))
        return await self._run(MakeWorkbook(tuple(each for one in results for each in one.records)), visit)

    async def _check(self, visit: Visit, at: int, index: ReportIndex | None) -> None:
        upload = visit.files[at]
        job = CheckUpload(upload, index)
        result = await self._run(job, visit)
        while result.needs is not None and (more := _named(visit.previous, result.needs)) is not None:
            if more.name in dict(job.contents):
                break
            job = replace(job, contents=(*job.contents, (more.name, more.data)))
            result = await self._run(job, visit)
        visit.checks[at], visit.results[at] = job, result
        visit.size += len(result.sheet.body) if result.sheet is not None else 0

    async def _run(self, job: UploadJob, visit: Visit) -> UploadResult:
        seconds = self._limits.check_seconds
        future = self._workers.submit(job, seconds, lambda: visit.dropped)
        try:
            return await asyncio.wrap_future(future)
        except WorkerTimeout:
            return UploadResult(
                failure=f"{seconds:.0f} 秒还没有查完，已经停止；请用 Word 或 WPS 打开，另存为 .docx 后再试"
            )
        except WorkerDied:
            return UploadResult(failure="检查这个文件的进程意外终止，文件可能太大或者已损坏")
        except Exception as error:  # noqa: BLE001 - a visit must come to its end
            return UploadResult(failure=f"程序出错（{type(error).__name__}），请告诉开发者")


def _only(visit: Visit) -> str | None:
    """Last year's file where there is one for one file: then these two are meant."""
    alone = len(visit.files) == 1 and len(visit.previous) == 1
    return visit.previous[0].name if alone else None


def _named(uploads: Sequence[Upload], name: str) -> Upload | None:
    return next((each for each in uploads if each.name == name), None)
