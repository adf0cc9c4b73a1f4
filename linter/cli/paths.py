"""Which files the paths of a command line stand for."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from linter.app.discovery import Problem, can_be_report, find_reports
from linter.app.error_words import reason
from linter.app.file_bytes import TooLarge, read_stream
from linter.app.item import Item
from linter.app.write_guard import FileKey, file_key, status_key

STDIN = "-"
"""The path that stands for standard input."""


def find(paths: Sequence[str], stdin_name: str, others: list[str] | None = None) -> Iterator[Item | Problem]:
    """The files that `paths` name, in their order, those in folders sorted by name.

    Standard input is read to its end, but no further than a report can go on, and called `stdin_name`.

    A file is found once, however many paths lead to it, and counts as named when one of them
    names it. Paths that do not exist and folders that cannot be read are problems, in their place.
    Files in folders that are of no kind that is read are put into `others`. A file in a folder that
    standard output is written to is none of them.
    """
    out = stdout_key()
    named = {_same(path) for path in paths}
    seen: set[str] = set()
    for path in dict.fromkeys(paths):
        if path == STDIN:
            yield _standard_input(stdin_name)
            continue
        for found in _under(path, others):
            if isinstance(found, Problem):
                yield found
            elif (key := _same(found)) not in seen:
                seen.add(key)
                if out is not None and key not in named and file_key(found) == out:
                    continue
                yield Item(found, named=key in named)


def as_met(items: Iterable[Item]) -> tuple[Item, ...]:
    """Files named on the command line as if they had been met in folders, and none of them required:
    without hidden ones, locks of open documents and what no reader is for."""
    return tuple(replace(item, named=False, optional=True) for item in items if _is_met(item))


def _is_met(item: Item) -> bool:
    # Standard input goes on to standard output when it is fixed.
    return item.data is not None or can_be_report(item.name)


def _standard_input(name: str) -> Item | Problem:
    if sys.stdin is None:
        return Problem("无法读取标准输入：没有打开")
    try:
        return Item(name, data=read_stream(sys.stdin.buffer, name))
    except OSError as error:
        return Problem(f"无法读取标准输入：{reason(error)}")
    except TooLarge as error:
        return Problem(str(error), error.begun)


def _same(path: str) -> str:
    return os.path.normcase(os.path.abspath(path))


def stdout_key() -> FileKey | None:
    """What tells the file that standard output is written to from others; None where that is no file."""
    try:
        status = os.fstat(sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):  # closed, or no stream of the system's
        return None
    return status_key(status) if stat.S_ISREG(status.st_mode) else None


def _under(path: str, others: list[str] | None) -> Iterator[str | Problem]:
    if os.path.isdir(path):
        yield from find_reports("" if path == os.curdir else path, others)
    elif os.path.lexists(path):
        yield path
    else:
        yield Problem(f"找不到文件：{path}")
