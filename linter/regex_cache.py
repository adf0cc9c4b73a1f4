"""Regular expressions of the program's own modules, compiled once for all runs.

Compiling them takes a third of a start, so their compiled form is kept in the user's cache folder
(linter.regex_code). Whatever goes wrong with that means plain `re.compile`. The patterns of rules are
kept with the rulebook instead.
"""

from __future__ import annotations

import atexit
import contextlib
import re
import sys
from functools import cache as once

from msgspec.msgpack import decode, encode

from linter import cache, regex_code

_MOST = 1000  # patterns in the file: every change of a rule would let it grow without end


_Key = tuple[str, int]


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile(pattern, flags)`; raises re.error."""
    try:
        return _compiled(pattern, int(flags))
    except re.error:
        raise
    except Exception:  # noqa: BLE001 - another interpreter, another version of re: it has its own way
        return re.compile(pattern, flags)


class _Store:
    """The codes known from earlier runs, and those of this one."""

    def __init__(self) -> None:
        self.codes: dict[_Key, bytes] = {}
        self.name = f"patterns-2-{sys.implementation.cache_tag}-{sys.hexversion:x}-{regex_code.BUILD}"
        with contextlib.suppress(Exception):
            kept = decode(cache.read(self.name) or b"")
            self.codes = {(pattern, flags): code for pattern, flags, code in kept}
        self.known = len(self.codes)
        self.used: dict[_Key, bytes] = {}
        atexit.register(self.save)

    def save(self) -> None:
        """Keep what this run has compiled; of too many, only what it used."""
        if self.known < len(self.codes):
            kept = self.codes if len(self.codes) <= _MOST else self.used
            if len(kept) <= _MOST:
                cache.write(self.name, encode([(*key, code) for key, code in kept.items()]))


@once
def _store() -> _Store:
    return _Store()


def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    store = _store()
    kept = store.codes.get((pattern, flags))
    if kept is None:
        kept = encode(regex_code.code_of(pattern, flags))
        store.codes[pattern, flags] = kept
    store.used[pattern, flags] = kept
    return regex_code.pattern_of(pattern, regex_code.Code(*decode(kept)))
