"""Edits of files in the form that the client supports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lsprotocol import types

from linter.lsp.conversion.position import PositionCodec
from linter.lsp.session.capabilities import ClientSupport
from linter.text.edits import Edit
from linter.text.source import Source


class FileEdit(NamedTuple):
    """Edits of one file; `version` if the client has it open, `new` if it has to be created."""

    uri: str
    edits: tuple[types.TextEdit, ...]
    version: int | None = None
    new: bool = False


def text_edits(file: Source, edits: Sequence[Edit], codec: PositionCodec) -> tuple[types.TextEdit, ...]:
    """Edits of a file's text with the client's positions."""
    return tuple(types.TextEdit(codec.file_range(file, each.span), each.content) for each in edits)


def workspace_edit(file: FileEdit, client: ClientSupport) -> types.WorkspaceEdit:
    """The edits of one file as an edit of the workspace."""
    if not client.document_changes:
        return types.WorkspaceEdit(changes={file.uri: file.edits})
    created = [types.CreateFile(file.uri)] if file.new and client.create_files else []
    identifier = types.OptionalVersionedTextDocumentIdentifier(file.uri, file.version)
    return types.WorkspaceEdit(
        document_changes=[*created, types.TextDocumentEdit(identifier, file.edits)],
    )
