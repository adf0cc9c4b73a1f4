"""What is to be written in the margin of a document."""

from __future__ import annotations

from typing import NamedTuple

from linter.text.source import Span


class Note(NamedTuple):
    """A comment on a stretch of a document's text, in paragraphs."""

    span: Span
    lines: tuple[str, ...]
