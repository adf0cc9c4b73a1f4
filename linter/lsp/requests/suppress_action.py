"""Suppression of a finding as an edit of the config file, with a reason for the user to fill in."""

from __future__ import annotations

from typing import NamedTuple

from lsprotocol import types
from pygls import uris

from linter.app.editor.suppression import suppress
from linter.diagnostic import Diagnostic
from linter.lsp.conversion.position import PositionCodec
from linter.lsp.conversion.workspace_edits import FileEdit, text_edits
from linter.report.locator import Place
from linter.text.edits import apply_edits
from linter.text.source import Source, Span


class OpenConfig(NamedTuple):
    """A config file that the client has open; this text counts, not the one on disk."""

    text: str
    version: int | None


class SuppressionEdit(NamedTuple):
    """The edit of the config, and the range of the reason in the edited file."""

    file: FileEdit
    reason: types.Range


def suppression_edit(
    finding: Diagnostic, place: Place, path: str, config: str, opened: OpenConfig | None, codec: PositionCodec
) -> SuppressionEdit:
    """The edit of `config` that suppresses a finding at a place of the file `path`.

    Raises InsertError if none can be added.
    """
    added = suppress(finding, place, path, config, opened.text if opened is not None else None)
    text = added.text or ""
    before, after = Source(config, text), Source(config, apply_edits(text, added.edits))
    uri = uris.from_fs_path(config) or config
    version = opened.version if opened is not None else None
    file = FileEdit(uri, text_edits(before, added.edits, codec), version, new=added.text is None)
    return SuppressionEdit(file, codec.file_range(after, Span(added.reason, added.reason)))
