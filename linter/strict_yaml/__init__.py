"""YAML text -> frozen records, with every fault of a file reported at once and in its place.

    faults: list[Fault] = []
    pack = decode(compose(text, "2021.yaml", faults), Pack, "2021.yaml", faults)

`load` does both and raises. Understood are str, LocatedStr (a str that knows its place), int, float,
bool, Enum (by value), Literal, `T | None`, tuple[T, ...], Mapping[K, T] and dict[K, T], and frozen
msgspec.Struct: fields with defaults are optional, a field annotated `Location` receives the place of
the mapping, `field(name="from")` names another key, and `Kinds` lets a word choose
among records (`Subkinds`: two words). Scalars are read as the wanted type wants them: `severity:
off` gives the word `off`, an unquoted 2019 is no text.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.strict_yaml.decoder import decode, load
    from linter.strict_yaml.frozen import FrozenDict
    from linter.strict_yaml.location import Fault, LocatedStr, Location, RuleError
    from linter.strict_yaml.node import ListNode, MapNode, Node, ScalarNode
    from linter.strict_yaml.nodes_from_events import compose
    from linter.strict_yaml.structure import Kinds

__all__ = [
    "Fault",
    "FrozenDict",
    "Kinds",
    "ListNode",
    "LocatedStr",
    "Location",
    "MapNode",
    "Node",
    "RuleError",
    "ScalarNode",
    "compose",
    "decode",
    "load",
]

# Imported when asked for: what was decoded before, and kept, needs only `location` and `frozen`.
_HOMES = {
    "compose": "nodes_from_events",
    "FrozenDict": "frozen",
    "ListNode": "node",
    "MapNode": "node",
    "Node": "node",
    "ScalarNode": "node",
    "Fault": "location",
    "RuleError": "location",
    "LocatedStr": "location",
    "Location": "location",
    "decode": "decoder",
    "load": "decoder",
    "Kinds": "structure",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
