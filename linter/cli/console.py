"""Where output goes: standard output and error, or a file replaced at once."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, TextIO

from linter.app.rules import RuleError
from linter.atomic_write import replacement
from linter.long_path import system_path
from linter.output.width import log_line, visible
from linter.regular_file import is_special_file


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
    """Print what went wrong on standard error, on one line whatever the names of files hold."""
    complain_lines((message,))


def complain_error(error: Exception) -> None:
    """Print an error that ends the run: the faults of rule files on a line each."""
    complain_lines(map(str, error.faults) if isinstance(error, RuleError) else (str(error),))


def complain_lines(lines: Iterable[str]) -> None:
    """Print lines on standard error; names of files in them give no orders to a terminal or a log.

    Where that cannot be done, nobody is there to read it.
    """
    with suppress(OSError, ValueError):
        print("nianbao: " + "\n".join(map(log_line, lines)), file=sys.stderr)


def announce(message: str) -> None:
    """Print what came of a run on standard output, at once: a program or a log may wait for it."""
    print(*map(visible, message.splitlines()), sep="\n", flush=True)


def show_progress(message: str, *, last: bool) -> None:
    """Print how far a run is over what was printed before, on standard error."""
    print(f"\r{visible(message)}", end="\n" if last else "", file=sys.stderr, flush=True)


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
    if is_special_file(path):  # never replaced; /dev/stdout into a pipe has no other name
        with open(path, "wb") as file:
            yield file
        return
    with replacement(system_path(os.path.realpath(path))) as file:
        yield file
