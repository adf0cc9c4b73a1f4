"""Regular expressions, compiled once for all runs.

CPython compiles a pattern to a list of integers in pure Python, which for the patterns of this
program takes a third of a start, and `re` keeps none on disk. The integers depend on nothing but the
pattern and the build of the interpreter, so they are kept in the user's cache folder and handed to
the matcher as they are (it checks them). How `re` makes them is not part of its public face: whatever
is not as expected there means plain `re.compile`.
"""

from __future__ import annotations

import atexit
import contextlib
import marshal
import re
import sys
from array import array
from collections.abc import Mapping
from functools import cache as once
from functools import lru_cache
from typing import Any, NamedTuple

from linter import cache

_MOST = 1000  # patterns in the file: every change of a rule would let it grow without end


class _Code(NamedTuple):
    """What the matcher needs of a pattern."""

    flags: int
    words: bytes
    groups: int
    names: Mapping[str, int]
    order: tuple[str | None, ...]


_Key = tuple[str, int]


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile(pattern, flags)`; raises re.error."""
    try:
        return _compiled(pattern, int(flags))
    except re.error:
        raise
    except Exception:  # noqa: BLE001 - another interpreter, another version of re: it has its own way
        return re.compile(pattern, flags)


@lru_cache(maxsize=1024)
def matcher(pattern: str) -> re.Pattern[str]:
    """A pattern of a rule, which is asked for again and again."""
    return compiled(pattern)


@lru_cache(maxsize=512)
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    """Matches where one of a rule's patterns does, without their groups' names; None for none."""
    bare = (_GROUP_NAME.sub("(?:", pattern) for pattern in patterns)
    return compiled("|".join(f"(?:{pattern})" for pattern in bare)) if patterns else None


def occurs(patterns: tuple[str, ...], text: str) -> bool:
    """Whether one of a rule's patterns occurs in a text."""
    found = any_of(patterns)
    return found is not None and found.search(text) is not None


class _Store:
    """The codes known from earlier runs, and those of this one."""

    def __init__(self) -> None:
        self.codes: dict[_Key, tuple[Any, ...]] = {}
        self.name = f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}-{_machine().MAGIC}"
        with contextlib.suppress(Exception):
            found = marshal.loads(cache.read(self.name) or b"")  # noqa: S302 - the user's own folder
            if isinstance(found, dict):
                self.codes = found
        self.known = len(self.codes)
        self.used: dict[_Key, tuple[Any, ...]] = {}
        atexit.register(self.save)

    def save(self) -> None:
        """Keep what this run has compiled; of too many, only what it used."""
        if self.known < len(self.codes):
            kept = self.codes if len(self.codes) <= _MOST else self.used
            if len(kept) <= _MOST:
                cache.write(self.name, marshal.dumps(kept))


@once
def _store() -> _Store:
    return _Store()


def _machine() -> Any:
    import _sre  # type: ignore[import-not-found]

    return _sre


def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    store = _store()
    kept = store.codes.get((pattern, flags))
    if kept is None:
        kept = tuple(_code(pattern, flags))
        store.codes[pattern, flags] = kept
    store.used[pattern, flags] = kept
    code = _Code(*kept)
    words = memoryview(code.words).cast("I").tolist()
    made: re.Pattern[str] = _machine().compile(
        pattern, code.flags, words, code.groups, dict(code.names), code.order
    )
    return made


def _code(pattern: str, flags: int) -> _Code:
    import re._compiler as compiler  # type: ignore[import-not-found]
    import re._parser as parser  # type: ignore[import-not-found]

    if array("I").itemsize != _machine().CODESIZE:
        raise NotImplementedError
    tree = parser.parse(pattern, flags)
    words = array("I", compiler._code(tree, flags))
    names: dict[str, int] = dict(tree.state.groupdict)
    order: list[str | None] = [None] * tree.state.groups
    for name, index in names.items():
        order[index] = name
    return _Code(flags | tree.state.flags, words.tobytes(), tree.state.groups - 1, names, tuple(order))


_GROUP_NAME = compiled(r"\(\?P<\w+>")
