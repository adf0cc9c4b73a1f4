"""Which files the paths of a command line stand for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from linter.batch.item import Item, reason
from linter.readers import SUFFIXES, ReadError, check_size, is_lock, largest

STDIN = "-"
"""The path that stands for standard input."""

_PASSED_OVER = frozenset({"node_modules", "__pycache__"})  # besides everything hidden: .git, .venv …


class Problem(NamedTuple):
    """A path that leads to nothing that can be treated, and why; `begun` is what was read of a standard
    input that is too long."""

    message: str
    begun: bytes | None = None


def find(paths: Sequence[str], stdin_name: str) -> Iterator[Item | Problem]:
    """The files that `paths` name, in their order, those in folders sorted by name.

    Standard input is read to its end, but no further than a report can go on, and called `stdin_name`.

    A file is found once, however many paths lead to it, and counts as named when one of them
    names it. Paths that do not exist and folders that cannot be read are problems, in their place.
    """
    named = {_same(path) for path in paths}
    seen: set[str] = set()
    for path in dict.fromkeys(paths):
        if path == STDIN:
            yield _standard_input(stdin_name)
            continue
        for found in _under(path):
            if isinstance(found, Problem):
                yield found
            elif (key := _same(found)) not in seen:
                seen.add(key)
                yield Item(found, named=key in named)


def as_met(items: Iterable[Item]) -> tuple[Item, ...]:
    """Files named on the command line as if they had been met in folders, and none of them required:
    without hidden ones, locks of open documents and what no reader is for."""
    return tuple(item._replace(named=False, optional=True) for item in items if _is_met(item))


def _is_met(item: Item) -> bool:
    if item.data is not None:
        return True  # standard input goes on to standard output when it is fixed
    base = os.path.basename(item.name)
    return not (base.startswith(".") or is_lock(base)) and os.path.splitext(base)[1].lower() in SUFFIXES


def _standard_input(name: str) -> Item | Problem:
    most = largest(name)
    data = sys.stdin.buffer.read(most + 1)
    try:
        check_size(name, len(data))
    except ReadError as error:
        return Problem(str(error), data)
    return Item(name, data=data)


def _same(path: str) -> str:
    return os.path.normcase(os.path.abspath(path))


def _under(path: str) -> Iterator[str | Problem]:
    if os.path.isdir(path):
        yield from _walk("" if path == os.curdir else path)
    elif os.path.lexists(path):
        yield path
    else:
        yield Problem(f"找不到文件：{path}")


def _walk(folder: str) -> Iterator[str | Problem]:
    """Paths of the readable files under `folder`; the empty path is the current folder."""
    try:
        with os.scandir(folder or os.curdir) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(f"无法读取文件夹 {folder or os.curdir}：{reason(error)}")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _PASSED_OVER or is_lock(entry.name):
            continue
        path = os.path.join(folder, entry.name)
        if entry.is_dir(follow_symlinks=False):  # a link could lead back up, for ever
            yield from _walk(path)
        elif os.path.splitext(entry.name)[1].lower() in SUFFIXES and not entry.is_dir():
            yield path
