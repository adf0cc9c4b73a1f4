"""Highlights of findings in the spans of text that a page shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from linter.diagnostic import Diagnostic, Severity
from linter.output.page.element import Html, el, join
from linter.output.text import WORDS
from linter.text.source import Source, Span

TONES = {Severity.ERROR: "e", Severity.WARNING: "w", Severity.INFO: "i"}
"""The CSS class of each severity."""


class _Highlight(NamedTuple):
    """A part of finding `number`: of its own span (`related` 0) or a related one; `first` of its parts."""

    span: Span
    number: int
    related: int
    first: bool

    @property
    def is_own(self) -> bool:
        return not self.related


class Highlights:
    """The highlights of findings in the shown `spans`, which are in order and disjoint.

    A place without a shown character (an empty cell, the end of a text) is a point in the span at or
    before it. Element IDs start with `key`.
    """

    def __init__(self, source: Source, found: Sequence[Diagnostic], spans: Sequence[Span], key: str) -> None:
        self._source = source
        self._found = found
        self._key = key
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._at: dict[int, list[_Highlight]] = {}
        for number, each in enumerate(found, 1):
            self._put(each.span, number, 0)
            for related, other in enumerate(each.related, 1):
                if other.source is None:
                    self._put(other.span, number, related)

    def _put(self, span: Span, number: int, related: int) -> None:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        index, placed = first, False
        while index < len(self._spans) and self._spans[index].start < span.end:
            start = max(span.start, self._spans[index].start)
            end = min(span.end, self._spans[index].end)
            if start < end:
                self._add(index, _Highlight(Span(start, end), number, related, not placed))
                placed = True
            index += 1
        if not placed and self._spans:
            own = self._spans[first]
            point = max(own.start, min(span.start, own.end))
            self._add(first, _Highlight(Span(point, point), number, related, True))

    def _add(self, index: int, mark: _Highlight) -> None:
        self._at.setdefault(index, []).append(mark)

    def show(self, span: Span) -> Html:
        """One of the stretches, with the marks in it."""
        highlights = self._at.get(bisect_right(self._starts, span.start) - 1)
        return join(self._segments(span, highlights)) if highlights else join([self._source.slice(span)])

    def tones(self, spans: Sequence[Span]) -> str:
        """The CSS classes of the highlights in some spans."""
        highlights = (
            mark for span in spans for mark in self._at.get(bisect_right(self._starts, span.start) - 1, ())
        )
        return " ".join(sorted({self._tone(mark) for mark in highlights}))

    def _tone(self, mark: _Highlight) -> str:
        return TONES[self._found[mark.number - 1].severity] if mark.is_own else "r"

    def _segments(self, span: Span, highlights: Sequence[_Highlight]) -> Iterator[Html]:
        cuts = sorted({span.start, span.end, *(at for mark in highlights for at in mark.span)})
        begun: dict[int, list[int]] = {}
        points: dict[int, list[_Highlight]] = {}
        for at, mark in enumerate(highlights):
            if mark.span.start < mark.span.end:
                begun.setdefault(mark.span.start, []).append(at)
            else:
                points.setdefault(mark.span.start, []).append(mark)
        for mark in points.get(span.start, ()):
            if mark.first:
                yield self._point(mark)
        is_open: list[int] = []  # the highlights that a segment lies in, in their order
        for start, end in pairwise(cuts):
            is_open = [at for at in is_open if highlights[at].span.end > start]
            is_open = sorted([*is_open, *begun.get(start, ())])
            here = [highlights[at] for at in is_open]
            for mark in here:
                if mark.first and mark.span.start == start:
                    yield self._anchor(mark)
            text = self._source.text[start:end]
            yield self._marked(here, text) if here else join([text])
            yield from map(self._point, points.get(end, ()))

    def _marked(self, highlights: Sequence[_Highlight], text: str) -> Html:
        tones = sorted({self._tone(mark) for mark in highlights})
        own = " ".join(dict.fromkeys(str(mark.number) for mark in highlights if mark.is_own))
        related = " ".join(dict.fromkeys(str(mark.number) for mark in highlights if not mark.is_own))
        return el("mark", text, class_=" ".join(tones), data_f=own or None, data_r=related or None)

    def _point(self, mark: _Highlight) -> Html:
        return join((self._anchor(mark), self._marked([mark], "")))

    def _anchor(self, mark: _Highlight) -> Html:
        """The target of a link from the list; for a finding's own span its number, linking back."""
        if not mark.is_own:
            return el("span", id=f"{self._key}-m{mark.number}-{mark.related}")
        found = self._found[mark.number - 1]
        return el(
            "a",
            class_=f"n {TONES[found.severity]}",
            id=f"{self._key}-m{mark.number}",
            href=f"#{self._key}-f{mark.number}",
            data_n=mark.number,
            aria_label=f"第{mark.number}个问题，{WORDS[found.severity]}{found.code}",
        )
