"""Diagnostics that a client asks for (LSP 3.17, pull diagnostics)."""

from __future__ import annotations

from lsprotocol import types

from linter.lsp.diagnostics import diagnostics
from linter.lsp.server import Server

OPTIONS = types.DiagnosticOptions(
    inter_file_dependencies=False, workspace_diagnostics=False, identifier="nianbao"
)


async def document_diagnostic(
    server: Server, params: types.DocumentDiagnosticParams
) -> types.DocumentDiagnosticReport:
    """What was found in a document, or that it is what the client has already."""
    found = await server.checked(params.text_document.uri)
    if found is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    document, checked = found
    result = document.result(checked)
    if params.previous_result_id == result:
        return types.RelatedUnchangedDocumentDiagnosticReport(result)
    shown = diagnostics(checked, document.uri, server.ruler, server.abilities.tags)
    return types.RelatedFullDocumentDiagnosticReport(shown, result_id=result)
