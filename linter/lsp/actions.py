"""Code actions: the fix of a finding, all safe fixes, and letting a finding stand.

What an action changes is worked out when it is chosen, where the client asks then; else at once. A client
that knows only commands gets them, and the server sends the edit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams

from linter.app.config.add_suppression import InsertError
from linter.diagnostic import Applicability, Diagnostic
from linter.documents import EditError
from linter.fix_selection import choose, is_applicable
from linter.lsp.action_data import What, Wish, wish
from linter.lsp.analysis import Checked
from linter.lsp.diagnostics import diagnostic
from linter.lsp.documents import Document
from linter.lsp.edits import FileEdit, text_edits, workspace_edit
from linter.lsp.fix_edits import all_safe, one, own_text, touches
from linter.lsp.server import Server
from linter.lsp.suppress_action import Ignored, Open, config_for, ignore, place_of
from linter.report.locator import Place
from linter.text.source import Span

FIX_ALL = "source.fixAll.nianbao"
APPLY = "nianbao.apply"
SHOW = "nianbao.show"
OPTIONS = types.CodeActionOptions(
    code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True
)


class Offer(NamedTuple):
    """Something that can be done about the findings at a place."""

    title: str
    kind: str
    wish: Wish
    found: Diagnostic | None = None
    preferred: bool = False


class Done(NamedTuple):
    """What a wish changes, and the place to show then."""

    file: FileEdit
    show: types.Range | None = None


async def code_action(
    server: Server, params: types.CodeActionParams
) -> list[types.CodeAction | types.Command] | None:
    """What can be done about the findings in a range."""
    found = await server.checked(params.text_document.uri)
    if found is None:
        return None
    document, checked = found
    within = server.ruler.span(own_text(checked), params.range)
    only = params.context.only
    shown = []
    for offer in offers(document, checked, within):
        if only is None or any(_is_kind(offer.kind, str(kind)) for kind in only):
            action = await _action(server, checked, offer)
            if action is not None:
                shown.append(action)
    return shown


def offers(document: Document, checked: Checked, within: Span) -> Iterator[Offer]:
    """What can be done about the findings that touch a stretch of a document's own text."""
    there = [(at, each) for at, each in enumerate(checked.diagnostics) if touches(checked, each, within)]
    asked = Wish(What.FIX, document.uri, document.edits)
    for at, each in there:
        if each.fix is not None and choose(checked.source, (each,), unsafe=True).applied:
            safe = each.fix.applicability is Applicability.SAFE
            title = (
                f"{each.fix.message}（{each.code}）"
                if safe
                else f"{each.fix.message}（{each.code}，需人工确认）"
            )
            yield Offer(title, types.CodeActionKind.QuickFix, asked._replace(at=at), each, safe)
    fixable = sum(is_applicable(each) for each in checked.diagnostics)
    if fixable:
        title = f"修复全文可自动修复的 {fixable} 处问题"
        yield Offer(title, FIX_ALL, asked._replace(what=What.ALL))
    if document.uri.startswith("file:"):
        seen: set[tuple[str, Place]] = set()
        for at, each in there:
            key = (each.code, place_of(checked, each))
            if key not in seen:
                seen.add(key)
                title = f"忽略规则 {each.code} {each.label}（写入 .nianbao.yaml）"
                yield Offer(title, types.CodeActionKind.QuickFix, Wish(What.IGNORE, *asked[1:3], at), each)


def _is_kind(kind: str, wanted: str) -> bool:
    return not wanted or kind == wanted or kind.startswith(f"{wanted}.")


async def _action(server: Server, checked: Checked, offer: Offer) -> types.CodeAction | types.Command | None:
    data = offer.wish.data()
    if not server.abilities.literals:
        return types.Command(offer.title, APPLY, arguments=[data]) if server.abilities.applies else None
    shown = []
    if offer.found is not None:
        shown = [diagnostic(checked.source, offer.found, offer.wish.uri, server.ruler)]
    action = types.CodeAction(
        offer.title,
        types.CodeActionKind(offer.kind) if offer.kind != FIX_ALL else offer.kind,
        shown,
        offer.preferred or None,
        data=data,
    )
    if server.abilities.resolves:
        return action
    try:
        done = await _carry_out(server, offer.wish, checked)
    except (EditError, InsertError):
        return None
    return _filled(server, action, done)


async def resolve(server: Server, action: types.CodeAction) -> types.CodeAction:
    """A chosen action with what it changes."""
    return _filled(server, action, await _wished(server, action.data))


async def apply(server: Server, *args: object) -> None:
    """The command of a chosen action: what it changes is sent to the client."""
    done = await _wished(server, args[0] if args else None)
    edit = workspace_edit(done.file, server.abilities)
    answer = await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit))
    if answer.applied and done.show is not None:
        await _show(server, done.file.uri, done.show)


async def show(server: Server, *args: object) -> None:
    """The command that leads to the reason of a new suppression."""
    uri, *place = args
    row, character = (each if isinstance(each, int) else 0 for each in place)
    at = types.Position(row, character)
    await _show(server, str(uri), types.Range(at, at))


async def _show(server: Server, uri: str, place: types.Range) -> None:
    if server.abilities.shows:
        await server.window_show_document_async(
            types.ShowDocumentParams(uri, take_focus=True, selection=place)
        )


def _filled(server: Server, action: types.CodeAction, done: Done) -> types.CodeAction:
    action.edit = workspace_edit(done.file, server.abilities)
    if done.show is not None and server.abilities.shows:
        start = done.show.start
        action.command = types.Command(
            "填写理由", SHOW, arguments=[done.file.uri, start.line, start.character]
        )
    return action


async def _wished(server: Server, data: object) -> Done:
    chosen = wish(data)
    found = await server.checked(chosen.uri) if chosen is not None else None
    if chosen is None or found is None:
        raise JsonRpcInvalidParams("没有这项操作")
    document, checked = found
    if document.edits != chosen.edits or (chosen.at and chosen.at >= len(checked.diagnostics)):
        raise JsonRpcException("文本已有改动，请重新选择操作", types.LSPErrorCodes.ContentModified)
    try:
        return await _carry_out(server, chosen, checked)
    except (EditError, InsertError) as error:
        raise JsonRpcException(str(error), types.LSPErrorCodes.RequestFailed) from None


async def _carry_out(server: Server, chosen: Wish, checked: Checked) -> Done:
    document = server.documents.get(chosen.uri)
    version = document.version if document is not None else None
    ruler = server.ruler
    if chosen.what is What.IGNORE:
        done = await _ignored(server, checked, checked.diagnostics[chosen.at])
        return Done(done.file, done.reason)
    if chosen.what is What.ALL:
        edits = await server.documents.run(all_safe, checked)
    else:
        edits = await server.documents.run(one, checked, checked.diagnostics[chosen.at])
    return Done(FileEdit(chosen.uri, text_edits(own_text(checked), edits, ruler), version))


async def _ignored(server: Server, checked: Checked, found: Diagnostic) -> Ignored:
    path = checked.terms.item.name
    config = config_for(path, server.folders)
    buffer = None
    for each in server.workspace.text_documents.values():
        if uris.to_fs_path(unquote(each.uri)) == config or each.path == config:
            buffer = Open(each.source, each.version)
    return await server.documents.run(
        ignore, found, place_of(checked, found), path, config, buffer, server.ruler
    )
