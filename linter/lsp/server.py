"""The server that one client talks to: its open documents, how it counts, what it is shown."""

from __future__ import annotations

import os
from collections.abc import Container

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from linter import __version__
from linter.lsp.checked import Checked
from linter.lsp.desk import Desk
from linter.lsp.documents import Document, Documents
from linter.lsp.position import Ruler
from linter.lsp.publish import diagnostics, faults
from linter.rulebook import Fault


class Server(LanguageServer):
    """A language server for reports; one for each client, over its standard input and output.

    Documents are synchronised whole: pygls would cut lines at form feeds and Unicode separators too, which
    text pasted from Word holds, and put changes in the wrong place.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__("nianbao", __version__, types.TextDocumentSyncKind.Full)
        self.documents = Documents(desk, self._publish)
        self._faulty: dict[str, tuple[Fault, ...]] = {}

    @property
    def ruler(self) -> Ruler:
        """How the client counts."""
        return Ruler(str(self.workspace.position_encoding))

    @property
    def pulls(self) -> bool:
        """Whether the client asks for diagnostics itself; then none are pushed, or it would show two."""
        text = self.client_capabilities.text_document
        return text is not None and text.diagnostic is not None

    @property
    def tags(self) -> Container[types.DiagnosticTag]:
        """The tags of diagnostics that the client shows, pushed or pulled."""
        text = self.client_capabilities.text_document
        published = text.publish_diagnostics if text is not None else None
        support = published.tag_support if published is not None else None
        return support.value_set if support is not None else ()

    async def checked(self, uri: str) -> tuple[Document, Checked] | None:
        """An open document and what its newest text says; None for one that is not open."""
        document = self.documents.get(uri)
        if document is None:
            return None
        checked = await self.documents.current(document)
        self.tell_faults(checked)
        return document, checked

    async def _publish(self, document: Document) -> None:
        checked = document.checked
        if checked is None:
            return
        self.tell_faults(checked)
        if not self.pulls:
            shown = diagnostics(checked, document.uri, self.ruler, self.tags)
            self.push(document.uri, shown, document.version)

    def push(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        """Show these diagnostics for a file, and no others."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def tell_faults(self, checked: Checked) -> None:
        """Show what is wrong with a config or a pack in that file, and say so once; what is mended goes."""
        by_file = faults(checked.terms.faults)
        seen = tuple(checked.terms.faults)
        path = checked.terms.item.name
        before = self._faulty.get(path, ())
        if seen == before:
            return
        self._faulty[path] = seen
        for file in {fault.file for fault in before} - by_file.keys():
            self.push(_uri(file), [])
        for file, found in by_file.items():
            self.push(_uri(file), found)
        if seen:
            self.window_show_message(
                types.ShowMessageParams(types.MessageType.Error, f"规则或配置有错，暂用原来的：{seen[0]}")
            )


def _uri(file: str) -> str:
    return uris.from_fs_path(os.path.abspath(file)) or file
