"""The standard streams, made safe: for any character, for a reader that goes away, for one that is closed."""

from __future__ import annotations

import codecs
import errno
import io
import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_ESCAPE = "nianbao.escape"


class _ClosedFile(io.RawIOBase):
    """Stands for a stream that was closed before the program began: nothing can be written, until it is
    `forgotten`; then what is written is lost."""

    forgotten = False

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        if self.forgotten:
            return memoryview(data).nbytes
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


class _Pipe(io.FileIO):
    """A standard stream into a pipe, whose reader (head, less) may go when it has seen enough: what comes
    later is lost, and the command ends as if all had been read. `owner` is the stream that it stands for,
    which would close the pipe if nobody kept it."""

    is_abandoned = False
    owner: TextIO | None = None

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            if not reader_is_gone(error):
                raise
        self.is_abandoned = True
        _lead_nowhere(self.fileno())
        return memoryview(data).nbytes


def set_up_streams(*, outlives_reader: bool = True) -> None:
    r"""Make standard output and error accept every character, and writing to them fail if they are closed,
    but with `outlives_reader` not if whoever reads a pipe goes away.

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
    if outlives_reader:
        sys.stdout, sys.stderr = _outliving(sys.stdout), _outliving(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors=_ESCAPE)
        else:
            stream.reconfigure(encoding=chosen or "utf-8", errors=_ESCAPE, newline="\n")


def _outliving(stream: TextIO) -> TextIO:
    """The same stream; one into a pipe outlives its reader."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    below = stream.buffer
    raw = getattr(below, "raw", below)  # `python -u` has no buffer between
    if type(raw) is not io.FileIO or not _is_pipe(raw.fileno()):
        return stream
    stream.flush()
    pipe = _Pipe(raw.fileno(), "wb", closefd=False)
    pipe.owner = stream
    return io.TextIOWrapper(
        pipe if below is raw else io.BufferedWriter(pipe),
        encoding=stream.encoding,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def _is_pipe(descriptor: int) -> bool:
    mode = os.fstat(descriptor).st_mode
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def reader_is_gone(error: OSError) -> bool:
    """Whether an error says that the reader of a pipe (head, less) has seen enough."""
    windows = os.name == "nt" and error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or windows


def stdout_is_abandoned() -> bool:
    """Whether nobody reads standard output any more."""
    buffer = getattr(sys.stdout, "buffer", None)
    raw = getattr(buffer, "raw", buffer)
    return isinstance(raw, _Pipe) and raw.is_abandoned


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
        raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
        if isinstance(raw, _ClosedFile):
            raw.forgotten = True  # what it still has is written when Python ends
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
        return
    with suppress(OSError):
        _lead_nowhere(descriptor)


def _lead_nowhere(descriptor: int) -> None:
    """Let what is written to a descriptor be lost. Raises OSError."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
