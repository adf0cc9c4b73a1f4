"""Edits of a text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from linter.text.span import Span


class Edit(Struct, frozen=True, order=True):
    """Replace the text of `span` by `content`; an empty span inserts."""

    span: Span
    content: str


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text after disjoint edits, which are in order."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.span.start], edit.content)
        at = edit.span.end
    return "".join((*parts, text[at:]))
