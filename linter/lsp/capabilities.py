"""What the client understands, as far as the server does things one way or another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lsprotocol import types
from pygls.capabilities import get_capability


class Abilities(NamedTuple):
    """What a client can do."""

    literals: bool = False
    """Code actions that are more than commands."""
    resolves: bool = False
    """Asks for the edit of a code action when it is chosen."""
    applies: bool = False
    """Carries out edits that the server sends."""
    versions: bool = False
    """Edits of documents with versions."""
    creates: bool = False
    """Edits that create a file."""
    shows: bool = False
    """Shows a document at a place."""
    nests: bool = False
    """Symbols in one another."""
    watches: bool = False
    """Watches files for the server."""
    refreshes: bool = False
    """Asks for diagnostics again when told to."""
    progresses: bool = False
    """Shows progress that the server begins."""
    folds: int | None = None
    """How many stretches it folds at most."""
    pulls: bool = False
    """Asks for diagnostics itself; then none are pushed, or it would show two."""
    tags: Sequence[types.DiagnosticTag] = ()
    """Tags of diagnostics that it shows, pushed or pulled."""
    tooltips: bool = False
    """Shows what a link leads to."""
    snippets: bool = False
    """Shows fields to fill in what it completes."""
    hovers: Sequence[types.MarkupKind] = ()
    """Forms of text that hovers may have, the one it likes best first."""


def abilities(capabilities: types.ClientCapabilities) -> Abilities:
    """What a client says that it can do."""

    def can(field: str) -> bool:
        return bool(get_capability(capabilities, field, False))

    resolved = get_capability(capabilities, "text_document.code_action.resolve_support.properties", ())
    tags = get_capability(capabilities, "text_document.publish_diagnostics.tag_support.value_set", ())
    creates = get_capability(capabilities, "workspace.workspace_edit.resource_operations", ())
    return Abilities(
        literals=can("text_document.code_action.code_action_literal_support"),
        resolves="edit" in (resolved or ()) and can("text_document.code_action.data_support"),
        applies=can("workspace.apply_edit"),
        versions=can("workspace.workspace_edit.document_changes"),
        creates=types.ResourceOperationKind.Create in (creates or ()),
        shows=can("window.show_document.support"),
        nests=can("text_document.document_symbol.hierarchical_document_symbol_support"),
        watches=can("workspace.did_change_watched_files.dynamic_registration"),
        refreshes=can("workspace.diagnostics.refresh_support"),
        progresses=can("window.work_done_progress"),
        folds=get_capability(capabilities, "text_document.folding_range.range_limit", None),
        pulls=get_capability(capabilities, "text_document.diagnostic", None) is not None,
        tags=tags or (),
        tooltips=can("text_document.document_link.tooltip_support"),
        snippets=can("text_document.completion.completion_item.snippet_support"),
        hovers=get_capability(capabilities, "text_document.hover.content_format", None) or (),
    )
