"""Findings, and faults of packs and configs, as a client shows them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from lsprotocol import types
from pygls import uris

from linter.diagnostic import Diagnostic, Related, Severity, Tag
from linter.lsp.analysis import Checked
from linter.lsp.position import PositionCodec
from linter.rulebook import Fault, RuleDoc
from linter.text.source import Source, Span

SOURCE = "nianbao"
"""What the findings of this server are marked with."""

_SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


_TAGS: Mapping[Tag, types.DiagnosticTag] = {
    "deprecated": types.DiagnosticTag.Deprecated,
    "unnecessary": types.DiagnosticTag.Unnecessary,
}


def diagnostics(
    checked: Checked, uri: str, ruler: PositionCodec, tags: Container[types.DiagnosticTag] = ()
) -> list[types.Diagnostic]:
    """What was found in a document, in the order of its text, with those `tags` that the client shows."""
    if checked.failure is not None:
        return [unreadable(checked.failure)]
    known = checked.book.by_code
    return [
        diagnostic(checked.source, found, uri, ruler, _tags(known.get(found.code), tags))
        for found in checked.diagnostics
    ]


def unreadable(why: str) -> types.Diagnostic:
    """A file that could not be read, on its first line."""
    start = types.Position(0, 0)
    return types.Diagnostic(types.Range(start, start), why, types.DiagnosticSeverity.Error, source=SOURCE)


def _tags(rule: RuleDoc | None, shown: Container[types.DiagnosticTag]) -> list[types.DiagnosticTag] | None:
    return [_TAGS[tag] for tag in rule.tags if _TAGS[tag] in shown] or None if rule is not None else None


def diagnostic(
    source: Source,
    found: Diagnostic,
    uri: str,
    ruler: PositionCodec,
    tags: list[types.DiagnosticTag] | None = None,
) -> types.Diagnostic:
    """One finding."""
    return types.Diagnostic(
        range=ruler.range(source, found.span),
        message=found.message,
        severity=_SEVERITIES[found.severity],
        code=found.code,
        code_description=types.CodeDescription(found.url) if found.url else None,
        source=SOURCE,
        tags=tags,
        related_information=[_related(source, each, uri, ruler) for each in found.related],
        data={"name": found.name},
    )


def _related(
    source: Source, related: Related, uri: str, ruler: PositionCodec
) -> types.DiagnosticRelatedInformation:
    own = related.source or source
    where = uris.from_fs_path(own.name) if related.source is not None else uri
    return types.DiagnosticRelatedInformation(
        types.Location(where or uri, ruler.range(own, related.span)), related.message
    )


def faults(file: str, found: Iterable[Fault], ruler: PositionCodec) -> list[types.Diagnostic]:
    """What is wrong with the pack or config `file`, for squiggles in the YAML itself."""
    try:
        with open(file, "rb") as stream:
            text = stream.read().decode("utf-8-sig", "replace")
    except OSError:
        text = ""
    own = Source(file, text)
    return [_fault(each, own, ruler) for each in found]


def _fault(fault: Fault, own: Source, ruler: PositionCodec) -> types.Diagnostic:
    row = min(max(1, fault.line), own.rows)
    line = own.line_span(row)
    start = min(line.start + max(0, fault.column - 1), line.end)
    words = f"{fault.field}: {fault.message}" if fault.field else fault.message
    place = ruler.exactly(own, Span(start, min(start + 1, line.end)))
    return types.Diagnostic(place, words, types.DiagnosticSeverity.Error, source=SOURCE)
