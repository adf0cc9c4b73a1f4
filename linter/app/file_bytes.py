"""The bytes of a file, read no further than a report can go on."""

from __future__ import annotations

import errno
from typing import BinaryIO

from linter.app.item import Item
from linter.documents import ReadError, check_size, largest
from linter.regular_file import UnfitFile, read_regular


def read_bytes(item: Item) -> bytes:
    """The bytes of an item. Raises OSError, and ReadError for a file that is too large or not a file."""
    if item.data is not None:
        return item.data
    check_size(item.name, item.size)
    try:
        return read_regular(item.name, largest(item.name), pipes=True)
    except UnfitFile as error:
        if error.errno == errno.EFBIG:
            check_size(item.name, largest(item.name) + 1)  # the words for a document that is too large
        raise ReadError(item.name, error.strerror or "") from None


class TooLarge(Exception):
    """A stream that is longer than any report; str() says so to the user, `begun` is what was read of it."""

    def __init__(self, message: str, begun: bytes) -> None:
        super().__init__(message)
        self.begun = begun


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """A stream to its end, which is treated as the file `name`. Raises TooLarge."""
    data = stream.read(largest(name) + 1)
    try:
        check_size(name, len(data))
    except ReadError as error:
        raise TooLarge(str(error), data) from None
    return data
