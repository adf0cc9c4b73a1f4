"""Locations of findings for code tools: a path with slashes, rows and columns.

Rows and columns start at 1; the end is exclusive, columns are code points of the file's own text.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from posixpath import normpath
from typing import NamedTuple

from linter.diagnostic import Diagnostic
from linter.text.normalize import squeeze
from linter.text.source import Position, Source, Span

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # where GitHub and GitLab have put the repository
_LONG_ROW = 10_000  # letters; in such a row there may be thousands of findings


class Location(NamedTuple):
    """A range in a file that has lines."""

    start: Position
    end: Position


def location(source: Source, span: Span) -> Location | None:
    """The location of a span in its file; None if the file has no lines."""
    if not source.has_lines:
        return None
    own, place = source.to_file(span)
    return Location(own.position(place.start), own.position(place.end))


def edits_fit(source: Source) -> bool:
    """Whether edits of the text are edits of the file: the file is plain text."""
    return source.has_lines and source.original is None


def path(name: str) -> str:
    """A file's normalized path with slashes: in a CI job, from the root of the repository that is checked."""
    root = next(filter(None, map(os.environ.get, _ROOTS)), None)
    if root is not None:
        folder, base = os.path.split(os.path.abspath(name))
        try:
            inside = os.path.relpath(os.path.join(os.path.realpath(folder), base), os.path.realpath(root))
        except ValueError:  # on another drive
            inside = os.pardir
        if inside.split(os.sep)[0] != os.pardir:
            name = inside
    return normpath(name.replace(os.sep, "/"))


def message_with_origin(source: Source, found: Diagnostic) -> str:
    """The message; in a file without lines, preceded by its place in words."""
    origin = None if source.has_lines else source.origin(found.span.start)
    return f"{origin}：{found.message}" if origin else found.message


def fingerprints(source: Source, diagnostics: Sequence[Diagnostic]) -> list[str]:
    """A unique identifier for each finding of a file, stable when lines or figures around it change."""
    from hashlib import sha256  # few formats need it

    seen: dict[tuple[str, ...], int] = {}
    names = []
    number_of_row, words = 0, ""
    for each in diagnostics:
        if (row := source.row(each.span.start)) != number_of_row:
            number_of_row, line = row, source.line_span(row)
            words = "".join(filter(str.isalpha, source.normalized[line.start : line.end]))
            if len(words) > _LONG_ROW:
                words = sha256(words.encode(errors="backslashreplace")).hexdigest()
        own = squeeze(source.normalized, each.span.start, each.span.end).text
        key = (path(source.name), each.code, str(each.report), each.subject or own, words)
        number = seen[key] = seen.get(key, 0) + 1
        data = "\0".join((*key, str(number)))
        names.append(sha256(data.encode(errors="backslashreplace")).hexdigest())
    return names
