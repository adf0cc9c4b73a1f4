"""Code actions: fix one finding, apply all safe fixes, suppress a finding.

The edit is computed when the action is chosen, if the client resolves actions, else at once. A client that
knows only commands gets commands, and the server sends the edit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams

from linter.app.editor.analysis import Analysis
from linter.app.editor.fixes import (
    EditError,
    all_safe_fixes,
    file_text,
    has_fix,
    safe_fix_count,
    single_fix,
    touches,
)
from linter.app.editor.suppression import InsertError, config_for, place_of
from linter.diagnostic import Applicability, Diagnostic
from linter.lsp.conversion.diagnostics import to_diagnostic
from linter.lsp.conversion.workspace_edits import FileEdit, text_edits, workspace_edit
from linter.lsp.requests.code_action_data import ActionData, ActionKind, parse_action_data
from linter.lsp.requests.suppress_action import OpenConfig, SuppressionEdit, suppression_edit
from linter.lsp.server import Server
from linter.lsp.session.open_documents import OpenDocument
from linter.report.locator import Place
from linter.text.source import Span

FIX_ALL = "source.fixAll.nianbao"
APPLY = "nianbao.apply"
SHOW = "nianbao.show"
OPTIONS = types.CodeActionOptions(
    code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True
)


class AvailableAction(NamedTuple):
    """An action that can be offered; `finding` is the one it is about, None for all of them."""

    title: str
    kind: str
    data: ActionData
    finding: Diagnostic | None = None
    preferred: bool = False


class ActionResult(NamedTuple):
    """The edit of an action, and the range to show after it."""

    file: FileEdit
    show: types.Range | None = None


async def code_action(
    server: Server, params: types.CodeActionParams
) -> list[types.CodeAction | types.Command] | None:
    """The actions for the findings in a range."""
    found = await server.analysis(params.text_document.uri)
    if found is None:
        return None
    document, analysis = found
    within = server.position_codec.span(file_text(analysis), params.range)
    only = params.context.only
    actions = []
    for available in available_actions(document, analysis, within):
        if only is None or any(_is_kind(available.kind, str(kind)) for kind in only):
            action = await _action(server, analysis, available)
            if action is not None:
                actions.append(action)
    return actions


def available_actions(document: OpenDocument, analysis: Analysis, within: Span) -> Iterator[AvailableAction]:
    """The actions for the findings that touch a span of the file's text."""
    touching = [
        (index, each) for index, each in enumerate(analysis.diagnostics) if touches(analysis, each, within)
    ]
    uri, revision = document.uri, document.revision
    for index, each in touching:
        if each.fix is not None and has_fix(analysis, each):
            safe = each.fix.applicability is Applicability.SAFE
            title = (
                f"{each.fix.message}（{each.code}）"
                if safe
                else f"{each.fix.message}（{each.code}，需人工确认）"
            )
            data = ActionData(ActionKind.FIX, uri, revision, index)
            yield AvailableAction(title, types.CodeActionKind.QuickFix, data, each, safe)
    fixable = safe_fix_count(analysis)
    if fixable:
        title = f"修复全文可自动修复的 {fixable} 处问题"
        yield AvailableAction(title, FIX_ALL, ActionData(ActionKind.FIX_ALL, uri, revision))
    if uri.startswith("file:"):
        seen: set[tuple[str, Place]] = set()
        for index, each in touching:
            key = (each.code, place_of(analysis, each))
            if key not in seen:
                seen.add(key)
                title = f"忽略规则 {each.code} {each.label}（写入 .nianbao.yaml）"
                data = ActionData(ActionKind.SUPPRESS, uri, revision, index)
                yield AvailableAction(title, types.CodeActionKind.QuickFix, data, each)


def _is_kind(kind: str, wanted: str) -> bool:
    return not wanted or kind == wanted or kind.startswith(f"{wanted}.")


async def _action(
    server: Server, analysis: Analysis, available: AvailableAction
) -> types.CodeAction | types.Command | None:
    data = available.data.json()
    support = server.client_support
    if not support.code_action_literals:
        return types.Command(available.title, APPLY, arguments=[data]) if support.apply_edit else None
    diagnostics = []
    if available.finding is not None:
        diagnostics = [
            to_diagnostic(analysis.source, available.finding, available.data.uri, server.position_codec)
        ]
    action = types.CodeAction(
        available.title,
        types.CodeActionKind(available.kind) if available.kind != FIX_ALL else available.kind,
        diagnostics,
        available.preferred or None,
        data=data,
    )
    if support.code_action_resolve:
        return action
    try:
        result = await _perform(server, available.data, analysis)
    except (EditError, InsertError):
        return None
    return _with_edit(server, action, result)


async def resolve(server: Server, action: types.CodeAction) -> types.CodeAction:
    """A chosen action with its edit."""
    return _with_edit(server, action, await _perform_chosen(server, action.data))


async def apply(server: Server, *args: object) -> None:
    """Command: send the edit of a chosen action to the client."""
    result = await _perform_chosen(server, args[0] if args else None)
    edit = workspace_edit(result.file, server.client_support)
    answer = await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit))
    if answer.applied and result.show is not None:
        await _show(server, result.file.uri, result.show)


async def show(server: Server, *args: object) -> None:
    """Command: show the place of a new suppression's reason."""
    uri, *position = args
    row, character = (each if isinstance(each, int) else 0 for each in position)
    start = types.Position(row, character)
    await _show(server, str(uri), types.Range(start, start))


async def _show(server: Server, uri: str, selection: types.Range) -> None:
    if server.client_support.show_document:
        await server.window_show_document_async(
            types.ShowDocumentParams(uri, take_focus=True, selection=selection)
        )


def _with_edit(server: Server, action: types.CodeAction, result: ActionResult) -> types.CodeAction:
    action.edit = workspace_edit(result.file, server.client_support)
    if result.show is not None and server.client_support.show_document:
        start = result.show.start
        action.command = types.Command(
            "填写理由", SHOW, arguments=[result.file.uri, start.line, start.character]
        )
    return action


async def _perform_chosen(server: Server, data: object) -> ActionResult:
    chosen = parse_action_data(data)
    found = await server.analysis(chosen.uri) if chosen is not None else None
    if chosen is None or found is None:
        raise JsonRpcInvalidParams("没有这项操作")
    document, analysis = found
    outdated = document.revision != chosen.revision
    if outdated or (chosen.finding and chosen.finding >= len(analysis.diagnostics)):
        raise JsonRpcException("文本已有改动，请重新选择操作", types.LSPErrorCodes.ContentModified)
    try:
        return await _perform(server, chosen, analysis)
    except (EditError, InsertError) as error:
        raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed) from None


async def _perform(server: Server, chosen: ActionData, analysis: Analysis) -> ActionResult:
    document = server.documents.get(chosen.uri)
    version = document.version if document is not None else None
    if chosen.kind is ActionKind.SUPPRESS:
        suppression = await _suppress(server, analysis, analysis.diagnostics[chosen.finding])
        return ActionResult(suppression.file, suppression.reason)
    if chosen.kind is ActionKind.FIX_ALL:
        edits = await server.documents.run(all_safe_fixes, analysis)
    else:
        edits = await server.documents.run(single_fix, analysis, analysis.diagnostics[chosen.finding])
    return ActionResult(
        FileEdit(chosen.uri, text_edits(file_text(analysis), edits, server.position_codec), version)
    )


async def _suppress(server: Server, analysis: Analysis, finding: Diagnostic) -> SuppressionEdit:
    path = analysis.settings.item.name
    config = config_for(path, server.folders)
    opened = None
    for each in server.workspace.text_documents.values():
        if uris.to_fs_path(unquote(each.uri)) == config or each.path == config:
            opened = OpenConfig(each.source, each.version)
    return await server.documents.run(
        suppression_edit, finding, place_of(analysis, finding), path, config, opened, server.position_codec
    )
