"""What a client means by a range, worked out apart from the server: by the bytes of each encoding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from lsprotocol import types

_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def selected(text: str, place: types.Range, encoding: str) -> str:
    """The words that an editor which counts in `encoding` would select; fails where it could not."""
    start, end = _offset(text, place.start, encoding), _offset(text, place.end, encoding)
    assert start <= end
    return text[start:end]


def edited(text: str, edits: Iterable[types.TextEdit], encoding: str) -> str:
    """The text as an editor has it that carries out edits, which must not overlap."""
    places = sorted(
        (_offset(text, edit.range.start, encoding), _offset(text, edit.range.end, encoding), edit.new_text)
        for edit in edits
    )
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    for start, end, new in reversed(places):
        text = text[:start] + new + text[end:]
    return text


def position(text: str, words: str, encoding: str, *, inside: int = 0) -> types.Position:
    """Where the only place of `words` in a text begins, or `inside` characters further on."""
    assert text.count(words) == 1, words
    before = text[: text.index(words) + inside]
    lines = re.split(r"\r\n|\n|\r", before)
    codec, size = _CODECS[encoding]
    return types.Position(len(lines) - 1, len(lines[-1].encode(codec)) // size)


def _offset(text: str, at: types.Position, encoding: str) -> int:
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    codec, size = _CODECS[encoding]
    line = re.split(r"\r\n|\n|\r", text)[at.line].encode(codec)
    assert at.character * size <= len(line), "beyond the line"
    return starts[at.line] + len(line[: at.character * size].decode(codec))
