"""Which report is which unit's, on disk: asked for by file and by unit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.msgpack import Decoder, encode

from linter.app.audit.packing import ReportHead
from linter.app.audit.store_error import store_errors
from linter.app.audit.unit_names import Match

_SCHEMA = """
DROP TABLE IF EXISTS temp.matched;
DROP TABLE IF EXISTS temp.meant;
DROP TABLE IF EXISTS temp.owner;
CREATE TABLE temp.matched (
    file INTEGER, report INTEGER, unit INTEGER, value BLOB, PRIMARY KEY (file, report)
) WITHOUT ROWID;
CREATE INDEX temp.matched_unit ON matched (unit);
CREATE TABLE temp.meant (file INTEGER PRIMARY KEY, unit INTEGER, value BLOB);
CREATE INDEX temp.meant_unit ON meant (unit);
CREATE TABLE temp.owner (
    file TEXT, report INTEGER, unit INTEGER, counted INTEGER, PRIMARY KEY (file, report)
) WITHOUT ROWID;
"""


class Matched(Struct, frozen=True, array_like=True):
    """A report with the unit that it was matched with; `file` is the index of its file."""

    file: int
    head: ReportHead
    match: Match


class Matches:
    """The matches of an audit: of reports with units (both by index), and of files without a report with the
    units that their names mean."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        with store_errors():
            database.executescript(_SCHEMA)

    def add(self, each: Matched) -> None:
        """Note that a report is a unit's."""
        self._write("matched", each.file, each.head.number, each.match.unit, encode(each))

    def add_meant(self, file: int, match: Match) -> None:
        """Note that the name of a file without a report means a unit."""
        self._write("meant", file, match.unit, encode(match))

    def add_owner(self, unit: int, reports: Iterable[tuple[str, int]]) -> None:
        """Note the reports that a unit has submitted, by the names of their files and their numbers; the
        first is the one that counts."""
        for at, (file, report) in enumerate(reports):
            self._write("owner", file, report, unit, int(at == 0))

    def of_file(self, file: int) -> tuple[Matched, ...]:
        """The matches of a file's reports, in their order."""
        return self._matched("file = ? ORDER BY report", file)

    def of_unit(self, unit: int) -> tuple[Matched, ...]:
        """The reports of a unit, in the order of the files."""
        return self._matched("unit = ? ORDER BY file, report", unit)

    def meant_by(self, file: int) -> Match | None:
        """The unit that the name of a file without a report means."""
        rows = self._rows("SELECT value FROM temp.meant WHERE file = ?", file)
        return _MATCH.decode(rows[0][0]) if rows else None

    def without_report(self, unit: int) -> Sequence[int]:
        """The files without a report whose names mean a unit."""
        return [
            row[0] for row in self._rows("SELECT file FROM temp.meant WHERE unit = ? ORDER BY file", unit)
        ]

    def owner(self, file: str, report: int) -> tuple[int, bool] | None:
        """The unit that has submitted a report, and whether it is the one that counts."""
        rows = self._rows("SELECT unit, counted FROM temp.owner WHERE file = ? AND report = ?", file, report)
        return (rows[0][0], bool(rows[0][1])) if rows else None

    def units_of(self, file: int) -> Sequence[int]:
        """The units that a file says anything of."""
        query = (
            "SELECT unit FROM temp.matched WHERE file = ? UNION SELECT unit FROM temp.meant WHERE file = ?"
        )
        return [row[0] for row in self._rows(query, file, file)]

    def _matched(self, which: str, value: int) -> tuple[Matched, ...]:
        rows = self._rows(f"SELECT value FROM temp.matched WHERE {which}", value)  # noqa: S608  our own words
        return tuple(_MATCHED.decode(row[0]) for row in rows)

    def _rows(self, query: str, *values: int | str) -> list[tuple[Any, ...]]:
        with store_errors():
            return self._database.execute(query, values).fetchall()

    def _write(self, table: str, *values: int | str | bytes) -> None:
        marks = ", ".join("?" * len(values))
        with store_errors():
            self._database.execute(f"INSERT OR REPLACE INTO temp.{table} VALUES ({marks})", values)  # noqa: S608


_MATCHED = Decoder(Matched)
_MATCH = Decoder(Match)
