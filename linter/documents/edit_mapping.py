"""Edits of an extracted text as changes to its holders in the file.

An edit may run over several holders (a heading in three formats): each keeps what it can of its words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from linter.documents.base import EditError
from linter.documents.flatten import TextSegment
from linter.text.edits import Edit
from linter.text.source import Span

_MOST_COMPARED = 2000  # characters: longer texts are not compared letter by letter


class Change(NamedTuple):
    """Replace `length` code points of what `holder` holds, from `at` on, by `content`."""

    holder: int
    at: int
    length: int
    content: str


def map_edits(text: str, segments: Sequence[TextSegment], edits: Sequence[Edit]) -> list[Change]:
    """The changes for `edits` (disjoint, in the order of `text`), in the same order.

    Raises EditError for an edit of characters that no place holds, or that would begin a new line.
    """
    return [change for edit in edits for change in _changes(text, segments, edit)]


def _changes(text: str, segments: Sequence[TextSegment], edit: Edit) -> Iterator[Change]:
    if "\n" in edit.content or "\r" in edit.content:
        raise EditError("修复要加一个段落，这种格式的文件里不能自动加，请手工修改")
    if not edit.content and _is_rows(text, edit.span):
        for one in segments:
            if edit.span.start <= one.span.start and one.span.end <= edit.span.end and one.length:
                yield Change(one.holder, one.at, one.length, "")
        return
    for start, end, content in _least(text, segments, edit):
        if start == end:
            yield _insertion(segments, start, content)
        else:
            yield from _replacement(segments, Span(start, end), content)


def _is_rows(text: str, span: Span) -> bool:
    """Whether a span is whole rows; deleted, they stay as empty rows, whose ends are not in the file."""
    start, end = span
    return start < end and text[end - 1] == "\n" and (start == 0 or text[start - 1] == "\n")


def _least(text: str, segments: Sequence[TextSegment], edit: Edit) -> Iterator[tuple[int, int, str]]:
    """Start, end and content of an edit; if several holders share it, only of the letters that differ."""
    start, end = edit.span
    old, new = text[start:end], edit.content
    around = _segment_at(segments, start)
    whole = around is not None and end <= around.span.end
    if whole or start == end or len(old) + len(new) > _MOST_COMPARED:
        yield start, end, new
        return
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start + i, start + j, new[k:m]


def _segment_at(segments: Sequence[TextSegment], offset: int) -> TextSegment | None:
    """The segment with the character at an offset."""
    at = bisect_right(segments, offset, key=lambda one: one.span.start) - 1
    return segments[at] if at >= 0 and offset < segments[at].span.end else None


def _insertion(segments: Sequence[TextSegment], offset: int, content: str) -> Change:
    """An insertion goes to the holder of the character before it, else to that of the one after it."""
    after = _segment_at(segments, offset)
    if after is not None and after.span.start < offset:
        return Change(after.holder, after.at + offset - after.span.start, 0, content)
    at = bisect_left(segments, offset, key=lambda one: one.span.end)
    if at < len(segments) and segments[at].span.end == offset:
        return Change(segments[at].holder, segments[at].at + segments[at].length, 0, content)
    if after is not None:
        return Change(after.holder, after.at, 0, content)
    raise EditError("要改的地方在文件里没有文字（如自动编号），请手工修改")


def _replacement(segments: Sequence[TextSegment], span: Span, content: str) -> Iterator[Change]:
    """The changes that replace a span: its first holder gets the new words."""
    at = span.start
    while at < span.end:
        one = _segment_at(segments, at)
        if one is None:
            raise EditError("要改的文字不是文件里的文字（如自动编号、换行），请手工修改")
        stop = min(span.end, one.span.end)
        if one.length == one.span.end - one.span.start:
            yield Change(one.holder, one.at + at - one.span.start, stop - at, content)
        else:  # one character written in other words
            yield Change(one.holder, one.at, one.length, content)
        content, at = "", stop
