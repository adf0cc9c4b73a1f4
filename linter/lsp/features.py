"""The table of all methods and commands of the server."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lsprotocol import types

from linter.app.editor.settings_cache import SettingsCache
from linter.lsp.notifications import text_sync, watched_files
from linter.lsp.requests import (
    code_action,
    diagnostic,
    document_link,
    document_symbol,
    formatting,
    workspace_diagnostic,
)
from linter.lsp.requests.completion import handler as completion
from linter.lsp.requests.hover import handler as hover
from linter.lsp.server import Server


class Feature(NamedTuple):
    """A method of the protocol, its handler (given server and parameters), and the options announced."""

    method: str
    handler: Callable[[Server, Any], Coroutine[Any, Any, object]]
    options: object = None


FEATURES: Sequence[Feature] = (
    Feature(types.INITIALIZE, text_sync.initialize),
    Feature(types.TEXT_DOCUMENT_DID_OPEN, text_sync.did_open),
    Feature(types.TEXT_DOCUMENT_DID_CHANGE, text_sync.did_change),
    Feature(types.TEXT_DOCUMENT_DID_SAVE, text_sync.did_save, types.SaveOptions(include_text=False)),
    Feature(types.TEXT_DOCUMENT_DID_CLOSE, text_sync.did_close),
    Feature(types.SHUTDOWN, text_sync.shutdown),
    Feature(types.TEXT_DOCUMENT_DIAGNOSTIC, diagnostic.document_diagnostic, diagnostic.OPTIONS),
    Feature(types.TEXT_DOCUMENT_HOVER, hover.hover),
    Feature(types.TEXT_DOCUMENT_COMPLETION, completion.completion, completion.OPTIONS),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, document_link.document_link, document_link.OPTIONS),
    Feature(types.WORKSPACE_DIAGNOSTIC, workspace_diagnostic.workspace_diagnostic),
    Feature(types.TEXT_DOCUMENT_CODE_ACTION, code_action.code_action, code_action.OPTIONS),
    Feature(types.CODE_ACTION_RESOLVE, code_action.resolve),
    Feature(types.TEXT_DOCUMENT_FORMATTING, formatting.formatting),
    Feature(types.TEXT_DOCUMENT_RANGE_FORMATTING, formatting.range_formatting),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document_symbol.document_symbol),
    Feature(types.TEXT_DOCUMENT_FOLDING_RANGE, document_symbol.folding_range),
    Feature(types.INITIALIZED, watched_files.initialized),
    Feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched_files.did_change_watched_files),
    Feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, watched_files.did_change_workspace_folders),
)

COMMANDS: Mapping[str, Callable[..., Coroutine[Any, Any, object]]] = {
    code_action.APPLY: code_action.apply,
    code_action.SHOW: code_action.show,
    workspace_diagnostic.CHECK_WORKSPACE: workspace_diagnostic.check_workspace,
}
"""Handlers of commands by name; called with the server and the command's arguments."""


def build(packs: Sequence[Path] = ()) -> Server:
    """A server with all features; `packs` are rule files for every document."""
    server = Server(SettingsCache(tuple(packs)))
    for feature in FEATURES:
        server.feature(feature.method, feature.options)(feature.handler)
    for name, command in COMMANDS.items():
        server.command(name)(command)
    return server
