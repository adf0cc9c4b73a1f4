"""Findings, and faults of packs and configs, as diagnostics of the protocol."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from lsprotocol import types
from pygls import uris

from linter.app.editor.analysis import Analysis
from linter.app.rules import Fault, RuleDoc, fault_text
from linter.diagnostic import Diagnostic, Related, Severity, Tag
from linter.lsp.conversion.position import PositionCodec
from linter.text.source import Source, Span

SOURCE = "nianbao"
"""The `source` of every diagnostic of this server."""

_SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}

_TAGS: Mapping[Tag, types.DiagnosticTag] = {
    "deprecated": types.DiagnosticTag.Deprecated,
    "unnecessary": types.DiagnosticTag.Unnecessary,
}


def to_diagnostics(
    analysis: Analysis, uri: str, codec: PositionCodec, tags: Container[types.DiagnosticTag] = ()
) -> list[types.Diagnostic]:
    """The findings of a document in the order of its text, with those `tags` that the client supports."""
    if analysis.failure is not None:
        return [unreadable(analysis.failure)]
    rules = analysis.book.by_code
    return [
        to_diagnostic(analysis.source, finding, uri, codec, _tags(rules.get(finding.code), tags))
        for finding in analysis.diagnostics
    ]


def unreadable(reason: str) -> types.Diagnostic:
    """The diagnostic of a file that could not be read, on its first line."""
    start = types.Position(0, 0)
    return types.Diagnostic(types.Range(start, start), reason, types.DiagnosticSeverity.Error, source=SOURCE)


def _tags(
    rule: RuleDoc | None, supported: Container[types.DiagnosticTag]
) -> list[types.DiagnosticTag] | None:
    return [_TAGS[tag] for tag in rule.tags if _TAGS[tag] in supported] or None if rule is not None else None


def to_diagnostic(
    source: Source,
    finding: Diagnostic,
    uri: str,
    codec: PositionCodec,
    tags: list[types.DiagnosticTag] | None = None,
) -> types.Diagnostic:
    """One finding as a diagnostic."""
    return types.Diagnostic(
        range=codec.range(source, finding.span),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(finding.url) if finding.url else None,
        source=SOURCE,
        tags=tags,
        related_information=[_related(source, each, uri, codec) for each in finding.related],
        data={"name": finding.name},
    )


def _related(
    source: Source, related: Related, uri: str, codec: PositionCodec
) -> types.DiagnosticRelatedInformation:
    other = related.source or source
    other_uri = uris.from_fs_path(other.name) if related.source is not None else uri
    return types.DiagnosticRelatedInformation(
        types.Location(other_uri or uri, codec.range(other, related.span)), related.message
    )


def fault_diagnostics(file: str, faults: Iterable[Fault], codec: PositionCodec) -> list[types.Diagnostic]:
    """The faults of the pack or config `file` as diagnostics in that file."""
    source = Source(file, fault_text(file))
    return [_fault(each, source, codec) for each in faults]


def _fault(fault: Fault, file: Source, codec: PositionCodec) -> types.Diagnostic:
    row = min(max(1, fault.line), file.rows)
    line = file.line_span(row)
    start = min(line.start + max(0, fault.column - 1), line.end)
    message = f"{fault.field}: {fault.message}" if fault.field else fault.message
    place = codec.file_range(file, Span(start, min(start + 1, line.end)))
    return types.Diagnostic(place, message, types.DiagnosticSeverity.Error, source=SOURCE)
