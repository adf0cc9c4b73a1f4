"""The files in a zip archive that can be opened without harm, within limits."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from msgspec import Struct

from linter.documents import largest

_MEGABYTE = 1024 * 1024
_MOST_MEMBERS = 5000
_MOST_UNPACKED = 1024 * _MEGABYTE
_MOST_TIMES = 200  # what a member may be larger than it is packed: text packs to a tenth
_SMALL = _MEGABYTE  # below it any ratio does no harm
_DEEPEST = 2  # archives in an archive
_LONGEST_NAME = 400
_IS_UTF8, _IS_ENCRYPTED = 0x800, 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, RuntimeError)

SEPARATOR = "!"
"""Stands between the name of an archive and that of a file in it."""


class Member(Struct, frozen=True):
    """A file in an archive: `path` are the names that lead to it, one for each archive; `name` is how it is
    shown; `reason` says why it is not opened."""

    path: tuple[str, ...]
    name: str
    size: int
    reason: str = ""


class ArchiveError(Exception):
    """An archive that is not opened; str() says why, in Chinese."""


def members(file: str | BinaryIO, deep: int = 1) -> Iterator[Member]:
    """The files in an archive, those of archives in it behind theirs. Raises ArchiveError."""
    try:
        with zipfile.ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > _MOST_MEMBERS:
                raise ArchiveError(f"压缩包里的文件超过 {_MOST_MEMBERS} 个，没有打开")
            if sum(info.file_size for info in infos) > _MOST_UNPACKED:
                raise ArchiveError(f"压缩包解开后超过 {_MOST_UNPACKED // _MEGABYTE} MB，没有打开")
            for info in sorted(infos, key=shown_name):
                yield from _member(archive, info, deep)
    except _BROKEN:
        raise ArchiveError("压缩包已损坏，不能打开") from None


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, deep: int) -> Iterator[Member]:
    name = shown_name(info)
    reason = _refusal(info, name)
    if reason or not name.lower().endswith(".zip"):
        yield Member((info.filename,), name, info.file_size, reason)
        return
    if deep >= _DEEPEST:
        yield Member((info.filename,), name, info.file_size, "压缩包套了几层，没有打开；请解开后再放进来")
        return
    try:
        for each in members(BytesIO(_read(archive, info.filename, name)), deep + 1):
            yield Member((info.filename, *each.path), f"{name}{SEPARATOR}{each.name}", each.size, each.reason)
    except ArchiveError as error:
        yield Member((info.filename,), name, info.file_size, str(error))


def shown_name(info: zipfile.ZipInfo) -> str:
    """The name of a member as whoever packed it saw it: Chinese systems write GBK where nothing is said."""
    name = info.filename
    if not info.flag_bits & _IS_UTF8:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")


def _refusal(info: zipfile.ZipInfo, name: str) -> str:
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or ":" in parts[0] or len(name) > _LONGEST_NAME:
        return "压缩包里的这个文件名不安全，没有打开"
    if any(not char.isprintable() for char in name):
        return "压缩包里的这个文件名有控制字符，没有打开"
    if info.flag_bits & _IS_ENCRYPTED:
        return "压缩包设有密码；请解开后再放进来"
    if info.file_size > max(_SMALL, info.compress_size * _MOST_TIMES):
        return "压缩包里的这个文件压缩得不正常（可能是压缩炸弹），没有打开"
    if info.file_size > largest(name):
        return f"文件超过 {largest(name) // _MEGABYTE} MB 的上限，不像是一份年报"
    return ""


def read_member(file: str | BinaryIO, path: tuple[str, ...]) -> bytes:
    """The bytes of a member. Raises ArchiveError where it cannot be unpacked any more."""
    try:
        with zipfile.ZipFile(file) as archive:
            data = _read(archive, path[0], path[-1])
    except _BROKEN:
        raise ArchiveError("压缩包已损坏，不能打开") from None
    return data if len(path) == 1 else read_member(BytesIO(data), path[1:])


def _read(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    most = _MOST_UNPACKED if name.lower().endswith(".zip") else largest(os.path.basename(name))
    try:
        with archive.open(member) as file:
            data = file.read(most + 1)
    except (*_BROKEN, KeyError):
        raise ArchiveError("压缩包里的这个文件已损坏，不能解开") from None
    if len(data) > most:
        raise ArchiveError("压缩包里的这个文件比写明的大，没有打开")
    return data
