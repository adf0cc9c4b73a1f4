"""Files of an audit's folder: new ones, whose errors name them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from linter.open_flags import open_flags

_NEW_FILE = open_flags("O_WRONLY", "O_CREAT", "O_EXCL", "O_BINARY")


@contextmanager
def errors_of(path: str, *, always: bool = False) -> Iterator[None]:
    """What the system refuses in the block is an error of the file at `path` where it names none; `always`:
    also where it names another, which is written on the way."""
    try:
        yield
    except OSError as error:
        if always or error.filename is None:
            error.filename = path
        raise


def put_small(path: str, text: str) -> None:
    """Write a text that is in memory, by as few calls of the system as it takes. Raises OSError."""
    data = text.encode(errors="backslashreplace")
    with errors_of(path):
        descriptor = os.open(path, _NEW_FILE, 0o666)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(descriptor, left) :]
        finally:
            os.close(descriptor)


def put_text(path: str, parts: Iterable[str], newline: str = "\n") -> None:
    """Write a text in pieces; `newline` ends its lines. Raises OSError."""
    with (
        errors_of(path),
        open(path, "x", encoding="utf-8", errors="backslashreplace", newline=newline) as out,
    ):
        out.writelines(parts)
