"""The server that one client talks to: its open documents, how it counts, what it is shown."""

from __future__ import annotations

import asyncio
import os
import traceback
from collections.abc import Coroutine
from typing import Any

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException, JsonRpcInternalError, JsonRpcMethodNotFound
from pygls.lsp.server import LanguageServer

from linter import __version__
from linter.lsp.analysis import Checked
from linter.lsp.capabilities import Abilities, abilities
from linter.lsp.config_faults import Faults
from linter.lsp.diagnostics import diagnostics, faults
from linter.lsp.documents import Document, Documents
from linter.lsp.position import PositionCodec
from linter.lsp.protocol import Protocol
from linter.lsp.settings_cache import Desk, Terms
from linter.rulebook import Fault


class Server(LanguageServer):
    """A language server for reports; one for each client, over its standard input and output.

    Documents are synchronised whole: pygls would cut lines at form feeds and Unicode separators too, which
    text pasted from Word holds, and put changes in the wrong place.
    """

    protocol: Protocol

    def __init__(self, desk: Desk) -> None:
        super().__init__("nianbao", __version__, types.TextDocumentSyncKind.Full, protocol_cls=Protocol)
        self.documents = Documents(desk, self._publish, self._failed)
        self.brief = False  # whether hovers leave out the messages of findings
        self.shown: set[str] = set()  # files not open of which findings are shown
        self._faults = Faults()
        self._besides: set[asyncio.Task[None]] = set()

    @property
    def ruler(self) -> PositionCodec:
        """How the client counts."""
        return PositionCodec(str(self.workspace.position_encoding))

    @property
    def abilities(self) -> Abilities:
        """What the client understands."""
        return abilities(self.client_capabilities)

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of the workspace that are on disk."""
        found = [self.path(uri) for uri in self.workspace.folders]
        if not found and self.workspace.root_uri is not None:
            found = [self.path(self.workspace.root_uri)]
        return tuple(path for path in found if os.path.isdir(path))

    @staticmethod
    def path(uri: str) -> str:
        """Where a file of that name is."""
        return uris.to_fs_path(uri) or uri

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something besides, to the end of the server."""
        task = asyncio.ensure_future(work)
        self._besides.add(task)
        task.add_done_callback(self._besides.discard)

    async def checked(self, uri: str) -> tuple[Document, Checked] | None:
        """An open document and what its newest text says; None for one that is not open."""
        document = self.documents.get(uri)
        if document is None:
            return None
        checked = await self.documents.current(document)
        self.tell_faults(document.path, checked.terms)
        return document, checked

    async def _publish(self, document: Document) -> None:
        checked = document.checked
        if checked is None:
            return
        self.tell_faults(document.path, checked.terms)
        if not self.abilities.pulls:
            shown = diagnostics(checked, document.uri, self.ruler, self.abilities.tags)
            self.push(document.uri, shown, document.version)

    def push(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        """Show these diagnostics for a file, and no others."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def tell_faults(self, path: str, terms: Terms) -> None:
        """Show what is wrong with a config or a pack in that file, and say so once; what is mended goes."""
        self._note_faults(path, terms.faults)

    def forget_faults(self, path: str) -> None:
        """The document at `path` is closed: what only it has met is shown no more."""
        self._note_faults(path, ())

    def _note_faults(self, path: str, found: tuple[Fault, ...]) -> None:
        news = self._faults.note(path, found)
        for file, now in news.files.items():
            self.push(_uri(file), faults(file, now, self.ruler))
        if news.first is not None:
            self.window_show_message(
                types.ShowMessageParams(types.MessageType.Error, f"规则或配置有错，暂用原来的：{news.first}")
            )

    def _failed(self, error: Exception) -> None:
        """A check failed by a fault of the program."""
        trace = "".join(traceback.format_exception(error)).rstrip()
        self._log(f"检查时程序出错，请将以下内容报告给开发者：\n{trace}")

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Tell the client what went wrong; whoever asked is answered with an error besides."""
        if isinstance(error, JsonRpcMethodNotFound):
            return
        if isinstance(error, JsonRpcInternalError) and isinstance(error.data, dict):
            trace = "".join(error.data.get("traceback", ()))
            self._log(f"处理请求时程序出错，请将以下内容报告给开发者：\n{trace}{error}")
        elif source is JsonRpcException:
            self._log(f"收到无法识别的消息，已忽略：{error}")
        else:
            self._log(f"请求没有完成：{error}")

    def _log(self, message: str) -> None:
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))


def _uri(file: str) -> str:
    return uris.from_fs_path(os.path.abspath(file)) or file
