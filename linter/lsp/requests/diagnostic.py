"""Diagnostics of an open document, when the client asks for them (LSP 3.17, pull diagnostics)."""

from __future__ import annotations

from lsprotocol import types

from linter.lsp.conversion.diagnostics import to_diagnostics
from linter.lsp.server import Server

OPTIONS = types.DiagnosticOptions(
    inter_file_dependencies=False, workspace_diagnostics=False, identifier="nianbao"
)


async def document_diagnostic(
    server: Server, params: types.DocumentDiagnosticParams
) -> types.DocumentDiagnosticReport:
    """The diagnostics of a document, or that they are unchanged."""
    found = await server.analysis(params.text_document.uri)
    if found is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    document, analysis = found
    result_id = document.result_id(analysis)
    if params.previous_result_id == result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id)
    diagnostics = to_diagnostics(
        analysis, document.uri, server.position_codec, server.client_support.diagnostic_tags
    )
    return types.RelatedFullDocumentDiagnosticReport(diagnostics, result_id=result_id)
