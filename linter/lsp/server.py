"""The language server of one client."""

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

from linter.app.editor.analysis import Analysis
from linter.app.editor.settings_cache import EditorSettings, SettingsCache
from linter.app.rules import Fault
from linter.lsp.conversion.diagnostics import fault_diagnostics, to_diagnostics
from linter.lsp.conversion.position import PositionCodec
from linter.lsp.protocol import Protocol
from linter.lsp.session.capabilities import ClientSupport, read_client_support
from linter.lsp.session.config_faults import ConfigFaults
from linter.lsp.session.open_documents import OpenDocument, OpenDocuments
from linter.version import __version__


class Server(LanguageServer):
    """A language server for reports, one for each client, over standard input and output.

    Documents are synchronised whole: pygls ends lines at form feeds and Unicode separators too, which text
    pasted from Word contains, and would apply changes in the wrong place.
    """

    protocol: Protocol

    def __init__(self, settings_cache: SettingsCache) -> None:
        super().__init__("nianbao", __version__, types.TextDocumentSyncKind.Full, protocol_cls=Protocol)
        self.documents = OpenDocuments(settings_cache, self._publish, self._failed)
        self.hover_without_message = False  # whether hovers leave out the messages of findings
        self.pushed_unopened: set[str] = set()  # files that are not open and have diagnostics pushed
        self._config_faults = ConfigFaults()
        self._background: set[asyncio.Task[None]] = set()

    @property
    def position_codec(self) -> PositionCodec:
        """The codec of the client's positions."""
        return PositionCodec(types.PositionEncodingKind(self.workspace.position_encoding).value)

    @property
    def client_support(self) -> ClientSupport:
        """What the client supports."""
        return read_client_support(self.client_capabilities)

    @property
    def folders(self) -> tuple[str, ...]:
        """The workspace folders that exist on disk."""
        found = [self.path(uri) for uri in self.workspace.folders]
        if not found and self.workspace.root_uri is not None:
            found = [self.path(self.workspace.root_uri)]
        return tuple(path for path in found if os.path.isdir(path))

    @staticmethod
    def path(uri: str) -> str:
        """The path of a file URI; any other URI unchanged."""
        return uris.to_fs_path(uri) or uri

    def start_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine in the background until the server ends."""
        task = asyncio.ensure_future(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def analysis(self, uri: str) -> tuple[OpenDocument, Analysis] | None:
        """An open document and the analysis of its newest text; None if it is not open."""
        document = self.documents.get(uri)
        if document is None:
            return None
        analysis = await self.documents.current(document)
        self.show_faults(document.path, analysis.settings)
        return document, analysis

    async def _publish(self, document: OpenDocument) -> None:
        analysis = document.analysis
        if analysis is None:
            return
        self.show_faults(document.path, analysis.settings)
        if not self.client_support.pull_diagnostics:
            diagnostics = to_diagnostics(
                analysis, document.uri, self.position_codec, self.client_support.diagnostic_tags
            )
            self.push(document.uri, diagnostics, document.version)

    def push(self, uri: str, diagnostics: list[types.Diagnostic], version: int | None = None) -> None:
        """Replace the diagnostics that the client shows for a file."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def show_faults(self, path: str, settings: EditorSettings) -> None:
        """Show the faults of a document's config and packs there, and announce the first new one."""
        self._update_faults(path, settings.faults)

    def forget_faults(self, path: str) -> None:
        """Remove the faults that only the closed document at `path` has met."""
        self._update_faults(path, ())

    def _update_faults(self, path: str, faults: tuple[Fault, ...]) -> None:
        changes = self._config_faults.update(path, faults)
        for file, current in changes.files.items():
            self.push(_uri(file), fault_diagnostics(file, current, self.position_codec))
        if changes.first is not None:
            self.window_show_message(
                types.ShowMessageParams(
                    types.MessageType.Error, f"规则或配置有错，暂用原来的：{changes.first}"
                )
            )

    def _failed(self, error: Exception) -> None:
        """Log an exception that ended an analysis."""
        trace = "".join(traceback.format_exception(error)).rstrip()
        self._log(f"检查时程序出错，请将以下内容报告给开发者：\n{trace}")

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """Log an error of the server; the request itself is answered with an error too."""
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
