"""Where things stand in a YAML file, and what is wrong with them there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from msgspec import Struct
from msgspec.structs import replace


class Fault(Struct, frozen=True, order=True):
    """One thing that is wrong in a YAML file; faults sort by place.

    `line` and `column` count from 1, columns in code points; `field` is a dotted path such as
    `rules[3].severity`, empty where the whole file or its syntax is meant; `message` is Chinese.
    """

    file: str
    line: int
    column: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: "
        return f"{place}{self.field}: {self.message}" if self.field else place + self.message


class RuleError(Exception):
    """A file of rules or settings that cannot be used: all its faults, sorted by place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


class Location(Struct, frozen=True):
    """The place of a decoded value, kept so that later checks can point at it."""

    file: str
    line: int
    column: int
    field: str

    def fault(self, message: str) -> Fault:
        """A fault at this place."""
        return Fault(self.file, self.line, self.column, self.field, message)


class LocatedStr(str):
    """A decoded string that knows its place.

    Use it as the type of a field where `str` would do, when something inside the string (a
    placeholder, an expression) is examined after decoding.
    """

    __slots__ = ("_first", "where")
    where: Location
    _first: int

    def __new__(cls, value: str, where: Location, first: int = 0) -> Self:
        """`first` is the column of the first character, 0 when the file spells the value otherwise.

        (Escapes, and text normalized over several lines, have no simple way back to a column.)
        """
        self = super().__new__(cls, value)
        self.where = where
        self._first = first
        return self

    def __reduce__(self) -> tuple[type[LocatedStr], tuple[str, Location, int]]:
        return LocatedStr, (str(self), self.where, self._first)

    def at(self, offset: int) -> Location:
        """The place of the character at `offset` (from 0), or of the whole text if unknown."""
        return replace(self.where, column=self._first + offset) if self._first else self.where
