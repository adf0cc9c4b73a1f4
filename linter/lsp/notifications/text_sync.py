"""Initialization, documents that open, change, are saved and close, and shutdown."""

from __future__ import annotations

import os
from collections.abc import Mapping

from lsprotocol import types

from linter.lsp.conversion.json_object import json_fields
from linter.lsp.server import Server
from linter.lsp.session.open_documents import TEXT_SUFFIXES

_LANGUAGES: Mapping[str, str] = {"markdown": ".md", "html": ".html"}
"""Suffix by language of a document that is no file yet; other languages are editors' guesses: plain text."""


async def initialize(server: Server, params: types.InitializeParams) -> None:
    """Read the options of the client.

    `hoverWithoutMessage` is for a client that adds the messages of findings to hovers itself.
    """
    server.hover_without_message = (
        json_fields(params.initialization_options).get("hoverWithoutMessage") is True
    )


async def did_open(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Check a document if its suffix is one of a text."""
    opened = params.text_document
    path = server.path(opened.uri)
    if opened.uri.startswith("untitled:") and os.path.splitext(path)[1].lower() not in TEXT_SUFFIXES:
        path += _LANGUAGES.get(str(opened.language_id), ".txt")
    if os.path.splitext(path)[1].lower() in TEXT_SUFFIXES:
        server.documents.open(opened.uri, path, opened.text, opened.version)


async def did_change(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Check the document unless it changes again soon."""
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
    """Remove the document and its diagnostics."""
    document = server.documents.close(params.text_document.uri)
    if document is not None:
        server.push(params.text_document.uri, [])
        server.forget_faults(document.path)


async def shutdown(server: Server, params: None) -> None:
    """Stop checking."""
    server.documents.shut_down()
