"""Files that appear whole or not at all, whatever happens in between."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from linter.long_path import system_path
from linter.open_flags import open_flags

_NEW_FILE = open_flags("O_WRONLY", "O_CREAT", "O_EXCL", "O_BINARY")  # exclusively: through no link
_SET_ID = stat.S_ISUID | stat.S_ISGID
_CAPABILITY = "security.capability"  # rights of a program, which another owner's file must not have


class _NamedFile(io.FileIO):
    """A file whose errors name the file that the user knows."""

    def __init__(self, descriptor: int, known_as: str) -> None:
        super().__init__(descriptor, "wb")
        self._known_as = known_as

    def write(self, data: object, /) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]
        except OSError as error:
            error.filename = self._known_as
            raise


@contextmanager
def replacement(
    target: str, before: Callable[[], None] | None = None, *, is_private: bool = False
) -> Iterator[BinaryIO]:
    """A new file for the block to write, put in the place of `target` when it ends well.

    Nobody else can read it until then, nor later if it `is_private`. Otherwise what is there already hands on
    its owner, mode and extended attributes, as far as the system allows; without the owner, set-id bits are
    dropped. `before` is called at the last moment and stops all by raising. `target` must be no link. Raises
    OSError.
    """
    target = system_path(target)
    path = os.path.join(os.path.dirname(target), f".nianbao-{os.urandom(6).hex()}.tmp")
    try:
        descriptor = os.open(path, _NEW_FILE, 0o600)
    except OSError as error:
        error.filename = target  # the one that the user knows
        raise
    try:
        with io.BufferedWriter(_NamedFile(descriptor, target)) as file:
            yield file
            file.flush()
            with _named(target):
                os.fsync(file.fileno())
        with _named(target):
            if not is_private:
                _hand_on(target, path)
        if before is not None:
            before()
        with _named(target):
            os.replace(path, target)
    except BaseException as error:
        with suppress(OSError):
            _unlink(path)
        if isinstance(error, OSError) and error.filename == path:
            error.filename = target  # the one that the user knows
        raise
    _sync_folder(os.path.dirname(target))


def _unlink(path: str) -> None:
    """Remove a file that may have become read-only, which Windows refuses to remove."""
    try:
        os.unlink(path)
    except PermissionError:
        os.chmod(path, stat.S_IWRITE)
        os.unlink(path)


@contextmanager
def _named(target: str) -> Iterator[None]:
    """Have errors in the block name a file where the system names none."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = target
        raise


def replace(
    target: str, data: bytes, before: Callable[[], None] | None = None, *, is_private: bool = False
) -> None:
    """Put a file with this content, safe on the disk, in the place of `target`, which must be no symbolic
    link; `before` and `is_private` as in `replacement`. Raises OSError."""
    with replacement(target, before, is_private=is_private) as file:
        file.write(data)


def _hand_on(target: str, path: str) -> None:
    """Give the file `path` what belongs to the file `target`, if there is one, or the usual mode."""
    try:
        old = os.stat(target)
    except OSError:
        os.chmod(path, 0o666 & ~_umask())
        return
    mode = stat.S_IMODE(old.st_mode)
    if not _keep_owner(path, old):
        mode &= ~_SET_ID
    os.chmod(path, mode)
    _keep_attributes(target, path, owned=os.stat(path).st_uid == old.st_uid)


def _keep_owner(path: str, old: os.stat_result) -> bool:
    """Give a file the owner and group of another; whether it has both."""
    if not hasattr(os, "chown"):
        return True  # a system without owners of this kind
    for owner, group in ((old.st_uid, old.st_gid), (-1, old.st_gid)):
        new = os.stat(path)
        if (new.st_uid, new.st_gid) == (old.st_uid, old.st_gid):
            return True
        with suppress(OSError):
            os.chown(path, owner, group)
    new = os.stat(path)
    return (new.st_uid, new.st_gid) == (old.st_uid, old.st_gid)


def _keep_attributes(target: str, path: str, *, owned: bool) -> None:
    """Copy extended attributes, access lists among them, where the system has them and lets them be set."""
    if sys.platform == "linux":
        with suppress(OSError):
            for name in os.listxattr(target):
                if owned or name != _CAPABILITY:
                    with suppress(OSError):
                        os.setxattr(path, name, os.getxattr(target, name))


def _umask() -> int:
    """The bits that new files are made without; asking the system means setting it for a moment."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _sync_folder(folder: str) -> None:
    """Have the system write down a new name, where folders can be asked to."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder or os.curdir, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
