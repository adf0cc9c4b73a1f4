"""Findings as workflow commands of GitHub Actions, shown at the lines of a pull request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linter.diagnostic import Diagnostic, Severity
from linter.output.failure import Failure
from linter.output.location import location, message_with_origin, path
from linter.output.style import Paint
from linter.output.totals import Totals
from linter.output.width import visible
from linter.text.source import Source

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def part(source: Source, diagnostics: Sequence[Diagnostic], paint: Paint) -> str:
    """The findings of one file, one command per line."""
    return "".join(_command(source, each) for each in diagnostics)


def missed(failure: Failure) -> str:
    """A file that could not be checked; the reason is one line or more."""
    file = f"file={_escaped(path(failure.file), _PROPERTY)}," if failure.file is not None else ""
    return f"::error {file}title=未能检查::{_escaped(failure.why, _DATA)}\n"


def closing(totals: Totals, paint: Paint) -> str:
    """Empty: every line is a finding."""
    return ""


def _escaped(text: str, table: Mapping[int, str]) -> str:
    """A text as a part of a command; what would give orders to a terminal is shown instead."""
    return visible(text.translate(table))


def _command(source: Source, found: Diagnostic) -> str:
    properties = {"file": path(source.name)}
    own = location(source, found.span)
    if own is not None:
        properties["line"] = str(own.start.row)
        if own.start.row == own.end.row:  # columns are for one line only
            properties |= {"col": str(own.start.column), "endColumn": str(own.end.column)}
        else:
            properties["endLine"] = str(own.end.row)
    properties["title"] = f"{found.code} {found.name}"
    named = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in properties.items())
    advice = f"\n建议：{found.help}" if found.help else ""
    data = _escaped(message_with_origin(source, found) + advice, _DATA)
    return f"::{_COMMANDS[found.severity]} {named}::{data}\n"
