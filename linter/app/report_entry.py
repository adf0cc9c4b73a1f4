"""Whose a report is, and where it stands."""

from __future__ import annotations

from msgspec import Struct


class ReportEntry(Struct, frozen=True):
    """A report by the file that holds it (`number` counts its reports from 1), its body, and its year;
    `digest` is that of the file's content."""

    file: str
    number: int
    issuer: str | None
    year: int | None
    digest: bytes = b""
