"""Findings as one JSON array over all files, one object each."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Diagnostic, Fix, Related
from linter.output.json_lines import Json, dump
from linter.output.style import Paint
from linter.output.totals import Totals
from linter.text.edits import Edit
from linter.text.source import Source, Span


def part(source: Source, diagnostics: Sequence[Diagnostic], paint: Paint) -> str:
    """The findings of one file as JSON objects, one per line, separated by commas."""
    return ",".join("\n" + dump(_finding(source, each)) for each in diagnostics)


def closing(totals: Totals, paint: Paint) -> str:
    """The end of the array."""
    return "\n]\n"


def statistics(totals: Totals, paint: Paint) -> str:
    """An array with one object for each rule that has findings, most frequent first."""
    lines = (
        dump({"code": each.code, "name": each.name, "severity": each.severity.value, "count": each.count})
        for each in totals.tallies
    )
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _finding(source: Source, found: Diagnostic) -> Json:
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity.value,
        "message": found.message,
        "help": found.help,
        "url": found.url,
        "filename": source.name,
        "report": found.report,
        **_place(source, found.span),
        "related": [_related(source, each) for each in found.related],
        "origin": source.origin(found.span.start),
        "fix": _fix(source, found.fix) if found.fix is not None else None,
    }


def _related(source: Source, related: Related) -> Json:
    """A related place; its file is named only if it is not the finding's."""
    place = {**_place(related.source or source, related.span), "message": related.message}
    return place if related.source is None else {"filename": related.source.name, **place}


def _fix(source: Source, fix: Fix) -> Json:
    return {
        "applicability": fix.applicability.value,
        "message": fix.message,
        "edits": [_edit(source, each) for each in fix.edits],
    }


def _edit(source: Source, edit: Edit) -> Json:
    return {**_place(source, edit.span), "content": edit.content}


def _place(source: Source, span: Span) -> dict[str, Json]:
    file, place = source.to_file(span)
    return {"location": _point(file, place.start), "end_location": _point(file, place.end)}


def _point(source: Source, offset: int) -> Json:
    at = source.position(offset)
    return {"row": at.row, "column": at.column}
