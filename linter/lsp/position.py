"""Spans of a text as a client counts them, and back.

A client counts lines and characters from 0, characters in units of UTF-8, UTF-16 or UTF-32 (LSP 3.17,
positionEncoding). Rows are those of `linter.text.source`, which ends a row where LSP does.
"""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types

from linter.text.source import Source, Span


@dataclass(frozen=True)
class PositionCodec:
    """Counts as one client does; `encoding` is what was agreed when it connected."""

    encoding: str = types.PositionEncodingKind.Utf16

    def range(self, source: Source, span: Span) -> types.Range:
        """Where a span of an extracted or plain text stands in the file itself."""
        own, place = source.to_file(span)
        return self.exactly(own, place)

    def exactly(self, own: Source, span: Span) -> types.Range:
        """Where a span of the file's own text stands."""
        return types.Range(self._point(own, span.start), self._point(own, span.end))

    def _point(self, own: Source, offset: int) -> types.Position:
        row = own.row(offset)
        before = own.text[own.line_starts[row - 1] : offset]
        return types.Position(row - 1, self.units(before))

    def offset(self, own: Source, at: types.Position) -> int:
        """The offset in the file's own text that a client means: one that is beyond the end of a line,
        or of the text, is that end; one inside a character is before it."""
        row = at.line + 1
        if row > own.rows:
            return len(own.text)
        line = own.line_span(row)
        text = own.slice(line)
        if text.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return min(line.start + at.character, line.end)
        left = at.character
        for index, char in enumerate(text):
            left -= self.units(char)
            if left < 0:
                return line.start + index
        return line.end

    def span(self, own: Source, place: types.Range) -> Span:
        """The span in the file's own text that a client means."""
        start = self.offset(own, place.start)
        return Span(start, max(start, self.offset(own, place.end)))

    def units(self, text: str) -> int:
        """How many units a text has."""
        if text.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return len(text)
        if self.encoding == types.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(char > "\uffff" for char in text)
