"""What was found in each file, kept on disk while an audit runs and for the next one of the same folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

from linter import cache
from linter.app.audit.matches import Matches
from linter.app.audit.packing import (
    FileHead,
    unpack,
    unpack_figures,
    unpack_findings,
    unpack_head,
    unpack_layout,
)
from linter.app.audit.store_error import store_errors
from linter.app.audit.stored_reports import StoredReports
from linter.app.audit.stored_sequence import StoredSequence, ValueT
from linter.app.baseline.fingerprint import Fingerprint
from linter.app.file_settings import FilterRecord
from linter.output.audit.model import FileReport, FindingRow, Layout
from linter.strict_yaml import Location

SUFFIX = ".audit"
"""The suffix of such a database in the cache folder."""

_VERSION = 3
_MOST_KEPT = 4
_PATIENCE = 3.0  # seconds for another audit of the same folder to end
_MOST_LAYOUTS = 256  # in memory; nearly all reports have one of a few
_TABLES = ("result", "layout")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS result (
    key BLOB PRIMARY KEY, run INTEGER NOT NULL, head BLOB NOT NULL, record BLOB NOT NULL,
    figures BLOB NOT NULL, findings BLOB NOT NULL, copy BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS layout (digest BLOB PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
"""


class Store:
    """The results of files by keys, in one database in the user's cache folder for each audit's folder.

    Whatever was kept when a run was stopped is there for the next. A run marks what it uses; what it did
    not use is dropped when it ends. Not for several threads.
    """

    def __init__(self, target: str) -> None:
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._path = self._place(target)
        with store_errors():
            self._database = self._open()
            last = self._database.execute("SELECT max(run) FROM result").fetchone()[0]
        self._run = (last or 0) + 1
        self._layouts: dict[bytes, Layout] = {}

    def _place(self, target: str) -> str:
        digest = hashlib.sha256(os.path.abspath(target).encode(errors="surrogateescape")).hexdigest()
        name, folder = digest[:32] + SUFFIX, cache.own_folder()
        if folder is not None:
            with contextlib.suppress(OSError):
                _forget_others(folder, name)
                path = os.path.join(folder, name)
                if os.access(folder, os.W_OK) and _is_own_file(path):
                    return path
        self._temporary = tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True)
        return os.path.join(self._temporary.name, name)

    def _open(self) -> sqlite3.Connection:
        try:
            return _connected(self._path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # cut short or damaged: losing it costs only time
            _remove(self._path)
            return _connected(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._database.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def known(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of the keys that have a result; they are marked as used."""
        found: set[bytes] = set()
        with store_errors(), self._database:
            for key in keys:
                done = self._database.execute("UPDATE result SET run = ? WHERE key = ?", (self._run, key))
                if done.rowcount:
                    found.add(key)
        return found

    def keep(self, results: Iterable[tuple[bytes, bytes, FilterRecord | None]]) -> None:
        """Keep packed results with their records, all or none of them."""
        with store_errors(), self._database:
            for key, data, record in results:
                own = unpack(data)
                row = (key, self._run, own.head, _packed(record), own.figures, own.findings, own.copy)
                self._database.execute("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?, ?, ?, ?)", row)
                self._database.executemany("INSERT OR IGNORE INTO layout VALUES (?, ?)", own.layouts.items())

    def head(self, key: bytes) -> FileHead:
        """What was found in a file, in short. Raises KeyError."""
        with store_errors():
            return unpack_head(self._part("head", key))

    def findings(self, key: bytes) -> tuple[FindingRow, ...]:
        """The findings of a file. Raises KeyError."""
        with store_errors():
            return unpack_findings(self._part("findings", key))

    def copy(self, key: bytes) -> bytes:
        """The file's copy with comments. Raises KeyError."""
        with store_errors():
            return self._part("copy", key)

    def reports(self, key: bytes) -> tuple[FileReport, ...]:
        """The reports of a file with their figures. Raises KeyError."""
        with store_errors():
            head, figures = self._parts("head, figures", key)
            return tuple(
                FileReport(
                    own.number, own.issuer, own.year, self._layout(each.layout), each.values, each.states
                )
                for own, each in zip(unpack_head(head).reports, unpack_figures(figures), strict=True)
            )

    def report(self, key: bytes, number: int) -> FileReport:
        """One report of a file, by its number from 1. Raises KeyError."""
        return self.reports(key)[number - 1]

    def _layout(self, digest: bytes) -> Layout:
        found = self._layouts.get(digest)
        if found is None:
            row = self._database.execute("SELECT places FROM layout WHERE digest = ?", (digest,)).fetchone()
            if row is None:
                raise KeyError(digest)
            if len(self._layouts) >= _MOST_LAYOUTS:
                self._layouts.clear()
            found = self._layouts[digest] = unpack_layout(row[0])
        return found

    def _part(self, name: str, key: bytes) -> bytes:
        [part] = self._parts(name, key)
        return part

    def _parts(self, names: str, key: bytes) -> tuple[bytes, ...]:
        query = f"SELECT {names} FROM result WHERE key = ?"  # noqa: S608  the names are our own
        row: tuple[bytes, ...] | None = self._database.execute(query, (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return row

    def record(self, key: bytes) -> FilterRecord | None:
        """The record kept under a key. Raises KeyError."""
        with store_errors():
            return _unpacked(self._part("record", key))

    def sequence(self, name: str, kind: type[ValueT]) -> StoredSequence[ValueT]:
        """A new sequence of values on disk, until the store closes."""
        return StoredSequence(self._database, name, kind)

    def matches(self) -> Matches:
        """A new set of matches on disk, until the store closes."""
        return Matches(self._database)

    def earlier_reports(self) -> StoredReports:
        """A new set of earlier years' reports on disk, until the store closes."""
        return StoredReports(self._database)

    def drop_unused(self) -> None:
        """Drop what this run did not use."""
        with store_errors(), self._database:
            self._database.execute("DELETE FROM result WHERE run <> ?", (self._run,))


def _is_own_file(path: str) -> bool:
    """Whether a path is the user's own regular file, or none at all."""
    try:
        about = os.lstat(path)
    except FileNotFoundError:
        return True
    return stat.S_ISREG(about.st_mode) and cache.is_own(about)


class _Record(Struct, frozen=True):
    """A FilterRecord with its mapping as pairs, as MessagePack has it."""

    used: tuple[Location, ...]
    gone: int
    found: tuple[tuple[Fingerprint, int], ...] | None


_RECORDS = Decoder(_Record | None)


def _packed(record: FilterRecord | None) -> bytes:
    if record is None:
        return encode(None)
    found = None if record.found is None else tuple(record.found.items())
    return encode(_Record(tuple(record.used), record.gone, found))


def _unpacked(data: bytes) -> FilterRecord | None:
    record = _RECORDS.decode(data)
    if record is None:
        return None
    found = None if record.found is None else dict(record.found)
    return FilterRecord(frozenset(record.used), record.gone, found)


def _connected(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        _set_up(database)
    except BaseException:
        database.close()  # Windows lets nobody remove a file that is open
        raise
    return database


def _set_up(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA locking_mode = EXCLUSIVE")  # two audits of one folder would drop each other's
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    if database.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        for table in _TABLES:
            database.execute(f"DROP TABLE IF EXISTS {table}")
        database.execute(f"PRAGMA user_version = {_VERSION}")
    database.executescript(_SCHEMA)


def _forget_others(folder: str, own: str) -> None:
    """Drop the databases of other folders, the newest few aside."""
    with os.scandir(folder) as scan:
        files = [entry for entry in scan if entry.name.endswith(SUFFIX) and entry.name != own]
    for entry in sorted(files, key=lambda entry: entry.stat().st_mtime)[: -(_MOST_KEPT - 1)]:
        _remove(entry.path)


def _remove(path: str) -> None:
    """Remove a database with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            os.unlink(path + ending)
