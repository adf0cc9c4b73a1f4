"""Editors that the server has to get along with, by what they say of themselves when they connect."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "linter", "lsp"]
ASYNC = pytest.mark.asyncio(loop_scope="session")

_T = TypeVar("_T")


def _minimal(encoding: str) -> types.ClientCapabilities:
    """A client that counts in one encoding and can do next to nothing: what is chosen, the server does."""
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[encoding]),
        workspace=types.WorkspaceClientCapabilities(apply_edit=True),
    )


def _asking(encoding: str) -> types.ClientCapabilities:
    """A client that asks for diagnostics itself, and understands code actions that are worked out at once."""
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]
    literals = types.ClientCodeActionLiteralOptions(types.ClientCodeActionKindOptions(kinds))
    able = _minimal(encoding)
    able.text_document = types.TextDocumentClientCapabilities(
        diagnostic=types.DiagnosticClientCapabilities(),
        code_action=types.CodeActionClientCapabilities(code_action_literal_support=literals),
    )
    return able


_ENCODINGS = ("utf-8", "utf-16", "utf-32")
_TOLD = ("visual_studio_code", "neovim@0.7", "emacs")
_ASKING = "neovim@0.11"

CLIENTS: dict[str, Callable[[], types.ClientCapabilities]] = {
    **{f"minimal-{encoding}": partial(_minimal, encoding) for encoding in _ENCODINGS},
    **{f"asking-{encoding}": partial(_asking, encoding) for encoding in _ENCODINGS},
    **{name: partial(client_capabilities, name) for name in (*_TOLD, _ASKING)},
}
COMMANDING = [name for name in CLIENTS if name.startswith("minimal")]
TOLD = [*COMMANDING, *_TOLD]
ASKING = [name for name in CLIENTS if name not in TOLD]
ACTING = [name for name in CLIENTS if name not in COMMANDING]


def by(names: Sequence[str]) -> pytest.MarkDecorator:
    """Run a test with each of these clients."""
    return pytest.mark.parametrize("connected", names, indirect=True, scope="session")


class Client(LanguageClient):
    """pytest-lsp's client, which notes besides of which version something was published."""

    def __init__(self) -> None:
        super().__init__(converter_factory=default_converter)
        self.published: list[tuple[str, int | None]] = []
        self.edits: list[types.WorkspaceEdit] = []


def _client() -> Client:
    client = Client()

    def note(params: types.PublishDiagnosticsParams) -> None:
        client.diagnostics[params.uri] = params.diagnostics
        client.published.append((params.uri, params.version))

    def carry_out(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        client.edits.append(params.edit)
        return types.ApplyWorkspaceEditResult(applied=True)

    own = {
        types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: note,
        types.WORKSPACE_APPLY_EDIT: carry_out,
        types.CLIENT_REGISTER_CAPABILITY: lambda params: None,
    }
    register_lsp_features(client, {**DEFAULT_CLIENT_FEATURES, **own})
    return client


CONFIG = ClientServerConfig(server_command=COMMAND, client_factory=_client)


class Editor:
    """A connected client with a folder of files, and the encoding that was agreed."""

    def __init__(self, client: Client, folder: Path, told: types.InitializeResult) -> None:
        self.client = client
        self.folder = folder
        self.able = told.capabilities
        kind = told.capabilities.position_encoding or "utf-16"
        self.encoding: str = getattr(kind, "value", kind)
        self._version = 0
        self._open: set[str] = set()

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> str:
        """Write a file and open it; its URI."""
        (self.folder / name).write_bytes(text.encode())
        self._version += 1
        language = {".md": "markdown", ".html": "html"}.get(Path(name).suffix, "plaintext")
        item = types.TextDocumentItem(self.uri(name), language, self._version, text)
        self.client.diagnostics.pop(self.uri(name), None)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        self._open.add(self.uri(name))
        return self.uri(name)

    def change(self, uri: str, text: str) -> None:
        """Replace the text in the editor, not in the file."""
        self._version += 1
        self.client.diagnostics.pop(uri, None)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self._version, uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def save(self, uri: str) -> None:
        self.client.diagnostics.pop(uri, None)
        named = types.TextDocumentIdentifier(uri)
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(named))

    def close(self, uri: str) -> None:
        self.client.diagnostics.pop(uri, None)
        named = types.TextDocumentIdentifier(uri)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(named))
        self._open.discard(uri)

    def tidy(self) -> None:
        """Close everything and empty the folder."""
        for uri in sorted(self._open):
            self.close(uri)
        for path in list(self.folder.iterdir()):
            path.unlink()
            self.touched(path.name, types.FileChangeType.Deleted)

    async def pushed(self, uri: str) -> list[types.Diagnostic]:
        """The diagnostics that are published next for a file."""
        return list(await until(lambda: self.client.diagnostics.get(uri)))

    async def shown(self, uri: str) -> list[types.Diagnostic]:
        """The diagnostics that are published for the newest text."""
        newest = self._version
        await until(lambda: ((uri, newest) in self.client.published) or None)
        return list(self.client.diagnostics[uri])

    def versions(self, uri: str) -> list[int | None]:
        """The versions of a file that something was published of."""
        return [version for name, version in self.client.published if name == uri]

    async def pulled(self, uri: str, previous: str | None = None) -> types.DocumentDiagnosticReport:
        """What the server says when it is asked."""
        named = types.TextDocumentIdentifier(uri)
        params = types.DocumentDiagnosticParams(named, previous_result_id=previous)
        return await self.client.text_document_diagnostic_async(params)

    async def offered(
        self, uri: str, place: types.Range, only: str | None = None
    ) -> Sequence[types.CodeAction | types.Command]:
        """What can be done about a place, of one kind or all."""
        kinds: list[types.CodeActionKind | str] | None = [only] if only is not None else None
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(uri), place, types.CodeActionContext([], kinds)
        )
        return await self.client.text_document_code_action_async(params) or []

    async def edits(self, action: types.CodeAction | types.Command) -> dict[str, list[types.TextEdit]]:
        """What a chosen action does to files, by URI."""
        assert isinstance(action, types.CodeAction)
        if action.edit is None:
            action = await self.client.code_action_resolve_async(action)
        assert action.edit is not None
        return by_file(action.edit)

    def touched(self, name: str, kind: types.FileChangeType) -> None:
        """Tell that a file was changed outside the editor."""
        event = types.FileEvent(self.uri(name), kind)
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


def by_file(edit: types.WorkspaceEdit) -> dict[str, list[types.TextEdit]]:
    """The edits of each file that an edit of the workspace changes, or creates."""
    found = {uri: list(edits) for uri, edits in (edit.changes or {}).items()}
    for change in edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit):
            plain = [each for each in change.edits if isinstance(each, types.TextEdit)]
            assert len(plain) == len(change.edits)
            found.setdefault(change.text_document.uri, []).extend(plain)
    return found


async def until(probe: Callable[[], _T | None], limit: float = 30) -> _T:
    """What `probe` gives as soon as that is not None."""
    loop = asyncio.get_running_loop()
    end = loop.time() + limit
    while (found := probe()) is None:
        assert loop.time() < end, "nothing came"
        await asyncio.sleep(0.02)
    return found


async def connect(client: Client, folder: Path, able: types.ClientCapabilities) -> Editor:
    """A client that has shaken hands, with `folder` open."""
    opened = [types.WorkspaceFolder(folder.as_uri(), folder.name)]
    params = types.InitializeParams(able, root_uri=folder.as_uri(), workspace_folders=opened)
    return Editor(client, folder, await client.initialize_session(params))
