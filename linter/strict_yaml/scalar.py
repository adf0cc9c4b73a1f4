"""Scalars by the type that is wanted: the node's own text decides, not YAML 1.1's guess."""

from __future__ import annotations

import math
from enum import Enum

from linter.regex_cache import compiled
from linter.strict_yaml.location import Fault, LocatedStr, Location
from linter.strict_yaml.names import NO_NAMES, Names
from linter.strict_yaml.node import ListNode, MapNode, Node, ScalarNode
from linter.suggest import shorten, unknown

FAILED = object()  # what a reader returns after it has recorded a fault

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = compiled(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = compiled(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
# What other YAML readers take for a number besides: octal, hexadecimal, infinities.
_OTHER_NUMBER = compiled(r"0[xob][0-9A-Fa-f_]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_SUSPECTS = frozenset("0123456789+-.~nNtTfF")


class Run:
    """One decoding: the file's name, and the faults found so far."""

    __slots__ = ("faults", "file", "names", "steps")

    def __init__(self, file: str, faults: list[Fault], names: Names | None = NO_NAMES) -> None:
        self.file = file
        self.faults = faults
        self.names = names
        self.steps = 0.0  # of all patterns so far, for a character of text

    def where(self, node: Node, path: str) -> Location:
        """The place of a node."""
        return Location(self.file, node.line, node.column, path)

    def fault(self, node: Node, path: str, message: str) -> object:
        """Record a fault at a node; FAILED, so that a reader can return it."""
        self.faults.append(Fault(self.file, node.line, node.column, path, message))
        return FAILED

    def wrong(self, node: Node, path: str, wanted: str) -> object:
        """Record that something else stands where `wanted` should; FAILED."""
        if is_null(node):
            return self.fault(node, path, f"不能为空，应为{wanted}")
        return self.fault(node, path, f"应为{wanted}，这里是{_described(node)}")


def is_null(node: Node) -> bool:
    """Whether a node is YAML's null."""
    return isinstance(node, ScalarNode) and node.plain and node.value in _NULLS


def _described(node: Node) -> str:
    if isinstance(node, ListNode):
        return "列表"
    if isinstance(node, MapNode):
        return "键值表"
    kind, value = _kind(node), shorten(node.value)
    return f"文字“{value}”" if kind == "文字" else f"{kind} {value}"


def _kind(node: ScalarNode) -> str:
    value = node.value
    if node.plain and value[:1] in _SUSPECTS:
        if value in _BOOLS:
            return "真假值"
        if _INT.fullmatch(value):
            return "整数"
        if _FLOAT.fullmatch(value) or _OTHER_NUMBER.fullmatch(value):
            return "数"
    return "文字"


def read_str(node: Node, path: str, run: Run) -> object:
    """Text: quoted, or plain and not what YAML calls a number, a truth value or null."""
    if not isinstance(node, ScalarNode):
        return run.wrong(node, path, "文字")
    value = node.value
    if node.plain and (not value or value[0] in _SUSPECTS):
        if value in _NULLS:
            return run.wrong(node, path, "文字")
        if (kind := _kind(node)) != "文字":
            quoted = shorten(value)
            return run.fault(node, path, f'应为文字，这里是{kind} {quoted}；要当文字用，请加引号："{quoted}"')
    return value


def read_text(node: Node, path: str, run: Run) -> object:
    """The same as a Text, which knows its place."""
    value = read_str(node, path, run)
    if isinstance(value, str) and isinstance(node, ScalarNode):
        return LocatedStr(value, run.where(node, path), node.first)
    return value


def read_int(node: Node, path: str, run: Run) -> object:
    """A plain decimal integer of at most 18 digits."""
    if isinstance(node, ScalarNode) and node.plain and _INT.fullmatch(node.value):
        return int(node.value)
    return run.wrong(node, path, "整数")


def read_float(node: Node, path: str, run: Run) -> object:
    """A plain decimal number that is finite."""
    if isinstance(node, ScalarNode) and node.plain and _FLOAT.fullmatch(node.value):
        value = float(node.value)
        if math.isfinite(value):
            return value
    return run.wrong(node, path, "数")


def read_bool(node: Node, path: str, run: Run) -> object:
    """`true` or `false`, plain; `yes`, `no`, `on` and `off` are words."""
    if isinstance(node, ScalarNode) and node.plain and node.value in _BOOLS:
        return _BOOLS[node.value]
    return run.wrong(node, path, "真假值（true 或 false）")


class Choice:
    """Reads one of several values by its text; a number or truth value among them must be plain."""

    def __init__(self, values: tuple[object, ...]) -> None:
        self._words: dict[str, object] = {}
        self._plain: dict[str, object] = {}
        for value in values:
            inner = value.value if isinstance(value, Enum) else value
            if isinstance(inner, str):
                self._words[inner] = value
            elif isinstance(inner, bool):
                self._plain[str(inner).lower()] = value
            elif isinstance(inner, int):
                self._plain[str(inner)] = value
            else:
                raise TypeError(f"cannot be written in YAML: {value!r}")

    def __call__(self, node: Node, path: str, run: Run) -> object:
        """The value whose text stands there, or FAILED."""
        known = (*self._words, *self._plain)
        if not isinstance(node, ScalarNode) or is_null(node):
            return run.wrong(node, path, "、".join(known) + " 之一")
        if node.value in self._words:
            return self._words[node.value]
        if node.plain and node.value in self._plain:
            return self._plain[node.value]
        return run.fault(node, path, unknown("值", node.value, known))
