"""The tree of a YAML file; every node knows the place where it begins (from 1).

Nodes keep PyYAML's marks and count from them only when asked: most places are never asked for.
"""

from __future__ import annotations

from typing import Protocol, TypeAlias


class Mark(Protocol):
    """What PyYAML's two readers say of a place, counting from 0."""

    index: int
    line: int
    column: int


class _Placed:
    __slots__ = ("start",)
    start: Mark

    @property
    def line(self) -> int:
        """Line, from 1."""
        return self.start.line + 1

    @property
    def column(self) -> int:
        """Column in code points, from 1."""
        return self.start.column + 1


class ScalarNode(_Placed):
    """A scalar: its text, never converted; `plain` if written without quotes and without a tag."""

    __slots__ = ("end", "plain", "value")

    def __init__(self, value: str, plain: bool, start: Mark, end: Mark) -> None:
        self.value = value
        self.plain = plain
        self.start = start
        self.end = end

    @property
    def first(self) -> int:
        """Column of the first character; 0 unless the file spells the value out on one line."""
        quotes = 0 if self.plain else 1
        width = self.end.index - self.start.index
        spelt = width == len(self.value) + 2 * quotes and self.end.line == self.start.line
        return self.column + quotes if spelt else 0


class ListNode(_Placed):
    """A sequence."""

    __slots__ = ("items",)

    def __init__(self, start: Mark) -> None:
        self.start = start
        self.items: list[Node] = []


class MapNode(_Placed):
    """A mapping, from each key's text to the key and its value."""

    __slots__ = ("pairs",)

    def __init__(self, start: Mark) -> None:
        self.start = start
        self.pairs: dict[str, tuple[ScalarNode, Node]] = {}


Node: TypeAlias = ScalarNode | ListNode | MapNode


def join(path: str, key: str) -> str:
    """The dotted path of `key` below `path`."""
    return f"{path}.{key}" if path else key
