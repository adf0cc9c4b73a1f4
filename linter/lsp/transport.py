"""What comes over standard input, as far as it is messages: whatever else comes is passed over.

pygls reads a message's length only from a line of its own, and believes every length. A client that sends
garbage, or a wrong length, would never be understood again.
"""

from __future__ import annotations

import re
from typing import BinaryIO, cast

_LENGTH = re.compile(rb"content-length:[ \t]*(\d+)[ \t]*\r?\n\Z", re.IGNORECASE)
_LONGEST_LINE = 64 * 1024
_LARGEST = 256 * 1024 * 1024


class _Incoming:
    """The two ways in which pygls reads."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """A line of a message's head; of a line that ends in one, only that."""
        line = self._stream.readline(_LONGEST_LINE)
        found = _LENGTH.search(line)
        if found is None:
            return line
        length = int(found[1]) if len(found[1]) < 12 else _LARGEST + 1
        return b"Content-Length: %d\r\n" % length if length <= _LARGEST else b"-\r\n"

    def read(self, size: int) -> bytes:
        """A message's body."""
        return self._stream.read(size)


def incoming(stream: BinaryIO) -> BinaryIO:
    """A stream for pygls to read messages from."""
    return cast("BinaryIO", _Incoming(stream))
