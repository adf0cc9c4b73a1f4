"""The files of an audit's folder, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from linter.output.audit import audit_json, checksums, page, parquet, units, workbook
from linter.output.audit.model import Audit, Details

Writer = Callable[[Audit, Details, str], Iterable[str]]
"""Writes its files into a new folder; gives notes on what it could not write, in Chinese. Raises OSError."""

WRITERS: tuple[Writer, ...] = (
    units.write,
    page.write,
    workbook.write,
    parquet.write,
    audit_json.write,
    checksums.write,  # last: it lists all others
)
