"""Regular files read whole, up to a size: the one way to read a file that somebody else may have put.

A path in a folder that was sent to somebody may lead to a device that never ends, to a pipe that nobody
writes to, or to a file of many gigabytes.
"""

from __future__ import annotations

import errno
import io
import os
import stat

from linter.long_path import system_path
from linter.open_flags import open_flags

_FLAGS = open_flags("O_RDONLY", "O_NONBLOCK", "O_NOCTTY", "O_BINARY")


class UnfitFile(OSError):
    """A file that is not read: no regular one, or a larger one than is expected; `strerror` says so in
    Chinese."""


def read_regular(path: str | os.PathLike[str], largest: int, *, pipes: bool = False) -> bytes:
    """The bytes of a regular file of at most `largest` bytes. Raises OSError, UnfitFile among them.

    With `pipes`, a pipe that is open already is read too, as a shell writes `<(command)`.
    """
    name = os.fspath(path)
    if pipes and is_open_pipe(name):
        with open(name, "rb") as pipe:
            return _read(pipe, name, largest)
    # What is opened is asked what it is, not what the path led to before. A pipe would keep `open` waiting.
    descriptor = os.open(system_path(name), _FLAGS)
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "这是一个文件夹", name)
        if not stat.S_ISREG(mode):
            raise UnfitFile(errno.EINVAL, "是设备或命名管道，不是普通文件", name)
        with io.FileIO(descriptor, "rb", closefd=False) as file:
            return _read(file, name, largest)
    finally:
        os.close(descriptor)


def is_open_pipe(name: str) -> bool:
    """Whether a name stands for a pipe that is open already."""
    if not name.startswith(("/dev/fd/", "/dev/stdin", "/proc/self/fd/")):
        return False
    return stat.S_ISFIFO(os.stat(name).st_mode)


def is_special_file(name: str) -> bool:
    """Whether a path leads to a device, a pipe or a socket."""
    try:
        mode = os.stat(system_path(name)).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def is_open_stream(name: str) -> bool:
    """Whether a special file can be written to at any time: the null device, or a stream that this process
    has open already, as /dev/stdout and what a shell writes for `>(command)`."""
    if os.name != "posix":
        return True  # NUL, CON: no pipes that wait for a reader
    if name.startswith(("/dev/fd/", "/dev/stdout", "/dev/stderr", "/proc/self/fd/")):
        return True
    return os.path.samestat(os.stat(name), os.stat(os.devnull))


def _read(file: io.FileIO | io.BufferedReader, name: str, largest: int) -> bytes:
    """All of a file; the system does not give the size of all that can be read."""
    parts: list[bytes] = []
    left = largest + 1
    while left and (part := file.read(left)):
        parts.append(part)
        left -= len(part)
    if not left:
        size = f"{largest // 1024**2} MB" if largest >= 1024**2 else f"{largest // 1024} KB"
        raise UnfitFile(errno.EFBIG, f"文件太大，最多 {size}", name)
    return b"".join(parts)
