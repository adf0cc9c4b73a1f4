"""The built-in packs read from YAML once a process, for tests that compile them again and again."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Final, TypeVar, cast

import pytest

from linter.report.word_lists import WordLists
from linter.resources import builtin_packs
from linter.rulebook import pack_reader
from linter.strict_yaml import Fault, Node, decode
from linter.strict_yaml.names import NO_NAMES, Names

T = TypeVar("T")
_NAMES: Final = frozenset(map(str, builtin_packs()))
_decoded: dict[Hashable, object] = {}
_compose = pack_reader._compose


def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets compiling a rulebook find the built-in packs read already; all that follows is done as ever."""
    monkeypatch.setattr(pack_reader, "_compose", _compose_once)
    monkeypatch.setattr(pack_reader, "decode", _decode_once)


@cache
def _root(name: str, data: bytes) -> Node | None:
    faults: list[Fault] = []
    root = _compose(name, data, faults)
    return None if faults else root


def _compose_once(name: str, data: bytes, faults: list[Fault]) -> Node | None:
    root = _root(name, data) if name in _NAMES else None
    return root if root is not None else _compose(name, data, faults)


def _decode_once(
    node: Node, type_: type[T], file: str, faults: list[Fault], names: Names | None = NO_NAMES
) -> T | None:
    if file not in _NAMES or not (names is None or names is NO_NAMES or isinstance(names, WordLists)):
        return decode(node, type_, file, faults, names)
    known = tuple(names.by_name.items()) if isinstance(names, WordLists) else names is None
    key = (id(node), type_, known)  # the nodes are those that _root keeps
    if key not in _decoded:
        before = len(faults)
        value = decode(node, type_, file, faults, names)
        if len(faults) > before:
            return value
        _decoded[key] = value
    return cast("T | None", _decoded[key])
