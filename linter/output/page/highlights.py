"""The places of findings, put into the stretches of text that a page shows."""

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
"""The class of each severity."""


class _Mark(NamedTuple):
    """A place of finding `number`: its own, or (from 1) a related one. `first` tells that it begins here."""

    span: Span
    number: int
    related: int
    first: bool

    @property
    def is_own(self) -> bool:
        return not self.related


class Marks:
    """Findings by the stretches of text that show them: `spans`, in order and disjoint.

    A place of which no stretch shows a character (an empty cell, the end of a text) is a point in the
    stretch at or before it. Ids begin with `key`.
    """

    def __init__(self, source: Source, found: Sequence[Diagnostic], spans: Sequence[Span], key: str) -> None:
        self._source = source
        self._found = found
        self._key = key
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._at: dict[int, list[_Mark]] = {}
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
                self._add(index, _Mark(Span(start, end), number, related, not placed))
                placed = True
            index += 1
        if not placed and self._spans:
            own = self._spans[first]
            point = max(own.start, min(span.start, own.end))
            self._add(first, _Mark(Span(point, point), number, related, True))

    def _add(self, index: int, mark: _Mark) -> None:
        self._at.setdefault(index, []).append(mark)

    def show(self, span: Span) -> Html:
        """One of the stretches, with the marks in it."""
        marks = self._at.get(bisect_right(self._starts, span.start) - 1)
        return join(self._segments(span, marks)) if marks else join([self._source.slice(span)])

    def tones(self, spans: Sequence[Span]) -> str:
        """The classes of what is marked in some stretches."""
        marks = (
            mark for span in spans for mark in self._at.get(bisect_right(self._starts, span.start) - 1, ())
        )
        return " ".join(sorted({self._tone(mark) for mark in marks}))

    def _tone(self, mark: _Mark) -> str:
        return TONES[self._found[mark.number - 1].severity] if mark.is_own else "r"

    def _segments(self, span: Span, marks: Sequence[_Mark]) -> Iterator[Html]:
        cuts = sorted({span.start, span.end, *(at for mark in marks for at in mark.span)})
        for mark in marks:
            if mark.first and mark.span == (span.start, span.start):
                yield self._point(mark)
        for start, end in pairwise(cuts):
            here = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
            for mark in here:
                if mark.first and mark.span.start == start:
                    yield self._anchor(mark)
            text = self._source.text[start:end]
            yield self._marked(here, text) if here else join([text])
            for mark in marks:
                if mark.span == (end, end) and end > span.start:
                    yield self._point(mark)

    def _marked(self, marks: Sequence[_Mark], text: str) -> Html:
        tones = sorted({self._tone(mark) for mark in marks})
        own = " ".join(dict.fromkeys(str(mark.number) for mark in marks if mark.is_own))
        related = " ".join(dict.fromkeys(str(mark.number) for mark in marks if not mark.is_own))
        return el("mark", text, class_=" ".join(tones), data_f=own or None, data_r=related or None)

    def _point(self, mark: _Mark) -> Html:
        return join((self._anchor(mark), self._marked([mark], "")))

    def _anchor(self, mark: _Mark) -> Html:
        """Where a link from the list leads: for a finding's own place its number, which leads back."""
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
