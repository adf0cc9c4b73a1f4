"""`figures.parquet` and `findings.parquet`: every figure and every finding as tables, by DuckDB.

Rows go through text files, so that no number of them is ever all in memory. Of the figures these have one row
a report; DuckDB spreads it over the places of the report's layout.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import TextIO

from linter.extras import install
from linter.output.audit.model import STATES, Audit, Details, FileResult, Layout, Place, Unit, Value
from linter.output.audit.new_file import errors_of
from linter.output.pivot import Column

_MEMORY = "128MB"
_LINE = 1024 * 1024  # bytes of the longest row of text
_TOGETHER = 2000  # places of one row of text
_MOST_LAYOUTS = 1024  # known at once; nearly all reports have one of a few
_MOST_DIGITS = 18  # before the point, of the 24 that the column has in all
_REPORTS: Mapping[str, str] = {
    "unit": "VARCHAR",
    "parent": "VARCHAR",
    "category": "VARCHAR",
    "file": "VARCHAR",
    "report": "INTEGER",
    "issuer": "VARCHAR",
    "year": "INTEGER",
    "counted": "BOOLEAN",
    "layout": "INTEGER",
    "numbers": "VARCHAR",
    "states": "VARCHAR",
}
"""A row of text of a report: `numbers` with bars between them, a letter for each state; `counted` figures are
those that sums are made of."""
_PLACES: Mapping[str, str] = {
    "layout": "INTEGER",
    "place": "INTEGER",
    "table": "VARCHAR",
    "row": "VARCHAR",
    "column": "VARCHAR",
    "label": "VARCHAR",
    "measure": "VARCHAR",
}
"""A row of text of a place, counted from 1 in its layout."""
_CASES = " ".join(f"WHEN '{letter}' THEN '{name}'" for letter, name in STATES.items())
_SPREAD = f"""
SELECT unit, parent, category, file, report, issuer, year, counted, "table", "row", "column", label,
    TRY_CAST(number AS DECIMAL(24, 6)) AS value, measure, CASE letter {_CASES} END AS state
FROM (
    SELECT * EXCLUDE (numbers, states), unnest(string_split(numbers, '|')) AS number,
        unnest(string_split(states, '')) AS letter,
        generate_subscripts(string_split(numbers, '|'), 1) AS place
    FROM {{reports}}
) LEFT JOIN {{places}} USING (layout, place)
"""  # noqa: S608  the words are our own
_FINDINGS: Mapping[str, str] = {
    "unit": "VARCHAR",
    "parent": "VARCHAR",
    "category": "VARCHAR",
    "file": "VARCHAR",
    "report": "INTEGER",
    "code": "VARCHAR",
    "label": "VARCHAR",
    "severity": "VARCHAR",
    "message": "VARCHAR",
    "place": "VARCHAR",
    "row": "INTEGER",
    "column": "INTEGER",
    "quote": "VARCHAR",
}

_Row = tuple[object, ...]


def write(audit: Audit, details: Details, folder: str) -> Iterable[str]:
    """Write both tables; without DuckDB a note that they are left out."""
    if find_spec("duckdb") is None:
        return (f"没有写出 figures.parquet 和 findings.parquet，{install('audit')}",)
    for write_table, name in ((_write_figures, "figures.parquet"), (_write_findings, "findings.parquet")):
        path = os.path.join(folder, name)
        with errors_of(path, always=True):
            write_table(audit, details, path)
    return ()


def _label(column: Column) -> str:
    return f"{column.table_label} {column.row_label} {column.column_label}"


def _of_unit(file: FileResult, details: Details) -> tuple[str | None, str | None, str | None]:
    """The unit of a file, what is above it, and its category."""
    result = details.unit(file.units[0]) if file.units else None
    return _names(result.unit) if result is not None else (None, None, None)


def _names(unit: Unit) -> tuple[str | None, str | None, str | None]:
    return unit.name, unit.parent, unit.category or None


def _write_figures(audit: Audit, details: Details, path: str) -> None:
    """Write the table of figures. Raises OSError."""
    with TemporaryDirectory(prefix=".", dir=os.path.dirname(path), ignore_cleanup_errors=True) as folder:
        reports, places = (os.path.join(folder, name) for name in ("reports.csv", "places.csv"))
        with _new(reports) as rows, _new(places) as out:
            layouts = _Layouts({each.place: _label(each) for each in audit.columns}, out)
            rows.writelines(map(_line, _reports(audit, details, layouts)))
        query = _SPREAD.format(reports=_table_of(_REPORTS), places=_table_of(_PLACES))
        _copy(query, [reports, places], path, folder)


def _reports(audit: Audit, details: Details, layouts: _Layouts) -> Iterator[_Row]:
    for file in audit.files:
        for report in details.reports(file) if file.reports else ():
            own = details.owner(file, report.number)
            unit = _names(own[0].unit) if own is not None else _of_unit(file, details)
            counted = own is not None and own[1]
            head = (*unit, file.name, report.number, report.issuer, report.year, counted)
            for start in range(0, len(report.values), _TOGETHER):
                part = slice(start, start + _TOGETHER)
                numbers = _numbers(report.values[part])
                yield (*head, layouts.number(report.layout, start), numbers, report.states[part])


class _Layouts:
    """The layouts that were met, by numbers; their places go to a text file."""

    def __init__(self, labels: Mapping[Place, str], out: TextIO) -> None:
        self._labels, self._out = labels, out
        self._numbers: dict[tuple[Layout, int], int] = {}
        self._next = 0

    def number(self, layout: Layout, start: int) -> int:
        """The number of the part of a layout that begins at a place."""
        number = self._numbers.get((layout, start))
        if number is None:
            if len(self._numbers) >= _MOST_LAYOUTS:
                self._numbers.clear()
            number = self._numbers[layout, start] = self._next
            self._next += 1
            for at, each in enumerate(layout.places[start : start + _TOGETHER], 1):
                label = self._labels.get((each.table, each.row, each.column or ""))
                row = (number, at, each.table, each.row, each.column, label, each.unit or None)
                self._out.write(_line(row))
        return number


def _numbers(values: Sequence[Value]) -> str:
    """Some figures with bars between them."""
    if set(map(type, values)) == {int}:  # nearly always, and none of them large
        text = "|".join(map(str, values))
        if len(text) < _MOST_DIGITS or max(map(abs, values)) < 10**_MOST_DIGITS:  # type: ignore[arg-type]
            return text
    return "|".join(map(_number, values))


def _number(value: Value) -> str:
    """A figure as far as the column holds it; more digits than a count has are none."""
    if value is None:
        return ""
    text = str(value)
    if len(text) <= _MOST_DIGITS:
        return text
    whole, _, part = text.partition(".")
    return f"{whole}.{part[:_MOST_DIGITS]}" if len(whole.lstrip("-")) <= _MOST_DIGITS else ""


def _write_findings(audit: Audit, details: Details, path: str) -> None:
    """Write the table of findings. Raises OSError."""
    with TemporaryDirectory(prefix=".", dir=os.path.dirname(path), ignore_cleanup_errors=True) as folder:
        text = os.path.join(folder, "findings.csv")
        with _new(text) as rows:
            rows.writelines(map(_line, _findings(audit, details)))
        _copy(f"SELECT * FROM {_table_of(_FINDINGS)}", [text], path, folder)  # noqa: S608


def _findings(audit: Audit, details: Details) -> Iterator[_Row]:
    for file in audit.files:
        if not file.counts.total:
            continue
        unit = _of_unit(file, details)
        for each in details.findings(file):
            rule = audit.rules.get(each.code)
            label = rule.label if rule is not None else None
            found = (each.code, label, each.severity, each.message, each.place, each.row, each.column)
            yield (*unit, file.name, each.report, *found, each.quote)


def _new(path: str) -> TextIO:
    return open(path, "x", encoding="utf-8", errors="backslashreplace", newline="")


def _line(row: _Row) -> str:
    return ",".join(map(_field, row)) + "\n"


def _field(value: object) -> str:
    """A field of the text; what is None has no quotes."""
    if isinstance(value, str):
        return '"' + value.replace('"', '""').replace("\0", "") + '"'
    return "" if value is None else str(value)


def _table_of(columns: Mapping[str, str]) -> str:
    """A text file as a table of a query."""
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    return (
        "read_csv(?, header = false, delim = ',', quote = '\"', escape = '\"', auto_detect = false, "
        "new_line = '\\n', nullstr = '', allow_quoted_nulls = false, parallel = false, "
        f"max_line_size = {_LINE}, buffer_size = {4 * _LINE}, columns = {{{types}}})"
    )


def _copy(query: str, texts: list[str], path: str, folder: str) -> None:
    """Write what a query gives as a table; the same rows make the same bytes. Raises OSError."""
    import duckdb  # only an audit writes tables

    spill = os.path.join(folder, "spill")
    settings: dict[str, str | bool | int | float | list[str]]
    settings = {"threads": 1, "memory_limit": _MEMORY, "temp_directory": spill}
    try:
        with duckdb.connect(":memory:", config=settings) as database:
            database.execute("SET preserve_insertion_order = true")
            database.execute(
                f"COPY ({query}) TO ? (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 30720)",
                [*texts, path],
            )
    except duckdb.Error as error:
        raise _system_error(error) from None


def _system_error(error: Exception) -> OSError:
    """What DuckDB raises, as an error of the system; it says only in words which."""
    said = str(error)
    number = next((each for each in (errno.ENOSPC, errno.EDQUOT) if os.strerror(each) in said), None)
    return OSError(number, said)
