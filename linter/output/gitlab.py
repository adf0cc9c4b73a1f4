"""Findings as GitLab's code quality report: one JSON array, one object each."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Diagnostic, Severity
from linter.output.failure import Failure
from linter.output.json_lines import Json, dump
from linter.output.location import fingerprints, location, message_with_origin, path
from linter.output.style import Paint
from linter.output.totals import Totals
from linter.text.source import Position, Source

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def part(source: Source, diagnostics: Sequence[Diagnostic], paint: Paint) -> str:
    """The findings of one file as JSON objects, one per line, separated by commas."""
    names = fingerprints(source, diagnostics)
    findings = (_finding(source, each, name) for each, name in zip(diagnostics, names, strict=True))
    return ",".join("\n" + dump(each) for each in findings)


def missed(failure: Failure) -> str:
    """A file that could not be checked, as a finding on its first line; empty without a file."""
    if failure.file is None:
        return ""
    from hashlib import sha256

    name = path(failure.file)
    finding: dict[str, Json] = {
        "description": failure.why,
        "check_name": "unreadable",
        "fingerprint": sha256(f"unreadable\0{name}".encode(errors="backslashreplace")).hexdigest(),
        "severity": "critical",
        "location": {"path": name, "lines": {"begin": 1}},
    }
    return "\n" + dump(finding)


def closing(totals: Totals, paint: Paint) -> str:
    """The end of the array."""
    return "\n]\n"


def _finding(source: Source, found: Diagnostic, name: str) -> Json:
    own = location(source, found.span)
    place: dict[str, Json] = {"path": path(source.name)}
    if own is None:  # GitLab does not show findings without a line
        place["lines"] = {"begin": 1}
    else:
        place["lines"] = {"begin": own.start.row, "end": own.end.row}
        place["positions"] = {"begin": _point(own.start), "end": _point(own.end)}
    return {
        "description": f"{found.code} {message_with_origin(source, found)}",
        "check_name": found.code,
        "fingerprint": name,
        "severity": _SEVERITIES[found.severity],
        "location": place,
    }


def _point(at: Position) -> Json:
    return {"line": at.row, "column": at.column}
