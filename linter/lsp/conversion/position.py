"""Spans of a text as the client's ranges, and back.

A client counts lines and characters from 0, characters in units of UTF-8, UTF-16 or UTF-32 (LSP 3.17,
positionEncoding). Rows are those of `linter.text.source`, which ends a row where LSP does.
"""

from __future__ import annotations

from bisect import bisect_left

from lsprotocol import types
from msgspec import Struct

from linter.text.source import Source, Span


class PositionCodec(Struct, frozen=True):
    """Converts positions in the encoding agreed on with the client."""

    encoding: str = types.PositionEncodingKind.Utf16

    def range(self, source: Source, span: Span) -> types.Range:
        """The range in the file of a span of an extracted or plain text."""
        file, file_span = source.to_file(span)
        return self.file_range(file, file_span)

    def file_range(self, file: Source, span: Span) -> types.Range:
        """The range of a span of the file's own text."""
        return types.Range(self._position(file, span.start), self._position(file, span.end))

    def _position(self, file: Source, offset: int) -> types.Position:
        row = file.row(offset)
        start = file.line_starts[row - 1]
        if self.encoding == types.PositionEncodingKind.Utf16:  # of a row with thousands of findings, too
            wide = bisect_left(file.wide, offset) - bisect_left(file.wide, start)
            return types.Position(row - 1, offset - start + wide)
        if self.encoding == types.PositionEncodingKind.Utf8:
            return types.Position(row - 1, file.utf8_offset(offset) - file.utf8_offset(start))
        return types.Position(row - 1, offset - start)

    def offset(self, file: Source, position: types.Position) -> int:
        """The offset of a position in the file's own text.

        A position beyond the end of a line, or of the text, is that end; one inside a character is the
        character's start.
        """
        row = position.line + 1
        if row > file.rows:
            return len(file.text)
        line = file.line_span(row)
        text = file.slice(line)
        if text.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return min(line.start + position.character, line.end)
        remaining = position.character
        for index, char in enumerate(text):
            remaining -= self.units(char)
            if remaining < 0:
                return line.start + index
        return line.end

    def span(self, file: Source, range_: types.Range) -> Span:
        """The span of a range in the file's own text."""
        start = self.offset(file, range_.start)
        return Span(start, max(start, self.offset(file, range_.end)))

    def units(self, text: str) -> int:
        """The number of code units of a text."""
        if text.isascii() or self.encoding == types.PositionEncodingKind.Utf32:
            return len(text)
        if self.encoding == types.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(char > "\uffff" for char in text)
