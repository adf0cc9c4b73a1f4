"""Bytes to a rulebook, by the formats of msgpack alone: nothing that is read can run.

Records stand as arrays: the number of their class in a list of places, then their fields. What several
records share, every pattern, and what few runs need is kept apart, as bytes that are decoded when they are
first needed. A pattern is kept with its compiled form, and restored when it is first used. Numbers and
places hold for one version of the program: whoever keeps the bytes has to keep them under a key that changes
with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from importlib import import_module
from typing import Any, overload

from msgspec import Struct
from msgspec.msgpack import Decoder, decode

from linter import regex_code
from linter.diagnostic import Applicability, Severity
from linter.report import template
from linter.rulebook.model import CompiledRule, Rulebook, RuleDoc
from linter.strict_yaml.frozen import FrozenDict
from linter.strict_yaml.location import LocatedStr, Location

RECORD, SHARED, PATTERN, MEMBER, TEXT, SET = range(6)
"""Codes of msgpack's extensions."""

ROOMS = ("linter.checks.", "linter.report.", "linter.rulebook.model")
"""How the modules of the classes of records begin."""

MEMBERS: tuple[Enum, ...] = (*Severity, *Applicability, *template.ColumnKind, *template.Layout)
_OPEN = frozenset({list, dict})  # what msgpack gives for tuples and frozen mappings


def decode_book(data: bytes) -> Rulebook:
    """The rulebook whose bytes these are; its rules and their pages are decoded when they are first asked
    for."""
    places, generations, pages, rest, shared = decode(data)
    reader = _Reader(places, shared)
    fields = {name: _fixed(value) for name, value in reader.value(rest).items()}
    return Rulebook(
        rules=_Pages(reader, pages),
        by_generation=_Generations(reader, {key: parts for key, *parts in generations}),
        alone=_Generations(reader, {key: [first] for key, first, _ in generations}),
        **fields,
    )


class _Reader:
    """Turns what msgpack gives back into values; what is kept apart is made once."""

    def __init__(self, places: list[str], shared: list[bytes]) -> None:
        self._places = places
        self._classes: list[type[Any] | None] = [None] * len(places)
        self._shared = shared
        self._made: list[Any] = [None] * len(shared)
        self.value = Decoder(ext_hook=self._extension).decode

    def part(self, number: int) -> tuple[Any, ...]:
        """A tuple that is kept apart."""
        if self._made[number] is None:
            self._made[number] = _fixed(self.value(self._shared[number]))
        part: tuple[Any, ...] = self._made[number]
        return part

    def _extension(self, code: int, data: memoryview) -> object:
        if code == SHARED:
            at = int.from_bytes(data, "big")
            if self._made[at] is None:
                self._made[at] = self.value(self._shared[at])
            return self._made[at]
        if code == MEMBER:
            return MEMBERS[data[0]]
        if code == PATTERN:
            return KeptPattern(bytes(data))
        items = self.value(data)
        if code == TEXT:
            return LocatedStr(items[0], Location(*items[2:]), items[1])
        values = [_fixed(each) if type(each) in _OPEN else each for each in items]
        if code == SET:
            return frozenset(values)
        return _made(self._classes[values[0]] or self._class(values[0]), values)

    def _class(self, number: int) -> type[Any]:
        """The class of a record, whose module is imported when its first record is met."""
        module, _, name = self._places[number].partition(":")
        if not module.startswith(ROOMS):
            raise ValueError(module)
        found: type[Any] = getattr(import_module(module), name)
        if not issubclass(found, Struct | tuple):
            raise ValueError(name)
        self._classes[number] = found
        return found


class KeptPattern:
    """Stands for a pattern, which is restored when it is first used: three of four never are in a run."""

    _SHOWN = (
        *("pattern", "flags", "groups", "groupindex"),
        *("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"),
    )

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __getattr__(self, name: str) -> Any:
        if name not in self._SHOWN:
            raise AttributeError(name)
        made = self.restored()
        self.__dict__.update({each: getattr(made, each) for each in self._SHOWN})
        return self.__dict__[name]

    def restored(self) -> re.Pattern[str]:
        """The pattern."""
        return regex_code.restore(*decode(self._data))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeptPattern) and self._data == other._data

    def __hash__(self) -> int:
        return hash(self._data)

    def __reduce__(self) -> tuple[type[KeptPattern], tuple[bytes]]:
        return KeptPattern, (self._data,)


def _made(cls: type[Any], values: list[Any]) -> object:
    """A record; `values` are the number of its class and its fields."""
    if len(cls.__match_args__) == len(values) - 1:
        return cls(*values[1:])
    return cls(**dict(zip(cls.__struct_fields__, values[1:], strict=True)))  # fields that have no place


def _fixed(value: Any) -> Any:
    """A value that cannot be changed, of what msgpack gives: tuples for arrays, frozen mappings for maps."""
    if type(value) is list:
        return tuple(map(_fixed, value)) if _OPEN.intersection(map(type, value)) else tuple(value)
    if type(value) is dict:
        return FrozenDict({key: _fixed(each) for key, each in value.items()})
    return value


class _Generations(Mapping[str | None, tuple[CompiledRule, ...]]):
    """The rules of each generation, of the parts that are given by number; decoded when first asked for."""

    def __init__(self, reader: _Reader, kept: Mapping[str | None, Sequence[int]]) -> None:
        self._reader = reader
        self._kept = kept
        self._made: dict[str | None, tuple[CompiledRule, ...]] = {}

    def __getitem__(self, key: str | None) -> tuple[CompiledRule, ...]:
        if key not in self._made:
            self._made[key] = tuple(rule for number in self._kept[key] for rule in self._reader.part(number))
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._kept

    def __iter__(self) -> Iterator[str | None]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __reduce__(self) -> tuple[type[FrozenDict[Any, Any]], tuple[dict[Any, Any]]]:
        return FrozenDict, (dict(self.items()),)


class _Pages(Sequence[RuleDoc]):
    """The pages of all rules, decoded when they are first asked for."""

    def __init__(self, reader: _Reader, number: int) -> None:
        self._reader = reader
        self._number = number

    @overload
    def __getitem__(self, at: int) -> RuleDoc: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[RuleDoc, ...]: ...
    def __getitem__(self, at: int | slice) -> RuleDoc | tuple[RuleDoc, ...]:
        made: RuleDoc | tuple[RuleDoc, ...] = self._reader.part(self._number)[at]
        return made

    def __len__(self) -> int:
        return len(self._reader.part(self._number))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[tuple[RuleDoc, ...]], tuple[list[RuleDoc]]]:
        return tuple, (list(self),)
