"""The anchors of comments in a document: words of its body, or a paragraph of it.

Word has no comments in notes and text boxes: a comment on their words is put on the paragraph that has
their reference.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from lxml.etree import _Element

from linter.documents.docx.namespaces import attribute, child, kind
from linter.documents.docx.reader import DocxContent
from linter.documents.docx.runs import ancestor, run_of
from linter.documents.docx.table import placed
from linter.documents.flatten import TextSegment
from linter.text.source import Span

_NOTES = ("footnote", "endnote")


class Edge(NamedTuple):
    """A place between characters: an offset in the text that a holder has."""

    holder: int
    at: int


class Stretch(NamedTuple):
    """Words of the body, from one edge to another."""

    start: Edge
    end: Edge


class Anchors:
    """Finds the anchors of comments. To be asked before any element of the document changes."""

    def __init__(self, content: DocxContent) -> None:
        self._content = content
        # those without length stand for empty cells
        self._segments = [one for one in content.flat.segments if one.length]
        self._main = content.roots[content.package.main]

    def of(self, span: Span) -> Stretch | _Element:
        """The words of the body that a span of the text covers; the nearest paragraph of its row, or that
        of its empty cell, where there are none."""
        covered = [each for each in self._covered(span) if self._in_body(each)]
        if covered:
            first, last = covered[0], covered[-1]
            return Stretch(
                Edge(first.holder, _inside(first, span.start)), Edge(last.holder, _inside(last, span.end))
            )
        empty = self._empty_cell(span.start)
        return self._nearest(span.start) if empty is None else empty

    def _covered(self, span: Span) -> list[TextSegment]:
        """The segments with the characters of a span."""
        begin = bisect_right(self._segments, span.start, key=lambda one: one.span.end)
        end = bisect_left(self._segments, span.end, key=lambda one: one.span.start)
        return list(self._segments[begin:end]) if span.start < span.end else []

    def _in_body(self, one: TextSegment) -> bool:
        text = self._content.texts[one.holder]
        return self._is_main(text) and ancestor(text, "txbxContent") is None and run_of(text) is not None

    def _is_main(self, element: _Element) -> bool:
        return element.getroottree().getroot() is self._main

    def _nearest(self, offset: int) -> _Element:
        """The paragraph of the body that has, or ties to itself, the words nearest to an offset: those of
        the same row where there are any."""
        text = self._content.flat.text
        row = Span(text.rfind("\n", 0, offset) + 1, (text.find("\n", offset) + 1 or len(text) + 1) - 1)

        def distance(one: TextSegment) -> tuple[bool, int]:
            strange = one.span.end < row.start or one.span.start > row.end
            return strange, max(one.span.start - offset, offset - one.span.end, 0)

        at = bisect_left(self._segments, offset, key=lambda one: one.span.end)
        near = [self._segments[index] for index in (at - 1, at, at + 1) if 0 <= index < len(self._segments)]
        if not near:
            return self._first_paragraph()
        return self._paragraph(self._content.texts[min(near, key=distance).holder])

    def _paragraph(self, element: _Element) -> _Element:
        """The paragraph of the body that holds an element, or ties it to itself."""
        here: _Element | None = element
        if not self._is_main(element):
            note = ancestor(element, *_NOTES)
            here = self._references.get((kind(note), attribute(note, "id"))) if note is not None else None
        while here is not None and (box := ancestor(here, "txbxContent")) is not None:
            here = box
        paragraph = ancestor(here, "p") if here is not None else None
        return paragraph if paragraph is not None else self._first_paragraph()

    @cached_property
    def _references(self) -> Mapping[tuple[str, str | None], _Element]:
        """The marks in the body that tie notes to it, by the kind of note and its identifier."""
        ends = {f"{note}Reference": note for note in _NOTES}
        return {
            (ends[what], attribute(each, "id")): each
            for each in self._main.iter()
            if (what := kind(each)) in ends
        }

    def _empty_cell(self, offset: int) -> _Element | None:
        """A paragraph of the cell at an offset, where nothing in that cell can be pointed at."""
        grid = next(
            (each for each in self._content.flat.grids if each.span.start <= offset < each.span.end), None
        )
        cell = grid.cell(offset) if grid is not None else None
        if grid is None or cell is None or self._covered(cell.span):
            return None
        tables = (ancestor(self._content.texts[one.holder], "tbl") for one in self._covered(grid.span))
        table = next((each for each in tables if each is not None), None)
        if table is None:
            return None
        for one in placed(table):
            if (one.row, one.column) == (cell.row, cell.column):
                return _paragraph_in(one.element)
        return None

    def _first_paragraph(self) -> _Element:
        body = child(self._main, "body")
        return _paragraph_in(body if body is not None else self._main)


def _inside(one: TextSegment, offset: int) -> int:
    """An offset of the text, cut to a holder's stretch of it, as an offset in the holder."""
    return one.at + min(max(offset - one.span.start, 0), one.span.end - one.span.start)


def _paragraph_in(parent: _Element) -> _Element:
    """The first paragraph in an element; a new one where there is none."""
    found = next((each for each in parent.iterdescendants() if kind(each) == "p"), None)
    if found is not None:
        return found
    new = parent.makeelement(parent.tag.rpartition("}")[0] + "}p")
    properties = [each for each in parent if kind(each) in ("tcPr", "trPr")]
    parent.insert(len(properties), new)
    return new
