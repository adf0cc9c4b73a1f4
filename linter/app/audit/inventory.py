"""Every file of a folder, those in its archives too: nothing goes unmentioned."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from msgspec import Struct

from linter.app.audit.zip_archive import SEPARATOR, ArchiveError, members, read_member
from linter.app.error_words import reason
from linter.app.file_bytes import read_bytes
from linter.app.item import Item
from linter.documents import is_lock

_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})
_SYSTEM_FOLDERS = frozenset({"__macosx", "node_modules", "__pycache__", "$recycle.bin"})
_MAIL = "是邮件；请打开邮件，把附件另存后再放进来"
_UNTREATED: Mapping[str, str] = {".eml": _MAIL, ".msg": _MAIL, ".emlx": _MAIL}


class Entry(Struct, frozen=True):
    """A file: `name` is its path from the folder with slashes, `path` where it lies, `member` leads to it
    inside an archive. `reason` says why it is not opened; `system` tells that no person put it there."""

    name: str
    path: str
    size: int = 0
    member: tuple[str, ...] = ()
    reason: str = ""
    system: bool = False
    archive: bool = False

    def read(self) -> bytes:
        """The bytes of the file. Raises OSError, ReadError, ArchiveError."""
        if self.member:
            return read_member(self.path, self.member)
        return read_bytes(Item(self.path))


def entries(folder: str) -> Iterator[Entry]:
    """The files under `folder`, sorted by name; a folder that cannot be read is an entry too."""
    yield from _walk(folder, "")


def _walk(folder: str, prefix: str) -> Iterator[Entry]:
    try:
        with os.scandir(folder) as scan:
            found = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield Entry(prefix or ".", folder, reason=f"无法读取文件夹：{reason(error)}")
        return
    for entry in found:
        name = prefix + shown(entry.name)
        if entry.is_symlink() and entry.is_dir():  # a link could lead back up, for ever
            yield Entry(name, entry.path, reason="是指向文件夹的链接，没有进入")
        elif entry.is_dir(follow_symlinks=False):
            if entry.name.startswith(".") or entry.name.lower() in _SYSTEM_FOLDERS:
                yield Entry(name, entry.path, reason="系统文件夹，没有进入", system=True)
            else:
                yield from _walk(entry.path, f"{name}/")
        else:
            yield from _file(entry, name)


def _file(entry: os.DirEntry[str], name: str) -> Iterator[Entry]:
    if is_system(entry.name):
        yield Entry(name, entry.path, reason="系统文件或临时文件", system=True)
        return
    try:
        size = entry.stat().st_size
    except OSError as error:
        yield Entry(name, entry.path, reason=f"无法读取：{reason(error)}")
        return
    suffix = os.path.splitext(entry.name)[1].lower()
    if suffix in _UNTREATED:
        yield Entry(name, entry.path, size, reason=_UNTREATED[suffix])
    elif suffix == ".zip":
        yield from _archive(entry.path, name, size)
    else:
        yield Entry(name, entry.path, size)


def _archive(path: str, name: str, size: int) -> Iterator[Entry]:
    """An archive and what is in it."""
    try:
        inside = tuple(members(path))
    except ArchiveError as error:
        yield Entry(name, path, size, reason=str(error))
        return
    yield Entry(name, path, size, reason=f"压缩包，里面有 {len(inside)} 个文件", archive=True)
    for each in inside:
        base = os.path.basename(each.name)
        system = is_system(base) or bool(_SYSTEM_FOLDERS & set(each.name.lower().split("/")))
        why = "系统文件或临时文件" if system else each.reason
        why = why or _UNTREATED.get(os.path.splitext(base)[1].lower(), "")
        yield Entry(f"{name}{SEPARATOR}{each.name}", path, each.size, each.path, why, system)


def shown(name: str) -> str:
    """A file's name as characters: one that is no UTF-8 is most likely GBK, out of an archive."""
    try:
        name.encode()
    except UnicodeEncodeError:
        try:
            return os.fsencode(name).decode("gb18030")
        except UnicodeError:
            return name.encode(errors="backslashreplace").decode()
    return name


def is_system(name: str) -> bool:
    """Whether a file of this name (without its folder) is no person's: hidden, a lock, the system's."""
    return name.startswith(".") or name.lower() in _SYSTEM or is_lock(name)
