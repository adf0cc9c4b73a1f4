"""A rulebook as bytes that linter.rulebook.codec reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import Any

from msgspec import Struct
from msgspec.msgpack import Ext, encode
from msgspec.structs import astuple

from linter import regex_code
from linter.checks.base import FileCheck, PairCheck, ReportCheck
from linter.report import template
from linter.rulebook.codec import MEMBER, MEMBERS, PATTERN, RECORD, ROOMS, SET, SHARED, TEXT, KeptPattern
from linter.rulebook.model import CompiledRule, Rulebook
from linter.strict_yaml.location import LocatedStr

_APART = (
    ReportCheck,
    FileCheck,
    PairCheck,
    template.SectionTemplate,
    template.TableTemplate,
    template.AspectTemplate,
    template.ContentTemplate,
)
_OTHERWISE = ("rules", "by_generation", "alone")  # fields that are decoded later


def encode_book(book: Rulebook) -> bytes:
    """The bytes of a rulebook. Raises TypeError for a value of a class that no rulebook holds."""
    writer = _Writer()
    generations = [
        [key, *(writer.part(part) for part in _halves(rules, book.alone[key]))]
        for key, rules in book.by_generation.items()
    ]
    pages = writer.part(tuple(book.rules))
    rest = {
        name: writer.plain(getattr(book, name)) for name in book.__struct_fields__ if name not in _OTHERWISE
    }
    return encode([list(writer.numbers), generations, pages, encode(rest), writer.shared])


def _halves(
    rules: Sequence[CompiledRule], alone: Sequence[CompiledRule]
) -> tuple[tuple[CompiledRule, ...], tuple[CompiledRule, ...]]:
    """The rules that look at one report or file, and the others, which stand behind them."""
    return tuple(alone), tuple(rules[len(alone) :])


class _Writer:
    """Turns values into what msgpack has, and collects those that are kept apart."""

    def __init__(self) -> None:
        self.shared: list[bytes] = []
        self.numbers: dict[str, int] = {}
        """Numbers of the classes of records, by their places."""
        self._places: dict[object, int] = {}

    def part(self, value: tuple[object, ...]) -> int:
        """The number of a value that is kept apart and decoded when it is first asked for."""
        self.shared.append(encode(self.plain(value)))
        return len(self.shared) - 1

    def plain(self, value: Any) -> object:
        """The value as what msgpack has; a tuple as an array."""
        if value is None or type(value) in (bool, int, float, str, bytes):
            return value
        if isinstance(value, Enum):
            return Ext(MEMBER, bytes([MEMBERS.index(value)]))
        if isinstance(value, LocatedStr):
            first = value.at(0).column if value.at(1) != value.where else 0
            return Ext(TEXT, encode([str(value), first, *astuple(value.where)]))
        if isinstance(value, re.Pattern | KeptPattern):
            return self._apart((value.pattern, value.flags), value)
        if isinstance(value, _APART):
            return self._apart(id(value), value)
        if isinstance(value, Struct) or hasattr(value, "_fields"):
            return self._record(value)
        if isinstance(value, frozenset):
            return Ext(SET, encode([self.plain(each) for each in value]))
        if type(value) is tuple:
            return [self.plain(each) for each in value]
        if isinstance(value, dict):
            return {key: self.plain(each) for key, each in value.items()}
        raise TypeError(f"no part of a rulebook: {type(value)!r}")

    def _record(self, value: Any) -> Ext:
        number = self.numbers.setdefault(place_of(type(value)), len(self.numbers))
        fields = value if isinstance(value, tuple) else astuple(value)
        return Ext(RECORD, encode([number, *map(self.plain, fields)]))

    def _apart(self, key: object, value: Any) -> Ext:
        """A reference to a value that is kept once."""
        if key not in self._places:
            made = _pattern(value) if isinstance(value, re.Pattern | KeptPattern) else self._record(value)
            self._places[key] = len(self.shared)
            self.shared.append(encode(made))
        return Ext(SHARED, self._places[key].to_bytes(2, "big"))


def place_of(cls: type[Any]) -> str:
    """Where the class of a record is found. Raises TypeError for one that no rulebook holds."""
    if not cls.__module__.startswith(ROOMS):
        raise TypeError(f"no record of a rulebook: {cls!r}")
    return f"{cls.__module__}:{cls.__qualname__}"


def _pattern(pattern: re.Pattern[str] | KeptPattern) -> Ext:
    """A pattern with its compiled form, where this interpreter has one that can be kept."""
    try:
        code = [*astuple(regex_code.code_of(pattern.pattern, pattern.flags))]
    except Exception:  # noqa: BLE001 - another interpreter: it compiles again
        code = []
    return Ext(PATTERN, encode([pattern.pattern, pattern.flags, code]))
