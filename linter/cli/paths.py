"""Which files the paths of a command line stand for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from linter.app.discovery import Problem, can_be_report, find_reports
from linter.app.file_bytes import TooLarge, read_stream
from linter.app.item import Item

STDIN = "-"
"""The path that stands for standard input."""


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
    # Standard input goes on to standard output when it is fixed.
    return item.data is not None or can_be_report(item.name)


def _standard_input(name: str) -> Item | Problem:
    try:
        return Item(name, data=read_stream(sys.stdin.buffer, name))
    except TooLarge as error:
        return Problem(str(error), error.begun)


def _same(path: str) -> str:
    return os.path.normcase(os.path.abspath(path))


def _under(path: str) -> Iterator[str | Problem]:
    if os.path.isdir(path):
        yield from find_reports("" if path == os.curdir else path)
    elif os.path.lexists(path):
        yield path
    else:
        yield Problem(f"找不到文件：{path}")
