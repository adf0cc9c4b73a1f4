"""Diagnostics of all files of the workspace: pulled by the client, or pushed on command."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Container, Mapping
from typing import NamedTuple
from uuid import uuid4

from lsprotocol import types
from pygls import uris

from linter.app.editor.workspace import WorkspaceFile, analyze_file, workspace_paths
from linter.lsp.conversion.diagnostics import to_diagnostics, unreadable
from linter.lsp.conversion.position import PositionCodec
from linter.lsp.server import Server
from linter.lsp.session.open_documents import TEXT_SUFFIXES

CHECK_WORKSPACE = "nianbao.checkWorkspace"
_FileReport = types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport


class FileResult(NamedTuple):
    """The diagnostics of one file; None if the client has them already."""

    uri: str
    version: int | None
    result_id: str
    diagnostics: list[types.Diagnostic] | None


async def workspace_diagnostic(
    server: Server, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    """The diagnostics of all files of the workspace; sent file by file if the client asks for it."""
    known = {each.uri: each.value for each in params.previous_result_ids}
    partial = params.partial_result_token
    items: list[_FileReport] = []
    removed = dict(known)
    async for each in _check_files(server, known, params.work_done_token):
        removed.pop(each.uri, None)
        item = _report(each)
        if partial is None:
            items.append(item)
        else:
            part = types.WorkspaceDiagnosticReportPartialResult([item])
            server.progress(types.ProgressParams(partial, part))
    items += [types.WorkspaceFullDocumentDiagnosticReport(uri, []) for uri in removed]
    return types.WorkspaceDiagnosticReport(items)


def _report(found: FileResult) -> _FileReport:
    if found.diagnostics is None:
        return types.WorkspaceUnchangedDocumentDiagnosticReport(found.uri, found.result_id, found.version)
    return types.WorkspaceFullDocumentDiagnosticReport(
        found.uri, found.diagnostics, found.version, result_id=found.result_id
    )


async def check_workspace(server: Server, *_: object) -> Mapping[str, int]:
    """Command: push the diagnostics of all files of the workspace; returns how many of both there are."""
    token = None
    if server.client_support.work_done_progress:
        token = str(uuid4())
        await server.work_done_progress.create_async(token)
    files = findings = 0
    before, server.pushed_unopened = server.pushed_unopened, set()
    async for each in _check_files(server, {}, token):
        files += 1
        diagnostics = each.diagnostics or []
        findings += len(diagnostics)
        if server.documents.get(each.uri) is None:
            if diagnostics or each.uri in before:
                server.push(each.uri, diagnostics)
            if diagnostics:
                server.pushed_unopened.add(each.uri)
        before.discard(each.uri)
    for uri in before:
        if server.documents.get(uri) is None:
            server.push(uri, [])
    return {"files": files, "findings": findings}


async def _check_files(
    server: Server, known: Mapping[str, str], token: types.ProgressToken | None
) -> AsyncIterator[FileResult]:
    """The result of each file with a text suffix, open ones by their text; ends when the user cancels."""
    run = server.documents.run
    progress = server.work_done_progress
    codec, tags = server.position_codec, server.client_support.diagnostic_tags
    if token is not None:
        title = types.WorkDoneProgressBegin("检查工作区的年报", cancellable=True, percentage=0)
        progress.begin(token, title)
    try:
        paths = await run(workspace_paths, server.folders, TEXT_SUFFIXES)
        for number, path in enumerate(paths):
            if token is not None:
                if progress.tokens[token].cancelled():
                    break
                report = types.WorkDoneProgressReport(
                    message=os.path.basename(path), percentage=100 * number // len(paths)
                )
                progress.report(token, report)
            uri = uris.from_fs_path(path) or path
            opened = await server.analysis(uri)
            if opened is not None:
                document, analysis = opened
                result_id = document.result_id(analysis)
                changed = known.get(uri) != result_id
                diagnostics = to_diagnostics(analysis, uri, codec, tags) if changed else None
                yield FileResult(uri, document.version, result_id, diagnostics)
                continue
            checked = await run(analyze_file, path, server.documents.settings_cache, known.get(uri))
            server.show_faults(path, checked.settings)
            yield FileResult(uri, None, checked.result_id, _diagnostics(checked, uri, codec, tags))
    finally:
        if token is not None:
            progress.end(token, types.WorkDoneProgressEnd())
            progress.tokens.pop(token, None)


def _diagnostics(
    file: WorkspaceFile, uri: str, codec: PositionCodec, tags: Container[types.DiagnosticTag]
) -> list[types.Diagnostic] | None:
    """The diagnostics of a file on disk; None if the client has them."""
    if file.failure is not None:
        return [unreadable(file.failure)]
    return to_diagnostics(file.analysis, uri, codec, tags) if file.analysis is not None else None
