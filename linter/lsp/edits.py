"""Edits as a client carries them out, in the way that it understands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lsprotocol import types

from linter.diagnostic import Edit
from linter.lsp.capabilities import Abilities
from linter.lsp.position import PositionCodec
from linter.text.source import Source


class FileEdit(NamedTuple):
    """Edits of one file; `version` where the client has it open, `new` when it is to be created."""

    uri: str
    edits: tuple[types.TextEdit, ...]
    version: int | None = None
    new: bool = False


def text_edits(own: Source, edits: Sequence[Edit], ruler: PositionCodec) -> tuple[types.TextEdit, ...]:
    """Edits of a file's own text."""
    return tuple(types.TextEdit(ruler.exactly(own, each.span), each.content) for each in edits)


def workspace_edit(file: FileEdit, client: Abilities) -> types.WorkspaceEdit:
    """One edit of the workspace."""
    if not client.versions:
        return types.WorkspaceEdit(changes={file.uri: file.edits})
    created = [types.CreateFile(file.uri)] if file.new and client.creates else []
    identified = types.OptionalVersionedTextDocumentIdentifier(file.uri, file.version)
    return types.WorkspaceEdit(
        document_changes=[*created, types.TextDocumentEdit(identified, file.edits)],
    )
