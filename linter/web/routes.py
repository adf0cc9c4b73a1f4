"""The addresses and what each does: pages, a visit's files, progress, findings, copies."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from linter.app.rules import RuleDoc
from linter.app.uploads import Copy, Upload, UploadResult, largest_upload
from linter.output.page.document import Site, bind, site_policy
from linter.output.totals import add
from linter.web.checking import Checking
from linter.web.guard import refusal
from linter.web.limits import Limits, megabytes
from linter.web.pages import (
    RESULTS_HEAD,
    SITE_HEAD,
    found_words,
    one_file_section,
    results_section,
    rule_page,
    rules_page,
    upload_page,
)
from linter.web.replies import download, static_files
from linter.web.upload_names import copy_name, shown_name
from linter.web.visits import Full, Visit, Visits, VisitState

_GONE = "这次检查的文件和结果已经清除（关掉了页面，或者半小时没有用）。请重新检查。"
_BYTES = "application/octet-stream"


class _Refused(Exception):
    """A request that cannot be carried out; the status and the words of the answer."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


Answer = Callable[[Request], Awaitable[Response]]


class Routes:
    """The answers, over the visits and the rules of this server."""

    def __init__(self, visits: Visits, checking: Checking, rules: Sequence[RuleDoc], *, local: bool) -> None:
        self._visits = visits
        self._checking = checking
        self._rules: Mapping[str, RuleDoc] = {rule.code: rule for rule in rules}
        self._static = static_files()
        self._upload_page = upload_page(visits.limits, local=local)
        self._rules_page = rules_page(rules)

    def routes(self) -> Sequence[Route]:
        """The table of addresses."""

        def get(path: str, answer: Answer) -> Route:
            return Route(path, _answered(answer), methods=["GET"])

        def post(path: str, answer: Answer) -> Route:
            return Route(path, _answered(answer), methods=["POST"])

        return (
            get("/", self._home),
            get("/static/{name}", self._file),
            get("/rules", self._all_rules),
            get("/rules/{code}", self._rule),
            post("/visits", self._begin),
            post("/visits/{key}/files", self._receive),
            post("/visits/{key}/start", self._start),
            post("/visits/{key}/stay", self._stay),
            post("/visits/{key}/leave", self._leave),
            get("/visits/{key}/progress", self._progress),
            get("/visits/{key}", self._results),
            get("/visits/{key}/files/{at:int}", self._one_file),
            get("/visits/{key}/files/{at:int}/{copy}", self._copy),
            get("/visits/{key}/workbook", self._workbook),
        )

    @property
    def _limits(self) -> Limits:
        return self._visits.limits

    async def _home(self, _: Request) -> Response:
        return HTMLResponse(self._upload_page)

    async def _file(self, request: Request) -> Response:
        found = self._static.get(request.path_params["name"])
        if found is None:
            raise _Refused(404, "没有这个文件。")
        return found

    async def _all_rules(self, _: Request) -> Response:
        return HTMLResponse(self._rules_page)

    async def _rule(self, request: Request) -> Response:
        rule = self._rules.get(request.path_params["code"])
        if rule is None:
            raise _Refused(404, "没有这条规则。")
        return HTMLResponse(rule_page(rule))

    async def _begin(self, _: Request) -> Response:
        return JSONResponse({"visit": self._visits.begin().key})

    async def _receive(self, request: Request) -> Response:
        """Take one file, whose name is in the query and whose bytes are the body."""
        visit = self._visit(request)
        if visit.state is not VisitState.RECEIVING:
            raise _Refused(409, "已经开始检查，不能再添文件。")
        if request.headers.get("content-type") != _BYTES:
            raise _Refused(415, "文件要作为字节发送。")
        if len(visit.files) + len(visit.previous) >= self._limits.visit_files:
            raise _Refused(413, f"一次最多检查 {self._limits.visit_files} 个文件。")
        query = request.query_params
        name = shown_name(query.get("name", ""), visit.names)
        try:
            data = await self._body(request, visit, name)
        except _Refused as error:
            visit.failures.append(f"{name}：{error.words}")
            raise
        uploads = visit.previous if query.get("before") else visit.files
        uploads.append(Upload(name, data, named=not query.get("folder")))
        return JSONResponse({"name": name})

    async def _body(self, request: Request, visit: Visit, name: str) -> bytes:
        """The bytes of a request, counted as they come and never on a disk."""
        most = largest_upload(name)
        words = f"文件超过 {megabytes(most)} 的上限，不像是一份年报"
        claimed = request.headers.get("content-length", "0")
        if claimed.isdigit() and int(claimed) > most:
            raise _Refused(413, words)
        data = bytearray()
        try:
            async with asyncio.timeout(self._limits.receive_seconds):
                async for chunk in request.stream():
                    if len(data) + len(chunk) > most:
                        raise _Refused(413, words)
                    self._visits.take(visit, len(chunk))
                    data += chunk
        except BaseException as error:
            visit.size -= len(data)
            if isinstance(error, TimeoutError):
                raise _Refused(408, "文件传得太慢，没有收全") from None
            if isinstance(error, ClientDisconnect):
                raise _Refused(400, "文件没有传完") from None
            if isinstance(error, Full):
                raise _Refused(413, str(error)) from None
            raise
        return bytes(data)

    async def _start(self, request: Request) -> Response:
        visit = self._visit(request)
        if visit.state is VisitState.RECEIVING:
            visit.state = VisitState.CHECKING
            visit.task = asyncio.create_task(self._checking.check(visit))
        return _progress(visit)

    async def _stay(self, request: Request) -> Response:
        self._visit(request)
        return Response(status_code=204)

    async def _leave(self, request: Request) -> Response:
        self._visit(request).leave()
        return Response(status_code=204)

    async def _progress(self, request: Request) -> Response:
        seen = request.query_params.get("seen", "")
        return _progress(self._visit(request), int(seen) if seen.isdecimal() and len(seen) < 9 else 0)

    async def _results(self, request: Request) -> Response:
        visit = self._finished(request)
        return _shown(await asyncio.to_thread(_findings, visit))

    async def _one_file(self, request: Request) -> Response:
        """The findings of one file, which may be read while others are being checked."""
        visit, at = self._visit(request), request.path_params["at"]
        if at not in visit.results:
            known = at < len(visit.files)
            raise _Refused(409, "还没有检查完。") if known else _Refused(404, "没有这个文件。")
        return _shown(await asyncio.to_thread(_findings_of, visit, at))

    async def _copy(self, request: Request) -> Response:
        visit, at = self._finished(request), request.path_params["at"]
        result = visit.results.get(at)
        words = request.path_params["copy"]
        copy = next((each for each in Copy if each.value == words), None)
        if result is None or copy not in result.copies or copy is None:
            raise _Refused(404, "这个文件没有这样的副本。")
        made = await self._checking.copy(visit, at, copy)
        return _made(made, copy_name(visit.files[at].name, copy))

    async def _workbook(self, request: Request) -> Response:
        visit = self._finished(request)
        return _made(await self._checking.workbook(visit), "汇总.xlsx")

    def _visit(self, request: Request) -> Visit:
        visit = self._visits.by_key.get(request.path_params["key"])
        if visit is None:
            raise _Refused(404, _GONE)
        visit.touch()
        return visit

    def _finished(self, request: Request) -> Visit:
        visit = self._visit(request)
        if visit.state is not VisitState.DONE:
            raise _Refused(409, "还没有检查完。")
        return visit


def _answered(answer: Answer) -> Answer:
    """An answer that says what it refuses."""

    async def respond(request: Request) -> Response:
        try:
            return await answer(request)
        except Full as error:
            return refusal(request, 503, str(error))
        except _Refused as error:
            return refusal(request, error.status, error.words)

    return respond


def _progress(visit: Visit, seen: int = 0) -> Response:
    """How far a visit is, and the files checked since so many were `seen`."""
    checked = [
        {"at": at, "name": visit.files[at].name, "found": found_words(visit.results[at])}
        for at in islice(visit.results, seen, None)
    ]
    done, total = len(visit.results), len(visit.files)
    return JSONResponse({"state": visit.state.value, "done": done, "total": total, "checked": checked})


def _shown(page: str) -> Response:
    """A page of findings, whose own style and scripts may act."""
    headers = {"Content-Security-Policy": f"{site_policy()}; frame-ancestors 'none'"}
    return HTMLResponse(page, headers=headers)


def _made(result: UploadResult, name: str) -> Response:
    if result.failure:
        raise _Refused(422, f"没有做成：{result.failure}")
    return download(result.data, name)


def _findings(visit: Visit) -> str:
    """The page of findings, with what can be downloaded before them."""
    site = Site(RESULTS_HEAD, results_section(visit))
    return _page(visit, range(len(visit.files)), visit.failures, site)


def _findings_of(visit: Visit, at: int) -> str:
    """The page of one file's findings."""
    return _page(visit, (at,), (), Site(SITE_HEAD, one_file_section(visit.results[at])))


def _page(visit: Visit, numbers: Sequence[int], failures: Sequence[str], site: Site) -> str:
    results = [(visit.files[at].name, visit.results[at]) for at in numbers]
    failures = [*failures, *(f"{name}：{result.failure}" for name, result in results if result.failure)]
    totals = replace(add([result.totals for _, result in results]), failed=len(failures))
    sheets = [result.sheet for _, result in results if result.sheet is not None]
    return "".join(bind(sheets, failures, totals, site))
