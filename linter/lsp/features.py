"""What the server can do: a table from what a client asks to what answers it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lsprotocol import types

from linter.lsp import completion, hover, links, pulling, syncing
from linter.lsp.desk import Desk
from linter.lsp.server import Server


class Feature(NamedTuple):
    """A method of the protocol, the function that answers it (given the server and the parameters), and
    what the client is told of it when it connects."""

    method: str
    answer: Callable[[Server, Any], Coroutine[Any, Any, object]]
    options: object = None


FEATURES: Sequence[Feature] = (
    Feature(types.TEXT_DOCUMENT_DID_OPEN, syncing.did_open),
    Feature(types.TEXT_DOCUMENT_DID_CHANGE, syncing.did_change),
    Feature(types.TEXT_DOCUMENT_DID_SAVE, syncing.did_save, types.SaveOptions(include_text=False)),
    Feature(types.TEXT_DOCUMENT_DID_CLOSE, syncing.did_close),
    Feature(types.SHUTDOWN, syncing.shutdown),
    Feature(types.TEXT_DOCUMENT_DIAGNOSTIC, pulling.document_diagnostic, pulling.OPTIONS),
    Feature(types.TEXT_DOCUMENT_HOVER, hover.hover),
    Feature(types.TEXT_DOCUMENT_COMPLETION, completion.completion, completion.OPTIONS),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_LINK, links.document_link, links.OPTIONS),
)


def build(packs: Sequence[Path] = ()) -> Server:
    """A server with all its features; `packs` are rule files for every document."""
    server = Server(Desk(tuple(packs)))
    for feature in FEATURES:
        server.feature(feature.method, feature.options)(feature.answer)
    return server
