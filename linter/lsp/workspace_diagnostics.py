"""Diagnostics of the files of the workspace that nobody has open: asked for, or pushed on command."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Container, Mapping
from typing import NamedTuple
from uuid import uuid4

from lsprotocol import types
from pygls import uris

from linter.app.discovery import Problem, walk
from linter.app.error_words import reason
from linter.documents import ReadError, check_size
from linter.lsp.analysis import Checked, check_bytes
from linter.lsp.diagnostics import diagnostics, unreadable
from linter.lsp.position import PositionCodec
from linter.lsp.server import Server
from linter.lsp.settings_cache import Desk, Terms
from linter.lsp.text_sync import TEXTS

CHECK_WORKSPACE = "nianbao.checkWorkspace"
_Report = types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport


class Found(NamedTuple):
    """What was found in a file of the workspace; None where it is what the client has already."""

    uri: str
    version: int | None
    result: str
    shown: list[types.Diagnostic] | None


async def workspace_diagnostic(
    server: Server, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    """What was found in every report of the workspace; file by file, where the client can take it so."""
    known = {each.uri: each.value for each in params.previous_result_ids}
    partial = params.partial_result_token
    items: list[_Report] = []
    gone = dict(known)
    async for each in _survey(server, known, params.work_done_token):
        gone.pop(each.uri, None)
        item = _item(each)
        if partial is None:
            items.append(item)
        else:
            part = types.WorkspaceDiagnosticReportPartialResult([item])
            server.progress(types.ProgressParams(partial, part))
    items += [types.WorkspaceFullDocumentDiagnosticReport(uri, []) for uri in gone]
    return types.WorkspaceDiagnosticReport(items)


def _item(found: Found) -> _Report:
    if found.shown is None:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(found.uri, found.result, found.version)
    return types.WorkspaceFullDocumentDiagnosticReport(
        found.uri, found.shown, found.version, result_id=found.result
    )


async def check_workspace(server: Server, *_: object) -> Mapping[str, int]:
    """The command that pushes what is found in every report of the workspace; how many files were looked
    at, and how many findings there are."""
    token = None
    if server.abilities.progresses:
        token = str(uuid4())
        await server.work_done_progress.create_async(token)
    files = findings = 0
    before, server.shown = server.shown, set()
    async for each in _survey(server, {}, token):
        files += 1
        shown = each.shown or []
        findings += len(shown)
        if server.documents.get(each.uri) is None:
            if shown or each.uri in before:
                server.push(each.uri, shown)
            if shown:
                server.shown.add(each.uri)
        before.discard(each.uri)
    for uri in before:
        if server.documents.get(uri) is None:
            server.push(uri, [])
    return {"files": files, "findings": findings}


async def _survey(
    server: Server, known: Mapping[str, str], token: types.ProgressToken | None
) -> AsyncIterator[Found]:
    """Every file of the workspace that can be a report, open ones by their text. Ends early when the
    person stops it."""
    run = server.documents.run
    progress = server.work_done_progress
    if token is not None:
        title = types.WorkDoneProgressBegin("检查工作区的年报", cancellable=True, percentage=0)
        progress.begin(token, title)
    try:
        paths = await run(_paths, server.folders)
        for number, path in enumerate(paths):
            if token is not None:
                if progress.tokens[token].cancelled():
                    break
                told = types.WorkDoneProgressReport(
                    message=os.path.basename(path), percentage=100 * number // len(paths)
                )
                progress.report(token, told)
            uri = uris.from_fs_path(path) or path
            opened = await server.checked(uri)
            if opened is not None:
                document, checked = opened
                result = document.result(checked)
                fresh = known.get(uri) != result
                shown = diagnostics(checked, uri, server.ruler, server.abilities.tags) if fresh else None
                yield Found(uri, document.version, result, shown)
                continue
            looked = await run(look, path, server.documents.desk, known.get(uri))
            server.tell_faults(path, looked.terms)
            yield Found(uri, None, looked.result, looked.shown(uri, server.ruler, server.abilities.tags))
    finally:
        if token is not None:
            progress.end(token, types.WorkDoneProgressEnd())
            progress.tokens.pop(token, None)


def _paths(folders: tuple[str, ...]) -> list[str]:
    found: dict[str, None] = {}
    for folder in folders:
        found.update((path, None) for path in walk(folder, TEXTS) if not isinstance(path, Problem))
    return list(found)


class Looked(NamedTuple):
    """A file on disk as it was checked, or why that could not be; neither where the result is known."""

    terms: Terms
    result: str
    checked: Checked | None = None
    failure: str | None = None

    def shown(
        self, uri: str, ruler: PositionCodec, tags: Container[types.DiagnosticTag] = ()
    ) -> list[types.Diagnostic] | None:
        """What to show of it; None where that is known."""
        if self.failure is not None:
            return [unreadable(self.failure)]
        return diagnostics(self.checked, uri, ruler, tags) if self.checked is not None else None


def look(path: str, desk: Desk, known: str | None) -> Looked:
    """Check a file on disk, unless the result `known` is that of its bytes and rules now."""
    terms = desk.terms(path)
    try:
        stat = os.stat(path)
        result = f"{stat.st_mtime_ns}.{stat.st_size}.{terms.stamp}"
        if result == known:
            return Looked(terms, result)
        check_size(path, stat.st_size)
        with open(path, "rb") as file:
            data = file.read()
    except ReadError as error:
        return Looked(terms, result, failure=error.reason)
    except OSError as error:
        return Looked(terms, f"0.{terms.stamp}", failure=f"无法读取：{reason(error)}")
    return Looked(terms, result, check_bytes(data, terms))
