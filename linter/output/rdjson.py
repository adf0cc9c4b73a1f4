"""Findings in Reviewdog Diagnostic Format, whose columns are bytes of UTF-8 from 1."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Diagnostic, Related, Severity
from linter.output.failure import Failure
from linter.output.json_lines import Json, dump
from linter.output.location import edits_fit, message_with_origin, path
from linter.output.style import Paint
from linter.output.totals import Totals
from linter.text.source import Source, Span

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def part(source: Source, diagnostics: Sequence[Diagnostic], paint: Paint) -> str:
    """The findings of one file as JSON objects, one per line, separated by commas."""
    return ",".join("\n" + dump(_finding(source, each)) for each in diagnostics)


def missed(failure: Failure) -> str:
    """A file that could not be checked; empty without a file."""
    if failure.file is None:
        return ""
    place: Json = {"path": path(failure.file)}
    return "\n" + dump({"message": failure.why, "location": place, "severity": "ERROR"})


def closing(totals: Totals, paint: Paint) -> str:
    """The end of the document."""
    return "\n]}\n"


def _finding(source: Source, found: Diagnostic) -> Json:
    code: dict[str, Json] = {"value": found.code}
    if found.url:
        code["url"] = found.url
    finding: dict[str, Json] = {
        "message": message_with_origin(source, found) + (f"\n建议：{found.help}" if found.help else ""),
        "location": _location(source, found.span),
        "severity": _SEVERITIES[found.severity],
        "code": code,
    }
    # Suggestions are applied one by one, but the edits of a fix belong together.
    if found.fix is not None and len(found.fix.edits) == 1 and edits_fit(source):
        [edit] = found.fix.edits
        finding["suggestions"] = [{"range": _range(source, edit.span), "text": edit.content}]
    if found.related:
        finding["relatedLocations"] = [_related(source, each) for each in found.related]
    return finding


def _related(source: Source, related: Related) -> Json:
    return {"message": related.message, "location": _location(related.source or source, related.span)}


def _location(source: Source, span: Span) -> Json:
    if not source.has_lines:
        return {"path": path(source.name)}
    return {"path": path(source.name), "range": _range(*source.to_file(span))}


def _range(source: Source, span: Span) -> Json:
    return {"start": _point(source, span.start), "end": _point(source, span.end)}


def _point(source: Source, offset: int) -> Json:
    row = source.row(offset)
    start = source.utf8_offset(source.line_starts[row - 1])
    return {"line": row, "column": source.utf8_offset(offset) - start + 1}
