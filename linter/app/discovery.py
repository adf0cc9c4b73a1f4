"""The files that can be reports, by their names and by the folders that hold them."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator

from msgspec import Struct

from linter.app.error_words import reason
from linter.documents import SUFFIXES, is_lock
from linter.long_path import system_path

_PASSED_OVER = frozenset({"node_modules", "__pycache__"})  # besides everything hidden: .git, .venv …


class Problem(Struct, frozen=True):
    """A path that leads to nothing that can be treated, and why; `begun` is what was read of a standard
    input that is too long."""

    message: str
    begun: bytes | None = None


def walk(folder: str, suffixes: Container[str], others: list[str] | None = None) -> Iterator[str | Problem]:
    """Paths of the files with these suffixes (in small letters) under `folder`, sorted by name; the empty
    path is the current folder. A folder that cannot be read is a problem, in its place. What is not
    hidden and yet passed by, files of other kinds and linked folders, is put into `others`."""
    try:
        with os.scandir(system_path(folder or os.curdir)) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(f"无法读取文件夹 {folder or os.curdir}：{reason(error)}")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _PASSED_OVER or is_lock(entry.name):
            continue
        path = os.path.join(folder, entry.name)
        if entry.is_dir(follow_symlinks=False):  # a link could lead back up, for ever
            yield from walk(path, suffixes, others)
        elif os.path.splitext(entry.name)[1].lower() in suffixes and not entry.is_dir():
            yield path
        elif others is not None:
            others.append(path)


def find_reports(folder: str, others: list[str] | None = None) -> Iterator[str | Problem]:
    """The same for files of every kind that can be read."""
    return walk(folder, SUFFIXES, others)


def kind_of(path: str) -> str:
    """What a file that is not read is counted as: its suffix, or what it is."""
    if os.path.isdir(path):
        return "链接的文件夹"
    return os.path.splitext(path)[1].lower() or "没有后缀"


def can_be_report(name: str) -> bool:
    """Whether a file of this name, met in a folder, would be checked."""
    base = os.path.basename(name)
    return not (base.startswith(".") or is_lock(base)) and os.path.splitext(base)[1].lower() in SUFFIXES
