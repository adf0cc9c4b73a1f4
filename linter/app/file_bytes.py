"""The bytes of a file, read no further than a report can go on."""

from __future__ import annotations

import os
import stat
from typing import BinaryIO

from linter.app.item import Item
from linter.documents import ReadError, check_size, largest


def read_bytes(item: Item) -> bytes:
    """The bytes of an item. Raises OSError, and ReadError for a file that is too large or not a file."""
    if item.data is not None:
        return item.data
    check_size(item.name, item.size)
    mode = os.stat(item.name).st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode) and not _is_open_pipe(item.name, mode):
        raise ReadError(item.name, "是设备或命名管道，不是普通文件")  # reading it may never end
    most = largest(item.name)
    with open(item.name, "rb") as file:
        data = file.read(most + 1)  # the system does not tell the size of all that can be read
    check_size(item.name, len(data))
    return data


def _is_open_pipe(name: str, mode: int) -> bool:
    """Whether a name stands for a pipe that is open already, as a shell writes `<(command)`."""
    return stat.S_ISFIFO(mode) and name.startswith(("/dev/fd/", "/dev/stdin", "/proc/self/fd/"))


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
