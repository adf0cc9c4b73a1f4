"""Findings as GitLab's code quality report: one JSON array, an object a finding."""

from __future__ import annotations

from collections.abc import Sequence

from linter.diagnostic import Diagnostic, Severity
from linter.output.failure import Failure
from linter.output.json_lines import Json, dump
from linter.output.location import fingerprints, path, region, said
from linter.output.style import Paint
from linter.output.totals import Totals
from linter.text.source import Position, Source

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def part(source: Source, diagnostics: Sequence[Diagnostic], paint: Paint) -> str:
    """The findings of one file: objects, a line each, with commas between."""
    names = fingerprints(source, diagnostics)
    findings = (_finding(source, each, name) for each, name in zip(diagnostics, names, strict=True))
    return ",".join("\n" + dump(each) for each in findings)


def missed(failure: Failure) -> str:
    """A file that could not be checked, as a finding on its first line; nothing without a file, which
    GitLab does not show."""
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
    own = region(source, found.span)
    location: dict[str, Json] = {"path": path(source.name)}
    if own is None:  # GitLab shows nothing that has no line
        location["lines"] = {"begin": 1}
    else:
        location["lines"] = {"begin": own.start.row, "end": own.end.row}
        location["positions"] = {"begin": _point(own.start), "end": _point(own.end)}
    return {
        "description": f"{found.code} {said(source, found)}",
        "check_name": found.code,
        "fingerprint": name,
        "severity": _SEVERITIES[found.severity],
        "location": location,
    }


def _point(at: Position) -> Json:
    return {"line": at.row, "column": at.column}
