"""Where output goes: the standard streams made safe for any character, or a file replaced at once."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from linter.atomic_write import beside


def set_up_streams() -> None:
    """Make standard output and error accept every character.

    A terminal keeps its encoding and shows `?` for what it cannot; a pipe or a file gets UTF-8,
    whatever the system's code page, and line ends as they are, because a program reads it.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def drop_stdout() -> None:
    """Send what is still buffered for a reader that went away to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def wants_colour(choice: str, stream: TextIO) -> bool:
    """Whether to colour, for the choice auto, always or never."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    return os.name != "nt" or _understands_escapes()


def _understands_escapes() -> bool:
    from rich.console import Console

    return not Console().legacy_windows


def complain(message: str) -> None:
    """Print what went wrong on standard error."""
    print(f"nianbao: {message}", file=sys.stderr)


def put(data: bytes) -> None:
    """Write bytes to standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def put_rest(begun: bytes | None) -> None:
    """Pass standard input on as it is, of which `begun` has been read; nothing for None."""
    if begun is None:
        return
    import shutil

    put(begun)
    shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)
    sys.stdout.buffer.flush()


@contextmanager
def sink(path: str | None, stream: TextIO | None = None) -> Iterator[TextIO]:
    """A stream to write the output to: `stream` (default: standard output), or the file `path` in UTF-8.

    The file appears whole or not at all: it is written beside its place and moved there when the
    block ends well. Raises OSError when it cannot be written.
    """
    if path is None:
        yield stream or sys.stdout
        return
    with byte_sink(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="\n")
        yield text
        text.flush()
        text.detach()  # the file is closed by whoever opened it


@contextmanager
def byte_sink(path: str | None) -> Iterator[BinaryIO]:
    """The same for bytes."""
    if path is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):  # a device or a pipe: never replaced
        with open(target, "wb") as file:
            yield file
        return
    with beside(target) as path_beside, open(path_beside, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
