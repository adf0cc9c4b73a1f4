"""What a client wishes when it connects; documents that open, change, are saved and close."""

from __future__ import annotations

import os
from collections.abc import Mapping

from lsprotocol import types

from linter.lsp.action_data import said
from linter.lsp.server import Server

TEXTS = frozenset({".txt", ".md", ".html", ".htm"})
"""Suffixes of what an editor shows as text and this server checks."""

_LANGUAGES: Mapping[str, str] = {"markdown": ".md", "html": ".html"}
"""From a language to the suffix of a document that is no file yet; all others, which editors guess, are
plain text."""


async def initialize(server: Server, params: types.InitializeParams) -> None:
    """Note what the client wishes: `hoverWithoutMessage` is for one that shows the messages of findings in
    hovers itself."""
    server.brief = said(params.initialization_options).get("hoverWithoutMessage") is True


async def did_open(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Check a document, if it can be a report by its suffix."""
    opened = params.text_document
    path = server.path(opened.uri)
    if opened.uri.startswith("untitled:") and os.path.splitext(path)[1].lower() not in TEXTS:
        path += _LANGUAGES.get(str(opened.language_id), ".txt")
    if os.path.splitext(path)[1].lower() in TEXTS:
        server.documents.open(opened.uri, path, opened.text, opened.version)


async def did_change(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Check the document when no other change follows soon."""
    document = params.text_document
    for change in params.content_changes[-1:]:
        server.documents.change(document.uri, change.text, document.version)


async def did_save(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    """Check the document now."""
    document = server.documents.get(params.text_document.uri)
    if document is not None:
        server.documents.schedule(document, 0)
    elif params.text_document.uri.lower().endswith((".yaml", ".yml")):
        server.documents.recheck()  # for clients that watch no files


async def did_close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Forget the document and what is shown of it."""
    document = server.documents.close(params.text_document.uri)
    if document is not None:
        server.push(params.text_document.uri, [])
        server.forget_faults(document.path)


async def shutdown(server: Server, params: None) -> None:
    """Stop checking."""
    server.documents.shut_down()
