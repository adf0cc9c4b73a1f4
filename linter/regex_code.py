"""Compiled regular expressions as plain values, and back.

`re` compiles a pattern to a list of integers in pure Python and writes none of it to disk: a pickled
pattern is compiled again. The integers depend only on the pattern and on the build of the interpreter,
so they can be kept and handed to the matcher, which checks them. Restoring the patterns of a rulebook
so takes a tenth of the time of compiling them.

CPython promises none of this (`_sre` and `re._compiler` are private). Every function here raises
whatever goes wrong; `restore` falls back on `re.compile`. tests/test_regex_code.py fails when an
interpreter changes its internals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

try:
    import _sre  # type: ignore[import-not-found]
except ImportError:  # not CPython
    _sre = None


class Code(Struct, frozen=True, array_like=True):
    """What the matcher needs of a pattern besides its text; `words` are its instructions, in the machine's
    own order of bytes."""

    flags: int
    words: bytes
    groups: int
    names: Mapping[str, int]
    order: Sequence[str | None]


_WORD: Literal["I"] = "I"
BUILD: int = getattr(_sre, "MAGIC", 0)
"""The version of the matcher's instructions; 0 where there is no such matcher."""


def code_of(pattern: str, flags: int = 0) -> Code:
    """The compiled form of a pattern. Raises re.error for a pattern that is no regular expression."""
    import re._compiler as compiler  # type: ignore[import-not-found]
    import re._parser as parser  # type: ignore[import-not-found]
    from array import array

    if not BUILD or memoryview(b"").cast(_WORD).itemsize != _sre.CODESIZE:
        raise NotImplementedError
    tree = parser.parse(pattern, flags)
    words = array(_WORD, compiler._code(tree, flags)).tobytes()
    names: dict[str, int] = dict(tree.state.groupdict)
    order: list[str | None] = [None] * tree.state.groups
    for name, index in names.items():
        order[index] = name
    return Code(flags | tree.state.flags, words, tree.state.groups - 1, names, tuple(order))


def pattern_of(pattern: str, code: Code) -> re.Pattern[str]:
    """The pattern whose compiled form `code` is. Raises RuntimeError for code that is no such form."""
    made: re.Pattern[str] = _sre.compile(
        pattern,
        code.flags,
        memoryview(code.words).cast(_WORD).tolist(),
        code.groups,
        dict(code.names),
        tuple(code.order),
    )
    return made


def restore(pattern: str, flags: int, code: Sequence[Any]) -> re.Pattern[str]:
    """The pattern from its compiled form, or compiled again where the matcher refuses that."""
    try:
        return pattern_of(pattern, Code(*code))
    except Exception:  # noqa: BLE001 - another build of the interpreter
        return re.compile(pattern, flags)
