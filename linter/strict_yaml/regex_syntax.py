"""Regular expressions of packs as trees (grammar/pattern.lark), for those who ask what they cost.

The trees decide nothing about matching: that is Python's `re`, which has compiled the same text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal, TypeAlias

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput
from msgspec import Struct

from linter.resources import data_file

Opening = Literal["(?=", "(?!", "(?<=", "(?<!"]


class Atom(Struct, frozen=True):
    """Matches one character; `text` is a pattern itself: a letter, an escape, a class."""

    text: str


class Point(Struct, frozen=True):
    """Matches at a place and takes nothing: a line's start or end, a word's edge."""

    text: str


class Look(Struct, frozen=True):
    """Looks ahead or back and takes nothing."""

    opening: Opening
    body: Node


class Repeat(Struct, frozen=True):
    """`body` from `low` to `high` times (None: without end); `at` is the offset of the quantifier."""

    body: Node
    low: int
    high: int | None
    at: int


class Sequence(Struct, frozen=True):
    """One after another."""

    parts: tuple[Node, ...]


class Choice(Struct, frozen=True):
    """One of several."""

    options: tuple[Node, ...]


Node: TypeAlias = "Atom | Point | Look | Repeat | Sequence | Choice"


class UnsupportedError(ValueError):
    """A pattern outside the grammar; `at` is the offset (from 0) of what is not in it."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def parse(pattern: str) -> Node:
    """The tree of a pattern that `re` accepts. Raises UnsupportedError."""
    try:
        tree: Node = _parser().parse(pattern)  # type: ignore[assignment]  # the transformer's value
    except UnexpectedInput as error:
        at: Any = error.pos_in_stream  # set, whatever its type says
        raise UnsupportedError(max(min(at, len(pattern) - 1), 0)) from None
    return tree


def as_class(texts: frozenset[str] | tuple[str, ...]) -> str:
    """A pattern for one character that one of `texts` matches."""
    return f"(?:{'|'.join(sorted(texts))})"


_BOUNDS = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_BRACES = re.compile(r"\{(\d*)(,?)(\d*)\}")


def _bounds(quantifier: str) -> tuple[int, int | None]:
    if quantifier[0] in _BOUNDS:
        return _BOUNDS[quantifier[0]]
    match = _BRACES.match(quantifier)
    assert match is not None
    low = int(match[1] or 0)
    if not match[2]:
        return low, low
    return low, int(match[3]) if match[3] else None


class _Build(Transformer[Token, Node]):
    """Bottom-up, while parsing: no depth of nesting can exhaust the stack here."""

    def choice(self, options: list[Node]) -> Node:
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self, parts: list[Node]) -> Node:
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def group(self, parts: list[Token | Node]) -> Node:
        opening, body = str(parts[0]), parts[1]
        assert not isinstance(body, Token)
        for look in ("(?=", "(?!", "(?<=", "(?<!"):
            if opening == look:
                return Look(look, body)
        return body

    def item(self, parts: list[Token | Node]) -> Node:
        body = _leaf(parts[0])
        if len(parts) == 1:
            return body
        quantifier = parts[1]
        assert isinstance(quantifier, Token)
        low, high = _bounds(quantifier)
        return Repeat(body, low, high, quantifier.start_pos or 0)


def _leaf(part: Token | Node) -> Node:
    if not isinstance(part, Token):
        return part
    return Point(str(part)) if part.type == "POINT" else Atom(str(part))


@cache
def _parser() -> Lark:

    with open(data_file("grammar", "pattern.lark"), encoding="utf-8") as file:
        grammar = file.read()
    return Lark(grammar, parser="lalr", start="choice", transformer=_Build())
