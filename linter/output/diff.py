"""The changes of a fix as a unified diff."""

from __future__ import annotations

from difflib import unified_diff

from linter.output.width import visible
from linter.text.source import Source

_NO_END = "\\ No newline at end of file\n"


def difference(before: Source, after: Source, *, masked: bool = False) -> str:
    """The unified diff that makes `before` into `after`, headed by the name of `before`; empty when the
    texts are the same.

    Each row is a line; CRLF stays in it as it is. `masked` shows control characters instead of passing
    them on, for a terminal.
    """
    name = visible(before.name)
    lines = unified_diff(_rows(before), _rows(after), name, name)
    return "".join(map(_shown, lines) if masked else lines)


def _rows(source: Source) -> list[str]:
    """The rows of a text, each ending in a line feed."""
    starts = source.line_starts
    rows = [
        source.text[start:end] for start, end in zip(starts, (*starts[1:], len(source.text)), strict=True)
    ]
    return [_with_newline(row) for row in rows if row]


def _with_newline(row: str) -> str:
    if row.endswith("\n"):
        return row
    return f"{row[:-1]}\n" if row.endswith("\r") else f"{row}\n{_NO_END}"


def _shown(line: str) -> str:
    rows = line.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return "".join(f"{visible(row)}\n" for row in rows)
