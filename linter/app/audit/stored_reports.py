"""The reports of earlier years by unit and year, on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from linter.app.audit.store_error import store_errors

_SCHEMA = """
DROP TABLE IF EXISTS temp.earlier;
CREATE TABLE temp.earlier (
    unit INTEGER, year INTEGER, key BLOB, report INTEGER, PRIMARY KEY (unit, year)
) WITHOUT ROWID;
"""


class StoredReports:
    """For each unit (its index) and year the key of a file and the number of the report in it; of several the
    first that was noted."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        with store_errors():
            database.executescript(_SCHEMA)

    def add(self, unit: int, year: int, key: bytes, report: int) -> None:
        """Note a report."""
        with store_errors():
            self._database.execute(
                "INSERT OR IGNORE INTO temp.earlier VALUES (?, ?, ?, ?)", (unit, year, key, report)
            )

    def of_unit(self, unit: int) -> Mapping[int, tuple[bytes, int]]:
        """The reports of a unit by year, oldest first."""
        query = "SELECT year, key, report FROM temp.earlier WHERE unit = ? ORDER BY year"
        with store_errors():
            rows = self._database.execute(query, (unit,)).fetchall()
        return {year: (key, report) for year, key, report in rows}
