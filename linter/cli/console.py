"""Where output goes: the standard streams made safe for any character, or a file replaced at once."""

from __future__ import annotations

import codecs
import errno
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

_ESCAPE = "nianbao.escape"


class _ClosedFile(io.RawIOBase):
    """Stands for a stream that was closed before the program began: nothing can be written."""

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def set_up_streams() -> None:
    r"""Make standard output and error accept every character, and writing to them fail if they are closed.

    A terminal keeps its encoding, and so does what PYTHONIOENCODING is set for; any other pipe or file gets
    UTF-8, whatever the system's code page, and line ends as they are, because a program reads it. What
    an encoding lacks is written as an escape (\u2426).
    """
    _occupy_descriptors()
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(_ClosedFile()), encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
    chosen = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
    codecs.register_error(_ESCAPE, _escape)
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors=_ESCAPE)
        else:
            stream.reconfigure(encoding=chosen or "utf-8", errors=_ESCAPE, newline="\n")


def _occupy_descriptors() -> None:
    """Let no file that is opened later take the place of a standard stream that is closed."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Escapes, as JSON knows them too, for characters that cannot be encoded."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(f"\\u{high << 8 | low:04x}" for high, low in pairs), error.end


def drop_stdout() -> None:
    """Send what is still buffered, for a reader that went away or a disk that is full, to nowhere."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):  # no stream of the system's
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
        return
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
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
    """Print what came of a run on standard output."""
    print(*map(visible, message.splitlines()), sep="\n")


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
    target = system_path(os.path.realpath(path))
    if os.path.exists(target) and not os.path.isfile(target):  # a device or a pipe: never replaced
        with open(target, "wb") as file:
            yield file
        return
    with replacement(target) as file:
        yield file
