"""Files of an audit's folder: new ones, whose errors name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager


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


def put_text(path: str, parts: Iterable[str], newline: str = "\n") -> None:
    """Write a text in pieces; `newline` ends its lines. Raises OSError."""
    with (
        errors_of(path),
        open(path, "x", encoding="utf-8", errors="backslashreplace", newline=newline) as out,
    ):
        out.writelines(parts)
