"""What the server can do: a table from what a client asks to what answers it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lsprotocol import types

from linter.lsp import (
    actions,
    diagnostics_pull,
    formatting,
    links,
    symbols,
    text_sync,
    watched_files,
    workspace_diagnostics,
)
from linter.lsp.completion import request as completion
from linter.lsp.hover import request as hover
from linter.lsp.server import Server
from linter.lsp.settings_cache import Desk


class Feature(NamedTuple):
    """A method of the protocol, the function that answers it (given the server and the parameters), and
    what the client is told of it when it connects."""

    method: str
    answer: Callable[[Server, Any], Coroutine[Any, Any, object]]
    options: object = None


FEATURES: Sequence[Feature] = (
    Feature(types.INITIALIZE, text_sync.initialize),
    Feature(types.TEXT_DOCUMENT_DID_OPEN, text_sync.did_open),
    Feature(types.TEXT_DOCUMENT_DID_CHANGE, text_sync.did_change),
    Feature(types.TEXT_DOCUMENT_DID_SAVE, text_sync.did_save, types.SaveOptions(include_text=False)),
    Feature(types.TEXT_DOCUMENT_DID_CLOSE, text_sync.did_close),
    Feature(types.SHUTDOWN, text_sync.shutdown),
    Feature(types.TEXT_DOCUMENT_DIAGNOSTIC, diagnostics_pull.document_diagnostic, diagnostics_pull.OPTIONS),
    Feature(types.TEXT_DOCUMENT_HOVER, hover.hover),
    Feature(types.TEXT_DOCUMENT_COMPLETION, completion.completion, completion.OPTIONS),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, links.document_link, links.OPTIONS),
    Feature(types.WORKSPACE_DIAGNOSTIC, workspace_diagnostics.workspace_diagnostic),
    Feature(types.TEXT_DOCUMENT_CODE_ACTION, actions.code_action, actions.OPTIONS),
    Feature(types.CODE_ACTION_RESOLVE, actions.resolve),
    Feature(types.TEXT_DOCUMENT_FORMATTING, formatting.formatting),
    Feature(types.TEXT_DOCUMENT_RANGE_FORMATTING, formatting.range_formatting),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, symbols.document_symbol),
    Feature(types.TEXT_DOCUMENT_FOLDING_RANGE, symbols.folding_range),
    Feature(types.INITIALIZED, watched_files.initialized),
    Feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched_files.did_change_watched_files),
    Feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, watched_files.did_change_workspace_folders),
)

COMMANDS: Mapping[str, Callable[..., Coroutine[Any, Any, object]]] = {
    actions.APPLY: actions.apply,
    actions.SHOW: actions.show,
    workspace_diagnostics.CHECK_WORKSPACE: workspace_diagnostics.check_workspace,
}
"""From the name of a command to what carries it out, given the server and the command's arguments."""


def build(packs: Sequence[Path] = ()) -> Server:
    """A server with all its features; `packs` are rule files for every document."""
    server = Server(Desk(tuple(packs)))
    for feature in FEATURES:
        server.feature(feature.method, feature.options)(feature.answer)
    for name, command in COMMANDS.items():
        server.command(name)(command)
    return server
