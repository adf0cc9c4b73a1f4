"""Bytes by key in one SQLite file of the user's cache folder; losing it costs only time.

What is damaged, foreign or in use by somebody else is as if it were not there. Two runs may use it at once:
readers see what was written when they began, a writer that has to wait for long gives up.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time
from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import quote

from linter import cache

_NAME = "results.sqlite"
_VERSION = 1  # of the table below
_SCHEMA = "CREATE TABLE results (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)"
_LARGEST = 128 * 1024 * 1024  # bytes of the file
_LEFT = 0.75  # of that, once the oldest are dropped
_LARGEST_VALUE = 4 * 1024 * 1024
_WAIT = 1.0  # seconds for another writer
_DAY = 24 * 60 * 60
_DIGEST = 16
_ANY_BY_OTHERS = 0o077
_TOGETHER = 256  # values written at once


class ResultStore:
    """An open store. Nothing raises: what cannot be read is not there, what cannot be written is lost."""

    def __init__(self, connection: sqlite3.Connection, path: str, largest: int = _LARGEST) -> None:
        self._connection: sqlite3.Connection | None = connection
        self._path = path
        self._largest = largest
        self._new: dict[bytes, bytes] = {}
        self._used: list[bytes] = []

    def get(self, key: bytes) -> bytes | None:
        """The value of a key; None without one."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT value, used FROM results WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if row is None or not isinstance(row[0], bytes) or not isinstance(row[1], int):
            return None
        value = row[0][_DIGEST:]
        if row[0][:_DIGEST] != _digest(key, value):
            return None
        if row[1] < _today():
            self._used.append(key)
        return value

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value, in the place of another of that key."""
        if len(value) <= _LARGEST_VALUE:
            self._new[key] = value
            if len(self._new) >= _TOGETHER:
                self._write()

    def close(self) -> None:
        """Write what is not written yet."""
        if self._new or self._used:
            self._write()
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _write(self) -> None:
        today = _today()
        rows = [(key, today, _digest(key, value) + value) for key, value in self._new.items()]
        used = [(today, key) for key in self._used]
        self._new, self._used = {}, []
        if self._connection is None:
            return
        try:
            with self._connection as writing:
                writing.execute("BEGIN IMMEDIATE")
                writing.executemany("UPDATE results SET used = ? WHERE key = ?", used)
                writing.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
                self._drop_oldest(writing)
        except sqlite3.Error as error:
            self._give_up(error)

    def _drop_oldest(self, writing: sqlite3.Connection) -> None:
        size = _pragma(writing, "page_size")
        full = (_pragma(writing, "page_count") - _pragma(writing, "freelist_count")) * size
        if full <= self._largest:
            return
        [count] = writing.execute("SELECT count(*) FROM results").fetchone()
        surplus = max(1, round(count * (1 - _LEFT * self._largest / full)))
        writing.execute(
            "DELETE FROM results WHERE rowid IN (SELECT rowid FROM results ORDER BY used, rowid LIMIT ?)",
            (surplus,),
        )

    def _give_up(self, error: sqlite3.Error) -> None:
        """Do without from now on; a file that is damaged is removed, for the next run to begin anew."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        if _is_damage(error):
            _remove(self._path)


def open_store(largest: int = _LARGEST) -> ResultStore | None:
    """The user's store; None where there can be none."""
    folder = cache.own_folder()
    if folder is None:
        return None
    path = os.path.join(folder, _NAME)
    for _ in range(2):  # again after what was damaged is removed
        try:
            if not _is_private(path):
                return None
            return ResultStore(_connect(path), path, largest)
        except sqlite3.Error as error:
            if not _is_damage(error):
                return None
            _remove(path)
        except OSError:
            return None
    return None


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA synchronous = NORMAL")
        version = _pragma(connection, "user_version")
        if version == 0:
            connection.execute("PRAGMA journal_mode = WAL")
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                if _pragma(connection, "user_version") == 0:  # no other run was faster
                    connection.execute(_SCHEMA)
                    connection.execute(f"PRAGMA user_version = {_VERSION}")
        elif version != _VERSION:
            raise sqlite3.DatabaseError("of another version")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_private(path: str) -> bool:
    """Whether a file, made where there is none, is the user's alone to read, and under no other name."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    about = os.lstat(path)
    return stat.S_ISREG(about.st_mode) and about.st_nlink == 1 and cache.is_own(about, _ANY_BY_OTHERS)


def _is_damage(error: sqlite3.Error) -> bool:
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)


def _remove(path: str) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            os.unlink(path + end)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value if isinstance(value, int) else 0


def _digest(key: bytes, value: bytes) -> bytes:
    return blake2b(value, key=key, digest_size=_DIGEST).digest()


def _today() -> int:
    return int(time.time()) // _DAY


def file_names() -> Iterable[str]:
    """The names of the files in the cache folder that a store is made of."""
    return (_NAME + end for end in ("", "-wal", "-shm"))


def count_results() -> int | None:
    """How many values the user's store holds; None where it cannot be read."""
    path = os.path.join(cache.folder(), _NAME)
    try:
        with contextlib.closing(sqlite3.connect(f"file:{quote(path)}?mode=rw", uri=True)) as connection:
            count = connection.execute("SELECT count(*) FROM results").fetchone()[0]
            return count if isinstance(count, int) else None
    except sqlite3.Error:
        return None
