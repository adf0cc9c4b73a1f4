"""The tables that Lark makes of a grammar, and what walks them: a lexer and an LALR(1) parser.

They give the tree that Lark itself gives (its basic lexer, its tree builder) without importing Lark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from msgspec import Struct
from msgspec.msgpack import decode

from linter.regex_cache import compiled

_END = "$END"  # Lark's name of the terminal behind the last token


class Typed(Protocol):
    """What the parser must know of a token."""

    @property
    def type(self) -> str:
        """The name of its terminal."""


T = TypeVar("T", bound=Typed)


class Lexeme(Struct, frozen=True):
    """A piece of a text: its terminal's name, its words, its start offset."""

    type: str
    text: str
    start: int


class Tree(Struct, Generic[T], frozen=True):
    """A node: the name of its rule and its children, in order."""

    rule: str
    children: list[T | Tree[T]]


class Production(Struct, frozen=True, array_like=True):
    """An expansion of the rule `origin`, of `size` symbols, whose nodes are called `name`.

    `kept` are the indexes of the symbols that become children, with whether a symbol's own children come
    in its place; `is_lone`: a single child stands for the node.
    """

    origin: str
    name: str
    size: int
    kept: tuple[tuple[int, bool], ...]
    is_lone: bool


class Table(Struct, frozen=True, array_like=True):
    """A compiled grammar.

    `terminals` are names and patterns in the order in which they are tried. Each of `states` leads from a
    symbol to the next state, or to `~index` of the production that ends there.
    """

    terminals: tuple[tuple[str, str], ...]
    ignored: frozenset[str]
    productions: tuple[Production, ...]
    states: tuple[dict[str, int], ...]
    start: int
    end: int


def read_table(data: bytes) -> Table:
    """The compiled grammar whose bytes these are. By hand: what msgspec asks of the annotations of a class
    costs more than a small report."""
    terminals, ignored, productions, states, start, end = decode(data)
    return Table(
        tuple((name, pattern) for name, pattern in terminals),
        frozenset(ignored),
        tuple(
            Production(origin, name, size, tuple((index, spliced) for index, spliced in kept), is_lone)
            for origin, name, size, kept, is_lone in productions
        ),
        tuple(states),
        start,
        end,
    )


class Lexer:
    """Cuts texts into lexemes."""

    def __init__(self, table: Table) -> None:
        self._ignored = table.ignored
        self._pattern = compiled("|".join(f"(?P<{name}>{pattern})" for name, pattern in table.terminals))

    def lexemes(self, text: str, at: int = 0) -> Iterator[Lexeme]:
        """Those of a text from an offset on, at which one begins, but for what the grammar ignores. Raises
        ValueError where none fits."""
        for match in self._pattern.finditer(text, at):
            start, end = match.span()
            if start > at:
                break
            kind = match.lastgroup
            if kind is not None and kind not in self._ignored:
                yield Lexeme(kind, match[0], start)
            at = end
        if at < len(text):
            raise ValueError(f"no terminal at {at}")


def parse(table: Table, tokens: Iterable[T]) -> Tree[T]:
    """The tree of some tokens. Raises KeyError at one that the grammar does not allow there."""
    states, productions = table.states, table.productions
    path = [table.start]
    values: list[T | Tree[T]] = []
    for token in tokens:
        kind = token.type
        while (step := states[path[-1]][kind]) < 0:
            _reduce(productions[~step], states, path, values)
        path.append(step)
        values.append(token)
    while path[-1] != table.end:
        _reduce(productions[~states[path[-1]][_END]], states, path, values)
    tree = values[-1]
    assert isinstance(tree, Tree)
    return tree


def _reduce(
    made: Production, states: tuple[dict[str, int], ...], path: list[int], values: list[T | Tree[T]]
) -> None:
    """Put the node of a production in the place of the symbols that it is made of."""
    children: list[T | Tree[T]] = []
    if size := made.size:
        own = values[-size:]
        del values[-size:], path[-size:]
        for index, is_spread in made.kept:
            value = own[index]
            if not is_spread:
                children.append(value)
                continue
            assert isinstance(value, Tree)
            if children:
                children += value.children
            else:
                children = value.children  # of a node that nobody else sees: lists grow in linear time
    is_lone = made.is_lone and len(children) == 1
    values.append(children[0] if is_lone else Tree(made.name, children))
    path.append(states[path[-1]][made.origin])
