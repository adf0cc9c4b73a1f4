"""Standard input with garbage between the messages skipped.

pygls finds a message's length only in a line of its own, and trusts every length. After garbage or a wrong
length it would not understand any further message.
"""

from __future__ import annotations

import re
from typing import BinaryIO, cast

_LENGTH = re.compile(rb"content-length:[ \t]*(\d+)[ \t]*\r?\n\Z", re.IGNORECASE)
_LONGEST_LINE = 64 * 1024
_LARGEST = 256 * 1024 * 1024


class _MessageInput:
    """A stream with the two methods that pygls calls."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """A header line; of garbage that ends in one, only the header."""
        line = self._stream.readline(_LONGEST_LINE)
        found = _LENGTH.search(line)
        if found is None:
            return line
        length = int(found[1]) if len(found[1]) < 12 else _LARGEST + 1
        return b"Content-Length: %d\r\n" % length if length <= _LARGEST else b"-\r\n"

    def read(self, size: int) -> bytes:
        """The body of a message."""
        return self._stream.read(size)


def message_input(stream: BinaryIO) -> BinaryIO:
    """A stream from which pygls reads messages."""
    return cast("BinaryIO", _MessageInput(stream))
