"""Sequences of values that are on disk, in the order in which they were put there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar, overload

from msgspec.msgpack import Decoder, encode

from linter.app.audit.store_error import store_errors

ValueT = TypeVar("ValueT")

_TOGETHER = 256  # values in memory at once


class StoredSequence(Sequence[ValueT], Generic[ValueT]):
    """Values of one type in a table of a database that goes when its connection closes. Values are written
    and read a few at a time; what is read is made anew each time."""

    def __init__(self, database: sqlite3.Connection, name: str, kind: type[ValueT]) -> None:
        self._database, self._table = database, f"temp.{name}"
        self._decoder = Decoder(kind)
        with store_errors():
            database.execute(f"DROP TABLE IF EXISTS {self._table}")
            database.execute(
                f"CREATE TABLE {self._table} (position INTEGER PRIMARY KEY, value BLOB NOT NULL)"
            )
        self._new: list[tuple[int, bytes]] = []
        self._length = 0

    def append(self, value: ValueT) -> None:
        """Put a value behind all others."""
        self._new.append((self._length, encode(value)))
        self._length += 1
        if len(self._new) == _TOGETHER:
            self._write()

    def extend(self, values: Iterable[ValueT]) -> None:
        """Put values behind all others."""
        for each in values:
            self.append(each)

    def put(self, position: int, value: ValueT) -> None:
        """Put a value in the place of another."""
        self._write()
        query = f"UPDATE {self._table} SET value = ? WHERE position = ?"  # noqa: S608  the name is our own
        with store_errors():
            self._database.execute(query, (encode(value), position))

    def _write(self) -> None:
        if self._new:
            with store_errors():
                self._database.executemany(f"INSERT INTO {self._table} VALUES (?, ?)", self._new)  # noqa: S608
            self._new.clear()

    def _read(self, start: int, count: int) -> list[tuple[bytes]]:
        self._write()
        query = f"SELECT value FROM {self._table} WHERE position >= ? ORDER BY position LIMIT ?"  # noqa: S608
        with store_errors():
            return self._database.execute(query, (start, count)).fetchall()

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> ValueT: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[ValueT]: ...

    def __getitem__(self, at: int | slice) -> ValueT | Sequence[ValueT]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._length))]
        position = at if at >= 0 else at + self._length
        if not 0 <= position < self._length:
            raise IndexError(at)
        [(value,)] = self._read(position, 1)
        return self._decoder.decode(value)

    def __iter__(self) -> Iterator[ValueT]:
        for start in range(0, self._length, _TOGETHER):
            for (value,) in self._read(start, _TOGETHER):
                yield self._decoder.decode(value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # it changes
