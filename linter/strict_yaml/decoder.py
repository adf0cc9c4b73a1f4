"""The two steps from YAML to values, and both in one."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar, cast

from linter.strict_yaml.location import Fault, RuleError
from linter.strict_yaml.names import NO_NAMES, Names
from linter.strict_yaml.node import Node
from linter.strict_yaml.nodes_from_events import compose
from linter.strict_yaml.scalar import FAILED, Run
from linter.strict_yaml.structure import reader

T = TypeVar("T")


def decode(
    node: Node, type_: type[T], file: str, faults: list[Fault], names: Names | None = NO_NAMES
) -> T | None:
    """The value of `node` as a `type_`, None after a fault; faults are added to the list.

    `names` are what patterns may name in braces; None where that is not known, and patterns that name
    something are not judged.

    Raises TypeError for a `type_` that cannot be decoded, which is a mistake in the program.
    """
    value = reader(cast("Hashable", type_))(node, "", Run(file, faults, names))
    return None if value is FAILED else cast("T", value)


def load(text: str, file: str, type_: type[T], *, libyaml: bool = True) -> T:
    """The value of a whole YAML text; raises RuleError with every fault, sorted by place."""
    faults: list[Fault] = []
    value = decode(compose(text, file, faults, libyaml=libyaml), type_, file, faults)
    if faults:
        raise RuleError(faults)
    return cast("T", value)
