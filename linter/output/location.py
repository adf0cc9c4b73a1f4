"""Where a finding is, as programs for code name a place: a path with slashes, and rows with columns.

Rows and columns count from 1; the end is exclusive, columns are code points of the file's own text.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from posixpath import normpath
from typing import NamedTuple

from linter.diagnostic import Diagnostic
from linter.text.normalize import squeeze
from linter.text.source import Position, Source, Span


class Region(NamedTuple):
    """A stretch of a file that has lines."""

    start: Position
    end: Position


def region(source: Source, span: Span) -> Region | None:
    """Where a span stands in its file; None where the file has no lines of its own."""
    if not source.has_lines:
        return None
    own, place = source.to_file(span)
    return Region(own.position(place.start), own.position(place.end))


def edits_fit(source: Source) -> bool:
    """Whether edits of the text can be carried out on the file as they are: it is that very text."""
    return source.has_lines and source.original is None


def path(name: str) -> str:
    """A file's name with slashes, and without what a path need not say."""
    return normpath(name.replace(os.sep, "/"))


def said(source: Source, found: Diagnostic) -> str:
    """The message; where the file has no lines, behind its place in words."""
    origin = None if source.has_lines else source.origin(found.span.start)
    return f"{origin}：{found.message}" if origin else found.message


def fingerprints(source: Source, diagnostics: Sequence[Diagnostic]) -> list[str]:
    """A name for each finding of a file that stays the same when lines or figures around it change, and
    that no other finding of the file has."""
    from hashlib import sha256  # few formats ask

    seen: dict[tuple[str, ...], int] = {}
    names = []
    for each in diagnostics:
        row = source.line_span(source.row(each.span.start))
        words = "".join(char for char in source.normalized[row.start : row.end] if char.isalpha())
        own = squeeze(source.normalized, each.span.start, each.span.end).text
        key = (path(source.name), each.code, str(each.report), each.subject or own, words)
        number = seen[key] = seen.get(key, 0) + 1
        data = "\0".join((*key, str(number)))
        names.append(sha256(data.encode(errors="backslashreplace")).hexdigest())
    return names
