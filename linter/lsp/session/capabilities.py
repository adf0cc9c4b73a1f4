"""The capabilities of the client on which the server's answers depend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lsprotocol import types
from pygls.capabilities import get_capability


class ClientSupport(NamedTuple):
    """What the client supports."""

    code_action_literals: bool = False
    """Code actions, not only commands."""
    code_action_resolve: bool = False
    """Asks for the edit of a code action when it is chosen."""
    apply_edit: bool = False
    """Applies edits that the server sends."""
    document_changes: bool = False
    """Edits of versioned documents."""
    create_files: bool = False
    """Edits that create a file."""
    show_document: bool = False
    """Opens a document at a range."""
    nested_symbols: bool = False
    """Document symbols with children."""
    watched_files: bool = False
    """Watches files for the server."""
    diagnostic_refresh: bool = False
    """Asks for diagnostics again when the server says so."""
    work_done_progress: bool = False
    """Shows progress that the server starts."""
    folding_limit: int | None = None
    """The most folding ranges it wants."""
    pull_diagnostics: bool = False
    """Asks for diagnostics itself; pushed ones would be shown twice."""
    diagnostic_tags: Sequence[types.DiagnosticTag] = ()
    """Diagnostic tags that it shows, pushed or pulled."""
    link_tooltips: bool = False
    """Tooltips of links."""
    snippets: bool = False
    """Completions with fields to fill in."""
    hover_formats: Sequence[types.MarkupKind] = ()
    """Formats of hover text, the preferred one first."""


def read_client_support(capabilities: types.ClientCapabilities) -> ClientSupport:
    """What a client declares to support."""

    def can(field: str) -> bool:
        return bool(get_capability(capabilities, field, False))

    resolved = get_capability(capabilities, "text_document.code_action.resolve_support.properties", ())
    tags = get_capability(capabilities, "text_document.publish_diagnostics.tag_support.value_set", ())
    operations = get_capability(capabilities, "workspace.workspace_edit.resource_operations", ())
    return ClientSupport(
        code_action_literals=can("text_document.code_action.code_action_literal_support"),
        code_action_resolve="edit" in (resolved or ()) and can("text_document.code_action.data_support"),
        apply_edit=can("workspace.apply_edit"),
        document_changes=can("workspace.workspace_edit.document_changes"),
        create_files=types.ResourceOperationKind.Create in (operations or ()),
        show_document=can("window.show_document.support"),
        nested_symbols=can("text_document.document_symbol.hierarchical_document_symbol_support"),
        watched_files=can("workspace.did_change_watched_files.dynamic_registration"),
        diagnostic_refresh=can("workspace.diagnostics.refresh_support"),
        work_done_progress=can("window.work_done_progress"),
        folding_limit=get_capability(capabilities, "text_document.folding_range.range_limit", None),
        pull_diagnostics=get_capability(capabilities, "text_document.diagnostic", None) is not None,
        diagnostic_tags=tags or (),
        link_tooltips=can("text_document.document_link.tooltip_support"),
        snippets=can("text_document.completion.completion_item.snippet_support"),
        hover_formats=get_capability(capabilities, "text_document.hover.content_format", None) or (),
    )
